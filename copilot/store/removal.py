"""Calls removed everywhere: from the store, and from the files beside it.

    forget(store, ids)                        # at a person's wish
    purge(store, due(store, days, now))       # after their days

What was exported or sent is elsewhere; nobody here knows where.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from copilot.config import RetentionConfig
from copilot.errors import StoreError
from copilot.store.audio_places import (
    audio_dir,
    audio_files,
    audio_path,
    last_written,
    remove_audio,
)
from copilot.store.calls import CallStore
from copilot.store.journal_read import SUFFIX, journals
from copilot.store.migrate import copies_of
from copilot.store.places import data_dir, journals_dir, reports_dir
from copilot.store.recover import left_over

_EVER = "9999"  # after every moment


@dataclass(frozen=True, slots=True)
class Due:
    """Ids of calls whose days are over, the oldest first. No call is in both of the first two."""

    words: tuple[str, ...]  # words, quotations and events go; the figures stay
    calls: tuple[str, ...]  # all of it goes
    audio: tuple[str, ...] = ()  # how they sound goes; those of the others are among them


def due(store: CallStore, days: RetentionConfig, now: datetime) -> Due:
    """What `purge` would remove at `now`."""
    calls = store.began_before(_days_ago(days.report_days, now))
    words = store.began_before(_days_ago(days.transcript_days, now), with_words=True)
    gone = set(calls)
    words = [i for i in words if i not in gone]
    audio = _audio_due(store, _days_ago(days.audio_days, now), {*words, *calls})
    return Due(tuple(words), tuple(calls), tuple(audio))


def _audio_due(store: CallStore, before: str, going: set[str]) -> list[str]:
    """Calls whose sound goes: its days are over, or the words are, or there are none.

    Sound without a call has the days of its file, and that of a call that goes on stays.
    """
    files = audio_files()
    if not files:
        return []
    told = set(store.began_before(_EVER, with_words=True)) - going
    old = set(store.began_before(before))
    known = set(store.began_before(_EVER))
    now = {f.name for f in journals(journals_dir())} - {f.name for f in left_over(journals_dir())}

    def is_due(call: str, file: Path) -> bool:
        if call in known:
            return call in old or call not in told
        return f"{call}{SUFFIX}" not in now and last_written(file) < before

    return [call for call, file in files.items() if is_due(call, file)]


def purge(store: CallStore, what: Due) -> None:
    """Remove it. Raises :class:`StoreError`, and has then still removed whatever could be.

    With nothing to remove, what an earlier removal could not overwrite is overwritten.
    """
    try:
        _remove(_audio_of(what.audio))
    finally:
        if not what.words and not what.calls:
            store.delete(())
        try:
            if what.words:
                _everywhere(store, what.words, store.delete_words)
        finally:
            if what.calls:
                forget(store, what.calls)


def forget(store: CallStore, ids: Sequence[str]) -> None:
    """Remove everything that is kept of these calls. Raises :class:`StoreError`, and has then still
    removed whatever could be.

    A copy that was made before a migration holds every call of its time, so it goes too.
    """
    _everywhere(store, ids, store.delete)


def _everywhere(
    store: CallStore, ids: Sequence[str], from_store: Callable[[Sequence[str]], None]
) -> None:
    """A store that cannot overwrite what it removed keeps no file alive."""
    try:
        from_store(ids)
    finally:
        _remove_files(store, ids)


def _remove_files(store: CallStore, ids: Sequence[str]) -> None:
    gone = set(ids)
    files = _audio_of(ids)
    files += [f for f in journals(journals_dir()) if f.name.removesuffix(SUFFIX) in gone]
    files += [f for f in (data_dir() / "outbox").glob("*.json") if f.stem in gone]
    # Pages that were opened in a browser; what compares many calls may show any of them.
    files += [f for f in reports_dir().glob("*.html") if f.stem in gone or f.stem == "comparison"]
    if store.engine.dialect.name == "sqlite":
        files += copies_of(Path(str(store.engine.url.database)))
    _remove(files)


def _audio_of(ids: Sequence[str]) -> list[Path]:
    return [file for call in ids if (file := audio_path(call)).parent.is_dir()]


def _remove(files: Sequence[Path]) -> None:
    left: list[tuple[Path, OSError]] = []
    for file in files:
        try:
            if file.parent == audio_dir():
                remove_audio(file)
            else:
                file.unlink(missing_ok=True)
        except OSError as error:
            left.append((file, error))
    if left:
        names = ", ".join(str(file) for file, _ in left)
        raise StoreError(
            "not-removed",
            f"What was said in these calls is still in {names}.",
            why=f"{left[0][1].strerror}.",
            hint="Remove it by hand; then: copilot calls purge",
        ) from left[0][1]


def _days_ago(days: int, now: datetime) -> str:
    return (now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
