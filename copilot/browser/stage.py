"""What is shown live: one view, and the tabs that look at it.

A tab is told the newest picture when it is ready to read, never a queue of old ones: one that does
not read costs nothing but its own connection. What the agent does in a tab goes to `on_key`.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress

from copilot.browser.frames import Json, Picture, frame
from copilot.browser.picture import picture
from copilot.browser.words.shell import LOADING
from copilot.clock import monotonic_s
from copilot.events import Published, Trouble
from copilot.panel.deeds import deed
from copilot.panel.desk import Desk, OnKey
from copilot.panel.fold import at, fold
from copilot.panel.screen_words import told
from copilot.panel.view import Notice, View, Waits, noticed, waiting

TICK_S = 0.25  # how often time alone may change the picture
REST_S = 0.03  # between two pictures for one tab: events that come together are shown together
HEARTBEAT_S = 15.0  # a tab that is told nothing new is told so: a dead connection shows
MOST_TABS = 160  # the oldest makes room: the one just opened is the one looked at


class Stage:
    """The live view; None before there is one."""

    def __init__(self, clock: Callable[[], float] = monotonic_s) -> None:
        self._clock = clock
        self._view: View | None = None
        self._view_at_s = 0.0
        self._changed = asyncio.Event()
        self._painted: tuple[float, Picture] | None = None  # and when
        self._framed_for: Picture = {}
        self._framed: dict[int, tuple[Picture, dict[str, Json]]] = {}  # from which picture, how
        self._tabs: dict[int, asyncio.Event] = {}  # in the order they came; set: it is over
        self._tabs_ever = 0
        self._loading = False
        self.on_key: OnKey | None = None
        self.desk: Desk | None = None
        """Where calls follow each other; None for one call alone."""
        self.left = asyncio.Event()
        """Set when the agent leaves a call that has ended."""

    @property
    def tabs(self) -> int:
        """How many look at it."""
        return len(self._tabs)

    def load(self, loading: bool) -> None:
        """Whether models are being loaded: nothing can be done meanwhile."""
        self._loading = loading
        self._tell()

    def close(self) -> None:
        """Let every tab go."""
        for over in self._tabs.values():
            over.set()
        self._tell()

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
        if view is None or self._loading:
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
        """What every tab shows now; painted once for all of them."""
        view, now_s = self.view, self._clock()
        if self._painted is not None and now_s - self._painted[0] < TICK_S:
            return self._painted[1]
        painted: dict[str, Json] = dict(picture(view)) if view is not None else {}
        if view is not None and self._loading:
            empty: dict[str, Json] = {"kind": "none", "text": "", "why": "", "fresh": False}
            painted["line"] = {**empty, "title": told(LOADING, view.lang)}
        if self._painted is None or self._painted[1] != painted:
            self._painted = (now_s, painted)
        else:
            self._painted = (now_s, self._painted[1])
        return self._painted[1]

    async def frames(self) -> AsyncGenerator[dict[str, Json], None]:
        """Frames for one tab, the first one whole; an empty one now and then where nothing changes.

        It ends when the tab leaves, or must make room.
        """
        over, me = asyncio.Event(), self._tabs_ever
        self._tabs_ever += 1
        if len(self._tabs) >= MOST_TABS:
            self._tabs.pop(min(self._tabs)).set()
        self._tabs[me] = over
        shown: Picture = {}
        told_s = float("-inf")  # at first it is told how things are, even if there is nothing
        try:
            while not over.is_set():
                changed, now = self._changed, self.picture
                news, shown = self._news(shown, now), now
                if news or self._clock() - told_s >= HEARTBEAT_S:
                    yield news
                    told_s = self._clock()
                    await asyncio.sleep(REST_S)
                    if changed.is_set():
                        continue
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), TICK_S)
        finally:
            self._tabs.pop(me, None)

    def _news(self, shown: Picture, now: Picture) -> dict[str, Json]:
        """Most tabs were told the same last: the frame for them is made once."""
        if shown is now:
            return {}
        if self._framed_for is not now:
            self._framed_for, self._framed = now, {}
        if id(shown) not in self._framed:
            self._framed[id(shown)] = (shown, frame(shown, now))
        return self._framed[id(shown)][1]

    def _tell(self) -> None:
        if self._painted is not None:
            self._painted = (float("-inf"), self._painted[1])
        self._changed.set()
        self._changed = asyncio.Event()
