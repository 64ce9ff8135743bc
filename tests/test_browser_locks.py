"""What a request must carry, decided without any I/O."""

import pytest

from copilot.browser.frames import frame
from copilot.browser.locks import (
    LOOPBACK,
    Address,
    Refusal,
    cookie_of,
    kept,
    misdirected,
    new_token,
    same_token,
)
from copilot.browser.pace import Pace

HERE = Address(LOOPBACK, 8765)
AWAY = Address(("agent.example",), 443, secure=True)


def asks(**headers: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"host": "127.0.0.1:8765"} | named


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"]
)
def test_this_computer_may_be_named_in_three_ways(host: str) -> None:
    assert misdirected(asks(host=host), HERE, reads=True) is None


@pytest.mark.parametrize(
    "host",
    [
        *("", "evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:8766", "localhost"),
        *("localhost.:8765", "127.0.0.1:8765@evil.example", "127.0.0.1:8765.evil.example"),
        *("0.0.0.0:8765", "2130706433:8765", "127.1:8765", "[::ffff:127.0.0.1]:8765"),
    ],
)
def test_any_other_host_is_refused(host: str) -> None:
    assert misdirected(asks(host=host), HERE, reads=True) is Refusal.HOST


def test_a_request_without_a_host_is_refused() -> None:
    assert misdirected({}, HERE, reads=True) is Refusal.HOST


@pytest.mark.parametrize(
    "origin",
    [
        *("null", "", "http://evil.example", "http://127.0.0.1:3000", "http://127.0.0.1"),
        *("https://127.0.0.1:8765", "http://127.0.0.1:8765/", "http://127.0.0.1:8765.evil.example"),
        *("file://", "chrome-extension://abcdefgh", "http://127.0.0.1:8765 http://evil.example"),
    ],
)
@pytest.mark.parametrize("reads", [True, False])
def test_any_other_origin_is_refused(origin: str, reads: bool) -> None:
    assert misdirected(asks(origin=origin), HERE, reads=reads) is Refusal.ORIGIN


def test_what_changes_something_must_say_where_it_comes_from() -> None:
    assert misdirected(asks(), HERE, reads=True) is None
    assert misdirected(asks(), HERE, reads=False) is Refusal.ORIGIN
    assert misdirected(asks(origin="http://127.0.0.1:8765"), HERE, reads=False) is None


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "Same-Origin", "whatever"])
def test_a_browser_that_says_another_site_asks_is_believed(site: str) -> None:
    assert misdirected(asks(sec_fetch_site=site), HERE, reads=True) is Refusal.ORIGIN


def test_a_secure_page_at_the_usual_port_has_no_port_in_its_name() -> None:
    assert AWAY.hosts == {"agent.example", "agent.example:443"}
    assert misdirected({"host": "agent.example"}, AWAY, reads=True) is None
    own = {"host": "agent.example", "origin": "https://agent.example"}
    assert misdirected(own, AWAY, reads=False) is None
    plain = {"host": "agent.example", "origin": "http://agent.example"}
    assert misdirected(plain, AWAY, reads=False) is Refusal.ORIGIN


def test_every_start_has_a_token_of_its_own() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43  # 256 bits in base64


@pytest.mark.parametrize("given", ["", "x", "\ud800", "é" * 43, "x" * 100_000])
def test_whatever_is_given_as_a_token_is_compared(given: str) -> None:
    token = new_token()
    assert not same_token(given, token)
    assert same_token(token, token)
    assert kept(given) != kept(token)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("copilot-1=a", ("a",)),
        ('other={"x": [1,2]}; copilot-1=a', ("a",)),
        ("=; ;;; copilot-1=a; copilot-1=b", ("a", "b")),
        ("copilot-11=a; xcopilot-1=b; Copilot-1=c; copilot-1", ("",)),
        ("", ()),
    ],
)
def test_a_cookie_is_found_among_any_others(header: str, found: tuple[str, ...]) -> None:
    assert cookie_of(header, "copilot-1") == found


def test_the_pace_allows_a_burst_and_then_so_many_a_second() -> None:
    now = 0.0
    pace = Pace(2.0, 3.0, lambda: now)
    assert [pace.allows() for _ in range(5)] == [True, True, True, False, False]
    now = 1.0
    assert [pace.allows() for _ in range(3)] == [True, True, False]
    now = 1000.0
    assert sum(pace.allows() for _ in range(10)) == 3


def test_a_frame_turns_the_picture_before_into_the_one_after() -> None:
    before, after = {"a": 1, "b": [1, 2], "c": "x"}, {"a": 1, "b": [1], "d": {"e": None}}
    changed = frame(before, after)
    assert changed == {"b": [1], "d": {"e": None}, "c": None}
    assert frame(after, after) == {}
    assert frame({}, after) == after
