"""Where the page is served: ports, addresses, TLS, sessions that outlive a start."""

import asyncio
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from copilot.browser import serve, tab
from copilot.browser.binding import Binding
from copilot.browser.serve import Bound, bound
from copilot.browser.sessions import Sessions
from copilot.cli import main
from copilot.errors import InputError
from tests.browser_server import Answer, Client, a_server


@asynccontextmanager
async def taken(binding: Binding) -> AsyncIterator[Bound]:
    at = bound(binding)
    try:
        yield at
    finally:
        at.close()


def refused(binding: Binding) -> InputError:
    with pytest.raises(InputError) as caught:
        bound(binding).close()
    return caught.value


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with certificates: `own`, for this machine by two names; `old`, which has expired;
    `star`, for no machine by name; each with its key, and `locked.key` with a password."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing: apt-get install openssl")
    folder = tmp_path_factory.mktemp("tls")
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=agent"
    for name, names in (
        ("own", "DNS:agent.test,IP:127.0.0.1,IP:::1"),
        ("star", "DNS:*.agent.test"),
    ):
        out = ["-out", f"{name}.pem", "-keyout", f"{name}.key", "-days", "2"]
        openssl([*made.split(), "-addext", f"subjectAltName={names}", *out], folder)
    old = "openssl x509 -in own.pem -signkey own.key -days -1 -out old.pem"
    openssl(old.split(), folder)
    shutil.copy(folder / "own.key", folder / "old.key")
    locked = "openssl ec -in own.key -out locked.key -aes128 -passout pass:x"
    openssl(locked.split(), folder)
    return folder


def openssl(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def own(tls: Path, **other: object) -> Binding:
    given = {"port": 0, "certificate": tls / "own.pem", "key": tls / "own.key", **other}
    return Binding(**given)  # type: ignore[arg-type]


async def test_by_default_this_computer_alone_is_served_by_both_its_addresses() -> None:
    async with taken(Binding(port=0)) as at:
        listening = [s.getsockname()[0] for s in at.sockets]
        assert listening[0] == "127.0.0.1"
        assert set(listening) <= {"127.0.0.1", "::1"}
        assert at.address.url == f"http://127.0.0.1:{at.address.port}/"
        assert len({s.getsockname()[1] for s in at.sockets}) == 1


async def test_two_copilots_take_two_ports_and_a_named_port_that_is_taken_is_told() -> None:
    async with taken(Binding()) as first, taken(Binding()) as second:
        assert first.address.port != second.address.port
        error = refused(Binding(port=first.address.port))
        assert (error.reference, error.exit_code) == ("port-taken", 2)
        assert str(first.address.port) in error.what


async def test_a_port_that_another_program_has_on_the_other_address_is_no_free_port() -> None:
    other = socket.socket(socket.AF_INET6)
    try:
        other.bind(("::1", 0))
    except OSError:
        pytest.skip("this computer has no IPv6")
    other.listen()
    with other:
        assert refused(Binding(port=other.getsockname()[1])).reference == "port-taken"


async def test_two_copilots_do_not_put_each_other_out() -> None:
    async with a_server() as one, a_server() as two:
        both = f"{one.let_in()}; {two.let_in()}"
        for server, other in ((one, two), (two, one)):
            assert (await server.ask("GET", "/card?query=x", cookie=both)).status == 200
            assert (await server.ask("GET", "/card?query=x", cookie=other.let_in())).status == 401
            origin = [("Origin", other.origin)]
            told = await server.ask("POST", "/do", cookie=both, headers=origin, body=b"{}")
            assert told.status == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "0"])
async def test_other_machines_are_not_served_without_tls(host: str) -> None:
    assert refused(Binding(host, 0)).reference == "remote-needs-tls"


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.machine.invalid", "999.1.1.1", "-"])
async def test_an_address_that_is_not_of_this_machine_is_told(host: str) -> None:
    assert refused(Binding(host, 0)).reference == "no-such-address"


async def test_with_tls_the_page_is_reached_by_the_names_of_the_certificate(tls: Path) -> None:
    async with taken(own(tls, host="0.0.0.0")) as at:
        assert set(at.address.names) == {"agent.test", "127.0.0.1", "[::1]"}
        assert at.address.url.startswith("https://agent.test:")
    async with taken(own(tls)) as at:
        assert at.address.url.startswith("https://127.0.0.1:")


@pytest.mark.parametrize(
    ("files", "reference"),
    [
        (("none.pem", "own.key"), "no-such-certificate"),
        (("own.pem", "none.key"), "no-such-certificate"),
        (("own.pem", "star.key"), "key-is-another"),
        (("own.key", "own.pem"), "no-certificate"),
        (("own.pem", "locked.key"), "key-is-locked"),
        ((".", "own.key"), "no-such-certificate"),
        (("star.pem", "star.key"), "certificate-without-name"),
        (("old.pem", "old.key"), "certificate-unusable"),
    ],
)
async def test_a_certificate_that_cannot_serve_is_told_before_anything_is_served(
    tls: Path, files: tuple[str, str], reference: str
) -> None:
    certificate, key = (tls / name for name in files)
    error = refused(own(tls, host="0.0.0.0", certificate=certificate, key=key))
    assert error.reference == reference
    assert error.hint


async def test_a_page_with_tls_is_served_to_who_has_the_token(tls: Path) -> None:
    async with a_server(binding=own(tls, host="0.0.0.0")) as server:
        asking = ssl.create_default_context(cafile=str(tls / "own.pem"))
        port = server.address.port

        async def ask(path: str, *headers: str, body: bytes = b"") -> Answer:
            client = Client(
                *await asyncio.open_connection(
                    "127.0.0.1", port, ssl=asking, server_hostname="agent.test"
                )
            )
            method = "POST" if body else "GET"
            client.say(f"{method} {path} HTTP/1.1", "Connection: close", *headers, body=body)
            answer = await client.heard()
            await client.close()
            return answer

        host, origin = f"Host: agent.test:{port}", f"Origin: https://agent.test:{port}"
        token = json.dumps({"token": server.sessions.token}).encode()
        length = f"Content-Length: {len(token)}"
        assert (await ask("/card?query=x", host)).status == 401
        assert (await ask("/", f"Host: evil.example:{port}")).status == 421
        plain = origin.replace("https", "http")
        assert (await ask("/open", host, plain, length, body=token)).status == 403
        opened = await ask("/open", host, origin, length, body=token)
        cookie, *rules = opened.headers["set-cookie"].split("; ")
        assert "Secure" in rules
        assert cookie.startswith("__Host-copilot-")
        assert (await ask("/card?query=x", host, f"Cookie: {cookie}")).status == 200


async def test_a_tab_comes_back_by_itself_after_the_copilot_was_started_again(
    tmp_path: Path,
) -> None:
    file = tmp_path / "browser" / "1.json"
    async with a_server(Sessions(file)) as server:
        cookie, port = server.let_in(), server.address.port
        tab = await server.watch(cookie)
        assert (await tab.message())["whole"]
        assert file.stat().st_mode & 0o777 == 0o600
        assert cookie.partition("=")[2] not in file.read_text()
    assert await tab.is_cut(1.0)
    await tab.close()
    async with a_server(Sessions(file), Binding(port=port)) as again:
        tab = await again.watch(cookie)
        assert (await tab.message())["whole"]
        await tab.close()


def test_a_file_of_sessions_that_others_could_have_written_is_not_believed(tmp_path: Path) -> None:
    real, file = tmp_path / "real.json", tmp_path / "1.json"
    secret = Sessions(real).open("") or ""
    sessions = Sessions(real)
    secret = sessions.open(sessions.token) or ""
    assert Sessions(real).knows(secret)
    file.symlink_to(real)
    assert not Sessions(file).knows(secret)
    real.chmod(0o640)
    assert not Sessions(real).knows(secret)


def test_a_link_in_place_of_the_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim, file = tmp_path / "victim", tmp_path / "1.json"
    victim.write_text("mine")
    file.symlink_to(victim)
    sessions = Sessions(file)
    secret = sessions.open(sessions.token) or ""
    assert victim.read_text() == "mine"
    assert not file.is_symlink()
    assert Sessions(file).knows(secret)
    assert [path.name for path in tmp_path.iterdir()].count("1.json") == 1


@pytest.mark.parametrize(
    "text", ["", "[", "[]", '{"x": "y"}', '{"x": 1e400}', '{"x": true}', "[" * 100_000, "\x00"]
)
def test_a_damaged_file_of_sessions_lets_nobody_in_and_stops_nobody(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "1.json"
    file.write_text(text)
    file.chmod(0o600)
    sessions = Sessions(file)
    assert not sessions.knows("x")
    secret = sessions.open(sessions.token) or ""
    assert sessions.knows(secret)


def test_sessions_that_cannot_be_written_last_as_long_as_the_program(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sessions = Sessions(tmp_path / "file" / "below" / "1.json")
    assert sessions.knows(sessions.open(sessions.token) or "")


@pytest.mark.parametrize(
    ("options", "reference"),
    [
        (["--port", "1"], "page-without-browser"),
        (["--no-open"], "page-without-browser"),
        (["--bind", "0.0.0.0", "--panel", "plain"], "page-without-browser"),
        (["--panel", "browser", "--tls-key", "key.pem"], "half-tls"),
        (["--panel", "browser", "--port", "65536"], "usage"),
        (["--panel", "browser", "--bind", " "], "usage"),
        (["--panel", "browser", "--port", "-1"], "usage"),
    ],
)
@pytest.mark.parametrize("command", ["live", "replay"])
def test_options_of_the_page_that_mean_nothing_are_refused(
    command: str, options: list[str], reference: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [command, *(["x.wav"] if command == "replay" else []), "--mode", "outbound", *options]
    try:
        code = main([*given, "--lang", "en"])
    except SystemExit as left:
        code = int(left.code or 0)
    assert code == 2
    assert f"[{reference}]" in capsys.readouterr().err


async def test_the_end_does_not_wait_for_tabs_that_do_not_read() -> None:
    loop = asyncio.get_running_loop()
    async with a_server() as server:
        cookie = server.let_in()
        tabs = [await server.watch(cookie) for _ in range(20)]
        silent = [await server.connect() for _ in range(20)]
        began_s = loop.time()
    assert loop.time() - began_s < 1.5
    for client in [*tabs, *silent]:
        assert await client.is_cut(1.0)
        await client.close()


@pytest.mark.parametrize(
    ("launcher", "opened"),
    [
        ('echo "$1" > "$OUT"; echo chatter; echo chatter >&2', True),
        ("exit 3", False),
    ],
)
async def test_a_browser_is_opened_without_a_word_on_the_terminal(
    launcher: str,
    opened: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    program = tmp_path / "launch"
    program.write_text(f"#!/bin/sh\n{launcher}\n")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    monkeypatch.setenv("OUT", str(tmp_path / "url"))
    monkeypatch.setenv("PATH", os.devnull)  # no other browser
    monkeypatch.delenv("DISPLAY", raising=False)
    assert await tab.tab_opened("http://127.0.0.1:1/#token") is opened
    assert capfd.readouterr() == ("", "")
    if opened:
        assert (tmp_path / "url").read_text().strip() == "http://127.0.0.1:1/#token"


async def test_a_launcher_that_never_ends_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab, "LOOKS", 3)
    monkeypatch.setattr(tab, "_OPEN", "import time; time.sleep(2)")
    kept: list[subprocess.Popen[bytes]] = []
    launched = tab._launched
    monkeypatch.setattr(tab, "_launched", lambda url: kept.append(launched(url)) or kept[0])
    assert await tab.tab_opened("http://127.0.0.1:1/") is True
    kept[0].kill()
    kept[0].wait()


def test_the_server_is_not_loaded_for_other_panels() -> None:
    code = (
        "import sys, copilot.session, copilot.live, copilot.fitting\n"
        "print([m for m in ('uvicorn', 'starlette') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert serve.PORT == 8765
