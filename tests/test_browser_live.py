"""`copilot live --panel browser`, as a user runs it, on a real sound server."""

import pytest

from tests.browser_watch import running, watched
from tests.sound.rig import needs_sound_server, server
from tests.sound.server import SoundServer

__all__ = ["server"]
pytestmark = [*needs_sound_server, pytest.mark.real_models]
LIVE = (
    *("-m", "copilot", "--mode", "outbound", "--lang", "en", "--llm", "none", "--panel", "browser"),
    *("--no-open", "--port", "0", "--start", "key"),
)


def test_a_live_sitting_is_begun_paused_and_left_from_the_page(server: SoundServer) -> None:
    with running(*LIVE) as copilot, watched(copilot) as tab:
        tab.until("call", waits="key")
        assert tab.do("begin")
        tab.until("call", going=True)
        assert tab.do("pause")
        tab.until("call", paused=True)
        assert tab.do("leave")
        assert copilot.ended(15.0) == (0, "")
        assert "1 call." in copilot.told
        assert "Traceback" not in copilot.told


def test_ctrl_c_leaves_a_live_sitting_in_order_while_a_tab_looks(server: SoundServer) -> None:
    with running(*LIVE) as copilot, watched(copilot) as tab:
        tab.until("call", waits="key")
        assert tab.do("begin")
        tab.until("call", going=True)
        frames = tab.frames()
        next(frames)
        copilot.interrupt()
        assert copilot.ended(15.0) == (0, "")
        assert "1 call." in copilot.told
        assert "Traceback" not in copilot.told
