"""Tabs that were let in with the token, and stay in when the copilot is started again.

Of a session only a digest is kept, in a file that its owner alone can read.
"""

import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from copilot.browser.locks import TOKEN_BYTES, kept, new_token, same_token
from copilot.clock import utc_now

LASTS_S = 12 * 3600.0  # a shift
MOST = 64  # the oldest are forgotten


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

    def open(self, token: str) -> str | None:
        """The secret of a new session; None for a wrong token."""
        if not same_token(token, self.token):
            return None
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        self._until[kept(secret)] = self._clock() + LASTS_S
        self._until = dict(sorted(self._until.items(), key=lambda item: item[1])[-MOST:])
        self._write()
        return secret

    def knows(self, secret: str) -> bool:
        """Whether it was given out, and still counts."""
        return self._until.get(kept(secret), 0.0) > self._clock()

    def _read(self) -> dict[str, float]:
        if self._file is None:
            return {}
        with suppress(OSError, ValueError):
            read = json.loads(self._file.read_text("utf-8"))
            if isinstance(read, dict):
                now = self._clock()
                return {
                    str(k): float(v)
                    for k, v in read.items()
                    if isinstance(v, int | float) and now < v <= now + LASTS_S
                }
        return {}

    def _write(self) -> None:
        """What cannot be written is known until the program ends."""
        if self._file is None:
            return
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self._file.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            fresh.touch(mode=0o600)
            fresh.write_text(json.dumps(self._until), "utf-8")
            fresh.replace(self._file)
