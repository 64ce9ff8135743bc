"""The calls that are over: put in, listed, found, taken out again.

    with configured_store() as store:
        store.put(record)
        store.summaries(CallFilter(agent="Ana"))
        store.search("價格")

One code for SQLite and PostgreSQL. Everything here may raise :class:`~copilot.errors.StoreError`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from copilot.config import load_config
from copilot.errors import InputError, StoreError
from copilot.events import Speaker
from copilot.method.outcome import Outcome
from copilot.store import search as searching
from copilot.store.engine import (
    alone_with,
    engine_of,
    is_sqlite,
    place_of,
    reading,
    url_of,
    writing,
)
from copilot.store.filters import CallFilter
from copilot.store.migrate import bring_up_to_date
from copilot.store.record import CallRecord
from copilot.store.rows import (
    chosen,
    one_summary,
    parts,
    put_words,
    remove,
    row_of,
    summaries_of,
    unpacked,
)
from copilot.store.schema import calls, records, turns
from copilot.store.search import Hit
from copilot.store.storable import storable
from copilot.store.summary import CallSummary, summary
from copilot.store.wire import (
    RecordError,
    head_from_line,
)
from copilot.store.words import snippet, terms

EVERY = CallFilter()
_SHOWN_IDS = 5


@contextmanager
def configured_store(dsn: str = "") -> Iterator["CallStore"]:
    """The store at `dsn`, or else the configured one. Raises :class:`CopilotError`."""
    store = CallStore.open(dsn or load_config().store.dsn)
    try:
        yield store
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class CallStore:
    """An open store, at this program's version."""

    engine: Engine

    @classmethod
    def open(cls, dsn: str = "") -> "CallStore":
        """Make the store where there is none, and bring it up to date where it is older."""
        engine = engine_of(url_of(dsn))
        try:
            bring_up_to_date(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        self.engine.dispose()

    @property
    def place(self) -> str:
        """Where the store is, for messages; without a password."""
        return place_of(self.engine.url)

    def put(self, record: CallRecord, *, words: bool = True) -> None:
        """Keep a call, in place of what was kept of it; without `words` only its figures.

        A call that is kept whole is not replaced by one that broke off or tells less of its end.
        """
        figures = summary(record)
        with writing(self.engine) as connection:
            alone_with(connection, figures.id)
            kept = connection.execute(
                select(calls.c.closed).where(calls.c.id == figures.id)
            ).scalar()
            if kept and (not record.closed or figures.outcome is Outcome.UNKNOWN):
                return
            remove(connection, [figures.id])
            connection.execute(insert(calls).values(row_of(figures, words)))
            if words:
                put_words(connection, record)

    def summaries(self, wanted: CallFilter = EVERY, limit: int | None = None) -> list[CallSummary]:
        """The figures of calls, the newest first."""
        order = (calls.c.began.desc(), calls.c.id.desc())
        query = select(calls.c.figures).where(chosen(wanted)).order_by(*order).limit(limit)
        with reading(self.engine) as connection:
            rows = connection.execute(query).scalars().all()
        return summaries_of(rows)

    def summary(self, call: str) -> CallSummary:
        """The figures of the call with this id. Raises :class:`InputError` ``no-such-call``."""
        query = select(calls.c.figures).where(calls.c.id == call)
        with reading(self.engine) as connection:
            row = connection.execute(query).scalar()
        if row is None:
            raise _no_such_call(call)
        return one_summary().validate_json(row)

    def count(self, wanted: CallFilter = EVERY) -> int:
        query = select(func.count()).select_from(calls).where(chosen(wanted))
        with reading(self.engine) as connection:
            return int(connection.execute(query).scalar_one())

    def find(self, name: str) -> str:
        """The id that is meant: an id, the beginning of just one, or `last`.

        Raises :class:`InputError` ``no-such-call``, ``ambiguous-call``.
        """
        name = storable(name)
        newest = select(calls.c.id).order_by(calls.c.began.desc(), calls.c.id.desc())
        if name == "last":
            query = newest.limit(1)
        else:
            query = newest.where(calls.c.id.startswith(name, autoescape=True)).limit(_SHOWN_IDS + 1)
        with reading(self.engine) as connection:
            found = connection.execute(query).scalars().all()
        if name in found:
            return name
        if not found or not name:
            raise _no_such_call(name)
        if len(found) > 1:
            more = ", …" if len(found) > _SHOWN_IDS else ""
            raise InputError(
                "ambiguous-call",
                f"More than one call begins with {name}.",
                why=f"{', '.join(found[:_SHOWN_IDS])}{more}",
                hint="Give more of the id.",
            )
        return str(found[0])

    def record(self, call: str) -> CallRecord:
        """All that happened in the call with this id.

        Raises :class:`InputError` ``no-such-call``, ``no-words-kept``, and :class:`StoreError`
        ``record-not-readable``.
        """
        query = select(records).where(records.c.call_id == call)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            kept = self.summary(call)
            raise InputError(
                "no-words-kept",
                f"Of the call {kept.id} only the figures are kept.",
                why="Its words were removed after their time, or the customer refused.",
                hint=f"copilot calls show {kept.id}",
            )
        try:
            return CallRecord(head_from_line(row.head), unpacked(row.events), row.closed)
        except RecordError as error:
            raise StoreError(
                "record-not-readable",
                f"The record of the call {call} cannot be read.",
                why=f"{error}.",
                hint="It may be of a later version of this program.",
            ) from error

    def has_words(self, call: str) -> bool:
        """Whether more than the figures is kept."""
        query = select(calls.c.has_words).where(calls.c.id == call)
        with reading(self.engine) as connection:
            return bool(connection.execute(query).scalar())

    def search(self, query: str, wanted: CallFilter = EVERY, limit: int = 50) -> list[Hit]:
        """The turns in which every part of `query` was said, the newest call first; where there
        are more than `limit`, those of the calls that were kept last.

        Chinese is found from one character on, in either script; Latin words and numbers by their
        beginning. Raises :class:`InputError` ``nothing-to-search``.
        """
        asked = terms(query)
        if not asked:
            raise InputError(
                "nothing-to-search", "There is no word to search for.", hint="Letters or digits."
            )
        with reading(self.engine) as connection:
            found = searching.matching(connection, asked).where(chosen(wanted)).limit(limit)
            rows = connection.execute(found).all()
        rows = sorted(rows, key=lambda r: (r.began, r.call_id, -r.turn), reverse=True)
        return [
            Hit(
                r.call_id,
                r.began,
                r.agent,
                r.turn,
                Speaker(r.speaker),
                r.start_s,
                r.text,
                snippet(r.text, asked),
            )
            for r in rows
        ]

    def delete(self, ids: Sequence[str]) -> None:
        """Remove everything of these calls from the database, to the last byte.

        See :mod:`copilot.store.removal` for what is outside of it.
        """
        with writing(self.engine) as connection:
            remove(connection, ids)
            searching.overwrite(connection)
        self._overwrite()

    def delete_words(self, ids: Sequence[str]) -> None:
        """Remove what was said in these calls; their figures stay."""
        with writing(self.engine) as connection:
            for some in parts(ids):
                searching.forget(connection, some)
                connection.execute(delete(turns).where(turns.c.call_id.in_(some)))
                connection.execute(delete(records).where(records.c.call_id.in_(some)))
                connection.execute(
                    update(calls).where(calls.c.id.in_(some)).values(has_words=False)
                )
            searching.overwrite(connection)
        self._overwrite()

    def began_before(self, moment: str, *, with_words: bool = False) -> list[str]:
        """Ids of the calls that began before `moment`, the oldest first."""
        query = select(calls.c.id).where(calls.c.began < moment).order_by(calls.c.began)
        if with_words:
            query = query.where(calls.c.has_words)
        with reading(self.engine) as connection:
            return list(connection.execute(query).scalars())

    def _overwrite(self) -> None:
        """Empty what a database keeps of the old pages: SQLite's log, PostgreSQL's dead rows."""
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as plain:
                if not is_sqlite(plain):
                    plain.exec_driver_sql("VACUUM calls, turns, records, turn_words")
                    return
                busy = plain.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
        except SQLAlchemyError as error:
            raise StoreError(
                "not-overwritten",
                "The calls are removed, but what the database held of them is still on the disk.",
                why=f"{error.__class__.__name__}.",
                hint="Run the command again.",
            ) from error
        if busy:
            raise StoreError(
                "not-overwritten",
                "The calls are removed, but parts of them are still in the store's log.",
                why=f"Another program is reading {self.place}.",
                hint="End it and run the command again, for any call or: copilot calls purge",
            )


def _no_such_call(name: str) -> InputError:
    return InputError(
        "no-such-call",
        f"There is no call {name}." if name not in ("", "last") else "There is no call yet.",
        hint="copilot calls list shows them; one that broke off: copilot calls recover",
    )
