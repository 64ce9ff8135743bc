"""The call that goes on: a stream of frames out, what the agent does in."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copilot.browser.answers import asked, text_of, told_error
from copilot.browser.stage import Stage
from copilot.browser.stream import FrameStream, Wire
from copilot.errors import InputError
from copilot.panel.deeds import LONGEST_QUERY
from copilot.panel.search import search


def live_routes(stage: Stage) -> list[Route]:
    """`GET /live` streams frames; `POST /do` acts; `GET /card?query=` looks something up."""
    wire = Wire()

    async def live(request: Request) -> Response:
        return FrameStream(stage.frames(), wire)

    async def do(request: Request) -> Response:
        try:
            body = await asked(request)
        except InputError as error:
            return told_error(error)
        return JSONResponse(
            {"done": await stage.act(text_of(body, "action"), text_of(body, "query"))}
        )

    async def card(request: Request) -> Response:
        view, query = stage.view, request.query_params.get("query", "")
        found = search(view.card, query[:LONGEST_QUERY]) if view else ()
        return JSONResponse({"entries": [{"entry": q.entry, "text": q.text} for q in found]})

    return [
        Route("/live", live, methods=["GET"]),
        Route("/do", do, methods=["POST"]),
        Route("/card", card, methods=["GET"]),
    ]
