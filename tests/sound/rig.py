"""One rig per test: a server, two people who talk without a pause, and a source that hears them."""

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from ctypes.util import find_library
from pathlib import Path

import pytest

from copilot.capture.choose import Wishes
from copilot.capture.live import LiveSource
from copilot.capture.pulse import PulseBackend
from copilot.events import Speaker
from copilot.language import Language
from tests.sound.ear import PITCH, Ear
from tests.sound.pipewire import PROGRAMS as PIPEWIRE
from tests.sound.pipewire import PipeWireServer
from tests.sound.server import SoundServer, tone

OF_PIPEWIRE = os.environ.get("SOUND_SERVER") == "pipewire"
"""Set SOUND_SERVER=pipewire to run the same tests on PipeWire."""
PROGRAMS = (*(PIPEWIRE if OF_PIPEWIRE else ("pulseaudio",)), "pactl", "pacat")
LACKING = [p for p in PROGRAMS if shutil.which(p) is None]
LACKING += [] if find_library("portaudio") else ["libportaudio2"]

needs_sound_server = [
    pytest.mark.sound_server,
    pytest.mark.skipif(bool(LACKING), reason=f"not installed: {', '.join(LACKING)}"),
]

of_pulseaudio = pytest.mark.skipif(OF_PIPEWIRE, reason="PipeWire moves streams in its own way")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A running sound server that this process and its children find."""
    running = PipeWireServer(tmp_path) if OF_PIPEWIRE else SoundServer(tmp_path)
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    running.start()
    try:
        yield running
    finally:
        running.stop()


def two_people(server: SoundServer, seconds: float = 40.0) -> None:
    """The agent hums into the microphone; the softphone hums the customer on the default output."""
    server.play("agent_voice", tone(PITCH[Speaker.AGENT], seconds), "agent")
    server.play(None, tone(PITCH[Speaker.CUSTOMER], seconds), "softphone")


@asynccontextmanager
async def listening(wishes: Wishes | None = None) -> AsyncIterator[Ear]:
    """An ear that hears both."""
    source = LiveSource(PulseBackend(), wishes or Wishes(), Language.EN)
    await source.open()
    ear = Ear(source)
    task = asyncio.create_task(ear.listen())
    try:
        await ear.until(lambda: all(ear.hears(s) for s in Speaker), within_s=10)
        yield ear
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await source.close()
