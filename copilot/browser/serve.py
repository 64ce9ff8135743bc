"""The server: a port that is taken first, then the site on it, as a task of this program."""

import asyncio
import errno
import ipaddress
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import cast

import uvicorn
from starlette.types import ASGIApp

from copilot.browser.binding import LOCAL, Binding
from copilot.browser.certificate import in_address, names_of, tls_context
from copilot.browser.fault_log import faults_kept
from copilot.browser.locks import LOOPBACK, Address
from copilot.browser.patience import SENDING_S, PatientProtocol
from copilot.errors import InputError

PORT = 8765
NEIGHBOURS = 10  # ports tried where the usual one is taken
CLOSING_S = 1  # what is still being answered is cut off after so long
MOST_HEADER_BYTES = 64 * 1024  # cookies of every other program on this computer come along
MOST_UNREAD_BYTES = 128 * 1024  # the system holds for one tab; what is older is of no use
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


@dataclass(frozen=True, slots=True)
class Bound:
    """A port that is ours: nobody is answered yet."""

    sockets: tuple[socket.socket, ...]
    address: Address
    tls: ssl.SSLContext | None

    def close(self) -> None:
        for listening in self.sockets:
            listening.close()


def bound(binding: Binding) -> Bound:
    """Take the port.

    Raises :class:`InputError` ``port-taken``, ``no-such-address``, ``remote-needs-tls``,
    ``certificate-without-name``, and what :mod:`copilot.browser.certificate` raises.
    """
    tls = None
    if binding.certificate and binding.key:
        tls = tls_context(binding.certificate, binding.key)
        names_of(tls, binding.certificate)
    sockets = _sockets(binding)
    try:
        return Bound(sockets, _address(sockets[0], binding, tls), tls)
    except InputError:
        for taken in sockets:
            taken.close()
        raise


def _sockets(binding: Binding) -> tuple[socket.socket, ...]:
    first = PORT if binding.port is None else binding.port
    ports = range(first, first + NEIGHBOURS) if binding.port is None else [first]
    if first == 0:
        ports = [0] * NEIGHBOURS  # the free one may be taken on the other address
    for port in ports:
        with suppress(_TakenError):
            return _both(port) if binding.host == LOCAL else (_bound(binding.host, port),)
    raise InputError(
        "port-taken",
        f"Port {first} of {binding.host} is taken.",
        why="Another program listens there, perhaps another copilot, or the system keeps it.",
        hint="Close it, or name another port with --port (0: any free one).",
    )


def _both(port: int) -> tuple[socket.socket, ...]:
    """This computer by both its addresses: nobody else may answer to the other one."""
    four = _bound(LOCAL, port)
    try:
        return four, _bound("::1", four.getsockname()[1])
    except InputError:  # a computer without IPv6
        return (four,)
    except _TakenError:
        four.close()
        raise


class _TakenError(Exception):
    """Someone else listens there."""


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:  # TCP by name: else what is sent would wait 40 ms for company (asyncio, Nagle)
        taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise _nowhere(host, error) from None
    try:
        if sys.platform == "win32":
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_UNREAD_BYTES)
        taken.bind((host, port))
        taken.listen(128)
    except (OSError, UnicodeError) as error:
        taken.close()
        if isinstance(error, OSError) and error.errno in _TAKEN:
            raise _TakenError from None
        raise _nowhere(host, error) from None
    taken.setblocking(False)
    return taken


def _nowhere(host: str, error: Exception) -> InputError:
    return InputError(
        "no-such-address",
        f"Nothing can listen at {host}.",
        why=getattr(error, "strerror", None) or str(error),
        hint="Name an address of this machine with --bind, or leave it out.",
    )


def _address(taken: socket.socket, binding: Binding, tls: ssl.SSLContext | None) -> Address:
    """How the page is called by a browser, decided by where it really listens."""
    at, port = taken.getsockname()[:2]
    ip = ipaddress.ip_address(at)
    if ip.is_loopback:
        own = in_address(binding.host)
        names = (own, *(name for name in LOOPBACK if name != own))
        return Address(names, int(port), tls is not None)
    if tls is None or binding.certificate is None:
        raise InputError(
            "remote-needs-tls",
            f"The page would be reachable from other machines at {binding.host}.",
            why="Without TLS whoever shares the network could read the call.",
            hint="Add --tls-certificate FILE and --tls-key FILE, or leave --bind out.",
        )
    names = names_of(tls, binding.certificate)
    if not ip.is_unspecified:
        own = in_address(binding.host)
        names = (own, *(n for n in names if n != own)) if own in names else (*names, own)
    if not names:
        raise InputError(
            "certificate-without-name",
            f"{binding.certificate} does not say which machine it is for.",
            why="It holds no name or address but perhaps one with a star, and --bind names none.",
            hint="Name the machine's own address with --bind.",
        )
    return Address(names, int(port), secure=True)


@asynccontextmanager
async def serving(app: ASGIApp, at: Bound) -> AsyncIterator[Callable[[], bool]]:
    """Serve until the block ends; gives a question: is it still being served?"""
    config = uvicorn.Config(
        app,
        interface="asgi3",
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        timeout_graceful_shutdown=CLOSING_S,
    )
    server = _Server(config, at)
    with faults_kept("uvicorn"):
        task = asyncio.create_task(server.serve(sockets=list(at.sockets)), name="page")
        try:
            yield lambda: not task.done()
        finally:
            server.should_exit = True
            await asyncio.wait([task])
            at.close()


class _Server(uvicorn.Server):
    """Ctrl-C belongs to the call; whoever is waited for does not hold up the end."""

    def __init__(self, config: uvicorn.Config, at: Bound) -> None:
        super().__init__(config)
        self._at = at

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        tls = self._at.tls
        self.servers = [
            await loop.create_server(
                lambda: PatientProtocol(self.config, self.server_state, {}),
                sock=listening,
                ssl=tls,
                ssl_handshake_timeout=SENDING_S if tls else None,
                ssl_shutdown_timeout=CLOSING_S if tls else None,
            )
            for listening in sockets or []
        ]
        self.started = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            patient = cast(PatientProtocol, connection)
            if patient.is_stuck:
                patient.cut()
        await super().shutdown(sockets)
