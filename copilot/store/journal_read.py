"""Reading a journal: whatever a program left when it died, as the record of its call."""

import json
from dataclasses import dataclass
from pathlib import Path

from copilot.errors import InputError
from copilot.events import CallEnded, Published
from copilot.store.record import CallRecord
from copilot.store.wire import FORMAT, RecordError, event_from_line, head_from_line

SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class JournalRead:
    """What a journal holds. `damaged`: lines inside it that are no events; they are left out."""

    record: CallRecord
    damaged: int = 0


def journals(folder: Path) -> tuple[Path, ...]:
    """The journals in `folder`, the oldest call first; those of calls that go on as well."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}")))


def read_journal(file: Path) -> JournalRead | None:
    """The record in `file`; None where not even its head was written. A torn last line is left out.

    Raises :class:`InputError` ``journal-of-later-version``, ``journal-damaged``, and
    :class:`OSError`.
    """
    content = file.read_bytes()
    if b"\n" not in content:
        return None
    head_line, _, rest = content.partition(b"\n")
    try:
        head = head_from_line(head_line.decode("utf-8", "replace"))
    except RecordError as error:
        raise _refused(file, head_line, error) from None
    events, damaged = events_in(rest)
    return JournalRead(record_of(CallRecord(head, ()), events), damaged)


def record_of(begun: CallRecord, events: tuple[Published, ...]) -> CallRecord:
    """The record with these events; it is closed where they say that the call ended."""
    closed = any(isinstance(p.event, CallEnded) for p in events)
    return CallRecord(begun.head, events, closed)


def events_in(lines: bytes) -> tuple[tuple[Published, ...], int]:
    """The events of these lines, and how many lines are none; what follows the last line end was
    torn off, and is not counted."""
    events, damaged = [], 0
    for line in lines.split(b"\n")[:-1]:
        try:
            events.append(event_from_line(line.decode("utf-8", "replace")))
        except RecordError:
            damaged += 1
    return tuple(events), damaged


def _refused(file: Path, head_line: bytes, error: RecordError) -> InputError:
    try:
        later = json.loads(head_line).get("format") > FORMAT
    except (ValueError, AttributeError, TypeError):
        later = False
    if later:
        return InputError(
            "journal-of-later-version",
            f"{file} was written by a later version of this program.",
            why=str(error),
            hint="Recover it with that version; the file stays as it is.",
        )
    return InputError(
        "journal-damaged",
        f"{file} does not begin as a journal does.",
        why=str(error),
        hint="It stays as it is. Delete it if it is of no use.",
    )
