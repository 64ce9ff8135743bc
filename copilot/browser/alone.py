"""`copilot browser`: the page is served before there is a call, until Ctrl-C."""

import asyncio
from contextlib import suppress

from copilot import output
from copilot.browser.binding import Binding
from copilot.browser.calls_routes import calls_routes
from copilot.browser.cards_routes import cards_routes
from copilot.browser.seat import Seat
from copilot.browser.serve import bound, serving
from copilot.browser.sessions import Sessions
from copilot.browser.site import site
from copilot.browser.stage import Stage
from copilot.browser.start_routes import start_routes
from copilot.browser.tab import tab_opened
from copilot.errors import EngineError
from copilot.fitting import CallOptions
from copilot.interrupt import on_ctrl_c
from copilot.native_noise import kept_from_stderr
from copilot.store.places import data_dir

LOOK_S = 1.0  # how often it is looked whether the page is still served


def serve_alone(options: CallOptions) -> int:
    """Serve the page; the exit code. Raises :class:`CopilotError` where nothing can listen."""
    with kept_from_stderr():
        asyncio.run(_serve(options))
    return 0


async def _serve(options: CallOptions) -> None:
    binding = options.binding or Binding()
    at = bound(binding)
    sessions = Sessions(data_dir() / "browser" / f"{at.address.port}.json")
    stage = Stage()
    seat = Seat(stage, options)
    routes = [*calls_routes(), *cards_routes(seat.shelf), *start_routes(seat)]
    async with serving(site(stage, at.address, sessions, routes), at) as served:
        output.narrate(f"The page is at {at.address.url}#{sessions.token}")
        output.narrate("Ctrl-C ends a call that goes on; without one it ends the copilot.")
        if binding.opens and not await tab_opened(f"{at.address.url}#{sessions.ticket()}"):
            output.narrate("No browser could be opened here: open that address in one.")
        leaving = asyncio.Event()
        try:
            with on_ctrl_c(leaving.set):
                while not leaving.is_set():
                    _check(served())
                    with suppress(TimeoutError):
                        await asyncio.wait_for(leaving.wait(), LOOK_S)
        finally:
            await seat.close()
            stage.close()


def _check(served: bool) -> None:
    if not served:
        raise EngineError(
            "panel-failed",
            "The page is no longer served.",
            why="Its server has stopped.",
            hint="Begin it again: copilot browser",
        )
