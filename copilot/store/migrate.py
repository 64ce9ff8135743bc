"""Brings a store to this program's version, once; one that is newer is left alone.

A SQLite store that holds calls is copied beside itself first: `calls.db.before-0002`.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from copilot.errors import StoreError
from copilot.store.engine import alone_with, place_of, reading, writing
from copilot.store.schema import NEWEST

_COPY = ".before-"


def bring_up_to_date(engine: Engine) -> None:
    """Raises :class:`StoreError` ``store-newer``, and what :func:`reading` raises."""
    with reading(engine) as connection:
        found = version_of(connection)
    if found == NEWEST:
        return
    _refuse_newer(found, engine)
    if found and engine.dialect.name == "sqlite":
        _copy_aside(Path(str(engine.url.database)))
    with writing(engine) as connection:
        alone_with(connection, "migrations")
        # Another process may have done it in the meantime.
        if version_of(connection) != NEWEST:
            _upgrade(connection)


def version_of(connection: Connection) -> str:
    """The newest migration that was run; empty in a store that is new."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def copies_of(file: Path) -> list[Path]:
    """What was copied aside before migrations of the SQLite store `file`."""
    return sorted(file.parent.glob(f"{file.name}{_COPY}*"))


def _refuse_newer(found: str, engine: Engine) -> None:
    if found > NEWEST:
        raise StoreError(
            "store-newer",
            f"The call store {place_of(engine.url)} was written by a later version.",
            why=f"It is at migration {found}, and this program knows {NEWEST}.",
            hint="Update this program; the store has not been changed.",
        )


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "copilot.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy_aside(file: Path) -> None:
    copy = file.with_name(f"{file.name}{_COPY}{NEWEST}")
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            "store-not-copied",
            f"The call store {file} could not be copied before it is brought up to date.",
            why=f"{error}.",
            hint="Make room beside it; the store has not been changed.",
        ) from error
