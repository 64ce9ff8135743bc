"""What is served: the page, the call that goes on, and the parts that other files add.

app = site(stage, address, sessions, more_routes)
"""

import re
from collections.abc import Iterable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from copilot.browser.answers import asked, text_of, told_error
from copilot.browser.gate import Gate, cookie_name
from copilot.browser.live_routes import live_routes
from copilot.browser.locks import Address, Refusal
from copilot.browser.sessions import LASTS_S, Sessions
from copilot.browser.stage import Stage
from copilot.browser.words import page_words
from copilot.errors import CopilotError, InputError
from copilot.language import Language

_NAME = re.compile(r"[a-z][a-z0-9_-]*\.([a-z]+)")
_PAGE = files("copilot.browser") / "page"
_KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


def site(
    stage: Stage, address: Address, sessions: Sessions, more: Iterable[BaseRoute] = ()
) -> ASGIApp:
    """Everything behind the gate. `more` are the routes of other parts (calls, cards, welcome)."""

    async def page(request: Request) -> Response:
        return _file(request.path_params.get("name", "index.html"))

    async def open_(request: Request) -> Response:
        try:
            secret = sessions.open(text_of(await asked(request), "token"))
        except InputError as error:
            return told_error(error)
        if secret is None:
            return JSONResponse({"refused": Refusal.SESSION.value}, 401)
        answer = JSONResponse({"open": True})
        answer.set_cookie(
            cookie_name(address),
            secret,
            max_age=int(LASTS_S),
            httponly=True,
            samesite="strict",
            secure=address.secure,
        )
        return answer

    async def words(request: Request) -> Response:
        """The page's words; a language that is not known is answered in English."""
        given = request.query_params.get("lang", "")
        lang = Language(given) if given in list(Language) else Language.EN
        return JSONResponse(page_words(lang))

    app = Starlette(
        routes=[
            Route("/", page, methods=["GET"]),
            Route("/page/{name}", page, methods=["GET"]),
            Route("/words", words, methods=["GET"]),
            Route("/open", open_, methods=["POST"]),
            *live_routes(stage),
            *more,
        ],
        exception_handlers={
            CopilotError: _failed,
            HTTPException: _no_such,
            ClientDisconnect: _gone,
        },
    )
    return Gate(app, address, sessions)


def _file(name: str) -> Response:
    """A file of the page; `name` has no slash in it."""
    named = _NAME.fullmatch(name)
    kind = _KINDS.get(named[1]) if named else None
    file = _PAGE / name if kind else None
    if file is None or not file.is_file():
        raise HTTPException(404, "no-such-page")
    return Response(file.read_bytes(), media_type=kind)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, CopilotError)
    return told_error(error)


async def _no_such(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    refused = error.detail.lower().replace(" ", "-")
    return JSONResponse({"refused": refused}, error.status_code, error.headers)


async def _gone(request: Request, error: Exception) -> Response:
    """Nobody reads this: the tab left before it had said everything."""
    return Response(status_code=400)
