"""The page's server asked without a socket, as a tab that was let in asks it.

async with page_client(cards_routes(shelf)) as page:
    answer = await page.post("/cards/check", json={"text": "..."})
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import httpx2
from starlette.routing import BaseRoute

from copilot.browser.locks import LOOPBACK, Address
from copilot.browser.sessions import Sessions
from copilot.browser.site import site
from copilot.browser.stage import Stage


@asynccontextmanager
async def page_client(
    more: Iterable[BaseRoute], stage: Stage | None = None
) -> AsyncIterator[httpx2.AsyncClient]:
    """A client behind the real gate, with a session."""
    address, sessions = Address(LOOPBACK, 8765), Sessions()
    app = site(stage or Stage(), address, sessions, more)
    transport = httpx2.ASGITransport(app=app)
    base = "http://127.0.0.1:8765"
    async with httpx2.AsyncClient(
        transport=transport, base_url=base, headers={"Origin": base}, timeout=60
    ) as client:
        opened = await client.post("/open", json={"token": sessions.token})
        assert opened.status_code == 200
        yield client
