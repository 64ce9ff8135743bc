"""Whole calls and sittings watched over the stream of the page, each in a process of its own."""

import time
import wave
from pathlib import Path

import pytest

from copilot.browser.binding import Binding
from copilot.browser.panel import BrowserPanel
from copilot.cli import main
from copilot.events import HelpAsked, KeyEvent
from tests.browser_server import a_view
from tests.browser_watch import Copilot, free_port, running, watched

SAMPLES = Path(__file__).parent.parent / "samples"
SAMPLE = "en-out-coldroom"


def replay(*options: str) -> list[str]:
    return [
        *("-m", "copilot", "replay", str(SAMPLES / f"{SAMPLE}.flac"), "--mode", "outbound"),
        *("--card", str(SAMPLES / f"{SAMPLE}.card.yaml"), "--lang", "en", "--llm", "none"),
        *("--panel", "browser", "--no-open", *options),
    ]


def ended_well(copilot: Copilot, within_s: float) -> None:
    began_s = time.monotonic()
    code, out = copilot.ended(30.0)
    assert time.monotonic() - began_s < within_s
    assert (code, out) == (0, ""), copilot.told
    assert "Traceback" not in copilot.told
    assert "Kept as" in copilot.told


@pytest.mark.real_models
def test_a_whole_replay_is_watched_to_its_end_and_stays_until_the_agent_leaves() -> None:
    with running(*replay("--port", "0", "--speed", "max")) as copilot, watched(copilot) as tab:
        shown = tab.until("call", going=False, ended="end-of-recording")
        turns = [block for name, block in shown.items() if name.startswith("turn/")]
        assert {turn["speaker"] for turn in turns} == {"agent", "customer"}
        assert len(turns) > 20
        assert shown["phases"][0]["turns"] > 0
        assert copilot.process.poll() is None
        again = tab.until("call", ended="end-of-recording")
        assert again["clock"] == shown["clock"]
        assert tab.do("leave")
        ended_well(copilot, within_s=3.0)


@pytest.mark.real_models
@pytest.mark.parametrize("after_s", [0.0, 1.0], ids=["at once", "later"])
def test_ctrl_c_leaves_the_page_of_a_replay_that_has_ended(tmp_path: Path, after_s: float) -> None:
    quiet = tmp_path / "quiet.wav"
    with wave.open(str(quiet), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(2 * 2 * 16_000 * 2))
    command = [quiet if "samples" in part and part.endswith(".flac") else part for part in replay()]
    options = ("--port", "0", "--speed", "max")
    with running(*map(str, command), *options) as copilot, watched(copilot) as tab:
        tab.until("call", ended="end-of-recording")
        time.sleep(after_s)
        copilot.interrupt()
        ended_well(copilot, within_s=3.0)


@pytest.mark.real_models
def test_ctrl_c_ends_a_replay_in_order_and_does_not_wait_for_its_tabs() -> None:
    with running(*replay("--port", "0")) as copilot, watched(copilot) as tab:
        tab.until("call", going=True)
        frames = tab.frames()
        next(frames)
        copilot.interrupt()
        shown = next(blocks for blocks in frames if blocks["call"]["ended"])
        assert shown["call"]["ended"] == "stopped"
        ended_well(copilot, within_s=5.0)
        assert "Stopping: what was heard is finished." in copilot.told


@pytest.mark.real_models
def test_a_tab_of_a_copilot_that_was_killed_sees_the_next_one_at_the_same_port() -> None:
    port = free_port()
    with running(*replay("--port", port)) as first, watched(first) as tab:
        tab.until("call", going=True)
        first.process.kill()
        first.ended(10.0)
        with running(*replay("--port", port)) as second:
            assert second.token != first.token
            tab.until("call", going=True)
            assert tab.do("mark")
            second.interrupt()
            ended_well(second, within_s=5.0)


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with running("-m", "tests.browser_process", "0", "key") as other:
        port = other.url.rstrip("/").rpartition(":")[2]
        assert main(replay("--port", port)[2:]) == 2
    told = capsys.readouterr().err
    assert "[port-taken]" in told
    assert "Loading" not in told


def test_a_sitting_is_begun_and_ended_from_the_page() -> None:
    with running("-m", "tests.browser_process", "0", "key") as copilot, watched(copilot) as tab:
        tab.until("call", waits="key")
        assert tab.do("begin")
        tab.until("call", going=True, waits=None)
        assert tab.do("stop")
        tab.until("call", waits="key")
        assert tab.do("leave")
        assert copilot.ended(5.0) == (0, "calls 1\n")
        assert "Traceback" not in copilot.told


def test_ctrl_c_ends_the_call_and_the_sitting_while_tabs_look() -> None:
    with running("-m", "tests.browser_process", "0", "voice") as copilot, watched(copilot) as tab:
        tab.until("call", going=True)
        frames = tab.frames()
        next(frames)
        copilot.interrupt()
        assert copilot.ended(5.0) == (0, "calls 1\n")
        assert "Traceback" not in copilot.told


async def test_the_page_is_there_before_anything_can_be_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path))
    pressed: list[KeyEvent] = []

    async def on_key(event: KeyEvent) -> None:
        pressed.append(event)

    panel = BrowserPanel(a_view(), None, Binding(port=0, opens=False))
    async with panel:
        stage = panel._stage
        assert stage.picture["line"]["title"] == "Loading the models …"  # type: ignore[index,call-overload]
        assert await stage.act("help") is False
        panel.attach(on_key)
        assert stage.picture["line"]["title"] == "Waiting for the call"  # type: ignore[index,call-overload]
        assert await stage.act("help") is True
    assert pressed == [HelpAsked()]
    assert "The panel is at http://127.0.0.1:" in capsys.readouterr().err
