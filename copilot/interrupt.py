"""Ctrl-C, told to whoever is to end in order."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_TOLD: list[Callable[[], None]] = []  # the innermost block's last


@contextmanager
def on_ctrl_c(told: Callable[[], None]) -> Iterator[None]:
    """Within the block Ctrl-C calls `told` and interrupts nothing; of blocks within each other the
    innermost is told.

    On Windows, where the event loop hears no signals, it stops at once as ever.
    """
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(signal.SIGINT, lambda: _TOLD[-1]())
    except NotImplementedError:
        yield
        return
    _TOLD.append(told)
    try:
        yield
    finally:
        _TOLD.remove(told)
        if not _TOLD:
            loop.remove_signal_handler(signal.SIGINT)
