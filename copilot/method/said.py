"""One turn of the call as it is remembered."""

from dataclasses import dataclass

from copilot.events import Speaker
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal


@dataclass(frozen=True, slots=True)
class Said:
    """One turn with what was read in it; ``phase`` is None for the agent."""

    speaker: Speaker
    text: str
    start: float  # call seconds
    end: float
    moves: tuple[Move, ...] = ()
    phase: Phase | None = None
    signals: tuple[Signal, ...] = ()
    turn: int = 0  # its number in the call, from 1; 0 where it is not known
