"""A call's record survives being written down."""

import json

import pytest

from copilot.cardfile import load_card
from copilot.events import to_json
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.phases import Phase
from copilot.store.record import CallHead
from copilot.store.wire import (
    RecordError,
    event_from_line,
    event_to_line,
    head_from_line,
    head_to_line,
)
from tests.adversarial.turns import CARD_FILES
from tests.calls import a_call, agent, customer


async def test_every_event_of_a_call_comes_back_equal_to_the_last_digit() -> None:
    call = await a_call(
        customer("你們的方案一個月多少錢？"),
        agent("請問您家裡幾個人用？"),
        customer("四個人，常常斷線很煩。"),
        lang=Language.ZH_HANT,
    )
    assert len(call.published) > 10
    for published in call.published:
        line = event_to_line(published)
        assert "\n" not in line
        assert event_from_line(line) == published
        assert json.loads(line).keys() == json.loads(to_json(published)).keys()


def head(**changed: object) -> CallHead:
    told = {
        "id": "20261123-190540-3f9a2c",
        "began": "2026-11-23T19:05:40Z",
        "mode": Mode.OUTBOUND,
        "lang": Language.EN,
        "agent": "Ana",
        "source": "devices",
        "llm": "none",
        "version": "0.1",
    }
    return CallHead(**told | changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "one",
    [
        head(),
        head(target_shares=dict(zip(Phase, (0.5, 0.3, 0.2), strict=True))),
        head(card=load_card(CARD_FILES[Language.ZH_HANS])),
    ],
)
def test_a_head_comes_back_as_it_was_with_its_card_and_targets(one: CallHead) -> None:
    assert head_from_line(head_to_line(one)) == one


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", '{"format": 2, "head": {}}'])
def test_what_is_no_head_is_refused(line: str) -> None:
    with pytest.raises(RecordError):
        head_from_line(line)


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "unheard_of", "at": 1, "wall_s": 1}',
        '{"event": "backlog", "at": 1, "wall_s": 1}',
        '{"event": "backlog", "at": 1, "wall_s": 1, "waiting": "many"}',
        '{"event": "backlog", "at": "1", "wall_s": 1, "waiting": 2}',
        '{"event": "backlog", "at": 1, "wal',
    ],
)
def test_what_is_no_event_is_refused(line: str) -> None:
    with pytest.raises(RecordError):
        event_from_line(line)
