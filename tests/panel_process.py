"""A scripted call at the real terminal panel, in a process of its own.

    python -m tests.panel_process LANG [drag]

Each event comes a twentieth of a second after the one before; between them something is written to
descriptor 2, as sound libraries do. With `drag` the call does
not end by itself. What the agent pressed is printed at the end.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator

from copilot.events import CallEnded, KeyEvent, Published, StopAsked
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.panel.terminal.panel import TerminalPanel
from tests.panel_script import card, moments

EVERY_S = 0.05
NOISE = b"ALSA lib pcm.c: Expression 'ret' failed\n"


class Sitting:
    """One call, which ends when the agent asks for it, or after a while."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._asked = asyncio.Event()
        self._keys: asyncio.Queue[KeyEvent] = asyncio.Queue()
        self.pressed: list[KeyEvent] = []
        self.running: asyncio.Task[None] | None = None

    async def hear(self, event: KeyEvent) -> None:
        self.pressed.append(event)
        await self._keys.put(event)
        if isinstance(event, StopAsked):
            if self._asked.is_set() and self.running is not None:
                self.running.cancel()
            self._asked.set()

    async def events(self) -> AsyncIterator[Published]:
        now = 0.0
        for at, event in moments(self._lang)["speaks"]:
            now = at
            yield Published(at, at, event)
            os.write(2, NOISE)
            await asyncio.sleep(EVERY_S)
            while not self._keys.empty():
                yield Published(at, at, self._keys.get_nowait())
        while "drag" in sys.argv:
            yield Published(now, now, await self._keys.get())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._asked.wait(), 20)
        yield Published(now, now, CallEnded("stopped", now, 4, 1, 0, 0))


async def main() -> None:
    lang = Language(sys.argv[1])
    sitting = Sitting(lang)
    panel = TerminalPanel(lang, Mode.OUTBOUND, card(lang), sitting.hear)
    sitting.running = asyncio.ensure_future(panel.follow(sitting.events()))
    try:
        await sitting.running
    except asyncio.CancelledError:
        print("aborted")
    print("pressed", *(type(event).__name__ for event in sitting.pressed))


if __name__ == "__main__":
    asyncio.run(main())
