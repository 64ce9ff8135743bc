"""Ctrl-C, told to whoever is to end in order."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def on_ctrl_c(told: Callable[[], None]) -> Iterator[None]:
    """Within the block Ctrl-C calls `told` and interrupts nothing.

    On Windows, where the event loop hears no signals, it stops at once as ever.
    """
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(signal.SIGINT, told)
    except NotImplementedError:
        yield
        return
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGINT)
