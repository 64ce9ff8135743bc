"""How fast a recording is played.

`Timed` plays against the wall clock. `Unhurried` plays as fast as the copilot can follow: it waits
after each chunk until nothing is under way, so that a fast replay decides what a real-time replay
would decide on a machine that keeps up.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from copilot.clock import CallClock


class Pace(Protocol):
    async def due(self, audio_s: float) -> None:
        """Return when the audio up to `audio_s` call seconds may have been heard."""
        ...


class Timed:
    """`speed` seconds of audio per second of wall clock."""

    def __init__(self, clock: CallClock, speed: float) -> None:
        self._clock = clock
        self._speed = speed

    async def due(self, audio_s: float) -> None:
        await self._clock.sleep_until(audio_s / self._speed)


class Unhurried:
    """As fast as `settled` allows."""

    def __init__(self, settled: Callable[[], Awaitable[None]]) -> None:
        self._settled = settled

    async def due(self, audio_s: float) -> None:
        await asyncio.sleep(0)  # silence must not keep the call from hearing Ctrl-C
        await self._settled()
