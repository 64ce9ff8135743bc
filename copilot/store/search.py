"""What was said, found again: the one place that knows how either database searches.

SQLite has an FTS5 table of words, PostgreSQL a tsvector of the same words; both get them from
:func:`copilot.store.words.words`, so they find the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, select, table, text

from copilot.events import Speaker
from copilot.store.engine import is_sqlite
from copilot.store.schema import calls, turns
from copilot.store.words import Snippet, Term, words

_turn_words = table("turn_words", column("rowid"), column("n"), column("words"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn in which something was found."""

    call: str  # its id
    began: str
    agent: str
    turn: int
    speaker: Speaker
    start: float  # call seconds
    text: str  # of the whole turn
    snippet: Snippet


def index(connection: Connection, said: Iterable[tuple[int, str]]) -> None:
    """Let turns be found, given as `turns.n` and text."""
    rows = [(n, words(told)) for n, told in said]
    if not rows:
        return
    if is_sqlite(connection):
        into = "INSERT INTO turn_words (rowid, words) VALUES (:n, :words)"
        values = [{"n": n, "words": " ".join(told)} for n, told in rows]
    else:
        into = "INSERT INTO turn_words (n, words) VALUES (:n, CAST(:words AS tsvector))"
        values = [{"n": n, "words": _lexemes(told)} for n, told in rows]
    connection.execute(text(into), values)


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Let the turns of these calls be found no more; before the turns themselves are removed.

    PostgreSQL does it by itself.
    """
    if is_sqlite(connection):
        which = select(turns.c.n).where(turns.c.call_id.in_(bindparam("ids", expanding=True)))
        rows = connection.execute(which, {"ids": list(ids)}).scalars().all()
        gone = text("DELETE FROM turn_words WHERE rowid = :n")
        if rows:
            connection.execute(gone, [{"n": n} for n in rows])


def overwrite(connection: Connection) -> None:
    """Take what was forgotten out of the index's own pages too, where a database leaves it there.

    FTS5 only marks it as gone until its parts are merged into one.
    """
    if is_sqlite(connection):
        connection.execute(text("INSERT INTO turn_words (turn_words) VALUES ('optimize')"))


def matching(connection: Connection, asked: Sequence[Term]) -> Select[tuple[Any, ...]]:
    """The turns that hold every term, joined with their calls; those kept last come first.

    In that order either database stops as soon as it has enough, however often a word was said.
    """
    place = _turn_words.c.rowid if is_sqlite(connection) else _turn_words.c.n
    if is_sqlite(connection):
        holds = text("turn_words MATCH :found")
        found = " AND ".join(_fts5(term) for term in asked)
    else:
        holds = text("turn_words.words @@ CAST(:found AS tsquery)")
        found = " & ".join(_tsquery(term) for term in asked)
    return (
        select(calls.c.began, calls.c.agent, turns)
        .select_from(_turn_words)
        .join(turns, turns.c.n == place)
        .join(calls, calls.c.id == turns.c.call_id)
        .where(holds)
        .order_by(place.desc())
        .params(found=found)
    )


def _fts5(term: Term) -> str:
    """Words hold letters and digits only, so nothing in them has a meaning of its own."""
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _tsquery(term: Term) -> str:
    joined = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({joined}{':*' if term.prefix else ''})"


def _lexemes(said: Sequence[str]) -> str:
    """A tsvector as text; PostgreSQL counts positions up to 16383."""
    return " ".join(f"'{word[:500]}':{place}" for place, word in enumerate(said[:16000], 1))
