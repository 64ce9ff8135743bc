"""How the routes answer: JSON in, JSON out, errors with the three parts of every error here."""

import json
from collections.abc import Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from copilot.browser.frames import Json
from copilot.errors import CopilotError, InputError


async def asked(request: Request) -> Mapping[str, object]:
    """The JSON object of a request's body.

    Raises :class:`InputError` ``not-json``.
    """
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError, ClientDisconnect):
        body = None
    if not isinstance(body, dict):
        raise InputError(
            "not-json",
            "The request's body is no JSON object.",
            why="Only the page itself speaks to this address.",
            hint="Reload the page.",
        )
    return body


def text_of(body: Mapping[str, object], name: str) -> str:
    """A field that holds text; empty where it is missing or holds something else.

    Half of a character (a lone surrogate) could not be written down later: it is replaced.
    """
    value = body.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def told_error(error: CopilotError, status: int = 422) -> JSONResponse:
    """An error as the page shows it."""
    told: dict[str, Json] = {
        "reference": error.reference,
        "what": error.what,
        "why": error.why,
        "hint": error.hint,
    }
    return JSONResponse({"error": told}, status)
