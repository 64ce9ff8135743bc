"""Tabs and programs that do not read or do not send: they cost the call nothing, and are let go."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from itertools import cycle, islice
from statistics import quantiles

import pytest

from copilot.browser import patience, stage
from copilot.clock import monotonic_s
from copilot.events import Event, Published, Speaker, TurnHeard
from copilot.language import Language
from tests.browser_server import Client, Server, a_server
from tests.panel_script import moments

DEAD = 100
EVERY_S = 0.005
LONG = "words " * 400  # a turn that fills buffers soon


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with a_server() as served:
        yield served


async def a_dead_tab(server: Server, cookie: str) -> socket.socket:
    """It asks for the stream, and never reads a byte of it."""
    tab = socket.socket()
    tab.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    tab.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(tab, ("127.0.0.1", server.address.port))
    asked = "\r\n".join([*server.head("GET", "/live", cookie), "", ""])
    await loop.sock_sendall(tab, asked.encode())
    return tab


async def until(holds: Callable[[], bool], within_s: float = 10.0) -> None:
    """Return when `holds()`; fail after a while."""
    end_s = monotonic_s() + within_s
    for _ in range(100_000):
        if holds():
            return
        assert monotonic_s() < end_s, "it never came to be"
        await asyncio.sleep(0.01)


def call_events(many: int) -> list[Event]:
    """A call that goes on and on: every third event a long turn."""
    script = [event for _, event in moments(Language.EN)["speaks"]]
    begin, *others = script
    turns = (TurnHeard(n, Speaker.CUSTOMER, n * 1.0, 0.9, LONG) for n in range(10, 10**6))
    mixed = (next(turns) if n % 3 == 0 else e for n, e in enumerate(cycle(others)))
    return [begin, *islice(mixed, many - 1)]


async def publishing_s(server: Server, events: list[Event]) -> list[float]:
    """How long each event holds up the publisher, itself and by all the tabs it wakes."""
    took = []
    for n, event in enumerate(events):
        began_s = monotonic_s()
        server.stage.take(Published(n * 0.1, n * 0.1, event))
        await asyncio.sleep(EVERY_S)  # it oversleeps by what the tabs take
        took.append(monotonic_s() - began_s - EVERY_S)
    return took


def told(took: list[float]) -> str:
    cuts = quantiles(took, n=100)
    return f"p50 {cuts[49] * 1000:.2f} ms, p95 {cuts[94] * 1000:.2f} ms, most {max(took) * 1e3:.1f}"


async def test_a_hundred_tabs_that_do_not_read_hold_up_nobody(
    server: Server, record_property: Callable[[str, object], None]
) -> None:
    events = call_events(300)
    alone = await publishing_s(server, events)
    cookie = server.let_in()
    dead = [await a_dead_tab(server, cookie) for _ in range(DEAD)]
    await until(lambda: server.stage.tabs == DEAD)
    living = await server.watch(cookie)
    await living.message()
    among_dead = await publishing_s(server, events)
    measured = f"no tab: {told(alone)}; {DEAD} dead ones: {told(among_dead)}"
    record_property("publisher", measured)
    assert quantiles(among_dead, n=100)[94] < 0.050, measured

    marker = TurnHeard(9_999_999, Speaker.AGENT, 1.0, 1.0, "now")
    began_s = monotonic_s()
    server.stage.take(Published(99.0, 99.0, marker))
    while f"turn/{marker.turn}" not in (await living.message())["blocks"]:
        pass
    assert monotonic_s() - began_s < 1.0
    await living.close()
    for tab in dead:
        tab.close()


async def test_what_waits_for_tabs_that_do_not_read_is_bounded(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections: set[patience.PatientProtocol] = set()
    made = patience.PatientProtocol.connection_made

    def noted(self: patience.PatientProtocol, transport: asyncio.Transport) -> None:
        connections.add(self)
        made(self, transport)

    monkeypatch.setattr(patience.PatientProtocol, "connection_made", noted)
    cookie = server.let_in()
    dead = [await a_dead_tab(server, cookie) for _ in range(10)]
    await until(lambda: server.stage.tabs == 10)
    waits = []
    for n, event in enumerate(call_events(900)):
        server.stage.take(Published(n * 0.1, n * 0.1, event))
        await asyncio.sleep(0.002)
        waits.append(sum(c.transport.get_write_buffer_size() for c in connections))
    told_bytes = len(str(server.stage.picture))
    assert max(waits) > 0, "the system took it all: nothing was tried"
    assert max(waits) <= 10 * (64 * 1024 + 2 * told_bytes)
    for tab in dead:
        tab.close()


async def test_a_tab_that_does_not_read_is_cut_off_and_comes_back_to_the_whole(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "READING_S", 0.5)
    cookie = server.let_in()
    dead = await a_dead_tab(server, cookie)
    await until(lambda: server.stage.tabs == 1)
    events = iter(call_events(100_000))
    end_s = monotonic_s() + 20.0
    while server.stage.tabs:
        assert monotonic_s() < end_s, "it is still waited for"
        server.stage.take(Published(1.0, 1.0, next(events)))
        await asyncio.sleep(0.005)
    dead.close()
    again = await server.watch(cookie)
    first = await again.message()
    assert first["whole"] is True
    assert len([name for name in first["blocks"] if name.startswith("turn/")]) > 1
    await again.close()


@pytest.mark.parametrize(
    "begun",
    [
        *(b"", b"G", b"GET /live HTTP/1.1\r\nHost: x\r\n"),
        b"POST /open HTTP/1.1\r\n{own}Content-Length: 9\r\n\r\n{",
        b"GET / HTTP/1.1\r\n{own}Content-Length: 9\r\n\r\n",
    ],
    ids=["nothing", "a letter", "half a head", "half a body", "a body nobody asked for"],
)
async def test_a_request_that_is_never_finished_is_not_waited_for(
    server: Server, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(patience, "SENDING_S", 0.4)
    client = await server.connect()
    own = f"Host: {server.origin[7:]}\r\nOrigin: {server.origin}\r\n"
    client.writer.write(begun.replace(b"{own}", own.encode()))
    await client.writer.drain()
    dripping = asyncio.create_task(_drip(client))
    assert await client.is_cut(5.0)
    dripping.cancel()
    await client.close()


async def _drip(client: Client) -> None:
    """A byte now and then makes it no better."""
    for _ in range(100):
        await asyncio.sleep(0.1)
        client.writer.write(b"x")


async def test_connections_that_say_nothing_leave_room_for_the_agent(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_CONNECTIONS", 20)
    cookie = server.let_in()
    tab = await server.watch(cookie)
    await tab.message()
    silent = [await server.connect() for _ in range(60)]
    assert (await server.ask("GET", "/card?query=x", cookie=cookie)).status == 200
    server.stage.take(Published(0.0, 0.0, call_events(1)[0]))
    assert "call" in (await tab.message())["blocks"]  # nor is the tab that reads let go
    for client in [*silent, tab]:
        await client.close()


async def test_one_tab_too_many_lets_the_oldest_go(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "MOST_TABS", 3)
    cookie = server.let_in()
    tabs = [await server.watch(cookie) for _ in range(4)]
    assert (await tabs[3].message())["whole"] is True
    assert await tabs[0].is_cut(2.0) or server.stage.tabs == 3
    await until(lambda: server.stage.tabs == 3)
    for tab in tabs:
        await tab.close()


async def test_a_tab_that_is_told_nothing_new_is_told_so(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "HEARTBEAT_S", 0.2)
    tab = await server.watch(server.let_in())
    await tab.message()
    async with asyncio.timeout(5.0):
        while (await tab.reader.readline()).strip() != b":":
            pass
    await tab.close()
