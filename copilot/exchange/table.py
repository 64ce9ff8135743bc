"""Calls as CSV: one row a turn, or one row a call (pure)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from copilot.exchange.cells import csv_text
from copilot.exchange.turns import TurnRow, turn_rows
from copilot.method.alert_kinds import AlertKind
from copilot.method.learned import Kind
from copilot.method.moves import FABE, SPIN
from copilot.method.phases import Phase
from copilot.store.record import CallHead, CallRecord
from copilot.store.summary import CallSummary

_OfTurn = Callable[[CallHead, TurnRow], object]
_OfCall = Callable[[CallSummary], object]

_TURN: Mapping[str, _OfTurn] = {
    "call": lambda head, row: head.id,
    "began": lambda head, row: head.began,
    "mode": lambda head, row: head.mode,
    "lang": lambda head, row: head.lang,
    "agent": lambda head, row: head.agent,
    "product": lambda head, row: head.card.name if head.card else "",
    "turn": lambda head, row: row.turn,
    "speaker": lambda head, row: row.speaker,
    "start_s": lambda head, row: row.start_s,
    "end_s": lambda head, row: row.end_s,
    "text": lambda head, row: row.text,
    "phase": lambda head, row: row.phase,
    "moves": lambda head, row: row.moves,
    "signals": lambda head, row: row.signals,
    "learned": lambda head, row: tuple(f"{kind}: {quote}" for kind, quote in row.learned),
    "alerts": lambda head, row: row.alerts,
    "line": lambda head, row: row.line,
    "line_move": lambda head, row: row.line_move,
    "followed_share": lambda head, row: row.followed,
    "verdict": lambda head, row: row.verdict,
}


def _one(name: str) -> _OfCall:
    return lambda call: getattr(call, name)


def _in(name: str, key: str, otherwise: float | None) -> _OfCall:
    return lambda call: getattr(call, name).get(key, otherwise)


_CALL: Mapping[str, _OfCall] = {
    **{
        name: _one(name)
        for name in (
            *("id", "began", "mode", "lang", "agent", "product", "source", "seconds", "turns"),
            *("outcome", "closed", "consent", "agent_share", "speech_s"),
        )
    },
    **{f"share_{p}": _in("shares", p, None) for p in Phase},
    **{f"target_{p}": _in("targets", p, None) for p in Phase},
    **{f"asked_{m}": _in("spin", m, 0) for m in SPIN},
    **{f"told_{m}": _in("fabe", m, 0) for m in FABE},
    **{f"learned_{k}": _in("learned", k, 0) for k in Kind},
    **{f"alerts_{a.replace('-', '_')}": _in("alerts", a, 0) for a in AlertKind},
    **{
        name: _one(name)
        for name in ("lines_offered", "lines_followed", "lines_used", "lines_not_useful")
    },
}

TURN_COLUMNS: Sequence[str] = tuple(_TURN)
CALL_COLUMNS: Sequence[str] = tuple(_CALL)


def turns_csv(records: Iterable[CallRecord], *, bom: bool = False) -> str:
    """A row per turn, call after call; shares and seconds to three digits."""
    rows = (
        [of(record.head, row) for of in _TURN.values()]
        for record in records
        for row in turn_rows(record.events)
    )
    return csv_text(TURN_COLUMNS, rows, bom=bom)


def calls_csv(summaries: Iterable[CallSummary], *, bom: bool = False) -> str:
    """A row per call. Every row has every column, whatever happened in the call."""
    return csv_text(
        CALL_COLUMNS, ([of(call) for of in _CALL.values()] for call in summaries), bom=bom
    )
