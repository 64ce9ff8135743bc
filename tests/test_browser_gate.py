"""The doors of the page, tried on real sockets: who is turned away, and that the call goes on."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from copilot.browser import gate
from copilot.browser.locks import POLICY
from copilot.browser.sessions import LASTS_S, TICKET_LASTS_S, Sessions
from copilot.events import Marked
from tests.browser_server import Server, a_server, a_view

PATHS = ["/", "/words", "/page/page.js", "/live", "/card?query=price", "/nowhere"]
FOREIGN = ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1", "file://"]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with a_server() as served:
        yield served


def deed(action: str = "mark") -> bytes:
    return json.dumps({"action": action, "query": ""}).encode()


async def still_works(server: Server) -> None:
    """A tab that was let in is told the call, and its key counts."""
    cookie, before = server.let_in(), len(server.pressed)
    tab = await server.watch(cookie)
    assert (await tab.message())["whole"] is True
    await tab.close()
    answer = await server.ask("POST", "/do", cookie=cookie, body=deed())
    assert (answer.status, answer.json) == (200, {"done": True})
    assert server.pressed[before:] == [Marked(0)]


async def no_tabs(server: Server) -> None:
    """Return when every tab is known to be gone."""
    for _ in range(500):
        if not server.stage.tabs:
            return
        await asyncio.sleep(0.02)
    pytest.fail("tabs that left are still counted")


async def test_the_page_is_open_and_the_call_is_not(server: Server) -> None:
    page = await server.ask("GET", "/")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    for path in ("/live", "/card?query=price"):
        assert (await server.ask("GET", path)).status == 401
    assert (await server.ask("POST", "/do", body=deed())).status == 401
    assert server.pressed == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1"]
)
async def test_a_rebound_host_is_refused_even_with_a_session(
    server: Server, path: str, host: str
) -> None:
    named = host.format(port=server.address.port)
    answer = await server.ask("GET", path, cookie=server.let_in(), headers=[("Host", named)])
    assert (answer.status, answer.json) == (421, {"refused": "foreign-host"})


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
async def test_every_name_of_this_computer_leads_to_the_page(server: Server, name: str) -> None:
    headers = [("Host", f"{name}:{server.address.port}")]
    assert (await server.ask("GET", "/", headers=headers)).status == 200


@pytest.mark.parametrize("origin", FOREIGN)
@pytest.mark.parametrize(("method", "path"), [("GET", "/live"), ("POST", "/do"), ("POST", "/open")])
async def test_a_foreign_origin_is_refused_even_with_a_session(
    server: Server, origin: str, method: str, path: str
) -> None:
    body = deed() if method == "POST" else None
    answer = await server.ask(
        method, path, cookie=server.let_in(), headers=[("Origin", origin)], body=body
    )
    assert (answer.status, answer.json) == (403, {"refused": "foreign-origin"})
    assert server.pressed == []


async def test_a_form_of_another_page_that_hides_its_origin_is_refused(server: Server) -> None:
    answer = await server.ask(
        "POST", "/do", cookie=server.let_in(), headers=[("Origin", "")], body=deed()
    )
    assert answer.status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/", "/live", "/page/page.js"])
async def test_what_a_browser_asks_for_another_site_is_refused(
    server: Server, site: str, path: str
) -> None:
    answer = await server.ask(
        "GET", path, cookie=server.let_in(), headers=[("Sec-Fetch-Site", site)]
    )
    assert answer.status == 403


@pytest.mark.parametrize("twice", ["Host", "Origin", "Sec-Fetch-Site"])
async def test_a_header_given_twice_is_refused(server: Server, twice: str) -> None:
    own = {"Host": server.origin[7:], "Origin": server.origin, "Sec-Fetch-Site": "same-origin"}
    headers = [(twice, own[twice]), (twice, "evil.example"), ("Connection", "close")]
    answer = await server.ask("GET", "/live", cookie=server.let_in(), headers=headers)
    assert answer.status in (400, 421)


async def test_a_wrong_cookie_opens_nothing(server: Server) -> None:
    name, _, secret = server.let_in().partition("=")
    wrong = ["", f"{name}=", f"{name}={secret[:-1]}", f"{name}={secret}x", f"{name}=\xff"]
    for cookie in [*wrong, f"copilot-1={secret}", f"{name.upper()}={secret}"]:
        assert (await server.ask("GET", "/card?query=x", cookie=cookie)).status == 401
    strange = f'theme={{"dark": [1]}}; {name}=old; {name}={secret}'
    assert (await server.ask("GET", "/card?query=x", cookie=strange)).status == 200


@pytest.mark.parametrize("token", ["", "x", "\ud800", "x" * 3000, None, 5, ["x"], {"x": 1}])
async def test_a_wrong_token_opens_nothing(server: Server, token: object) -> None:
    answer = await server.ask("POST", "/open", body=json.dumps({"token": token}).encode())
    assert answer.status == 401
    assert "set-cookie" not in answer.headers


async def test_the_token_opens_a_session_that_scripts_and_other_sites_cannot_have(
    server: Server,
) -> None:
    body = json.dumps({"token": server.sessions.token}).encode()
    answer = await server.ask("POST", "/open", body=body)
    cookie, *rules = answer.headers["set-cookie"].split("; ")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(rules)
    assert (await server.ask("GET", "/card?query=x", cookie=cookie)).status == 200


async def test_a_session_ends_with_the_shift() -> None:
    now = 1_000_000.0
    async with a_server(Sessions(clock=lambda: now)) as server:
        cookie = server.let_in()
        now += LASTS_S - 1
        assert (await server.ask("GET", "/card?query=x", cookie=cookie)).status == 200
        now += 2
        assert (await server.ask("GET", "/card?query=x", cookie=cookie)).status == 401


def test_a_ticket_opens_one_session_soon_and_a_second_use_closes_it() -> None:
    now = 0.0
    sessions = Sessions(clock=lambda: now)
    late, ticket = sessions.ticket(), sessions.ticket()
    stolen = sessions.open(ticket)
    assert stolen is not None
    assert sessions.knows(stolen)
    assert sessions.open(ticket) is None
    assert not sessions.knows(stolen)
    now = TICKET_LASTS_S
    assert sessions.open(late) is None
    assert sessions.open(sessions.token) is not None


async def test_a_websocket_is_not_opened(server: Server) -> None:
    headers = [
        *[("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")],
        *[("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Origin", "http://evil.example")],
    ]
    assert (await server.ask("GET", "/live", cookie=server.let_in(), headers=headers)).status == 403
    own = [*headers[:-1], ("Origin", server.origin)]
    tab = await server.connect()
    tab.say(*server.head("GET", "/live", server.let_in(), own))
    status, heads = await tab.head()
    assert (status, heads["content-type"]) == (200, "text/event-stream; charset=utf-8")
    await tab.close()
    await still_works(server)


@pytest.mark.parametrize(
    ("path", "length", "cookie"),
    [("/open", gate.MOST_OPEN_BYTES, False), ("/do", gate.MOST_BODY_BYTES, True)],
)
async def test_a_body_that_is_too_long_is_refused(
    server: Server, path: str, length: int, cookie: bool
) -> None:
    held = server.let_in() if cookie else ""
    told = await server.ask("POST", path, cookie=held, body=b" " * (length + 1))
    assert (told.status, told.json) == (413, {"refused": "too-long"})
    lied = [("Content-Length", "9" * 30)]
    assert (await server.ask("POST", path, cookie=held, headers=lied, body=b"{}")).status in (
        400,
        413,
    )
    client = await server.connect()
    client.say(
        *server.head("POST", path, held, [("Transfer-Encoding", "chunked")]),
        body=b"%x\r\n" % (length + 1) + b" " * (length + 1) + b"\r\n0\r\n\r\n",
    )
    assert (await client.heard()).status == 413
    await client.close()
    await still_works(server)


async def test_headers_and_addresses_that_are_too_long_are_refused(server: Server) -> None:
    cookie = server.let_in()
    long_query = await server.ask("GET", f"/card?query={'x' * 5000}", cookie=cookie)
    assert long_query.status == 414
    client = await server.connect()
    client.say(*server.head("GET", "/", "", [("X", "y" * 300_000)]))
    assert await client.is_cut(5.0)
    await client.close()
    await still_works(server)


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"3", b'"text"', b"null", b"\xff\xfe\x00", b'{"action": "\xff"}'),
        *(b"[" * 200_000, b'{"a":' * 40_000, b"9" * 5000, b"NaN"),
    ],
    ids=range(12),
)
async def test_what_is_no_json_object_is_refused_with_a_reason(server: Server, body: bytes) -> None:
    answer = await server.ask("POST", "/do", cookie=server.let_in(), body=body)
    assert answer.status == 422
    assert answer.json["error"]["reference"] == "not-json"


@pytest.mark.parametrize(
    "body",
    [{}, {"action": 5}, {"action": "__class__"}, {"action": ["mark"]}, {"action": "mark\x00"}],
)
async def test_what_is_no_action_does_nothing(server: Server, body: object) -> None:
    answer = await server.ask("POST", "/do", cookie=server.let_in(), body=json.dumps(body).encode())
    assert (answer.status, answer.json) == (200, {"done": False})
    assert server.pressed == []


async def test_half_a_character_in_a_search_is_replaced(server: Server) -> None:
    body = b'{"action": "search", "query": "a\\ud800b"}'
    assert (await server.ask("POST", "/do", cookie=server.let_in(), body=body)).json["done"]
    (searched,) = server.pressed
    assert getattr(searched, "query", "") == "a?b"


@pytest.mark.parametrize(
    "path",
    [
        *("/page/../site.py", "/page/%2e%2e/site.py", "/page/..%2fsite.py", "/page/..%5csite.py"),
        *("/page/....//site.py", "/page/%00page.js", "/page/page.js%00", "/page/.hidden.js"),
        *("/page//etc/passwd", "/page/", "/page/PAGE.JS", "/page/%ff.js", "/page/page.py"),
        *("//evil.example/", "/page/C:%5cx.js", "/.git/config", "/page/page.js/"),
    ],
)
async def test_no_path_leads_out_of_the_page(server: Server, path: str) -> None:
    answer = await server.ask("GET", path, cookie=server.let_in())
    assert answer.status in (307, 404)
    assert b"import" not in answer.body


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT", "DELETE", "BREW", "CONNECT"])
@pytest.mark.parametrize("path", ["/", "/live", "/do", "*"])
async def test_a_method_that_is_not_meant_changes_nothing(
    server: Server, method: str, path: str
) -> None:
    answer = await server.ask(method, path, cookie=server.let_in())
    assert answer.status in (400, 401, 403, 404, 405)
    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_the_head_of_a_stream_ends_at_once(server: Server) -> None:
    client = await server.connect()
    client.say(*server.head("HEAD", "/live", server.let_in(), [("Connection", "close")]))
    assert (await client.head())[0] == 200
    assert await client.is_cut(2.0)
    await client.close()
    assert server.stage.tabs == 0


async def test_every_answer_carries_the_policy_and_none_lets_other_sites_read(
    server: Server,
) -> None:
    answers = [
        await server.ask("GET", "/"),
        await server.ask("GET", "/nowhere", cookie=server.let_in()),
        await server.ask("GET", "/live"),
        await server.ask("GET", "/", headers=[("Host", "evil.example")]),
        await server.ask("POST", "/do", cookie=server.let_in(), body=b"["),
    ]
    for answer in answers:
        assert {name: answer.headers.get(name.lower()) for name in POLICY} == dict(POLICY)
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert "server" not in answer.headers


async def test_deeds_that_come_too_often_are_refused_and_readers_are_not(server: Server) -> None:
    cookie = server.let_in()
    client = await server.connect()
    statuses = []
    for _ in range(200):
        client.say(*server.head("POST", "/do", cookie, [("Content-Length", "2")]), body=b"{}")
        statuses.append((await client.heard()).status)
    await client.close()
    assert set(statuses) == {200, 429}
    assert statuses[:50] == [200] * 50
    assert (await server.ask("GET", "/card?query=x", cookie=cookie)).status == 200


@pytest.mark.parametrize(
    "noise",
    [
        *(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 99),
        *(b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n" * 50_000, b"GET / HTTP/1.0\r\n\r\n"),
        b"GET http://127.0.0.1/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"POST /do HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST /do HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=range(10),
)
async def test_noise_is_answered_without_a_word_on_the_terminal(
    server: Server, noise: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    client = await server.connect()
    client.writer.write(noise)
    client.writer.write_eof()
    await asyncio.wait_for(client.reader.read(4096), 5.0)
    await client.close()
    await still_works(server)
    assert capfd.readouterr() == ("", "")


async def test_a_tab_is_told_at_once_that_there_is_no_call_yet(server: Server) -> None:
    server.stage.show(None)
    tab = await server.watch(server.let_in())
    assert await tab.message() == {"whole": True, "blocks": {}}
    server.stage.show(a_view())
    assert (await tab.message())["whole"] is False
    await tab.close()


async def test_a_tab_that_leaves_in_the_middle_is_no_fault(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    cookie = server.let_in()
    for _ in range(20):
        client = await server.connect()
        client.say(*server.head("POST", "/do", cookie, [("Content-Length", "900")]), body=b"{")
        await client.writer.drain()
        client.writer.transport.abort()
        tab = await server.watch(cookie)
        tab.writer.transport.abort()
    await still_works(server)
    await no_tabs(server)
    assert capfd.readouterr() == ("", "")


async def test_a_fault_inside_goes_to_a_file_and_never_to_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "logs" / "browser.log"
    monkeypatch.setattr("copilot.browser.fault_log.log_file", lambda: log)
    async with a_server() as server:
        cookie = server.let_in()
        monkeypatch.setattr(server.stage, "act", None)
        assert (await server.ask("POST", "/do", cookie=cookie, body=deed())).status == 500
        assert (await server.ask("GET", "/card?query=x", cookie=cookie)).status == 200
    told = log.read_text("utf-8")
    assert "TypeError" in told
    assert cookie.partition("=")[2] not in told
    assert server.sessions.token not in told
    assert log.stat().st_mode & 0o077 == 0
    assert capfd.readouterr() == ("", "")
