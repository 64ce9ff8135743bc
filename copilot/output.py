"""The only writer of stdout and stderr: results to the one, talk to the other."""

import os
import sys
from typing import TextIO

from copilot.errors import CopilotError


def results(*, as_utf8: bool = False) -> TextIO:
    """Standard output, made so that no character can crash it.

    `as_utf8` for what programs read; else the terminal's own encoding, with `?` for what it lacks.
    """
    out: TextIO = sys.stdout
    if hasattr(out, "reconfigure"):
        if as_utf8:
            out.reconfigure(encoding="utf-8", errors="replace")
        else:
            out.reconfigure(errors="replace")
    return out


def narrate(text: str) -> None:
    """Tell the user what is going on; never a result."""
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    print(text, file=sys.stderr, flush=True)


def report(error: CopilotError) -> int:
    """Print an error; the exit code to leave with."""
    narrate(f"copilot: {error}")
    return error.exit_code


def reader_went_away() -> None:
    """Whoever read stdout closed it: leave without a second complaint at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
