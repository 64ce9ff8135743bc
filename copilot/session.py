"""From options to a replayed call.

The recording is opened and the options are checked before any model is loaded.
"""

import asyncio
from contextlib import AsyncExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

from copilot import output
from copilot.audio.pace import Timed, Unhurried
from copilot.audio.recording import Recording
from copilot.audio.source import AudioSource
from copilot.call import Call
from copilot.clock import CallClock
from copilot.errors import InputError
from copilot.fitting import CallOptions, PageFor, Plan, page_of, panel_named
from copilot.interrupt import on_ctrl_c
from copilot.page import Page
from copilot.pending import Pending


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for; `speed` None means as fast as the coach can follow."""

    recording: tuple[Path, ...]
    agent_channel: int
    speed: float | None
    call: CallOptions


def replay(options: Options) -> int:
    """Replay a recording; the exit code."""
    asyncio.run(play(options))
    return 0


async def play(options: Options, page_for: PageFor = page_of) -> None:
    """Replay a recording; it is shown on the page of `page_for` if there is one.

    Raises :class:`CopilotError`, and :class:`KeyboardInterrupt` where it was stopped at once.
    """
    recording = Recording(_one_or_two(options.recording), options.agent_channel)
    plan = Plan(options.call)
    named, page = options.call.panel, page_for(options.call, plan.briefing)
    async with page or nullcontext(), AsyncExitStack() as models:
        fitted = await models.enter_async_context(plan.fitted())
        call = fitted.call(
            lambda clock, pending: _paced(recording, options.speed, clock, pending),
            page or panel_named(named, plan.briefing, lambda event: call.pressed(event)),
        )
        if page is not None:
            page.attach(call.pressed)
        source = await _until_hung_up(call)
        if page is not None and not call.stopping:
            await _until_left(page, models)
    if source.damage:
        raise source.damage


async def _until_hung_up(call: Call) -> AudioSource:
    """Run the call; the first Ctrl-C ends it in order, the second at once."""
    running = asyncio.ensure_future(call.run())

    def interrupted() -> None:
        if call.stopping:
            running.cancel()
        else:
            output.narrate("Stopping: what was heard is finished. Ctrl-C again stops at once.")
            call.stop()

    with on_ctrl_c(interrupted):
        try:
            return await running
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None


async def _until_left(page: Page, models: AsyncExitStack) -> None:
    """The call is over and kept: its page stays until the agent leaves there, or with Ctrl-C; the
    models need not."""
    with on_ctrl_c(page.leave):
        await models.aclose()
        await page.until_left()


def _one_or_two(files: tuple[Path, ...]) -> tuple[Path, ...]:
    if len(files) > 2:
        raise InputError(
            "too-many-recordings",
            f"{len(files)} recordings were given.",
            why="A call is one file with two channels, or two files with one each.",
            hint="Replay one call at a time.",
        )
    return files


def _paced(
    recording: Recording, speed: float | None, clock: CallClock, pending: Pending
) -> AudioSource:
    return recording.play(Unhurried(pending.settled) if speed is None else Timed(clock, speed))
