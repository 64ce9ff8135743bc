"""The browser panel: a :class:`~copilot.call.Panel` that serves a page and feeds its tabs.

    panel = BrowserPanel(view, on_key, binding)

Followed once, it serves the page itself, and goes on after the call until the agent leaves. Inside
``async with panel:`` one page serves all the calls of a sitting.
"""

import asyncio
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from platformdirs import user_state_path
from starlette.routing import BaseRoute

from copilot import output
from copilot.browser.serve import Binding, address_of, bound, serving
from copilot.browser.sessions import Sessions
from copilot.browser.site import site
from copilot.browser.stage import Stage
from copilot.errors import EngineError
from copilot.events import CallEnded, Published, Trouble
from copilot.panel.desk import Desk, OnKey
from copilot.panel.view import View, Waits


class BrowserPanel:
    """A panel, and the screen of a sitting (see :class:`~copilot.sitting.Screen`)."""

    def __init__(
        self,
        view: View,
        on_key: OnKey,
        binding: Binding,
        *,
        desk: Desk | None = None,
        more: Iterable[BaseRoute] = (),
    ) -> None:
        """`desk`: where calls follow each other; `more`: routes of other parts of the page."""
        self._stage = Stage()
        self._stage.on_key, self._stage.desk = on_key, desk
        self._stage.show(view)
        self._binding = binding
        self._more = more
        self._stopped = False
        self._served: Callable[[], bool] | None = None
        self._open = AsyncExitStack()

    async def follow(self, events: AsyncIterator[Published]) -> None:
        """Show a call to its end. Raises what :meth:`__aenter__` raises."""
        if self._served is None:
            async with self:
                await self._show(events)
                if not self._stopped:
                    await self._stage.left.wait()
        else:
            await self._show(events)

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
        listening = bound(self._binding)
        address = address_of(listening, self._binding)
        state = user_state_path("call-copilot", appauthor=False)
        sessions = Sessions(state / f"browser-{address.port}.json")
        app = site(self._stage, address, sessions, self._more)
        async with AsyncExitStack() as opening:
            self._served = await opening.enter_async_context(serving(app, listening, self._binding))
            self._open = opening.pop_all()
        url = f"{address.url}#{sessions.token}"
        output.narrate(f"The panel is at {url}")
        await asyncio.to_thread(_opened, url)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._served = None
        await self._open.aclose()

    async def _show(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self.check()
            self._stage.take(published)
            if isinstance(published.event, CallEnded):
                self._stopped = published.event.reason == "stopped"


def _opened(url: str) -> None:
    if not webbrowser.open(url):
        output.narrate("No browser could be opened here: open that address in one.")
