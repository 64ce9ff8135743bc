"""What a call's events say of each turn, one row a turn (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from copilot.events import (
    AgentRead,
    AlertRaised,
    CallEnded,
    CustomerLearned,
    LineFinished,
    LineFollowed,
    LineJudged,
    PhaseRead,
    Published,
    Speaker,
    TurnHeard,
    Verdict,
)
from copilot.method.alert_kinds import AlertKind
from copilot.method.learned import Kind
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn, and what was read in it and offered after it.

    Of an agent's turn: `moves`. Of a customer's: `phase`, `learned`, and the last line that was
    shown whole for it, with what became of that.
    """

    turn: int
    speaker: Speaker
    start_s: float
    end_s: float
    text: str
    moves: tuple[Move, ...] = ()
    signals: tuple[Signal, ...] = ()
    phase: Phase | None = None
    learned: tuple[tuple[Kind, str], ...] = ()  # kind and the customer's own words
    alerts: tuple[AlertKind, ...] = ()
    line: str = ""
    line_move: Move | None = None
    followed: float | None = None  # share of the line's words that the agent then said
    verdict: Verdict | None = None


@dataclass(slots=True)
class _Rows:
    of: dict[int, TurnRow] = field(default_factory=dict)

    def change(self, turn: int, **changed: object) -> None:
        if turn in self.of:
            self.of[turn] = replace(self.of[turn], **changed)  # type: ignore[arg-type]


def turn_rows(events: Iterable[Published]) -> tuple[TurnRow, ...]:
    """A row per turn heard, in the order in which they were heard."""
    rows = _Rows()
    for published in events:
        match published.event:
            case TurnHeard(turn, speaker, start, end, text):
                rows.of[turn] = TurnRow(turn, speaker, start, end, text)
            case AgentRead(turn, moves, signals):
                rows.change(turn, moves=moves, signals=signals)
            case PhaseRead(turn=turn, phase=phase, signals=signals):
                rows.change(turn, phase=phase, signals=signals)
            case CustomerLearned(turn, kind, quote) if turn in rows.of:
                rows.change(turn, learned=(*rows.of[turn].learned, (kind, quote)))
            case AlertRaised(turn=turn, alert=alert) if turn in rows.of:
                rows.change(turn, alerts=(*rows.of[turn].alerts, alert))
            case LineFinished(turn=turn, move=move, line=line):
                rows.change(turn, line=line, line_move=move)
            case LineFollowed(turn=turn, share=share):
                rows.change(turn, followed=share)
            case LineJudged(turn, verdict):
                rows.change(turn, verdict=verdict)
    return tuple(rows.of.values())


def length_s(events: Iterable[Published]) -> float:
    """Seconds of the call: as it was told at its end, else to the last thing that happened."""
    last = 0.0
    for published in events:
        if isinstance(published.event, CallEnded):
            return published.event.seconds
        last = max(last, published.at)
    return last
