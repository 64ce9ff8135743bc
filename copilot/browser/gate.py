"""The gate in front of every route: an ASGI middleware that knows nothing of what lies behind."""

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copilot.browser.locks import POLICY, Address, Refusal, misdirected
from copilot.browser.sessions import Sessions

MOST_BODY_BYTES = 256 * 1024
OPEN_PATHS = (
    "/",
    "/open",
    "/words",
)  # of these, the page itself and its files; they hold nothing of a call
OPEN_FOLDER = "/page/"
_STATUS = {Refusal.HOST: 421, Refusal.ORIGIN: 403, Refusal.SESSION: 401}


def cookie_name(address: Address) -> str:
    """Cookies are shared by the ports of a host: two copilots must not put each other out."""
    return f"copilot-{address.port}"


class Gate:
    """Refuses what does not come from this page, and what is too long."""

    def __init__(self, app: ASGIApp, address: Address, sessions: Sessions) -> None:
        self._app = app
        self._address = address
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_policy(send)
        refused = self._refusal(scope)
        if refused is not None:
            answer = JSONResponse({"refused": refused.value}, _STATUS[refused])
            await answer(scope, receive, send)
            return
        if _length(scope) > MOST_BODY_BYTES:
            await JSONResponse({"refused": "too-long"}, 413)(scope, receive, send)
            return
        await self._app(scope, _counted(receive), send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        reads = scope["method"] in ("GET", "HEAD")
        twice = any(len(headers.getlist(name)) > 1 for name in ("host", "origin"))
        if twice:
            return Refusal.HOST
        refused = misdirected(headers, self._address, reads=reads)
        if refused is not None:
            return refused
        path: str = scope["path"]
        if path in OPEN_PATHS or path.startswith(OPEN_FOLDER):
            return None
        secret = _cookie(headers.get("cookie", ""), cookie_name(self._address))
        return None if self._sessions.knows(secret) else Refusal.SESSION


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _length(scope: Scope) -> int:
    given = Headers(scope=scope).get("content-length", "0")
    return int(given) if given.isascii() and given.isdigit() else MOST_BODY_BYTES + 1


def _counted(receive: Receive) -> Receive:
    """A body that says nothing of its length is held to the same limit."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BODY_BYTES:
            return {"type": "http.disconnect"}
        return message

    return counted


def _with_policy(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in POLICY.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
