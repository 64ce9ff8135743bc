"""The terminal panel: a :class:`~copilot.call.Panel` that takes the whole screen.

    panel = TerminalPanel(lang, mode, card, on_key)

Followed once, it opens and closes the screen itself, and keeps it after the call until the agent
leaves. Inside ``async with panel:`` one screen stays open for all the calls of a sitting; between
them :meth:`TerminalPanel.wait` says how the next one begins.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_log_path

from copilot.errors import EngineError, InputError
from copilot.events import CallEnded, Published, Trouble
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode
from copilot.method.phases import Phase
from copilot.panel.desk import Desk, OnKey
from copilot.panel.terminal.app import PanelApp
from copilot.panel.terminal.cells import Glyphs
from copilot.panel.terminal.driver import own_terminal, quiet_stderr
from copilot.panel.view import View, Waits


class TerminalPanel:
    """`on_key` is told what the agent does in a call; `desk`: where calls follow each other."""

    def __init__(
        self,
        lang: Language,
        mode: Mode,
        card: ProductCard | None,
        on_key: OnKey,
        *,
        targets: Mapping[Phase, float] | None = None,
        desk: Desk | None = None,
    ) -> None:
        """`targets`: shares of the three phases, in place of the mode's."""
        self._view = View.start(lang, mode, card, targets)
        self._on_key = on_key
        self._desk = desk
        self._stopped = False
        self._app: PanelApp | None = None
        self._running: asyncio.Task[None] | None = None
        self._open = AsyncExitStack()

    async def follow(self, events: AsyncIterator[Published]) -> None:
        """Show a call to its end.

        Raises :class:`InputError` ``not-a-terminal``, :class:`EngineError` ``panel-failed``.
        """
        if self._app is None:
            async with self:
                await self._show(events)
                await self._until_left()
        else:
            await self._show(events)

    def wait(self, waits: Waits) -> None:
        """Say that the next call is waited for, and how it begins; the screen must be open."""
        assert self._app is not None
        self._app.wait(waits)

    async def tell(self, trouble: Trouble) -> None:
        """Show what goes wrong between two calls. Raises :class:`EngineError` ``panel-failed``."""
        assert self._app is not None
        self.check()
        self._app.tell(trouble)

    def check(self) -> None:
        """Raises :class:`EngineError` ``panel-failed`` where the screen is no more."""
        if self._running is not None and self._running.done():
            self._running.result()

    async def __aenter__(self) -> Self:
        check_terminal()
        encoding = sys.stdout.encoding or "ascii"
        async with AsyncExitStack() as opening:
            terminal = opening.enter_context(own_terminal(encoding))
            opening.enter_context(quiet_stderr(log_file()))
            self._app = PanelApp(
                self._view,
                self._on_key,
                Glyphs.of(encoding),
                terminal=terminal,
                desk=self._desk,
            )
            self._running = asyncio.create_task(_run(self._app), name="terminal")
            self._open = opening.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        app, running = self._app, self._running
        self._app = self._running = None
        try:
            if app is not None and running is not None:
                if app.is_running:
                    app.exit()
                else:
                    running.cancel()
                await asyncio.wait([running])
        finally:
            await self._open.aclose()
        if error is None and running is not None and not running.cancelled():
            running.result()

    async def _show(self, events: AsyncIterator[Published]) -> None:
        assert self._app is not None
        async for published in events:
            self.check()
            self._app.take(published)
            if isinstance(published.event, CallEnded):
                self._stopped = published.event.reason == "stopped"

    async def _until_left(self) -> None:
        assert self._app is not None
        assert self._running is not None
        if self._stopped:
            return
        left = asyncio.create_task(self._app.left.wait(), name="until the agent leaves")
        try:
            await asyncio.wait([left, self._running], return_when=asyncio.FIRST_COMPLETED)
        finally:
            left.cancel()


async def _run(app: PanelApp) -> None:
    await app.run_async(mouse=False)
    if app.return_code:
        raise EngineError(
            "panel-failed",
            "The terminal panel failed.",
            why=f"What went wrong stands in {log_file()}.",
            hint="Use --panel plain meanwhile.",
        )


def log_file() -> Path:
    """Where everything goes that would tear the screen."""
    return user_log_path("call-copilot", appauthor=False) / "terminal.log"


def check_terminal() -> None:
    """Raises :class:`InputError` ``not-a-terminal``."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            "not-a-terminal",
            "The terminal panel needs a terminal.",
            why="Input or output is a file or a pipe.",
            hint="Use --panel plain or --panel jsonl.",
        )
