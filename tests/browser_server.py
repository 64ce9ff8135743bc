"""The copilot's page on a real port, and clients that say exactly what a test wants them to.

async with a_server() as server:
    answer = await server.ask("GET", "/live", cookie=server.let_in())
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from copilot.browser.binding import Binding
from copilot.browser.gate import cookie_name
from copilot.browser.locks import Address
from copilot.browser.serve import bound, serving
from copilot.browser.sessions import Sessions
from copilot.browser.site import site
from copilot.browser.stage import Stage
from copilot.events import KeyEvent
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.panel.view import View
from tests.panel_script import card

PATIENCE_S = 10.0  # of a client: longer than anything here takes
MOST_MESSAGE_BYTES = 16 * 1024 * 1024


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def say(self, *lines: str, body: bytes = b"") -> None:
        """The head of a request, then its body."""
        self.writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    async def heard(self) -> Answer:
        """A whole answer; the server closes after it, or says how long it is."""
        async with asyncio.timeout(PATIENCE_S):
            status, headers = await self.head()
            length = headers.get("content-length")
            if length is None:
                return Answer(status, headers, await self.reader.read())
            return Answer(status, headers, await self.reader.readexactly(int(length)))

    async def head(self) -> tuple[int, dict[str, str]]:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:] if line)
        return int(head[0].split()[1]), {k.lower(): v.strip() for k, _, v in pairs}

    async def message(self) -> dict[str, Any]:
        """The next message of a stream, its chunks taken apart.

        Raises :class:`EOFError` where it has ended.
        """
        async with asyncio.timeout(PATIENCE_S):
            while True:
                line = await self.reader.readline()
                if not line:
                    raise EOFError
                if line.startswith(b"data: "):
                    told: dict[str, Any] = json.loads(line[6:])
                    return told

    async def is_cut(self, within_s: float) -> bool:
        """Whether the server closes in this time; what it says before does not count."""
        try:
            async with asyncio.timeout(within_s):
                while await self.reader.read(65_536):
                    pass
        except TimeoutError:
            return False
        except ConnectionError:
            return True
        return True

    async def close(self) -> None:
        self.writer.close()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


@dataclass
class Server:
    address: Address
    sessions: Sessions
    stage: Stage
    pressed: list[KeyEvent] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return self.address.url.rstrip("/")

    def let_in(self) -> str:
        """The cookie of a new session."""
        return f"{cookie_name(self.address)}={self.sessions.open(self.sessions.token)}"

    async def connect(self, host: str = "127.0.0.1") -> Client:
        opened = await asyncio.open_connection(host, self.address.port, limit=MOST_MESSAGE_BYTES)
        return Client(*opened)

    def head(
        self, method: str, path: str, cookie: str = "", headers: Sequence[tuple[str, str]] = ()
    ) -> list[str]:
        """A request as the page would make it, but for `headers`; an empty value leaves one out."""
        own = {"Host": self.origin.removeprefix("http://")}
        if method not in ("GET", "HEAD"):
            own["Origin"] = self.origin
        if cookie:
            own["Cookie"] = cookie
        given = {name for name, _ in headers}
        lines = [(k, v) for k, v in own.items() if k not in given] + [h for h in headers if h[1]]
        return [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in lines)]

    async def ask(
        self,
        method: str,
        path: str,
        *,
        cookie: str = "",
        headers: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
    ) -> Answer:
        client = await self.connect()
        try:
            sized = [] if body is None else [("Content-Length", str(len(body)))]
            given = {name for name, _ in headers}
            sized = [h for h in sized if h[0] not in given]
            client.say(
                *self.head(method, path, cookie, [("Connection", "close"), *sized, *headers]),
                body=body or b"",
            )
            return await client.heard()
        finally:
            await client.close()

    async def watch(self, cookie: str) -> Client:
        """A tab: its stream is open."""
        client = await self.connect()
        client.say(*self.head("GET", "/live", cookie))
        status, _ = await client.head()
        assert status == 200
        return client


def a_view(lang: Language = Language.EN) -> View:
    return View.start(lang, Mode.OUTBOUND, card(lang))


@asynccontextmanager
async def a_server(
    sessions: Sessions | None = None, binding: Binding | None = None
) -> AsyncIterator[Server]:
    """A page that shows a call that has not begun."""
    stage = Stage()
    stage.show(a_view())
    at = bound(binding or Binding(port=0))
    server = Server(at.address, sessions or Sessions(), stage)

    async def on_key(event: KeyEvent) -> None:
        server.pressed.append(event)

    stage.on_key = on_key
    async with serving(site(stage, at.address, server.sessions), at):
        yield server
        stage.close()
