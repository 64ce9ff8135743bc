"""A call goes to the address that was configured and nowhere else; no receiver does harm."""

import base64
import contextlib
import hashlib
import hmac
import socket
import ssl
import stat
import subprocess
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from copilot.errors import InputError
from copilot.exchange import sending
from copilot.exchange.outbox import Outbox, Waiting
from copilot.exchange.retrying import Fate, asked_pause_s, backoff_s, fate
from copilot.exchange.sending import announce, send_waiting
from copilot.exchange.signing import secret_bytes
from copilot.exchange.webhook import Delivered, Delivery, Webhook, deliver, webhook
from tests.webhook_server import WebhookServer, webhook_server

SECRET = "a secret that is long enough"
CALL = Delivery("call-20261123-190540-3f9a2c-vcon", '{"多少": "錢"}'.encode(), "application/x+json")
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


class Pauses:
    """Waits for nothing and remembers how long it would have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def at(server: WebhookServer, *, within_s: float = 10.0) -> Webhook:
    return replace(webhook(f"{server.url}/calls?team=1", SECRET), answer_within_s=within_s)


async def sent(*behaviours: str, within_s: float = 10.0) -> tuple[Delivered, WebhookServer, Pauses]:
    pauses = Pauses()
    with webhook_server(*behaviours) as server:
        return await deliver(at(server, within_s=within_s), CALL, pauses), server, pauses


async def test_a_call_arrives_whole_signed_and_named() -> None:
    result, server, pauses = await sent("204")
    assert result == Delivered(Fate.DELIVERED, 1)
    (asked,) = server.asked
    assert (asked.path, asked.body) == ("/calls?team=1", CALL.body)
    assert asked.headers["content-type"] == "application/x+json"
    assert asked.headers["webhook-id"] == CALL.id
    stamp = asked.headers["webhook-timestamp"]
    assert abs(int(stamp) - datetime.now(UTC).timestamp()) < 60
    content = f"{CALL.id}.{stamp}.".encode() + asked.body
    mac = base64.b64encode(hmac.new(SECRET.encode(), content, hashlib.sha256).digest()).decode()
    assert asked.headers["webhook-signature"] == f"v1,{mac}"
    assert pauses.seconds == []


@pytest.mark.parametrize("bad", ["500", "502", "503", "429", "408", "425", "garbage", "cut"])
async def test_a_receiver_that_is_busy_or_confused_is_tried_again(bad: str) -> None:
    result, server, pauses = await sent(bad, bad, "200")
    assert result == Delivered(Fate.DELIVERED, 3)
    assert len({a.headers["webhook-id"] for a in server.asked}) == 1
    assert 0.5 <= pauses.seconds[0] <= 1.0 <= pauses.seconds[1] <= 2.0


async def test_it_gives_up_after_five_tries_and_says_why() -> None:
    result, server, pauses = await sent("503")
    assert result == Delivered(Fate.LATER, 5, "it answered 503")
    assert (len(server.asked), len(pauses.seconds)) == (5, 4)


@pytest.mark.parametrize("silent", ["hang", "trickle"])
async def test_a_receiver_that_never_finishes_its_answer_is_given_up(silent: str) -> None:
    result, server, _ = await sent(silent, within_s=0.2)
    assert result == Delivered(Fate.LATER, 5, "no answer within 0.2 s")
    assert len(server.asked) == 5


async def test_a_pause_that_the_receiver_asks_for_is_kept() -> None:
    result, _, pauses = await sent("503 after 7", "429 after 3", "200")
    assert result.fate is Fate.DELIVERED
    assert pauses.seconds == [7.0, 3.0]


async def test_a_receiver_that_asks_for_an_hour_is_left_alone_until_a_later_run() -> None:
    result, server, pauses = await sent("503 after 3600", "200")
    assert result == Delivered(Fate.LATER, 1, "it answered 503", 3600.0)
    assert (len(server.asked), pauses.seconds) == (1, [])


async def test_a_redirect_is_not_followed() -> None:
    result, server, _ = await sent("redirect", "200")
    assert result == Delivered(Fate.REFUSED, 1, "it answered 307")
    assert [asked.path for asked in server.asked] == ["/calls?team=1"]


@pytest.mark.parametrize("status", ["400", "401", "404", "410", "413"])
async def test_a_refusal_is_not_repeated(status: str) -> None:
    result, server, _ = await sent(status)
    assert result == Delivered(Fate.REFUSED, 1, f"it answered {status}")
    assert len(server.asked) == 1


async def test_nobody_there_is_a_reason_to_try_later() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        result = await deliver(webhook(address, SECRET), CALL, Pauses())
    assert (result.fate, result.tries) == (Fate.LATER, 5)
    assert "ConnectError" in result.why


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    with _tls_server(tmp_path) as port:
        to = replace(webhook(f"https://localhost:{port}/", SECRET), tries=1)
        result = await deliver(to, CALL, Pauses())
    assert result.fate is Fate.LATER
    assert "CERTIFICATE_VERIFY_FAILED" in result.why


async def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    result, _, _ = await sent("200")
    assert result.fate is Fate.DELIVERED


# -- addresses and secrets


@pytest.mark.parametrize(
    "url",
    [
        *("https://crm.example/hooks", "https://10.0.0.7:8443/x?y=1", "http://127.0.0.1:8000/"),
        *("http://localhost/x", "http://[::1]:80/"),
    ],
)
def test_https_anywhere_and_http_on_this_machine_are_addresses(url: str) -> None:
    assert webhook(url, SECRET).url == url


@pytest.mark.parametrize(
    "url",
    [
        *("http://crm.example/", "http://10.0.0.7/", "http://127.0.0.1.crm.example/", "ftp://a/b"),
        *(
            "https://",
            "crm.example/hooks",
            "https://me:pa55@crm.example/",
            "https://crm.example:x/",
        ),
        *(
            "file:///etc/passwd",
            "https://crm.example/\nHost: x",
            "https://crm example/",
            "http://[",
        ),
    ],
)
def test_no_other_address_is_sent_to(url: str) -> None:
    with pytest.raises(InputError) as refused:
        webhook(url, SECRET)
    assert refused.value.reference == "webhook-address-refused"
    assert "pa55" not in str(refused.value)


@pytest.mark.parametrize(
    ("secret", "reference"),
    [
        ("", "no-webhook-secret"),
        ("short", "webhook-secret-refused"),
        ("whsec_", "webhook-secret-refused"),
        ("whsec_???", "webhook-secret-refused"),
    ],
)
def test_nothing_is_sent_without_a_secret_that_keeps_something_safe(
    secret: str, reference: str
) -> None:
    with pytest.raises(InputError) as refused:
        webhook("https://crm.example/", secret)
    assert refused.value.reference == reference


def test_a_secret_as_receivers_hand_it_out_is_base64() -> None:
    key = bytes(range(24))
    assert secret_bytes("whsec_" + base64.b64encode(key).decode()) == key


# -- pauses


@given(st.integers(1, 1000), st.floats(0, 1))
def test_pauses_grow_and_stay_within_a_minute(tried: int, roll: float) -> None:
    assert 0.5 <= backoff_s(tried, roll) <= 60.0
    assert backoff_s(tried, roll) <= backoff_s(tried + 1, roll)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        *((None, 0.0), ("", 0.0), ("0", 0.0), ("120", 120.0), ("-5", 0.0), ("soon", 0.0)),
        ("Mon, 23 Nov 2026 19:01:30 GMT", 90.0),
        ("Mon, 23 Nov 2026 18:00:00 GMT", 0.0),
        ("Mon, 99 Nov 2026 18:00:00 GMT", 0.0),
        ("9" * 400, 604_800.0),
        ("٣", 0.0),
    ],
)
def test_a_receiver_may_ask_for_a_pause_in_seconds_or_until_a_time(
    asked: str | None, seconds: float
) -> None:
    assert asked_pause_s(asked, NOW) == seconds


@given(st.text(max_size=40))
def test_whatever_a_receiver_asks_for_is_a_pause_of_at_most_a_week(asked: str) -> None:
    assert 0.0 <= asked_pause_s(asked, NOW) <= 604_800.0


def test_every_status_has_one_fate() -> None:
    by_fate = {f: {s for s in range(100, 600) if fate(s) is f} for f in Fate}
    assert by_fate[Fate.DELIVERED] == set(range(200, 300))
    assert by_fate[Fate.LATER] == {408, 425, 429, *range(500, 600)}


# -- the outbox


def written(call: str) -> Delivery | None:
    return Delivery(f"call-{call}-vcon", b"{}", "application/json")


async def test_what_cannot_be_delivered_waits_and_goes_out_in_the_next_run(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    for call in ("a", "b"):
        outbox.put(Waiting(call))
    with webhook_server("404", "200") as server:
        first = await send_waiting(outbox, at(server), written)
        assert [(s.call, s.result and s.result.fate) for s in first] == [
            ("a", Fate.REFUSED),
            ("b", Fate.DELIVERED),
        ]
        assert outbox.waiting() == [Waiting("a", 1, "", "it answered 404")]
        await send_waiting(outbox, at(server), written)
        assert outbox.waiting() == []
        assert [a.headers["webhook-id"] for a in server.asked] == [
            *("call-a-vcon", "call-b-vcon", "call-a-vcon")
        ]


async def test_a_receiver_that_fails_three_times_is_left_alone_for_this_run(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    for number in range(10):
        outbox.put(Waiting(f"call{number}"))
    with webhook_server("401") as server:
        assert len(await send_waiting(outbox, at(server), written)) == 3
        assert len(server.asked) == 3
    assert len(outbox.waiting()) == 10


async def test_a_receiver_that_asked_for_time_is_not_asked_before(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(Waiting("a"))
    with webhook_server("503 after 3600", "200") as server:
        await send_waiting(outbox, at(server), written)
        (waiting,) = outbox.waiting()
        left = datetime.fromisoformat(waiting.not_before) - datetime.now(UTC)
        assert timedelta(minutes=50) < left <= timedelta(hours=1)
        assert await send_waiting(outbox, at(server), written) == []
        assert len(server.asked) == 1
        await send_waiting(outbox, at(server), written, only=["a"])  # a person asks for it now
        assert outbox.waiting() == []


async def test_a_deleted_call_is_sent_no_more(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(Waiting("gone"))
    with webhook_server() as server:
        (one,) = await send_waiting(outbox, at(server), lambda call: None)
        assert (one.result, server.asked, outbox.waiting()) == (None, [], [])


async def test_two_processes_do_not_send_the_same_call(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(Waiting("a"))
    with webhook_server() as server, FileLock(outbox.lock, thread_local=False):
        assert await send_waiting(outbox, at(server), written) == []
        assert server.asked == []


async def test_a_call_that_ends_while_another_is_sent_goes_out_too(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(Waiting("a"))

    def another_ends(call: str) -> Delivery | None:
        if call == "a":
            outbox.put(Waiting("b"))
        return written(call)

    with webhook_server() as server:
        assert [s.call for s in await send_waiting(outbox, at(server), another_ends)] == ["a", "b"]
    assert outbox.waiting() == []


def test_the_outbox_is_closed_to_others_and_holds_no_word_of_the_call(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "data" / "outbox")
    outbox.put(Waiting("a", 2, "", "it answered 500"))
    assert stat.S_IMODE(outbox.folder.stat().st_mode) == 0o700
    (file,) = outbox.folder.glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == (
        '{"call": "a", "tries": 2, "not_before": "", "why": "it answered 500"}'
    )


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"tries": "x"}', "\x00"])
def test_a_damaged_file_of_the_outbox_is_a_call_to_try(tmp_path: Path, damage: str) -> None:
    outbox = Outbox(tmp_path / "outbox")
    outbox.put(Waiting("a", 3, "", "x"))
    (outbox.folder / "a.json").write_text(damage)
    assert outbox.waiting() == [Waiting("a")]


def test_the_outbox_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copilot.exchange.outbox.MOST_WAITING", 2)
    outbox = Outbox(tmp_path / "outbox")
    assert [outbox.put(Waiting(call)) for call in ("a", "b", "c")] == [True, True, False]
    assert outbox.put(Waiting("a", 1))


@pytest.mark.parametrize("call", ["../x", "", "a/b", ".lock", "a" * 81, "a\n"])
def test_only_the_id_of_a_call_names_a_file(tmp_path: Path, call: str) -> None:
    with pytest.raises(OSError, match="id of a call"):
        Outbox(tmp_path / "outbox").put(Waiting(call))


# -- the end of a call


class Settings:
    def __init__(self, url: str) -> None:
        self.url = url


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    senders: list[str] = []
    monkeypatch.setattr(sending, "_start_sender", lambda: senders.append("sender"))
    return senders


def test_nothing_is_put_down_or_started_where_no_webhook_is_configured(
    tmp_path: Path, started: list[str]
) -> None:
    assert announce("a", Settings(""), Outbox(tmp_path / "outbox")) == ""
    assert (started, list(tmp_path.iterdir())) == ([], [])


def test_a_call_that_ends_is_put_down_and_a_sender_started(
    tmp_path: Path, started: list[str]
) -> None:
    outbox = Outbox(tmp_path / "outbox")
    assert announce("a", Settings("https://crm.example/"), outbox) == ""
    assert (started, outbox.waiting()) == (["sender"], [Waiting("a")])


def test_a_place_that_cannot_be_written_to_is_told_and_stops_nothing(
    tmp_path: Path, started: list[str]
) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    told = announce("a", Settings("https://crm.example/"), Outbox(tmp_path / "outbox"))
    assert "outbox" in told
    assert started == []


# -- a server with a certificate of its own


class _tls_server:  # noqa: N801
    """A TLS server on this machine that shows a certificate nobody signed."""

    def __init__(self, folder: Path) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(*_certificate(folder))
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self._greet(connection, self._context.wrap_socket)

    @staticmethod
    def _greet(connection: socket.socket, wrap: Callable[..., ssl.SSLSocket]) -> None:
        with contextlib.suppress(OSError):  # the client went away, as it should
            wrap(connection, server_side=True).close()

    def __enter__(self) -> int:
        self._thread.start()
        return int(self._socket.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
            ),
            *("-subj", "/CN=localhost", "-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key
