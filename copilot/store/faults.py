"""What goes wrong with a database, as errors that say what to do."""

import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from copilot.errors import StoreError

# By the beginning of SQLite's own name for it: reference, what, hint. {} is where the store is.
_SQLITE = {
    "SQLITE_BUSY": (
        "store-busy",
        "The call store {} is in use.",
        "Another program has held it for longer than this one waits: try again, or end that one.",
    ),
    "SQLITE_LOCKED": ("store-busy", "The call store {} is in use.", "Try again."),
    "SQLITE_NOTADB": (
        "store-damaged",
        "{} is no call store, or is damaged.",
        "Move it away and put a copy of it back; without one, a new store begins with the next "
        "call. Records that wait as journals: copilot calls recover",
    ),
    "SQLITE_CORRUPT": (
        "store-damaged",
        "The call store {} is damaged.",
        "Move it away and put a copy of it back; what can be read of it: sqlite3 FILE .recover",
    ),
    "SQLITE_READONLY": (
        "store-read-only",
        "The call store {} cannot be written.",
        "Make the file and its folder writable for you, or name another with COPILOT_DATA_DIR.",
    ),
    "SQLITE_CANTOPEN": (
        "store-not-reached",
        "The call store {} cannot be opened.",
        "Is its folder there, and yours? COPILOT_DATA_DIR names another.",
    ),
    "SQLITE_FULL": (
        "store-full",
        "The call store {} cannot grow.",
        "Make room on the disk; then: copilot calls recover",
    ),
}


def as_store_error(error: SQLAlchemyError, where: str) -> StoreError:
    """Without a password, and without the values that were to be written."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    why = " ".join(str(cause).split("\n")[0].split())[:300]
    if isinstance(cause, sqlite3.Error):
        name = str(getattr(cause, "sqlite_errorname", ""))
        for beginning, (reference, what, hint) in _SQLITE.items():
            if name.startswith(beginning):
                return StoreError(reference, what.format(where), why=f"{why}.", hint=hint)
        return StoreError(
            "store-failed",
            f"The call store {where} failed.",
            why=f"{why}.",
            hint="Is the disk full or gone? What was not stored waits: copilot calls recover",
        )
    if isinstance(error, DBAPIError) and type(error).__name__ == "OperationalError":
        return StoreError(
            "store-not-reached",
            f"The call store {where} cannot be reached.",
            why=f"{why}.",
            hint="Check the DSN, the password (PGPASSWORD or ~/.pgpass) and that the server runs.",
        )
    return StoreError("store-failed", f"The call store {where} failed.", why=f"{why}.")
