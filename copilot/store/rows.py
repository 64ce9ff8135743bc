"""A record as rows of the tables, and the conditions by which rows are chosen."""

import gc
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from copilot.events import PhaseRead, Published, TurnHeard
from copilot.method.phases import Phase
from copilot.store import search as searching
from copilot.store.filters import CallFilter
from copilot.store.record import CallRecord
from copilot.store.schema import calls, records, turns
from copilot.store.storable import storable
from copilot.store.summary import CallSummary
from copilot.store.wire import RecordError, event_from_line, event_to_line, head_to_line

_AT_ONCE = 500  # ids in one statement


def put_words(connection: Connection, record: CallRecord) -> None:
    call, phases = record.head.id, {}
    said: list[TurnHeard] = []
    for published in record.events:
        match published.event:
            case TurnHeard() as turn:
                said.append(turn)
            case PhaseRead(turn=number, phase=phase):
                phases[number] = phase
    connection.execute(
        insert(records).values(
            call_id=call,
            head=storable(head_to_line(record.head)),
            events=packed(record.events),
            closed=record.closed,
        )
    )
    if not said:
        return
    rows = [
        {
            "call_id": call,
            "turn": t.turn,
            "speaker": t.speaker.value,
            "start_s": t.start,
            "end_s": t.end,
            "phase": phases.get(t.turn),
            "text": storable(t.text),
        }
        for t in said
    ]
    connection.execute(insert(turns), rows)
    numbers = connection.execute(select(turns.c.n, turns.c.text).where(turns.c.call_id == call))
    searching.index(connection, [(n, told) for n, told in numbers])


def packed(events: Sequence[Published]) -> bytes:
    """Events as :func:`unpacked` reads them."""
    lines = "\n".join(event_to_line(p) for p in events)
    return zlib.compress(lines.encode("utf-8", "replace"), 6)


def unpacked(data: bytes) -> tuple[Published, ...]:
    """Raises :class:`RecordError`."""
    try:
        lines = zlib.decompress(data).decode("utf-8").split("\n")
    except (zlib.error, UnicodeDecodeError) as error:
        raise RecordError(str(error)) from None
    return tuple(event_from_line(line) for line in lines if line)


def remove(connection: Connection, ids: Sequence[str]) -> None:
    for some in parts(ids):
        searching.forget(connection, some)
        connection.execute(delete(calls).where(calls.c.id.in_(some)))


def parts(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield list(ids[start : start + _AT_ONCE])


def row_of(figures: CallSummary, words: bool) -> dict[str, Any]:
    figures = replace(
        figures,
        agent=storable(figures.agent),
        product=storable(figures.product),
        source=storable(figures.source),
    )
    told = asdict(figures)
    same = {c.name: told[c.name] for c in calls.c if c.name in told}
    shares = {phase.value: figures.shares[phase] for phase in Phase}
    return {
        **same,
        **shares,
        "has_words": words,
        "figures": one_summary().dump_json(figures).decode(),
    }


def chosen(wanted: CallFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [calls.c.id.is_not(None)]
    if wanted.since:
        conditions.append(calls.c.began >= wanted.since)
    if wanted.until:
        conditions.append(calls.c.began < wanted.until)
    if wanted.mode is not None:
        conditions.append(calls.c.mode == wanted.mode.value)
    if wanted.agent:
        conditions.append(func.lower(calls.c.agent) == wanted.agent.lower())
    if wanted.outcome is not None:
        conditions.append(calls.c.outcome == wanted.outcome.value)
    conditions += [calls.c[phase.value] >= share for phase, share in wanted.at_least.items()]
    conditions += [calls.c[phase.value] <= share for phase, share in wanted.at_most.items()]
    return and_(*conditions)


@cache
def one_summary() -> TypeAdapter[CallSummary]:
    return TypeAdapter(CallSummary)


def summaries_of(figures: Sequence[str]) -> list[CallSummary]:
    """What :func:`row_of` wrote as `figures`, of many calls."""
    collects = gc.isenabled()
    gc.disable()  # a hundred thousand new objects and no garbage: looking for some takes as long
    try:
        return _many_summaries().validate_json(f"[{','.join(figures)}]")
    finally:
        if collects:
            gc.enable()


@cache
def _many_summaries() -> TypeAdapter[list[CallSummary]]:
    return TypeAdapter(list[CallSummary])
