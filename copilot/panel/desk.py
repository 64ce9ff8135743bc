"""What a panel may ask of the place where calls are taken (pure)."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from copilot.events import KeyEvent

OnKey = Callable[[KeyEvent], Awaitable[None]]
"""Is told what the agent does in a call."""


class Desk(Protocol):
    """Where several calls are taken, one after the other."""

    def begin(self) -> None:
        """Begin the next call."""
        ...

    def leave(self) -> None:
        """End the call that is going on, and take no more; when asked again, at once."""
        ...
