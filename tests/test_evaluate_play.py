"""A labelled call is played as a live call is, turn by turn, and twice alike."""

import asyncio
import dataclasses
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest

from copilot.coach.briefing import Briefing
from copilot.coach.model import ChatModel, Message, Question, Task
from copilot.coach.prompts import load
from copilot.coach.scripted import ScriptedModel
from copilot.errors import EngineError
from copilot.evaluation.gather import gathered
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.matching import Spoken, matched, merged
from copilot.evaluation.play import Hooks, play
from copilot.evaluation.predicted import AgentTurn, CustomerTurn, Seconds, Unheard
from copilot.evaluation.witness import WithoutLines, Witness
from copilot.events import (
    Event,
    LineBegun,
    LineDropped,
    LineFinished,
    ListenAdvised,
    PhaseRead,
    Published,
    Speaker,
    TurnHeard,
)
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from tests.labelled import TURNS, tiny

READS = '{"moves": ["explore"], "phase": "divergent", "signals": ["question"], "next": ["explore"]}'
LINE = "What would you do with those two evenings if you had them back?"


@pytest.fixture
def call(tmp_path: Path) -> LabelledCall:
    return tiny(tmp_path)


def briefing(call: LabelledCall, *, reads: bool = True) -> Briefing:
    return Briefing(call.mode, call.lang, call.card, load(call.lang), model_reads=reads)


async def played(
    call: LabelledCall, model: ChatModel | None = None, hooks: Hooks | None = None
) -> tuple[AgentTurn | CustomerTurn, ...]:
    return await play(call, briefing(call), model, hooks or Hooks())


def decided(turns: Sequence[AgentTurn | CustomerTurn]) -> list[AgentTurn | CustomerTurn]:
    """Without the time it took, which no two runs share."""
    bare = Seconds()
    return [
        dataclasses.replace(t, seconds=bare) if isinstance(t, CustomerTurn) else t for t in turns
    ]


async def test_every_turn_is_predicted_by_rules_alone(call: LabelledCall) -> None:
    turns = await played(call)
    assert [turn.i for turn in turns] == list(range(6))
    assert [turn.speaker for turn in turns] == [turn.speaker for turn in call.turns]
    for turn in turns:
        if isinstance(turn, CustomerTurn):
            assert sum(turn.phase_scores.values()) == pytest.approx(1.0)
            assert turn.next
            assert turn.seconds.phase is not None


async def test_a_model_that_reads_is_heard(call: LabelledCall) -> None:
    turns = await played(call, ScriptedModel(lines=[LINE], readings=[READS]))
    assert turns[0].moves == (Move.EXPLORE,)  # type: ignore[union-attr]
    assert turns[1].phase is Phase.DIVERGENT  # type: ignore[union-attr]
    assert turns[1].signals == (Signal.QUESTION,)


async def test_each_turn_is_over_before_the_next_is_heard(call: LabelledCall) -> None:
    class Slow(ScriptedModel):
        async def stream(self, question: Question) -> AsyncGenerator[str, None]:
            order.append(f"asks {question.task}")
            await asyncio.sleep(0.01)
            try:
                async for piece in super().stream(question):
                    yield piece
            finally:
                order.append("answered")

    class Watch(Hooks):
        def turn_begins(self, call: str, i: int) -> None:
            order.append(f"turn {i}")

    order: list[str] = []
    await played(call, Slow(lines=[LINE], readings=[READS]), Watch())
    begins = [n for n, said in enumerate(order) if said.startswith("turn")]
    assert len(begins) == 6
    for n in begins:
        asked = sum(said.startswith("asks") for said in order[:n])
        assert order[:n].count("answered") == asked


async def test_nothing_of_what_is_said_later_and_no_label_is_asked_about(
    call: LabelledCall, tmp_path: Path
) -> None:
    whole, model = ScriptedModel(lines=[LINE], readings=[READS]), None
    await played(call, whole)
    bare = [{"speaker": t["speaker"], "text": t["text"]} for t in TURNS[:4]]
    model = ScriptedModel(lines=[LINE], readings=[READS])
    await played(tiny(tmp_path / "bare", turns=bare), model)
    assert model.asked == whole.asked[: len(model.asked)]
    assert len(model.asked) >= 4


async def test_two_plays_decide_the_same(call: LabelledCall) -> None:
    for script in ({}, {"lines": [LINE], "readings": [READS]}, {"readings": ["no JSON"]}):
        first, second = [
            decided(await played(call, ScriptedModel(**script) if script else None))
            for _ in range(2)
        ]
        assert first == second


async def test_without_lines_the_model_only_reads(call: LabelledCall) -> None:
    model = ScriptedModel(lines=[LINE], readings=[READS])
    turns = await played(call, WithoutLines(model))
    assert {question.task for question in model.asked} == {Task.READ}
    lines = [turn.line for turn in turns if isinstance(turn, CustomerTurn)]
    assert LINE not in lines
    assert any(lines)


async def test_a_model_that_is_down_ends_the_play_and_is_not_taken_for_the_rules(
    call: LabelledCall,
) -> None:
    witness = Witness(ScriptedModel())
    with pytest.raises(ExceptionGroup) as error:
        await played(call, witness, witness)
    assert error.group_contains(EngineError, match="no answer")
    assert witness.unanswered >= 3


async def test_a_model_that_fails_now_and_then_is_counted(call: LabelledCall) -> None:
    class Moody(ScriptedModel):
        async def stream(self, question: Question) -> AsyncGenerator[str, None]:
            self.asked.append(question)
            if len(self.asked) % 3 == 0:
                raise EngineError("moody", "Not now.")
            yield READS

    witness = Witness(Moody())
    await played(call, witness, witness)
    assert witness.asked > witness.unanswered == witness.asked // 3


def line(turn: int, text: str, *, instant: bool) -> tuple[Event, Event]:
    whole = (turn, Move.EXPLORE, text, "why", (f"of {text}",), instant)
    return LineBegun(*whole), LineFinished(*whole)


def phase(turn: int) -> PhaseRead:
    shares = {Phase.COGNITIVE: 0.2, Phase.DIVERGENT: 0.7, Phase.CONVERGENT: 0.1}
    return PhaseRead(turn, Phase.DIVERGENT, shares, (), (Move.EXPLORE,), (), "rules")


MADE, OWN = line(1, "made", instant=True), line(1, "own", instant=False)


@pytest.mark.parametrize(
    ("after_the_reading", "last"),
    [
        ((), "made"),
        (OWN, "own"),
        ((OWN[0], LineDropped(1, "unsupported")), "made"),
        ((OWN[0], LineDropped(1, "rubbish"), *MADE), "made"),
        ((OWN[0], LineDropped(1, "customer-went-on")), ""),
        ((ListenAdvised(1, "they think"),), ""),
    ],
)
def test_the_line_is_the_one_that_stands_at_the_end(
    after_the_reading: tuple[Event, ...], last: str
) -> None:
    heard = TurnHeard(1, Speaker.CUSTOMER, 0.0, 1.0, "hm")
    events = (heard, *MADE, phase(1), *after_the_reading)
    turn = gathered(Published(0.0, 5.0 + n, event) for n, event in enumerate(events))[1]
    assert isinstance(turn, CustomerTurn)
    assert turn.line == last
    assert turn.evidence == ((f"of {last}",) if last else ())
    assert turn.seconds.phase == 3.0
    assert turn.seconds.first_words == (1.0 if last else None)


def heard(turn: int, speaker: Speaker, start: float, end: float) -> TurnHeard:
    return TurnHeard(turn, speaker, start, end, "hm")


def test_heard_turns_belong_where_they_share_most_time() -> None:
    a, c = Speaker
    said = [Spoken(a, 0, 2), Spoken(c, 2, 6), Spoken(a, 6, 7), Spoken(c, 7, 8), Spoken(c, 9, 10)]
    turns = [
        heard(1, a, 0.1, 2.5),
        heard(2, c, 2.1, 3.5),  # one turn, heard in two pieces
        heard(3, c, 4.0, 5.9),
        heard(4, c, 7.1, 9.2),  # two turns, heard as one
        heard(5, a, 20, 21),  # nobody said it
    ]
    assert matched(turns, said) == {0: (1,), 1: (2, 3), 3: (4,)}


def test_pieces_of_a_turn_are_united() -> None:
    a, c = Speaker
    said = [Spoken(a, 0, 2), Spoken(c, 2, 6), Spoken(a, 6, 7)]

    def piece(i: int, at: Phase, signal: Signal) -> CustomerTurn:
        return CustomerTurn(i, at, {at: 1.0}, (signal,), (), f"line {i}", (), Seconds())

    read = {
        1: AgentTurn(0, (Move.OPEN,), ()),
        2: AgentTurn(1, (Move.SITUATION, Move.OPEN), (Signal.MONOLOGUE,)),
        3: piece(2, Phase.COGNITIVE, Signal.QUESTION),
        4: piece(3, Phase.DIVERGENT, Signal.HESITATION),
    }
    first, second, third = merged(said, {0: (1, 2), 1: (3, 4)}, read)
    assert first == AgentTurn(0, (Move.OPEN, Move.SITUATION), (Signal.MONOLOGUE,))
    assert isinstance(second, CustomerTurn)
    assert (second.i, second.phase, second.line) == (1, Phase.DIVERGENT, "line 3")
    assert second.signals == (Signal.QUESTION, Signal.HESITATION)
    assert third == Unheard(2, Speaker.AGENT)


async def test_warming_and_closing_reach_the_model() -> None:
    class Noted(ScriptedModel):
        async def warm(self, messages: Sequence[Message]) -> None:
            noted.append("warm")

        async def close(self) -> None:
            noted.append("close")

    noted: list[str] = []
    model = WithoutLines(Witness(Noted()))
    await model.warm([])
    await model.close()
    assert noted == ["warm", "close"]
