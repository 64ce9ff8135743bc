"""Tabs that were let in with the token, and stay in when the copilot is started again.

Of a session only a digest is kept, in a file that its owner alone can read.
"""

import json
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from copilot.browser.locks import TOKEN_BYTES, kept, new_token, same_token
from copilot.clock import utc_now
from copilot.store.places import private_folder

LASTS_S = 12 * 3600.0  # a shift
TICKET_LASTS_S = 60.0  # a browser takes no longer to start
MOST = 64  # the oldest are forgotten
_MOST_BYTES = 64 * 1024


def _epoch_s() -> float:
    return utc_now().timestamp()


class Sessions:
    """`file` None: known until the program ends."""

    def __init__(self, file: Path | None = None, clock: Callable[[], float] = _epoch_s) -> None:
        """`clock` gives seconds since the epoch."""
        self.token = new_token()
        """Of this start: whoever has it may open a session."""
        self._file = file
        self._clock = clock
        self._until = self._read()
        self._tickets: dict[str, tuple[float, str]] = {}  # until when, and what was opened with it

    def ticket(self) -> str:
        """A token for one session, soon: it may be seen among the running programs."""
        ticket = new_token()
        self._tickets[kept(ticket)] = (self._clock() + TICKET_LASTS_S, "")
        return ticket

    def open(self, token: str) -> str | None:
        """The secret of a new session; None for a wrong token.

        A ticket that comes twice was seen by someone else: what it has opened is closed.
        """
        ticket = kept(token)
        until_s, opened = self._tickets.get(ticket, (0.0, ""))
        if opened:
            self._until.pop(opened, None)
            self._write()
            return None
        if not same_token(token, self.token) and until_s <= self._clock():
            return None
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        if until_s:
            self._tickets[ticket] = (until_s, kept(secret))
        self._until[kept(secret)] = self._clock() + LASTS_S
        self._until = dict(sorted(self._until.items(), key=lambda item: item[1])[-MOST:])
        self._write()
        return secret

    def knows(self, secret: str) -> bool:
        """Whether it was given out, and still counts."""
        return self._until.get(kept(secret), 0.0) > self._clock()

    def _read(self) -> dict[str, float]:
        """A file that others could have written is not believed."""
        if self._file is None:
            return {}
        with suppress(OSError, ValueError, RecursionError):
            read = json.loads(_private(self._file))
            if isinstance(read, dict):
                now = self._clock()
                return {
                    str(k): float(v)
                    for k, v in list(read.items())[:MOST]
                    if isinstance(v, int | float) and now < v <= now + LASTS_S
                }
        return {}

    def _write(self) -> None:
        """What cannot be written is known until the program ends."""
        if self._file is None:
            return
        with suppress(OSError):
            fresh = private_folder(self._file.parent) / f".{secrets.token_hex(8)}"
            out = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(out, "w", encoding="utf-8") as file:
                    json.dump(self._until, file)
                fresh.replace(self._file)  # a link there is replaced, not followed
            finally:
                fresh.unlink(missing_ok=True)


def _private(file: Path) -> bytes:
    """What stands in a file of ours. Raises :class:`OSError` for a link, or another's file."""
    found = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(found, "rb") as opened:
        about = os.fstat(found)
        ours = not hasattr(os, "getuid") or (
            about.st_uid == os.getuid() and not about.st_mode & 0o077
        )
        if not stat.S_ISREG(about.st_mode) or not ours:
            raise PermissionError(1, "Not a private file", str(file))
        return opened.read(_MOST_BYTES)
