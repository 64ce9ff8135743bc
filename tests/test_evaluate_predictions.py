"""Predictions survive whatever ends a run, and are never mixed with those of other settings."""

import json
from pathlib import Path

import pytest

from copilot.errors import InputError
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.predicted import (
    AgentTurn,
    CustomerTurn,
    Prediction,
    Seconds,
    Unheard,
    from_json,
    rounded_shares,
    to_json,
)
from copilot.evaluation.predictions import PredictionsFile, sidecar_of
from copilot.events import Speaker
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from tests.labelled import TURNS, tiny

SETTINGS = {"llm": "none", "prompts": "abc"}


def turns(n: int = 6) -> tuple[Prediction, ...]:
    return tuple(AgentTurn(i, (Move.OPEN,), (Signal.MONOLOGUE,)) for i in range(n))


@pytest.fixture
def calls(tmp_path: Path) -> list[LabelledCall]:
    return [tiny(tmp_path / "calls", id=name) for name in ("a", "b")]


def opened(
    path: Path, calls: list[LabelledCall], *, restart: bool = False, **settings: str
) -> tuple[PredictionsFile, int]:
    file = PredictionsFile(path, SETTINGS | settings)
    return file, file.open(calls, restart=restart, resume=True)


def test_a_prediction_has_the_form_that_is_promised() -> None:
    turn = CustomerTurn(
        i=3,
        phase=Phase.DIVERGENT,
        phase_scores={Phase.COGNITIVE: 0.2, Phase.DIVERGENT: 0.7, Phase.CONVERGENT: 0.1},
        signals=(Signal.QUESTION,),
        next=(Move.EXPLORE, Move.CONFIRM),
        line="What else?",
        evidence=("fabe-1",),
        seconds=Seconds(0.1, 0.2, 1.5),
    )
    assert to_json("c", turn) == {
        "id": "c",
        "i": 3,
        "speaker": "customer",
        "phase": "divergent",
        "phase_scores": {"cognitive": 0.2, "divergent": 0.7, "convergent": 0.1},
        "signals": ["question"],
        "next": ["explore", "confirm"],
        "line": "What else?",
        "evidence": ["fabe-1"],
        "seconds": {"phase": 0.1, "first_words": 0.2, "line": 1.5},
    }
    assert to_json("c", AgentTurn(0, (Move.OPEN,), ())) == {
        "id": "c",
        "i": 0,
        "speaker": "agent",
        "moves": ["open"],
        "signals": [],
    }
    for one in (turn, *turns(1), Unheard(2, Speaker.AGENT)):
        assert from_json(json.loads(json.dumps(to_json("c", one)))) == ("c", one)


def test_rounded_shares_are_still_one() -> None:
    third = dict.fromkeys(Phase, 1 / 3)
    assert sum(rounded_shares(third).values()) == pytest.approx(1.0, abs=1e-12)
    near = {Phase.COGNITIVE: 0.99999, Phase.DIVERGENT: 0.000005, Phase.CONVERGENT: 0.000005}
    assert rounded_shares(near)[Phase.COGNITIVE] == 1.0


def test_a_rerun_goes_on_with_the_calls_that_are_missing(
    tmp_path: Path, calls: list[LabelledCall]
) -> None:
    path = tmp_path / "p.jsonl"
    first, kept = opened(path, calls)
    assert kept == 0
    first.add("a", turns())
    second, kept = opened(path, calls)
    assert (kept, second.of("a"), second.of("b")) == (1, turns(), None)
    second.add("b", turns())
    assert opened(path, calls)[1] == 2
    assert len(path.read_text().splitlines()) == 12


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_call_that_was_cut_off_is_played_anew(
    tmp_path: Path, calls: list[LabelledCall], cut: int
) -> None:
    path = tmp_path / "p.jsonl"
    file, _ = opened(path, calls)
    file.add("a", turns())
    file.add("b", turns())
    path.write_bytes(path.read_bytes()[:-cut])
    again, kept = opened(path, calls)
    assert (kept, again.of("a"), again.of("b")) == (1, turns(), None)
    again.add("b", turns())
    assert opened(path, calls)[1] == 2


@pytest.mark.parametrize("name", ["llm", "prompts", "recogniser"])
def test_predictions_of_other_settings_are_refused_until_begun_anew(
    tmp_path: Path, calls: list[LabelledCall], name: str
) -> None:
    path = tmp_path / "p.jsonl"
    opened(path, calls)[0].add("a", turns())
    before = path.read_bytes()
    with pytest.raises(InputError, match="made otherwise") as error:
        opened(path, calls, **{name: "another"})
    assert error.value.reference == "predictions-of-other-settings"
    assert name in error.value.why
    assert path.read_bytes() == before
    assert opened(path, calls, restart=True, **{name: "another"})[1] == 0
    assert path.read_bytes() == b""


def test_predictions_of_unknown_settings_are_refused(
    tmp_path: Path, calls: list[LabelledCall]
) -> None:
    path = tmp_path / "p.jsonl"
    opened(path, calls)[0].add("a", turns())
    for damage in (lambda: sidecar_of(path).write_text("{"), sidecar_of(path).unlink):
        damage()
        with pytest.raises(InputError, match="Nothing tells"):
            opened(path, calls)


def test_a_file_of_something_else_is_refused(tmp_path: Path, calls: list[LabelledCall]) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"id": "a"}\nand so on\n')
    with pytest.raises(InputError) as error:
        opened(path, calls)
    assert error.value.reference == "predictions-damaged"
    assert "line 1" in error.value.what


def test_a_call_whose_words_changed_is_played_anew_and_new_labels_change_nothing(
    tmp_path: Path, calls: list[LabelledCall]
) -> None:
    path = tmp_path / "p.jsonl"
    file, _ = opened(path, calls)
    file.add("a", turns())
    file.add("b", turns())
    relabelled = [{**turn, "phase": "convergent"} for turn in TURNS]
    reworded = [{**TURNS[0], "text": "Hello?"}, *TURNS[1:]]
    now = [
        tiny(tmp_path / "calls", id="a", turns=relabelled),
        tiny(tmp_path / "calls", id="b", turns=reworded),
    ]
    again, kept = opened(path, now)
    assert (kept, again.of("b")) == (1, None)


def test_predictions_of_calls_elsewhere_stay_in_the_file(
    tmp_path: Path, calls: list[LabelledCall]
) -> None:
    path = tmp_path / "p.jsonl"
    opened(path, calls)[0].add("a", turns())
    opened(path, calls[1:])[0].add("b", turns())
    assert opened(path, calls)[1] == 2


def test_a_place_that_cannot_be_written_is_refused_at_once(
    tmp_path: Path, calls: list[LabelledCall]
) -> None:
    for place in (tmp_path / "none" / "p.jsonl", tmp_path):
        with pytest.raises(InputError) as error:
            opened(place, calls)
        assert error.value.reference == "cannot-write"
