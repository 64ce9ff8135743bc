"""Records as lines of JSON and back, without loss: what is read is equal to what was written.

The first line is the head, each further line one event. Numbers keep all their digits, unlike in
:func:`copilot.events.to_json`, whose form is for people and programs that only look.
"""

import json
from functools import cache
from types import UnionType
from typing import Any, cast, get_args

from pydantic import TypeAdapter, ValidationError

from copilot.events import Event, Published, name_of
from copilot.store.record import CallHead

FORMAT = 1


class RecordError(ValueError):
    """A line that is no head, no event, or of a later format than this program's."""


def head_to_line(head: CallHead) -> str:
    """One line, without its end."""
    told = _adapter(CallHead).dump_python(head, mode="json")
    return json.dumps({"format": FORMAT, "head": told}, ensure_ascii=False)


def head_from_line(line: str) -> CallHead:
    """Raises :class:`RecordError`."""
    read = _object(line)
    if read.get("format") != FORMAT:
        raise RecordError(f"format {read.get('format')!r}, and this program reads {FORMAT}")
    head = _value(CallHead, read.get("head"))
    assert isinstance(head, CallHead)
    return head


def event_to_line(published: Published) -> str:
    """One line, without its end."""
    event = published.event
    told = {"event": name_of(event), "at": published.at, "wall_s": published.wall_s}
    return json.dumps(
        told | _adapter(cast(Any, type(event))).dump_python(event, mode="json"), ensure_ascii=False
    )


def event_from_line(line: str) -> Published:
    """Raises :class:`RecordError`."""
    read = _object(line)
    kind = _kinds().get(read.pop("event", None))
    at, wall_s = read.pop("at", None), read.pop("wall_s", None)
    if kind is None or not isinstance(at, int | float) or not isinstance(wall_s, int | float):
        raise RecordError("no event that this program knows")
    return Published(float(at), float(wall_s), _value(kind, read))


@cache
def _kinds() -> dict[str | None, type]:
    return {_name(kind): kind for kind in _members(Event)}


def _name(kind: type) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("_")


def _members(union: Any) -> list[type]:
    if isinstance(union, UnionType):
        return [m for part in get_args(union) for m in _members(part)]
    return [union]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _value(kind: type, read: object) -> Any:
    try:
        return _adapter(kind).validate_python(read)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise RecordError(f"{kind.__name__} {where}: {first['msg']}") from None


def _object(line: str) -> dict[str, Any]:
    try:
        read = json.loads(line)
    except ValueError:
        raise RecordError("no JSON") from None
    if not isinstance(read, dict):
        raise RecordError("no JSON object")
    return read
