"""The pilot's seat on a real sound server: devices shown, tried, and a sitting begun and ended."""

from pathlib import Path

import pytest

from copilot.browser.seat import Doing
from copilot.panel.view import Waits
from tests.sound.rig import needs_sound_server, server
from tests.sound.server import SoundServer
from tests.test_browser_start import at_the_seat, begin, told, until

__all__ = ["server"]
pytestmark = needs_sound_server


@pytest.fixture(autouse=True)
def _kept_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))


async def test_the_devices_are_those_of_the_command_line(
    server: SoundServer, tmp_path: Path
) -> None:
    async with at_the_seat(tmp_path) as (page, _):
        found = (await page.get("/start/devices")).json()
        other = (await page.get("/start/devices?mic=laptop_mic")).json()
    assert (found["agent"]["name"], found["agent"]["why"]) == ("agent_mic", "default-microphone")
    assert found["customer"]["name"] == "headset.monitor"
    assert {d["name"] for d in found["devices"] if not d["loopback"]} >= {"agent_mic", "laptop_mic"}
    assert (other["agent"]["name"], other["agent"]["why"]) == ("laptop_mic", "named")


async def test_the_doctor_hears_its_tone_and_the_devices_are_free_again(
    server: SoundServer, tmp_path: Path
) -> None:
    async with at_the_seat(tmp_path, str(tmp_path / "no-model")) as (page, seat):
        for _ in range(2):
            await begin(page, "doctor")
            await until(lambda: seat.busy.doing is Doing.NOTHING)
            found = {f["check"]: f["state"] for f in (await told(page))["findings"]}
            assert found["microphone"] == found["output"] == found["loopback"] == "ok"


async def test_a_sitting_is_begun_waits_and_is_ended_again_and_again(
    server: SoundServer, tmp_path: Path
) -> None:
    async with at_the_seat(tmp_path) as (page, seat):
        for lang in ("en", "zh-Hant"):
            await begin(page, "call", lang=lang, mode="inbound")
            await until(lambda: bool((v := seat.stage.view) and v.waits is Waits.VOICE))
            assert (await told(page))["doing"] == "call"
            assert (await begin(page, "sample")).status_code == 409
            await page.post("/start/stop")
            await until(lambda: seat.busy.doing is Doing.NOTHING)
            assert seat.stage.view is None
            assert (await told(page))["error"] is None
