"""What is kept of a call is enough to have its state and its panel again, bit for bit."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from copilot import call as call_module
from copilot.coach.coach import Coach
from copilot.coach.model import ChatModel
from copilot.coach.scripted import ScriptedModel
from copilot.events import (
    AgentRead,
    CustomerLearned,
    Paused,
    PhaseRead,
    Progress,
    Published,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.learned import Kind
from copilot.method.modes import Mode
from copilot.method.state import CallState
from copilot.panel.fold import fold
from copilot.panel.view import View
from copilot.store.rebuild import start_of, state_of, states, view_of
from copilot.store.record import CallHead, CallRecord
from copilot.store.wire import event_from_line, event_to_line, head_from_line, head_to_line
from tests.calls import PAYROLL, Said, a_call, agent, customer
from tests.records import SAMPLES, rules_record, sample_record

TALK: dict[Language, Sequence[Said]] = {
    Language.EN: (
        agent("Hi, this is Ray from Tallybird. Who puts the hours together?"),
        customer("Me, every Sunday night, from paper cards. It is a pain and my sister waits."),
        agent("What does that lead to? Staff clock in on a tablet, no evening on time cards."),
        customer("Well, what if they could just clock in on the phone?"),
        customer("My accountant does it, and that is too expensive for me."),
        agent("It is $49 a month plus $5 per employee."),
        customer("I don't know, I need to think about it. Please call me later."),
    ),
    Language.ZH_HANT: (
        agent("您好，請問您現在方便講話嗎？您平常都是怎麼訂房的？"),
        customer("都是我太太上網找，每次都要比好幾家，真的很麻煩，我媽行動又不方便。"),
        agent("那這樣對您影響最大的是什麼？"),
        customer("還是跟我弟弟一起辦？"),
        customer("我不知道耶，一年也去不了幾次，這個好像用不到，太貴了。"),
        agent("會擔心很正常，一年兩次就回本。"),
        customer("那我再考慮看看。"),
    ),
    Language.ZH_HANS: (
        agent("您好，请问您现在方便讲话吗？您平常都是怎么订房的？"),
        customer("都是我太太上网找，每次都要比好几家，真的很麻烦，我妈行动又不方便。"),
        agent("那这样对您影响最大的是什么？"),
        customer("还是跟我弟弟一起办？"),
        customer("我不知道，一年也去不了几次，这个好像用不到，太贵了。"),
        agent("会担心很正常，一年两次就回本。"),
        customer("那我再考虑看看。"),
    ),
}


class Serving:
    """A model that reads turns: it gives one piece again and again, under the same quotation."""

    name = "serving"

    def __init__(self, said: Sequence[Said]) -> None:
        quotes = [s.text[:9] for s in said]
        self._model = ScriptedModel(
            ["What else have you thought of?"],
            [
                json.dumps(
                    {
                        "moves": ["implication"],
                        "phase": {"cognitive": 1, "divergent": number, "convergent": 2},
                        "because": quote,
                        "signals": ["hesitation"],
                        "next": ["explore"],
                        "learned": [
                            {"kind": "need", "quote": quote},
                            {"kind": "fact", "quote": quote},
                            {"kind": "need", "quote": quote[:5]},
                        ],
                    }
                )
                for number, quote in enumerate(quotes)
            ],
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


async def recorded(
    said: Sequence[Said],
    live: list[CallState],
    monkeypatch: pytest.MonkeyPatch,
    model: ChatModel | None,
    mode: Mode,
    lang: Language,
    card: ProductCard | None = PAYROLL,
) -> CallRecord:
    """The call's record; `live`: what its coach held after each turn, and at the end."""

    class Watched(Coach):
        async def _publish_changes(self, before: CallState) -> None:
            await super()._publish_changes(before)
            live.append(self._state)

    monkeypatch.setattr(call_module, "Coach", Watched)
    call = await a_call(
        *said, model=model, model_reads=model is not None, mode=mode, lang=lang, card=card
    )
    head = CallHead("id", "", mode, lang, "", "", "", "", card=card)
    return CallRecord(head, tuple(call.published))


def reread(record: CallRecord) -> CallRecord:
    """The record after it was written down and read."""
    events = tuple(event_from_line(event_to_line(p)) for p in record.events)
    return replace(record, head=head_from_line(head_to_line(record.head)), events=events)


@pytest.mark.parametrize("served", [False, True], ids=["rules", "served"])
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("lang", Language)
async def test_the_state_after_each_turn_is_the_coachs_own(
    lang: Language, mode: Mode, served: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    live: list[CallState] = []
    model = Serving(TALK[lang]) if served else None
    record = await recorded(TALK[lang], live, monkeypatch, model, mode, lang)
    by = {p.event.by for p in record.events if isinstance(p.event, PhaseRead)}
    assert by == ({"model+rules"} if served else {"rules"})
    assert len(live) == len(TALK[lang])
    assert list(states(reread(record))) == live
    assert state_of(reread(record)) == live[-1]
    assert live[-1].learned
    assert live[-1].needs == state_of(reread(record)).needs


async def test_what_a_model_said_again_is_not_learned_by_rules_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A turn may teach nothing new while the cues of the rules would find something in it."""
    pain = "It is a pain, I hate Sunday evenings"
    said = (customer(f"{pain}."), customer(f"{pain}, and my sister could do it instead."))
    read = {"phase": "cognitive", "learned": [{"kind": "pain", "quote": pain}]}
    model = ScriptedModel(["What else?"], [json.dumps(read)])
    live: list[CallState] = []
    record = await recorded(said, live, monkeypatch, model, Mode.OUTBOUND, Language.EN)
    assert [x.kind for x in live[-1].learned] == [Kind.PAIN]
    assert state_of(record) == live[-1]


async def test_a_call_without_a_card_is_rebuilt_without_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live: list[CallState] = []
    said = TALK[Language.EN]
    record = await recorded(said, live, monkeypatch, None, Mode.INBOUND, Language.EN, card=None)
    assert state_of(reread(record)) == live[-1]
    assert state_of(record).card is None


@pytest.mark.parametrize("record_of", [sample_record, rules_record])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_course_of_a_sample_is_told_by_its_record(name: str, record_of: Any) -> None:
    record = reread(record_of(name))
    told = [p.event for p in record.events if isinstance(p.event, Progress)]
    rebuilt = list(states(record))
    assert [s.turn for s in rebuilt] == [p.turn for p in told]
    for state, progress in zip(rebuilt, told, strict=True):
        assert state.circles == progress.circles
        assert state.told == progress.told
        assert state.ties == progress.ties
        assert state.open_needs == progress.open_needs
        assert state.agent_share == progress.agent_share


@pytest.mark.parametrize("name", SAMPLES)
def test_the_panel_is_rebuilt_at_every_event(name: str) -> None:
    record = sample_record(name)
    panel = View.start(record.head.lang, record.head.mode, record.head.card)
    kept = reread(record)
    for number, published in enumerate(record.events, start=1):
        panel = fold(panel, published)
        if number % 25 == 0 or number == len(record.events):
            assert view_of(replace(kept, events=kept.events[:number])) == panel
    assert panel.turns
    assert panel.followed


def test_before_the_first_turn_the_state_is_that_of_a_call_not_begun() -> None:
    record = sample_record(SAMPLES[0])
    empty = replace(record, events=record.events[:1])
    assert list(states(empty)) == []
    assert state_of(empty) == start_of(record.head)


def test_a_record_that_breaks_off_gives_the_state_as_far_as_it_was_told() -> None:
    record = sample_record(SAMPLES[0])
    whole = list(states(record))
    for number in range(0, len(record.events), 7):
        told = list(states(replace(record, events=record.events[:number])))
        assert [s.turns for s in told] == [s.turns for s in whole[: len(told)]]
        assert told[:-1] == whole[: len(told)][:-1]


def test_a_turn_that_nobody_read_is_in_no_state() -> None:
    record = sample_record(SAMPLES[0])
    kept = [p for p in record.events if not isinstance(p.event, AgentRead | PhaseRead)]
    unread = replace(record, events=tuple(kept))
    assert any(isinstance(p.event, TurnHeard) for p in kept)
    assert any(isinstance(p.event, CustomerLearned) for p in kept)
    assert state_of(unread) == start_of(record.head)


def test_keys_and_pauses_are_on_the_rebuilt_panel() -> None:
    record = sample_record(SAMPLES[0])
    last = record.events[-2]
    paused = replace(record, events=(*record.events[:-1], Published(last.at, 0.0, Paused(True))))
    assert view_of(paused).paused
    assert any(t.marked for t in view_of(paused).turns)
