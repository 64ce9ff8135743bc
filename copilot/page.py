"""What a page that shows calls has to do: a panel of each call, the screen between them.

It is there before the models are loaded, and until the agent leaves a call that has ended.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from copilot.call import Panel
from copilot.panel.desk import Desk, OnKey
from copilot.sitting import Screen


class Page(Panel, Screen, AbstractAsyncContextManager[Any], Protocol):
    """A page in a browser, in the order of its use: entered, attached, followed, left."""

    def attach(self, on_key: OnKey, desk: Desk | None = None) -> None:
        """Everything is loaded: from now on the agent can act."""
        ...

    async def until_left(self) -> None:
        """Return when the agent leaves a call that has ended; at once if they ended it."""
        ...

    def leave(self) -> None:
        """Go as if the agent had left."""
        ...
