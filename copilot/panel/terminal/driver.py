"""The terminal for the panel alone: what C libraries print to stderr goes to a log meanwhile.

Sound libraries write to file descriptor 2 from C; one such line would tear the screen.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from textual.driver import Driver

LOG_BYTES = 1_000_000  # a longer log is begun anew


@contextmanager
def quiet_stderr(log: Path) -> Iterator[None]:
    """Send everything written to descriptor 2 to the file `log` while this lasts.

    Raises :class:`OSError` where the log cannot be written.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    fresh = os.O_TRUNC if log.exists() and log.stat().st_size > LOG_BYTES else 0
    to = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | fresh, 0o600)
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        os.dup2(to, 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)
        os.close(to)


@contextmanager
def own_terminal(encoding: str) -> Iterator[TextIOWrapper]:
    """The terminal behind stdout as a file of our own, that no character can break."""
    copy = os.dup(sys.__stdout__.fileno() if sys.__stdout__ else 1)
    with open(copy, "w", encoding=encoding, errors="replace", newline="") as out:
        yield out


def driver_on(out: TextIOWrapper) -> type[Driver] | None:
    """A Textual driver that writes to `out`; None on Windows, whose driver writes to stdout.

    Textual itself writes to stderr, which is a log while the panel is shown.
    """
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class OwnTerminal(LinuxDriver):
        def start_application_mode(self) -> None:
            self._file = out
            super().start_application_mode()  # type: ignore[no-untyped-call]

    return OwnTerminal
