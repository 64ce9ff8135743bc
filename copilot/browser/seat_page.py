"""The page as one call, or one sitting, of the pilot's seat sees it: a :class:`~copilot.page.Page`
on a stage that was there before and stays afterwards."""

from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

from copilot.browser.stage import Stage
from copilot.events import CallEnded, Published, Trouble
from copilot.panel.desk import Desk, OnKey
from copilot.panel.view import View, Waits


class SeatPage:
    """Shows `view` on the stage from when it is entered until it is left."""

    def __init__(self, stage: Stage, view: View) -> None:
        self._stage = stage
        self._view = view
        self._stopped = False

    async def __aenter__(self) -> Self:
        self._stage.left.clear()
        self._stage.load(True)
        self._stage.show(self._view)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stage.on_key = self._stage.desk = None
        self._stage.load(False)
        self._stage.show(None)

    def attach(self, on_key: OnKey, desk: Desk | None = None) -> None:
        """Everything is loaded: from now on the agent can act."""
        self._stage.on_key, self._stage.desk = on_key, desk
        self._stage.load(False)

    async def follow(self, events: AsyncIterator[Published]) -> None:
        """Show a call to its end."""
        async for published in events:
            self._stage.take(published)
            if isinstance(published.event, CallEnded):
                self._stopped = published.event.reason == "stopped"

    async def until_left(self) -> None:
        """Return when the agent leaves a call that has ended; at once if they ended it."""
        if not self._stopped:
            await self._stage.left.wait()

    def leave(self) -> None:
        """Go as if the agent had left in a tab."""
        self._stage.left.set()

    def wait(self, waits: Waits) -> None:
        """Say that the next call is waited for, and how it begins."""
        self._stage.wait(waits)

    async def tell(self, trouble: Trouble) -> None:
        """Show what goes wrong between two calls."""
        self._stage.tell(trouble)

    def check(self) -> None:
        """The server is looked after by whoever has begun it."""
