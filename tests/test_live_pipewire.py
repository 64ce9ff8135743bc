"""A live call on a real PipeWire: other habits than PulseAudio's, the same promise.

The rest of the live tests run on it too, with SOUND_SERVER=pipewire. PipeWire moves streams on its
own, so what is told on the way differs; who is heard under which name does not.
"""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot.events import Speaker
from tests.sound.ear import PITCH
from tests.sound.pipewire import PROGRAMS, PipeWireServer
from tests.sound.rig import listening, two_people
from tests.sound.server import tone

NEEDED = (*PROGRAMS, "pactl", "pacat")
LACKING = [p for p in NEEDED if shutil.which(p) is None]
pytestmark = [
    pytest.mark.sound_server,
    pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}"),
]


@pytest.fixture
def pipewire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeWireServer]:
    running = PipeWireServer(tmp_path)
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    running.start()
    try:
        yield running
    finally:
        running.stop()


async def test_both_sides_are_heard_under_their_own_names(pipewire: PipeWireServer) -> None:
    two_people(pipewire)
    async with listening() as ear:
        await ear.until(lambda: all(ear.hears(s, 2.0) for s in Speaker), 10)
        assert ear.strangers() == []
        assert ear.troubles == []


@pytest.mark.parametrize("fault", ["unplugged", "default switched"])
async def test_no_frame_is_under_the_wrong_name_when_an_output_goes(
    pipewire: PipeWireServer, fault: str
) -> None:
    two_people(pipewire)
    async with listening() as ear:
        if fault == "unplugged":
            pipewire.unplug("headset")
        else:
            pipewire.ask("set-default-sink", "laptop")
        await asyncio.sleep(1)
        again = await ear.until(lambda: all(ear.hears(s, 1.0) for s in Speaker), 8)
        print(f"{fault}: both heard for a second after {1 + again:.2f} s\n{ear.picture()}")
        assert ear.strangers() == []


async def test_a_server_that_is_killed_is_joined_again(pipewire: PipeWireServer) -> None:
    two_people(pipewire)
    async with listening() as ear:
        pipewire.kill()
        await ear.until(lambda: ear.told("sound-server-gone") is not None, 3)
        pipewire.start()
        two_people(pipewire)
        again = await ear.until(lambda: all(ear.hears(s, 1.0) for s in Speaker), 15)
        print(f"killed: heard again {again:.2f} s after the restart\n{ear.picture()}")
        assert ear.strangers() == []
        assert ear.told("sound-server-gone", over=True)


async def test_a_lost_microphone_never_becomes_the_customer(pipewire: PipeWireServer) -> None:
    pipewire.play("agent_voice", tone(PITCH[Speaker.AGENT], 30), "agent")
    pipewire.play(None, tone(PITCH[Speaker.CUSTOMER], 30), "softphone")
    async with listening() as ear:
        pipewire.ask("unload-module", "module-remap-source")
        await ear.until(lambda: not ear.hears(Speaker.AGENT), 3)
        await asyncio.sleep(2)
        await ear.until(lambda: ear.hears(Speaker.CUSTOMER, 1.0), 5)
        assert ear.strangers() == []
