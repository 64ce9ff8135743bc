"""What the copilot said of one turn, and its JSON form (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copilot.events import Speaker
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal

SHARE_DIGITS = 4
SECOND_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall clock since the turn was heard; None where there was no such thing."""

    phase: float | None = None
    first_words: float | None = None
    line: float | None = None


@dataclass(frozen=True, slots=True)
class AgentTurn:
    """An agent's turn as it was read; `i` is its index in the call file."""

    i: int
    moves: tuple[Move, ...]
    signals: tuple[Signal, ...]

    @property
    def speaker(self) -> Speaker:
        return Speaker.AGENT


@dataclass(frozen=True, slots=True)
class CustomerTurn:
    """A customer's turn as it was read, and the line that stood at the end."""

    i: int
    phase: Phase
    phase_scores: Mapping[Phase, float]  # three shares, together 1
    signals: tuple[Signal, ...]
    next: tuple[Move, ...]  # best first
    line: str  # "" where the advice is to listen
    evidence: tuple[str, ...]  # ids of card entries
    seconds: Seconds

    @property
    def speaker(self) -> Speaker:
        return Speaker.CUSTOMER


@dataclass(frozen=True, slots=True)
class Unheard:
    """A turn of a recording that the recogniser did not hear: nothing was said of it."""

    i: int
    speaker: Speaker


Prediction = AgentTurn | CustomerTurn | Unheard


def rounded_shares(shares: Mapping[Phase, float]) -> dict[Phase, float]:
    """The shares to four digits, together still 1: the largest takes what rounding leaves."""
    largest = max(Phase, key=lambda p: shares.get(p, 0.0))
    result = {p: round(shares.get(p, 0.0), SHARE_DIGITS) for p in Phase}
    rest = sum(share for p, share in result.items() if p is not largest)
    return {**result, largest: round(1.0 - rest, SHARE_DIGITS)}


def to_json(call: str, turn: Prediction) -> dict[str, Any]:
    """One line of a predictions file; `call` is the call's id."""
    head: dict[str, Any] = {"id": call, "i": turn.i, "speaker": str(turn.speaker)}
    if isinstance(turn, Unheard):
        return {**head, "heard": False}
    if isinstance(turn, AgentTurn):
        return {**head, "moves": [*turn.moves], "signals": [*turn.signals]}
    return {
        **head,
        "phase": turn.phase,
        "phase_scores": {str(p): share for p, share in turn.phase_scores.items()},
        "signals": [*turn.signals],
        "next": [*turn.next],
        "line": turn.line,
        "evidence": [*turn.evidence],
        "seconds": {
            "phase": turn.seconds.phase,
            "first_words": turn.seconds.first_words,
            "line": turn.seconds.line,
        },
    }


def from_json(line: Mapping[str, Any]) -> tuple[str, Prediction]:
    """The call's id and the turn. Raises KeyError, TypeError or ValueError where it is none."""
    call, i, speaker = str(line["id"]), int(line["i"]), Speaker(line["speaker"])
    if line.get("heard") is False:
        return call, Unheard(i, speaker)
    signals = tuple(map(Signal, line["signals"]))
    if speaker is Speaker.AGENT:
        return call, AgentTurn(i, tuple(map(Move, line["moves"])), signals)
    return call, CustomerTurn(
        i=i,
        phase=Phase(line["phase"]),
        phase_scores={Phase(p): float(share) for p, share in line["phase_scores"].items()},
        signals=signals,
        next=tuple(map(Move, line["next"])),
        line=str(line["line"]),
        evidence=tuple(map(str, line["evidence"])),
        seconds=Seconds(**line["seconds"]),
    )
