"""The program behind the panel: it draws the view ten times a second at most, and hears keys."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from io import TextIOWrapper
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from copilot.clock import monotonic_s
from copilot.events import CallStarted, KeyEvent, Published, Trouble
from copilot.panel.deeds import deed
from copilot.panel.desk import Desk, OnKey
from copilot.panel.fold import at, fold
from copilot.panel.keys import KEYS, WAITING_KEYS
from copilot.panel.terminal.cells import Glyphs
from copilot.panel.terminal.driver import driver_on
from copilot.panel.terminal.ink import STYLES, Row
from copilot.panel.terminal.sheet import Overlay, sheet
from copilot.panel.view import Notice, View, Waits, noticed, waiting

PAINT_EVERY_S = 0.1
QUIT_WITHIN_S = 4.0  # the second q counts so long after the first


class Sheet(Widget):
    """Shows rows; it repaints the ones that changed."""

    can_focus = True

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        if len(rows) != len(self._rows):
            self._rows = rows
            self.refresh()
            return
        changed = [y for y, row in enumerate(rows) if row != self._rows[y]]
        self._rows = rows
        for y in changed:
            self.refresh_line(y)

    def refresh_line(self, y: int) -> None:
        self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        if y >= len(self._rows):
            return Strip.blank(self.size.width)
        return Strip([Segment(text, STYLES[ink]) for text, ink in self._rows[y]])


_BINDINGS = {key.name: key.action for key in (*KEYS, *WAITING_KEYS)}


class PanelApp(App[None]):
    """One sitting at the panel. Feed it events with :meth:`take`; keys leave through `on_key`."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layers: below above; background: ansi_default; }
    Sheet { layer: below; width: 100%; height: 100%; background: ansi_default; }
    Input { layer: above; dock: bottom; display: none; height: 1; border: none; padding: 0 1;
            background: ansi_default; color: ansi_default; }
    Input:focus { border: none; }
    Input.asked { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(name, action, show=False) for name, action in _BINDINGS.items()),
        Binding("ctrl+c", "stop", show=False, priority=True),
        Binding("ctrl+q", "stop", show=False, priority=True),
        Binding("escape", "close", show=False, priority=True),
    ]

    def __init__(
        self,
        view: View,
        on_key: OnKey,
        glyphs: Glyphs,
        *,
        terminal: TextIOWrapper | None = None,
        desk: Desk | None = None,
        clock: Callable[[], float] = monotonic_s,
    ) -> None:
        """`desk`: where calls follow each other; None for one call alone."""
        super().__init__(driver_class=driver_on(terminal) if terminal else None, ansi_color=True)
        self._on_key_event = on_key
        self._desk = desk
        self._clock = clock
        self._glyphs = glyphs
        self._overlay: Overlay | None = None
        self._view = view
        self._view_at_s = clock()
        self._quit_at_s = float("-inf")
        self._drawn: object = None
        self.left = asyncio.Event()
        """Set when the agent leaves a panel whose call has ended."""

    def compose(self) -> ComposeResult:
        yield Sheet()
        yield Input(select_on_focus=False)

    def on_mount(self) -> None:
        self.set_interval(PAINT_EVERY_S, self.paint)
        self.query_one(Sheet).focus()

    def on_resize(self) -> None:
        self._drawn = None
        self.call_after_refresh(self.paint)

    @property
    def view(self) -> View:
        """What is shown: between events, call time goes on with the clock on the wall."""
        view = self._view
        if view.waits is None and (view.started is None or view.ended is not None):
            return view
        return at(view, view.now_s + self._clock() - self._view_at_s)

    def take(self, published: Published) -> None:
        """Something happened in the call."""
        self._view = fold(self._view, published)
        self._view_at_s = self._clock()
        if isinstance(published.event, CallStarted):
            self._quit_at_s = float("-inf")  # a q of the call before is no q of this one

    def wait(self, waits: Waits) -> None:
        """The desk waits for the next call."""
        self._view = waiting(self.view, waits)
        self._view_at_s = self._clock()

    def tell(self, trouble: Trouble) -> None:
        """Something has gone wrong, or is over, between two calls."""
        now_s = self.view.now_s
        self.take(Published(now_s, now_s, trouble))

    def paint(self) -> None:
        view, size = self.view, self.size
        seen = (replace(view, now_s=float(int(view.now_s))), size, self._overlay)
        if seen == self._drawn:
            return
        self._drawn = seen
        rows = sheet(view, size.width, size.height, self._glyphs, self._overlay)
        self.query_one(Sheet).show(rows)

    def action_used(self) -> None:
        self._do("used")

    def action_not_useful(self) -> None:
        self._do("not_useful")

    def action_another(self) -> None:
        self._do("another")

    def action_pause(self) -> None:
        self._do("pause")

    def action_mark(self) -> None:
        self._do("mark")

    def action_help(self) -> None:
        self._overlay = Overlay()
        self.paint()
        self._do("help")

    def action_search(self) -> None:
        self._overlay = Overlay("")
        asked = self.query_one(Input)
        asked.value = ""
        asked.add_class("asked")
        asked.focus()
        self.paint()

    def action_begin(self) -> None:
        if self._desk is not None and self._view.waits is not None:
            self._desk.begin()

    def action_quit(self) -> None:  # type: ignore[override]  # Textual's own is a coroutine
        now_s = self._clock()
        if self._view.waits is not None or self._view.ended is not None:
            self._leave()
        elif now_s - self._quit_at_s <= QUIT_WITHIN_S:
            self._do("stop")
        else:
            self._notice(Notice.QUIT_AGAIN)
        self._quit_at_s = now_s

    def action_stop(self) -> None:
        """Ctrl-C: at a desk it ends the sitting with the call."""
        if self._view.ended is not None or self._desk is not None:
            self._leave()
        else:
            self._do("stop")

    def _leave(self) -> None:
        self.left.set()
        if self._desk is not None:
            if self._view.waits is None:
                self._notice(Notice.STOPPING)
            self._desk.leave()

    def action_close(self) -> None:
        """Close what lies over the panel; tell what was looked up."""
        overlay, self._overlay = self._overlay, None
        asked = self.query_one(Input)
        asked.remove_class("asked")
        self.query_one(Sheet).focus()
        self.paint()
        if overlay is not None and overlay.query:
            self._do("search", overlay.query)

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._overlay is not None and self._overlay.query is not None:
            self._overlay = Overlay(event.value)
            self.paint()

    def on_input_submitted(self) -> None:
        self.action_close()

    async def on_event(self, event: events.Event) -> None:
        """While the list of keys lies open, any key closes it and does nothing else."""
        if isinstance(event, events.Key) and self._overlay == Overlay():
            self.action_close()
            return
        await super().on_event(event)

    def _do(self, action: str, query: str = "") -> None:
        done = deed(action, query, self.view)
        if isinstance(done, Notice):
            self._notice(done)
        elif done is not None:
            self._publish(done)

    def _notice(self, notice: Notice) -> None:
        self._view = noticed(self.view, notice)
        self._view_at_s = self._clock()
        self.paint()

    def _publish(self, event: KeyEvent) -> None:
        """In a task of its own: the bus may wait for this very panel to read."""
        self.run_worker(self._on_key_event(event))
