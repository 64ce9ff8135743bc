"""Calls that a program left when it died, or could not store: from journals into the store."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from copilot.errors import CopilotError
from copilot.events import TurnHeard
from copilot.privacy.consent import keeps_words
from copilot.store.audio_places import audio_path, remove_audio
from copilot.store.journal_file import locked_or_none, unlock
from copilot.store.journal_read import SUFFIX, journals, read_journal
from copilot.store.record import CallRecord


class TakesRecords(Protocol):
    """A store, as far as it is needed here."""

    def put(self, record: CallRecord, *, words: bool = True) -> None:
        """Keep a record, or only its figures. Raises :class:`CopilotError`."""
        ...


class Outcome(StrEnum):
    """What became of a journal."""

    STORED = "stored"
    GOES_ON = "goes-on"  # a program is writing it
    EMPTY = "empty"  # it had not begun: removed
    REFUSED = "refused"  # it stays as it is


@dataclass(frozen=True, slots=True)
class Recovered:
    """One journal. `closed` false: the program ended before the call did."""

    file: Path
    outcome: Outcome
    id: str = ""
    turns: int = 0
    closed: bool = False
    damaged: int = 0  # lines that were no events and are left out
    why: str = ""  # it was refused


def recover(folder: Path, store: TakesRecords) -> list[Recovered]:
    """Store every journal in `folder` that nobody writes; a stored one is removed.

    Nothing is invented: a call that broke off ends with the last event that was written.
    """
    done = [r for file in journals(folder) if (r := _one(file, store)) is not None]
    for lock in folder.glob("*.lock"):
        if not lock.with_suffix("").exists():
            _release(lock.with_suffix(""))
    return done


def left_over(folder: Path) -> Sequence[Path]:
    """Journals that nobody writes: `copilot calls recover` would store them."""
    left = []
    for file in journals(folder):
        with suppress(OSError):
            lock = locked_or_none(file)
            if lock is not None:
                unlock(lock, remove=True)
                left.append(file)
    return left


def _one(file: Path, store: TakesRecords) -> Recovered | None:
    """None where its writer has just removed it."""
    try:
        lock = locked_or_none(file)
    except OSError as error:
        return Recovered(file, Outcome.REFUSED, why=error.strerror or str(error))
    if lock is None:
        return Recovered(file, Outcome.GOES_ON)
    try:
        return _stored(file, store) if file.exists() else None
    except CopilotError as error:
        return Recovered(file, Outcome.REFUSED, why=str(error))
    except OSError as error:
        return Recovered(file, Outcome.REFUSED, why=error.strerror or str(error))
    finally:
        unlock(lock, remove=True)


def _stored(file: Path, store: TakesRecords) -> Recovered:
    read = read_journal(file)
    if read is None:
        remove_audio(audio_path(file.name.removesuffix(SUFFIX)))
        file.unlink()
        return Recovered(file, Outcome.EMPTY)
    record = read.record
    words = keeps_words(record.head.consent)
    store.put(record, words=words)
    if not words:
        remove_audio(audio_path(record.head.id))
    file.unlink()
    turns = sum(isinstance(p.event, TurnHeard) for p in record.events)
    return Recovered(
        file, Outcome.STORED, record.head.id, turns, record.closed, damaged=read.damaged
    )


def _release(file: Path) -> None:
    """Take away a lock that guards nothing any more."""
    with suppress(OSError):
        lock = locked_or_none(file)
        if lock is not None:
            unlock(lock, remove=True)
