"""A call as one JSON object that loses nothing, and back.

    {"format": "call-copilot-call", "version": 1, "closed": true,
     "head": {...}, "summary": {...}, "events": [{"event": "call_started", "at": 0.0, ...}, ...]}

`head` and `events` are what `copilot.store.wire` writes, one line each; `summary` repeats in
figures what the events say and is not read back.
"""

import json

from copilot.exchange.plain import plain
from copilot.store.record import CallRecord
from copilot.store.summary import summary
from copilot.store.wire import (
    RecordError,
    event_from_line,
    event_to_line,
    head_from_line,
    head_to_line,
)

NAME = "call-copilot-call"
VERSION = 1


def to_json(record: CallRecord) -> str:
    """One object; its text is indented by one, so that a line is one value or one event's."""
    return json.dumps(object_of(record), ensure_ascii=False, indent=1)


def object_of(record: CallRecord) -> dict[str, object]:
    """The object itself, of values that JSON knows."""
    return {
        "format": NAME,
        "version": VERSION,
        "closed": record.closed,
        "head": json.loads(head_to_line(record.head)),
        "summary": plain(summary(record)),
        "events": [json.loads(event_to_line(published)) for published in record.events],
    }


def from_json(text: str) -> CallRecord:
    """The record that :func:`to_json` was given. Raises :class:`RecordError`."""
    try:
        told = json.loads(text)
    except ValueError:
        raise RecordError("no JSON") from None
    if not isinstance(told, dict) or told.get("format") != NAME:
        raise RecordError(f"no {NAME}")
    if told.get("version") != VERSION:
        raise RecordError(f"version {told.get('version')!r}, and this program reads {VERSION}")
    events = told.get("events")
    if not isinstance(events, list):
        raise RecordError("no events")
    return CallRecord(
        head_from_line(json.dumps(told.get("head"))),
        tuple(event_from_line(json.dumps(event)) for event in events),
        closed=told.get("closed") is True,
    )
