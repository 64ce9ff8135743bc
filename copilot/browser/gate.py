"""The gate in front of every route: an ASGI middleware that knows nothing of what lies behind."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from copilot.browser.locks import POLICY, Address, Refusal, cookie_of, misdirected
from copilot.browser.pace import Pace
from copilot.browser.sessions import Sessions
from copilot.clock import monotonic_s

MOST_BODY_BYTES = 256 * 1024
MOST_OPEN_BYTES = 4 * 1024  # of a body that comes without a session
MOST_PATH_BYTES = 4 * 1024  # with its query
DEEDS_PER_S, DEEDS_AT_ONCE = 20.0, 60.0
OPEN_PATHS = ("/", "/open", "/words")  # the page itself and its files; nothing of a call
OPEN_FOLDER = "/page/"
_STATUS = {Refusal.HOST: 421, Refusal.ORIGIN: 403, Refusal.SESSION: 401}
_ONCE = ("host", "origin", "sec-fetch-site", "content-length")


def cookie_name(address: Address) -> str:
    """Cookies are shared by the ports of a host: two copilots must not put each other out."""
    return f"{'__Host-' if address.secure else ''}copilot-{address.port}"


class Gate:
    """Refuses what does not come from this page, what is too long, and what comes too often."""

    def __init__(self, app: ASGIApp, address: Address, sessions: Sessions) -> None:
        self._app = app
        self._address = address
        self._sessions = sessions
        self._pace = Pace(DEEDS_PER_S, DEEDS_AT_ONCE, monotonic_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_policy(send)
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        await self._app(scope, _counted(receive, _most(scope)), send)

    def _refused(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            return _no(refusal.value, _STATUS[refusal])
        if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_PATH_BYTES:
            return _no("too-long", 414)
        if _length(headers) > _most(scope):
            return _no("too-long", 413)
        if not _reads(scope) and not _is_open(scope) and not self._pace.allows():
            return _no("too-often", 429)
        return None

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        if any(len(headers.getlist(name)) > 1 for name in _ONCE):
            return Refusal.HOST
        refused = misdirected(headers, self._address, reads=_reads(scope))
        if refused is not None or _is_open(scope):
            return refused
        held = cookie_of("; ".join(headers.getlist("cookie")), cookie_name(self._address))
        known = any(self._sessions.knows(secret) for secret in held)
        return None if known else Refusal.SESSION


def _no(refused: str, status: int) -> JSONResponse:
    return JSONResponse({"refused": refused}, status)


def _reads(scope: Scope) -> bool:
    return scope["method"] in ("GET", "HEAD")


def _is_open(scope: Scope) -> bool:
    path: str = scope["path"]
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDER)


def _most(scope: Scope) -> int:
    return MOST_OPEN_BYTES if _is_open(scope) else MOST_BODY_BYTES


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    short = given.isascii() and given.isdigit() and len(given) < 12
    return int(given) if short else MOST_BODY_BYTES + 1


def _counted(receive: Receive, most: int) -> Receive:
    """A body that says nothing of its length is held to the same limit."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413, "too-long")
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
