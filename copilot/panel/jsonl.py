"""One JSON object per event and line: for programs."""

from collections.abc import AsyncIterator
from typing import TextIO

from copilot.events import Published, to_json


class JsonLines:
    """A :class:`~copilot.call.Panel`."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self._out.write(to_json(published) + "\n")
            self._out.flush()
