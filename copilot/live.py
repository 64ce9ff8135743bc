"""From options to a sitting beside the softphone.

The options are checked, then the devices opened, then the models loaded: cheapest first.
"""

import asyncio
import os
import sys
from contextlib import nullcontext, suppress
from dataclasses import dataclass

from copilot import output
from copilot.call import Call, Panel
from copilot.capture.choose import Wishes
from copilot.capture.live import LiveSource
from copilot.capture.system import this_system
from copilot.fitting import (
    CallOptions,
    Fitted,
    PageFor,
    Plan,
    page_of,
    panel_named,
    terminal_panel,
)
from copilot.interrupt import on_ctrl_c
from copilot.native_noise import kept_from_stderr
from copilot.page import Page
from copilot.sitting import CallAudio, Sitting, SittingOptions, Start
from copilot.speech.detect import SileroDetector
from copilot.store.places import journals_dir
from copilot.store.recover import left_over


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    devices: Wishes
    sitting: SittingOptions
    call: CallOptions


def live(options: Options) -> int:
    """Sit beside the softphone; the exit code."""
    on_screen = options.call.panel == "terminal"  # it sees to stray output itself
    with nullcontext() if on_screen else kept_from_stderr():
        asyncio.run(sit(options))
    return 0


async def sit(options: Options, page_for: PageFor = page_of) -> None:
    """Sit through the calls; they are shown on the page of `page_for` if there is one.

    Raises :class:`CopilotError`, and :class:`KeyboardInterrupt` where the last call was stopped at
    once.
    """
    plan = Plan(options.call)
    if left := len(left_over(journals_dir())):
        calls = "A call was" if left == 1 else f"{left} calls were"
        output.narrate(f"{calls} cut short and not stored yet: copilot calls recover")
    source = LiveSource(this_system(), options.devices, plan.briefing.lang)
    await source.open()
    try:
        output.narrate(f"Listening to {source.name}.")
        page = page_for(options.call, plan.briefing)
        async with page or nullcontext(), plan.fitted() as fitted:
            done = await _sit(source, fitted, options, page)
        output.narrate(f"{done} call{'' if done == 1 else 's'}.")
    finally:
        await source.close()


async def _sit(source: LiveSource, fitted: Fitted, options: Options, page: Page | None) -> int:
    """Sit through the calls; how many there were."""
    screen: Panel | None = page  # one for all the calls

    def new_call(audio: CallAudio) -> Call:
        panel = screen or panel_named(options.call.panel, fitted.briefing, sitting.pressed)
        return fitted.call(lambda clock, pending: audio, panel)

    sitting = Sitting(source, new_call, SileroDetector, options.sitting)
    with on_ctrl_c(sitting.leave):
        if options.call.panel == "terminal":
            async with terminal_panel(fitted.briefing, sitting.pressed, sitting) as screen:
                sitting.screen = screen
                return await sitting.run()
        if page is not None:
            page.attach(sitting.pressed, sitting)
            sitting.screen = page
            return await sitting.run()
        wanted = options.sitting.start is Start.KEY or sys.stdin.isatty()
        with _Keys(sitting) if wanted else nullcontext():
            return await sitting.run()


class _Keys:
    """Enter begins and ends calls, `q` and Enter leaves."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def __enter__(self) -> None:
        try:
            asyncio.get_running_loop().add_reader(sys.stdin.fileno(), self._read)
        except (NotImplementedError, OSError):  # Windows; a file in place of a keyboard
            output.narrate("No keys are read here: calls begin by voice, Ctrl-C leaves.")

    def __exit__(self, *error: object) -> None:
        with suppress(NotImplementedError, OSError):
            asyncio.get_running_loop().remove_reader(sys.stdin.fileno())

    def _read(self) -> None:
        typed = os.read(sys.stdin.fileno(), 4096)
        if not typed:
            self.__exit__()
            if not self._sitting.in_call:
                self._sitting.leave()
        for line in typed.splitlines():
            if line.strip().lower() in (b"q", b"quit"):
                self._sitting.leave()
            else:
                self._sitting.key()
