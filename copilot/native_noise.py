"""What C libraries print on stderr goes to a log; what we say ourselves still reaches the user.

Sound libraries write to file descriptor 2 whenever a device goes away.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_log_path


@contextmanager
def kept_from_stderr(log: Path | None = None) -> Iterator[None]:
    """`log`: begun anew each time; where it cannot be written, nothing changes."""
    to = log or user_log_path("call-copilot", appauthor=False) / "sound.log"
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        noise = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        kept = os.dup(2)
    except OSError:
        yield
        return
    ours, encoding = sys.stderr, sys.stderr.encoding or "utf-8"
    ours.flush()
    os.dup2(noise, 2)
    os.close(noise)
    with open(kept, "w", encoding=encoding, errors="replace", buffering=1, closefd=False) as out:
        sys.stderr = out
        try:
            yield
        finally:
            sys.stderr = ours
            out.flush()
            os.dup2(kept, 2)
            os.close(kept)
