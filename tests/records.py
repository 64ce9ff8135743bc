"""Records of whole calls for tests: the scripted call kit over the texts of labelled calls.

    record = sample_record("en-out-coldroom")

The model reads what the annotators read, and offers as a line what the agent said next; the times
are those of the recording where there is one. No model, no sound, the same bytes on every run.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

from copilot.cardfile import load_card
from copilot.coach.model import Message, Question, Task
from copilot.evaluation.calls import load_call
from copilot.evaluation.labels import LabelledCall, LabelledTurn
from copilot.events import (
    KeyEvent,
    LineFinished,
    LineFollowed,
    LineJudged,
    Marked,
    PhaseRead,
    Published,
    Speaker,
    Verdict,
)
from copilot.method.signals import Signal
from copilot.store.record import CallHead, CallRecord
from tests.calls import Said, a_call

TESTS = Path(__file__).parent
SAMPLES = ("zht-out-hotel", "zhs-in-english", "en-out-coldroom")
"""Traditional Chinese outbound, simplified Chinese inbound, English outbound."""

_PLACES = (TESTS.parent / "samples", TESTS / "labelled" / "calls", TESTS / "labelled" / "held_out")
_LONGEST_S = 14.0  # a turn is cut at 15
_SHORTEST_PAUSE_S = 0.8  # a turn ends after 0.6


def sample_record(name: str) -> CallRecord:
    """The record of the labelled call `name`: a sample, or one of `tests/labelled`.

    `wall_s` equals `at`; the head's id and time follow from the name's place among the samples.
    """
    return _record(name, "labels")


def rules_record(name: str) -> CallRecord:
    """The same call without a model: rules and card only."""
    return _record(name, "none")


@cache
def _record(name: str, llm: str) -> CallRecord:
    with ThreadPoolExecutor(1) as thread:  # an asyncio test has a loop of its own running
        return thread.submit(asyncio.run, _played(name, llm)).result()


async def _played(name: str, llm: str) -> CallRecord:
    file = next(f for place in _PLACES if (f := place / f"{name}.json").exists())
    call, card_file = load_call(file), file.with_suffix(".card.yaml")
    card = load_card(card_file) if card_file.exists() else call.card
    heard = await a_call(
        *said_in(call, file.with_suffix(".ref.json")),
        model=LabelsModel(call.turns) if llm == "labels" else None,
        model_reads=llm == "labels",
        mode=call.mode,
        lang=call.lang,
        card=card,
        pressing=_pressing,
    )
    day = SAMPLES.index(name) + 1 if name in SAMPLES else 20
    head = CallHead(
        id=f"202611{day:02}-140500-{sum(name.encode()) % 0xFFFFFF:06x}",
        began=f"2026-11-{day:02}T14:05:00Z",
        mode=call.mode,
        lang=call.lang,
        agent="Ana",
        source=f"{name}.flac",
        llm=llm,
        version="0.1",
        card=card,
    )
    return CallRecord(head, tuple(replace(p, wall_s=p.at) for p in heard.published))


def said_in(call: LabelledCall, reference: Path) -> Sequence[Said]:
    """The turns with their times: the recording's own, or such as people need for these words."""
    if reference.exists():
        times = [(t["start"], t["end"]) for t in json.loads(reference.read_text("utf-8"))["turns"]]
    else:
        times, now = [], 0.5
        for turn in call.turns:
            words = len(turn.text) / 4 if call.lang.is_chinese else len(turn.text.split()) / 2.6
            times.append((now, now + max(0.8, words)))
            now = times[-1][1] + 1.0
    starts = [start for start, _ in times[1:]] + [times[-1][1] + 1.0]
    return [
        Said(
            turn.speaker,
            turn.text,
            seconds=min(_LONGEST_S, end - start),
            pause_s=max(_SHORTEST_PAUSE_S, following - end),
        )
        for turn, (start, end), following in zip(call.turns, times, starts, strict=True)
    ]


def _pressing(published: Published) -> KeyEvent | None:
    """An agent who finds the lines that they take up useful, and one other not."""
    match published.event:
        case LineFollowed(turn=turn):
            return LineJudged(turn, Verdict.USED)
        case LineFinished(turn=2, instant=True):
            return LineJudged(2, Verdict.NOT_USEFUL)
        case PhaseRead(turn=turn, signals=signals) if Signal.HESITATION in signals:
            return Marked(turn)
    return None


class LabelsModel:
    """A :class:`~copilot.coach.model.ChatModel` that knows the annotators' labels by heart."""

    name = "labels"

    def __init__(self, turns: Sequence[LabelledTurn]) -> None:
        self._turns = turns
        self._read = 0  # turns read so far; each is asked about once, in their order

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        if question.task is Task.READ:
            self._read += 1
            yield _reading(self._turns[self._read - 1])
            return
        told = (t.text for t in self._turns[self._read :] if t.speaker is Speaker.AGENT)
        line = next(told, "")
        for start in range(0, len(line), 12):
            yield line[start : start + 12]

    async def warm(self, messages: Sequence[Message]) -> None:
        """Nothing to warm."""

    async def close(self) -> None:
        """Nothing to give back."""


def _reading(turn: LabelledTurn) -> str:
    if turn.speaker is Speaker.AGENT:
        return json.dumps({"moves": sorted(turn.moves), "signals": sorted(turn.signals)})
    told = {"phase": turn.phase, "signals": sorted(turn.signals), "next": turn.next}
    return json.dumps(told)
