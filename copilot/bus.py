"""Publish and follow: how the parts of a call hear of each other.

Each follower has a queue of its own, with a size and a policy for when it is full. Facts are never
lost: the publisher waits. Passing views (a partial, a line that grows) are replaced by their
successors when a follower is behind, since the newest says everything the older ones said.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from copilot.clock import CallClock
from copilot.events import Event, LineGrew, PartialHeard, Published
from copilot.pending import Pending

QUEUE_SIZE = 256


class Follower:
    """One reader of the bus. Iterate over it; the iteration ends when the bus is closed."""

    def __init__(self, only: tuple[type, ...] | None, size: int, pending: Pending) -> None:
        self._only = only
        self._size = size
        self._pending = pending
        self._queue: deque[Published] = deque()
        self._changed = asyncio.Condition()
        self._closed = False

    def wants(self, event: Event) -> bool:
        return self._only is None or isinstance(event, self._only)

    async def put(self, published: Published) -> None:
        async with self._changed:
            if self._replaced_older(published):
                return
            await self._changed.wait_for(lambda: len(self._queue) < self._size or self._closed)
            if self._closed:
                return
            self._queue.append(published)
            self._pending.add()
            self._changed.notify_all()

    async def close(self) -> None:
        async with self._changed:
            self._closed = True
            self._changed.notify_all()

    async def __aiter__(self) -> AsyncIterator[Published]:
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda: self._queue or self._closed)
                if not self._queue:
                    return
                published = self._queue.popleft()
                self._changed.notify_all()
            try:
                yield published
            finally:
                self._pending.done()

    def _replaced_older(self, published: Published) -> bool:
        """Whether an unread passing view of the same thing gave its place to this one."""
        if not self._queue:
            return False
        old, new = self._queue[-1].event, published.event
        same_partial = (
            isinstance(old, PartialHeard)
            and isinstance(new, PartialHeard)
            and old.speaker is new.speaker
        )
        same_line = isinstance(old, LineGrew) and isinstance(new, LineGrew) and old.turn == new.turn
        if same_partial or same_line:
            self._queue[-1] = published
        return same_partial or same_line


class Bus:
    """Stamps each event with the call's clocks and hands it to every follower that wants it."""

    def __init__(self, clock: CallClock, pending: Pending) -> None:
        self._clock = clock
        self._pending = pending
        self._followers: list[Follower] = []

    def follow(self, *only: type, size: int = QUEUE_SIZE) -> Follower:
        """A new follower of the event types `only`, or of all; it hears what comes from now on."""
        follower = Follower(only or None, size, self._pending)
        self._followers.append(follower)
        return follower

    @property
    def now_s(self) -> float:
        """Call seconds heard so far."""
        return self._clock.heard_s

    async def publish(self, event: Event) -> None:
        published = Published(self._clock.heard_s, self._clock.wall_s(), event)
        for follower in self._followers:
            if follower.wants(event):
                await follower.put(published)

    async def close(self) -> None:
        """No more events: each follower's iteration ends after what it still has to read."""
        for follower in self._followers:
            await follower.close()
