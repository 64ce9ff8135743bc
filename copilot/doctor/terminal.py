"""Looks at the terminal: is there one, is it large enough, what can it show?"""

import os
import shutil
import sys

from copilot.doctor.finding import Finding, failed, ok, warning

SMALLEST = (40, 15)
GLYPHS = "客戶 ● ➜"


def try_terminal() -> Finding:
    """For --panel terminal; the other panels need none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return warning("terminal", "none here", "Use --panel plain or jsonl, or run it in one.")
    columns, lines = shutil.get_terminal_size()
    size = f"{columns}x{lines}"
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        hint = f"Make it at least {SMALLEST[0]}x{SMALLEST[1]}."
        return failed("terminal", f"{size} is too small for the panel", hint)
    if os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32":
        return failed("terminal", "it moves no cursor (TERM)", "Use --panel plain.")
    encoding = sys.stdout.encoding or "ascii"
    colours = "no colours" if os.environ.get("NO_COLOR") else f"{_colours()} colours"
    try:
        GLYPHS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        hint = "Set LANG to a UTF-8 locale, such as C.UTF-8, to read Chinese."
        return warning("terminal", f"{size}, {colours}, {encoding}", hint)
    return ok("terminal", f"{size}, {colours}, {encoding}")


def _colours() -> str:
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return "16 million"
    return "256" if "256color" in os.environ.get("TERM", "") else "16"
