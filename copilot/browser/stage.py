"""What is shown live: one view, and the tabs that look at it.

A tab is told the newest picture when it is ready to read, never a queue of old ones: one that does
not read costs nothing but its own connection. What the agent does in a tab goes to `on_key`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable

from copilot.browser.frames import Json, Picture, frame
from copilot.browser.picture import picture
from copilot.clock import monotonic_s
from copilot.events import Published, Trouble
from copilot.panel.deeds import deed
from copilot.panel.desk import Desk, OnKey
from copilot.panel.fold import at, fold
from copilot.panel.view import Notice, View, Waits, noticed, waiting

TICK_S = 0.25  # how often time alone may change the picture
REST_S = 0.03  # between two pictures for one tab: events that come together are shown together


class Stage:
    """The live view; None before there is one."""

    def __init__(self, clock: Callable[[], float] = monotonic_s) -> None:
        self._clock = clock
        self._view: View | None = None
        self._view_at_s = 0.0
        self._changed = asyncio.Event()
        self._picture: tuple[object, Picture] = (None, {})
        self.on_key: OnKey | None = None
        self.desk: Desk | None = None
        """Where calls follow each other; None for one call alone."""
        self.left = asyncio.Event()
        """Set when the agent leaves a call that has ended."""
        self.tabs = 0
        """How many look at it."""

    def show(self, view: View | None) -> None:
        """Show this view from now on."""
        self._view, self._view_at_s = view, self._clock()
        self._tell()

    @property
    def view(self) -> View | None:
        """Between events, call time goes on with the clock on the wall."""
        view = self._view
        if view is None or (view.waits is None and (view.started is None or view.ended)):
            return view
        return at(view, view.now_s + self._clock() - self._view_at_s)

    def take(self, published: Published) -> None:
        """Something happened in the call."""
        if self._view is not None:
            self.show(fold(self._view, published))

    def wait(self, waits: Waits) -> None:
        """The next call is waited for."""
        if (view := self.view) is not None:
            self.show(waiting(view, waits))

    def tell(self, trouble: Trouble) -> None:
        """Something has gone wrong, or is over, between two calls."""
        if (view := self.view) is not None:
            self.take(Published(view.now_s, view.now_s, trouble))

    def notice(self, notice: Notice) -> None:
        """Answer a key."""
        if (view := self.view) is not None:
            self.show(noticed(view, notice))

    async def act(self, action: str, query: str = "") -> bool:
        """Do what the agent asks for in a tab; whether there is such an action now."""
        view = self.view
        if view is None:
            return False
        if action in ("begin", "leave"):
            return self._between_calls(action, view)
        done = deed(action, query, view)
        if isinstance(done, Notice):
            self.notice(done)
        elif done is not None and self.on_key is not None:
            await self.on_key(done)
        return done is not None

    def _between_calls(self, action: str, view: View) -> bool:
        if action == "begin" and self.desk is not None and view.waits is not None:
            self.desk.begin()
        elif action == "leave" and self.desk is not None:
            self.desk.leave()
        elif action == "leave" and view.ended is not None:
            self.left.set()
        else:
            return False
        return True

    @property
    def picture(self) -> Picture:
        """What every tab shows now."""
        view = self.view
        if view is None:
            return {}
        if self._picture[0] != view:
            self._picture = (view, picture(view))
        return self._picture[1]

    async def frames(self) -> AsyncIterator[dict[str, Json]]:
        """Frames for one tab, the first one whole; it ends when the tab leaves."""
        shown: Picture = {}
        self.tabs += 1
        try:
            while True:
                changed, now = self._changed, self.picture
                if news := frame(shown, now):
                    shown = now
                    yield news
                    await asyncio.sleep(REST_S)
                    if changed.is_set():
                        continue
                try:
                    await asyncio.wait_for(changed.wait(), TICK_S)
                except TimeoutError:
                    continue
        finally:
            self.tabs -= 1

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
