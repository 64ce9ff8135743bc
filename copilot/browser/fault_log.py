"""What goes wrong inside the page's server: a file, never the terminal.

Tokens, cookies and what was said do not get there: only what the program did.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from platformdirs import user_log_path

MOST_BYTES = 1024 * 1024


def log_file() -> Path:
    """Where faults of the server are written."""
    return user_log_path("call-copilot", appauthor=False) / "browser.log"


@contextmanager
def faults_kept(name: str, file: Path | None = None) -> Iterator[None]:
    """Errors of the logger `name` go to the file, everything else of it nowhere."""
    logger, kept = logging.getLogger(name), _Kept(file or log_file())
    before = logger.propagate, logger.level
    logger.addHandler(kept)
    logger.propagate = False
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.propagate, logger.level = before
        logger.removeHandler(kept)


class _Kept(logging.Handler):
    def __init__(self, file: Path) -> None:
        super().__init__(logging.ERROR)
        self._file = file
        self.setFormatter(logging.Formatter("%(asctime)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """What cannot be written is nobody's loss."""
        text = f"{self.format(record)}\n".encode("utf-8", "replace")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            out = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(out, "wb") as log:
                if log.tell() > MOST_BYTES:
                    log.truncate(0)
                log.write(text)
