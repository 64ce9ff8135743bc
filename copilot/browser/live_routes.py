"""The call that goes on: a stream of frames out, what the agent does in."""

import json
from collections.abc import AsyncIterator, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from copilot.browser.answers import asked, text_of, told_error
from copilot.browser.frames import Json
from copilot.browser.stage import Stage
from copilot.errors import InputError
from copilot.panel.search import search

MOST_TABS = 160
RETRY_MS = 500


def live_routes(stage: Stage) -> list[Route]:
    """`GET /live` streams frames; `POST /do` acts; `GET /card?query=` looks something up."""

    async def live(request: Request) -> Response:
        if stage.tabs >= MOST_TABS:
            return JSONResponse({"refused": "too-many-tabs"}, 503)
        return StreamingResponse(
            _stream(stage.frames()),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def do(request: Request) -> Response:
        try:
            body = await asked(request)
        except InputError as error:
            return told_error(error)
        return JSONResponse(
            {"done": await stage.act(text_of(body, "action"), text_of(body, "query"))}
        )

    async def card(request: Request) -> Response:
        view = stage.view
        found = search(view.card, request.query_params.get("query", "")[:200]) if view else ()
        return JSONResponse({"entries": [{"entry": q.entry, "text": q.text} for q in found]})

    return [
        Route("/live", live, methods=["GET"]),
        Route("/do", do, methods=["POST"]),
        Route("/card", card, methods=["GET"]),
    ]


async def _stream(frames: AsyncIterator[dict[str, Json]]) -> AsyncIterator[str]:
    """Server-sent events (WHATWG HTML, 9.2). The first frame after a connection is whole."""
    yield f"retry: {RETRY_MS}\n\n"
    whole = True
    async for frame in frames:
        message: Mapping[str, Json] = {"whole": whole, "blocks": frame}
        yield f"data: {json.dumps(message, ensure_ascii=False, separators=(',', ':'))}\n\n"
        whole = False
