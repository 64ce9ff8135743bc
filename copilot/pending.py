"""Counts work that is under way, so that a replay at full speed can wait until nothing is."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Pending:
    """A counter with a moment at which it is zero. One event loop, no threads."""

    def __init__(self) -> None:
        self._count = 0
        self._zero = asyncio.Event()
        self._zero.set()

    @property
    def count(self) -> int:
        return self._count

    def add(self) -> None:
        self._count += 1
        self._zero.clear()

    def done(self) -> None:
        self._count -= 1
        if self._count == 0:
            self._zero.set()

    @contextmanager
    def piece(self) -> Iterator[None]:
        """Work that lasts as long as the block."""
        self.add()
        try:
            yield
        finally:
            self.done()

    async def settled(self) -> None:
        """Return when nothing is under way; at once if so now."""
        while self._count:
            await self._zero.wait()
