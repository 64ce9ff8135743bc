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
from copilot.store.calls import CallStore
from copilot.store.journal_read import SUFFIX, journals
from copilot.store.migrate import copies_of
from copilot.store.places import data_dir, journals_dir, reports_dir


@dataclass(frozen=True, slots=True)
class Due:
    """Ids of calls whose days are over, the oldest first. No call is in both."""

    words: tuple[str, ...]  # words, quotations and events go; the figures stay
    calls: tuple[str, ...]  # all of it goes


def due(store: CallStore, days: RetentionConfig, now: datetime) -> Due:
    """What `purge` would remove at `now`. Audio is not kept, so there is none to remove."""
    calls = store.began_before(_days_ago(days.report_days, now))
    words = store.began_before(_days_ago(days.transcript_days, now), with_words=True)
    gone = set(calls)
    return Due(tuple(i for i in words if i not in gone), tuple(calls))


def purge(store: CallStore, what: Due) -> None:
    """Remove it. Raises :class:`StoreError`, and has then still removed whatever could be.

    With nothing to remove, what an earlier removal could not overwrite is overwritten.
    """
    if not what.words and not what.calls:
        store.delete(())
        return
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
    files = [f for f in journals(journals_dir()) if f.name.removesuffix(SUFFIX) in gone]
    files += [f for f in (data_dir() / "outbox").glob("*.json") if f.stem in gone]
    # Pages that were opened in a browser; what compares many calls may show any of them.
    files += [f for f in reports_dir().glob("*.html") if f.stem in gone or f.stem == "comparison"]
    if store.engine.dialect.name == "sqlite":
        files += copies_of(Path(str(store.engine.url.database)))
    left: list[tuple[Path, OSError]] = []
    for file in files:
        try:
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
