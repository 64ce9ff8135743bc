"""The two clocks of a call: seconds of audio heard, and seconds on the wall.

Everything that belongs to the call is told in audio seconds. Wall time says only how late something
is. This is the one file that imports `time`.
"""

import asyncio
import time
from datetime import UTC, datetime


def monotonic_s() -> float:
    """Seconds on a clock that never jumps; only differences mean anything."""
    return time.monotonic()


def utc_now() -> datetime:
    """Date and time, for what is kept; it may jump."""
    return datetime.now(UTC)


def pause(seconds: float) -> None:
    """Block this thread for `seconds`."""
    time.sleep(seconds)


class CallClock:
    """How much audio has been played, and how long ago the first of it was."""

    def __init__(self) -> None:
        self.heard_s = 0.0
        self._began_s: float | None = None

    def begin(self, ago_s: float = 0.0) -> None:
        """The first audio is played now, or was `ago_s` ago."""
        self._began_s = monotonic_s() - ago_s

    def wall_s(self) -> float:
        """Seconds of wall clock since :meth:`begin`; 0 before it."""
        return 0.0 if self._began_s is None else monotonic_s() - self._began_s

    async def sleep_until(self, wall_s: float) -> None:
        """Return at `wall_s` seconds after :meth:`begin`, or at once if that has passed."""
        await asyncio.sleep(max(0.0, wall_s - self.wall_s()))
