"""A tab in the browser of this computer, opened without a word on the terminal.

The address goes to a helper by its standard input, and none of its output comes back: launchers
chatter, and where only a text browser is installed, that would take the terminal.
"""

import asyncio
import os
import subprocess
import sys
from contextlib import suppress

LOOKS, LOOK_S = 100, 0.1
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.stdin.read()))"


async def tab_opened(url: str) -> bool:
    """Whether a browser took it; a launcher that is still at it after ten seconds counts as yes."""
    try:
        helper = _launched(url)
    except OSError:
        return False
    for _ in range(LOOKS):
        if helper.poll() is not None:
            break
        await asyncio.sleep(LOOK_S)
    return helper.returncode in (None, 0)


def _launched(url: str) -> "subprocess.Popen[bytes]":
    without_text_browsers = {k: v for k, v in os.environ.items() if k != "TERM"}
    helper = subprocess.Popen(
        [sys.executable, "-c", _OPEN],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=without_text_browsers,
        start_new_session=True,  # Ctrl-C closes no browser
    )
    assert helper.stdin is not None
    with suppress(OSError), helper.stdin as told:
        told.write(url.encode())
    return helper
