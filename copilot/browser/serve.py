"""The server: a socket that is taken first, then the site on it, as a task of this program."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from copilot.browser.locks import LOOPBACK, Address
from copilot.errors import InputError

PORT = 8765
NEIGHBOURS = 10  # ports tried where the usual one is taken
CLOSING_S = 2  # open streams are cut off after so long
_TAKEN = (errno.EADDRINUSE, errno.EACCES)


@dataclass(frozen=True, slots=True)
class Binding:
    """Where to serve. `port` None: the usual one or a free neighbour; 0: any free one."""

    host: str = "127.0.0.1"
    port: int | None = None
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_local(self) -> bool:
        return self.host in ("127.0.0.1", "::1", "localhost")


def bound(binding: Binding) -> socket.socket:
    """A listening socket.

    Raises :class:`InputError` ``port-taken``, ``no-such-address``, ``remote-needs-tls``.
    """
    if not binding.is_local and not (binding.certificate and binding.key):
        raise InputError(
            "remote-needs-tls",
            f"The page would be reachable from other machines at {binding.host}.",
            why="Without TLS whoever shares the network could read the call.",
            hint="Add --tls-certificate FILE and --tls-key FILE, or leave --bind out.",
        )
    first = PORT if binding.port is None else binding.port
    ports = range(first, first + NEIGHBOURS) if binding.port is None else [first]
    for port in ports:
        with suppress(_TakenError):
            return _listening(binding.host, port)
    raise InputError(
        "port-taken",
        f"Port {first} of {binding.host} is taken.",
        why="Another program listens there, perhaps another copilot.",
        hint="Close it, or name another port with --port (0: any free one).",
    )


class _TakenError(Exception):
    """Someone else listens there."""


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno in _TAKEN:
            raise _TakenError from None
        raise InputError(
            "no-such-address",
            f"Nothing can listen at {host}.",
            why=error.strerror or str(error),
            hint="Name an address of this machine with --bind, or leave it out.",
        ) from None
    listening.setblocking(False)
    return listening


def address_of(listening: socket.socket, binding: Binding) -> Address:
    """How the page at this socket is called by a browser."""
    port = int(listening.getsockname()[1])
    names = LOOPBACK if binding.is_local else (binding.host,)
    return Address(names, port, binding.certificate is not None)


@asynccontextmanager
async def serving(
    app: ASGIApp, listening: socket.socket, binding: Binding
) -> AsyncIterator[Callable[[], bool]]:
    """Serve until the block ends; gives a question: is it still being served?"""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=CLOSING_S,
        ssl_certfile=binding.certificate,
        ssl_keyfile=binding.key,
    )
    server = _Quiet(config)
    task = asyncio.create_task(server.serve(sockets=[listening]), name="page")
    try:
        yield lambda: not task.done()
    finally:
        server.should_exit = True
        await asyncio.wait([task])
        listening.close()


class _Quiet(uvicorn.Server):
    """Ctrl-C belongs to the call."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
