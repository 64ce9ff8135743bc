"""Server-sent events (WHATWG HTML, 9.2) to one tab, for as long as it reads."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from copilot.browser.frames import Json

RETRY_MS = 500
KEPT = 16  # frames: tabs that do not read at once are a little behind each other
Frame = dict[str, Json]


class FrameStream(Response):
    """An answer that goes on: frames as messages, the first whole, those of no news comments."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncGenerator[Frame, None], wire: "Wire") -> None:
        """`wire`: shared by the tabs that are told the same."""
        super().__init__()
        del self.headers["content-length"]
        self._frames = frames
        self._wire = wire

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
            await _sent(send, f"retry: {RETRY_MS}\n\n".encode())
            whole = True
            async for frame in frames:
                await _sent(send, self._wire.bytes_of(frame, whole=whole))
                whole = False
        await send({"type": "http.response.body", "body": b""})


class Wire:
    """Frames as they are sent; the same frame for many tabs is written once."""

    def __init__(self) -> None:
        self._written: dict[tuple[int, bool], tuple[Frame, bytes]] = {}

    def bytes_of(self, frame: Frame, *, whole: bool) -> bytes:
        if not frame and not whole:
            return b":\n\n"
        key = (id(frame), whole)
        if key not in self._written:
            if len(self._written) >= KEPT:
                self._written.clear()
            self._written[key] = (frame, _message(frame, whole=whole))
        return self._written[key][1]


def _message(frame: Frame, *, whole: bool) -> bytes:
    told = {"whole": whole, "blocks": frame}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"data: {text}\n\n".encode("utf-8", "replace")


async def _sent(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
