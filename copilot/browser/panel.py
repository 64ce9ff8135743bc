"""The browser panel: a :class:`~copilot.call.Panel` that serves a page and feeds its tabs.

    panel = BrowserPanel(view, on_key, binding)

Followed once, it serves the page itself, and goes on after the call until the agent leaves. Inside
``async with panel:`` the page is there from the beginning, while models are loaded, and for all the
calls of a sitting.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, suppress
from types import TracebackType
from typing import Self

from starlette.routing import BaseRoute

from copilot import output
from copilot.browser.binding import Binding
from copilot.browser.serve import bound, serving
from copilot.browser.sessions import Sessions
from copilot.browser.site import site
from copilot.browser.stage import Stage
from copilot.browser.tab import tab_opened
from copilot.errors import EngineError
from copilot.events import CallEnded, Published, Trouble
from copilot.panel.desk import Desk, OnKey
from copilot.panel.view import View, Waits
from copilot.store.places import data_dir

LOOK_S = 1.0  # how often it is looked whether the page is still served


class BrowserPanel:
    """A panel, and the screen of a sitting (see :class:`~copilot.sitting.Screen`)."""

    def __init__(
        self,
        view: View,
        on_key: OnKey | None,
        binding: Binding,
        *,
        desk: Desk | None = None,
        more: Iterable[BaseRoute] = (),
    ) -> None:
        """`on_key`: None until :meth:`attach`; `desk`: where calls follow each other; `more`:
        routes of other parts of the page."""
        self._stage = Stage()
        self._stage.on_key, self._stage.desk = on_key, desk
        self._stage.load(on_key is None)
        self._stage.show(view)
        self._binding = binding
        self._more = more
        self._stopped = False
        self._served: Callable[[], bool] | None = None
        self._opening: asyncio.Task[None] | None = None
        self._open = AsyncExitStack()

    def attach(self, on_key: OnKey, desk: Desk | None = None) -> None:
        """Everything is loaded: from now on the agent can act."""
        self._stage.on_key, self._stage.desk = on_key, desk
        self._stage.load(False)

    async def follow(self, events: AsyncIterator[Published]) -> None:
        """Show a call to its end. Raises what :meth:`__aenter__` raises."""
        if self._served is None:
            async with self:
                await self._show(events)
                await self.until_left()
        else:
            await self._show(events)

    async def until_left(self) -> None:
        """Return when the agent leaves a call that has ended; at once if they ended it.

        Raises :class:`EngineError` ``panel-failed``.
        """
        while not self._stopped and not self._stage.left.is_set():
            self.check()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stage.left.wait(), LOOK_S)

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
        """Raises :class:`EngineError` ``panel-failed`` where the page is no longer served."""
        if self._served is not None and not self._served():
            raise EngineError(
                "panel-failed",
                "The page is no longer served.",
                why="Its server has stopped.",
                hint="Use --panel terminal or --panel plain meanwhile.",
            )

    async def __aenter__(self) -> Self:
        """Raises :class:`InputError` where nothing can listen at the binding."""
        at = bound(self._binding)
        sessions = Sessions(data_dir() / "browser" / f"{at.address.port}.json")
        app = site(self._stage, at.address, sessions, self._more)
        async with AsyncExitStack() as opening:
            self._served = await opening.enter_async_context(serving(app, at))
            self._open = opening.pop_all()
        output.narrate(f"The panel is at {at.address.url}#{sessions.token}")
        if self._binding.opens:
            url = f"{at.address.url}#{sessions.ticket()}"
            self._opening = asyncio.create_task(_open(url), name="open a tab")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._opening is not None:
            self._opening.cancel()
        self._served = None
        self._stage.close()
        await self._open.aclose()

    async def _show(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self.check()
            self._stage.take(published)
            if isinstance(published.event, CallEnded):
                self._stopped = published.event.reason == "stopped"


async def _open(url: str) -> None:
    if not await tab_opened(url):
        output.narrate("No browser could be opened here: open that address in one.")
