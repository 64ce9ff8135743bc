"""Heard turns -> the turns that were said, by their times (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from copilot.evaluation.predicted import AgentTurn, CustomerTurn, Prediction, Unheard
from copilot.events import Speaker, TurnHeard


@dataclass(frozen=True, slots=True)
class Spoken:
    """When a turn of a recording was said, in seconds from its beginning."""

    speaker: Speaker
    start: float
    end: float


def matched(heard: Sequence[TurnHeard], said: Sequence[Spoken]) -> Mapping[int, tuple[int, ...]]:
    """Indices of `said` -> numbers of the heard turns that belong to them, in order.

    A heard turn belongs to the turn of the same speaker with which it shares most time. One that
    shares none with any was not said, and belongs nowhere.
    """
    pieces: dict[int, list[int]] = {}
    for turn in sorted(heard, key=lambda t: t.turn):
        shared = {
            i: min(turn.end, s.end) - max(turn.start, s.start)
            for i, s in enumerate(said)
            if s.speaker is turn.speaker
        }
        best = max(shared, key=lambda i: (shared[i], -i), default=None)
        if best is not None and shared[best] > 0:
            pieces.setdefault(best, []).append(turn.turn)
    return {i: tuple(numbers) for i, numbers in pieces.items()}


def merged(
    said: Sequence[Spoken],
    pieces: Mapping[int, tuple[int, ...]],
    read: Mapping[int, AgentTurn | CustomerTurn],
) -> tuple[Prediction, ...]:
    """One prediction for each turn that was said.

    Of a turn that was heard in pieces the last one's phase and line count, since they stand at its
    end; moves and signals are those of all pieces.
    """
    result: list[Prediction] = []
    for i, turn in enumerate(said):
        parts = [read[number] for number in pieces.get(i, ()) if number in read]
        result.append(_united(i, parts) if parts else Unheard(i, turn.speaker))
    return tuple(result)


def _united(i: int, parts: Sequence[AgentTurn | CustomerTurn]) -> AgentTurn | CustomerTurn:
    last = parts[-1]
    signals = tuple(dict.fromkeys(s for part in parts for s in part.signals))
    if isinstance(last, CustomerTurn):
        return replace(last, i=i, signals=signals)
    moves = tuple(dict.fromkeys(m for p in parts if isinstance(p, AgentTurn) for m in p.moves))
    return AgentTurn(i, moves, signals)
