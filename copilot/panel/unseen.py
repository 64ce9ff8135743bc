"""No panel: for calls that nobody watches."""

from collections.abc import AsyncIterator

from copilot.events import Published


class Unseen:
    """A :class:`~copilot.call.Panel` that shows nothing."""

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for _ in events:
            pass
