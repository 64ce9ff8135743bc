"""The database behind the call store: a SQLite file, or PostgreSQL by a DSN.

SQLite: WAL, so that reading never waits for writing; what is deleted is overwritten; each commit is
on the disk before it counts, since the journal of a call is removed after it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from copilot.errors import InputError, StoreError
from copilot.store.faults import as_store_error
from copilot.store.places import data_dir, private_folder

BUSY_S = 10.0
"""How long to wait for another process that writes."""
REACH_S = 10
"""How long to wait for a server of PostgreSQL to answer."""
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


def store_file() -> Path:
    """The SQLite file that is used where no DSN is given."""
    return data_dir() / "calls.db"


def url_of(dsn: str) -> URL:
    """Where `dsn` leads: a PostgreSQL DSN, `sqlite:///FILE`, or empty for the file in the data
    folder.

    Raises :class:`InputError` ``dsn-not-valid``.
    """
    if not dsn:
        return URL.create("sqlite", database=str(store_file()))
    try:
        url = make_url(dsn)
    except (ArgumentError, ValueError):
        raise _no_dsn("It is not of the form postgresql://NAME@HOST/DATABASE.") from None
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise _no_dsn(f"Calls are kept in postgresql or sqlite, not in {url.drivername}.")


def place_of(url: URL) -> str:
    """A store's name for messages, without its password."""
    if url.drivername == "sqlite":
        return str(url.database)
    shown = url.set(drivername="postgresql", query={})
    return shown.render_as_string(hide_password=True)


def engine_of(url: URL) -> Engine:
    """Opens nothing yet but makes SQLite's file, readable by nobody else (0600).

    Raises :class:`StoreError` ``store-not-reached``, ``store-driver-missing``.
    """
    if url.drivername == "sqlite":
        _make_file(Path(str(url.database)))
        engine = create_engine(url, connect_args={"timeout": BUSY_S}, poolclass=NullPool)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
        return engine
    if find_spec("psycopg") is None:
        raise StoreError(
            "store-driver-missing",
            "PostgreSQL needs a driver that is not installed.",
            why="The package psycopg is missing.",
            hint="pip install 'call-copilot[postgres]'",
        )
    return create_engine(url, connect_args={"connect_timeout": REACH_S}, poolclass=NullPool)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the store. Raises :class:`StoreError`."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise as_store_error(error, place_of(engine.url)) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it, or nothing. Raises :class:`StoreError`."""
    with reading(engine.execution_options(writes=True)) as connection:
        yield connection


def alone_with(connection: Connection, what: str) -> None:
    """Until this transaction ends nobody else who asks is with the same; in SQLite, anyhow."""
    if not is_sqlite(connection):
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:w, 0))"), {"w": what}
        )


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _make_file(file: Path) -> None:
    try:
        private_folder(file.parent)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except PermissionError as error:
        if file.exists() and os.access(file, os.R_OK):
            raise StoreError(
                "store-read-only",
                f"The call store {file} cannot be written.",
                why=f"{error.strerror}.",
                hint="Make it writable for you, or name another folder with COPILOT_DATA_DIR.",
            ) from None
        raise _not_made(file, error) from None
    except OSError as error:
        raise _not_made(file, error) from None


def _not_made(file: Path, error: OSError) -> StoreError:
    reference = "store-read-only" if error.errno == 30 else "store-not-reached"
    return StoreError(
        reference,
        f"The call store {file} cannot be opened.",
        why=f"{error.strerror}.",
        hint="Name a folder that is yours with COPILOT_DATA_DIR.",
    )


def _set_pragmas(connection: object, _: object) -> None:
    # The driver's own transactions would begin without asking for the right to write.
    connection.isolation_level = None  # type: ignore[attr-defined]
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _no_dsn(why: str) -> InputError:
    return InputError(
        "dsn-not-valid",
        "That is no DSN of a call store.",
        why=why,
        hint="postgresql://NAME@HOST/DATABASE, in COPILOT_STORE or as [store] dsn.",
    )
