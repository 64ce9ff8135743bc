"""Server-sent events (WHATWG HTML, 9.2) to one tab, for as long as it reads."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from copilot.browser.frames import Json

RETRY_MS = 500


class FrameStream(Response):
    """An answer that goes on: each frame a message, the first one whole, an empty one a comment."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncGenerator[dict[str, Json], None]) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        sending = asyncio.create_task(self._send(send), name="tab")
        leaving = asyncio.create_task(_left(receive), name="tab leaves")
        try:
            await asyncio.wait([sending, leaving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            sending.cancel()
            leaving.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
        if not sending.cancelled():
            sending.result()

    async def _send(self, send: Send) -> None:
        async with aclosing(self._frames) as frames:
            await _sent(send, f"retry: {RETRY_MS}\n\n")
            whole = True
            async for frame in frames:
                await _sent(send, message(frame, whole=whole))
                whole = whole and not frame
        await send({"type": "http.response.body", "body": b""})


def message(frame: dict[str, Json], *, whole: bool) -> str:
    """A frame as it is sent."""
    if not frame:
        return ":\n\n"
    told = {"whole": whole, "blocks": frame}
    return f"data: {json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n\n"


async def _sent(send: Send, text: str) -> None:
    body = text.encode("utf-8", "replace")
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
