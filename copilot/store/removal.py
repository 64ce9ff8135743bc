"""Calls removed everywhere: from the store, and from the files beside it.

    forget(store, ids)                        # at a person's wish
    purge(store, due(store, days, now))       # after their days

What was exported or sent is elsewhere; nobody here knows where.
"""

from collections.abc import Sequence
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
    """Remove it. Raises :class:`StoreError`."""
    if what.words:
        store.delete_words(what.words)
        _remove_files(store, what.words)
    if what.calls:
        forget(store, what.calls)


def forget(store: CallStore, ids: Sequence[str]) -> None:
    """Remove everything that is kept of these calls. Raises :class:`StoreError`.

    A copy that was made before a migration holds every call of its time, so it goes too.
    """
    store.delete(ids)
    _remove_files(store, ids)


def _remove_files(store: CallStore, ids: Sequence[str]) -> None:
    gone = set(ids)
    files = [f for f in journals(journals_dir()) if f.name.removesuffix(SUFFIX) in gone]
    files += [f for f in (data_dir() / "outbox").glob("*.json") if f.stem in gone]
    # Pages that were opened in a browser; what compares many calls may show any of them.
    files += [f for f in reports_dir().glob("*.html") if f.stem in gone or f.stem == "comparison"]
    if store.engine.dialect.name == "sqlite":
        files += copies_of(Path(str(store.engine.url.database)))
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                "not-removed",
                f"The calls are out of the store, but {file} is still there.",
                why=f"{error.strerror}.",
                hint="Remove it by hand: it holds what was said.",
            ) from error


def _days_ago(days: int, now: datetime) -> str:
    return (now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
