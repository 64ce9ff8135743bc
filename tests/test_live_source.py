"""Both sides of a call, captured from a real sound server."""

import asyncio

import numpy as np
import pytest

from copilot.audio.chunk import CHUNK_S, SAMPLE_RATE
from copilot.capture.backend import SoundError
from copilot.capture.choose import Wishes
from copilot.capture.live import LiveSource
from copilot.capture.pulse import PulseBackend
from copilot.errors import InputError
from copilot.events import Speaker
from copilot.language import Language
from tests.sound.rig import listening, needs_sound_server, server, two_people
from tests.sound.server import RATE, SoundServer

__all__ = ["server"]
pytestmark = needs_sound_server


def beeps(count: int) -> np.ndarray:
    """One beep of 100 ms at the beginning of each second, 48 kHz."""
    t = np.arange(RATE) / RATE
    second = np.where(t < 0.1, 0.4 * np.sin(2 * np.pi * 700 * t), 0.0)
    return np.tile(second, count).astype(np.float32)


async def test_both_sides_arrive_in_step_soon_and_under_the_right_name(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening() as ear:
        first = len(ear.chunks)
        await asyncio.sleep(3)
        speakers = [c.speaker for _, c in ear.chunks]
        starts = [c.start for _, c in ear.chunks]
        assert speakers == [s for _ in range(len(speakers) // 2) for s in Speaker]
        assert np.allclose(starts[::2], np.arange(len(starts) // 2) * CHUNK_S)
        lags = ear.lags()[first:]
        print(f"lag: median {np.median(lags):.3f} s, greatest {max(lags):.3f} s\n{ear.picture()}")
        assert ear.strangers() == []
        assert np.median(lags) < 0.25
        assert all(ear.holes(s, 3, 5) < 0.15 for s in Speaker)  # clicks of a corrected clock
        assert ear.troubles == []


async def test_what_sounds_at_once_is_heard_at_once(server: SoundServer) -> None:
    two_people(server, 3)
    async with listening() as ear:
        await asyncio.sleep(3)
        server.ask(
            "load-module", "module-combine-sink", "sink_name=all", "slaves=agent_voice,headset"
        )
        server.play("all", beeps(6))
        await asyncio.sleep(5)
        begins = []
        for speaker in Speaker:
            heard = np.abs(ear.samples(speaker)[-3 * SAMPLE_RATE :]) > 0.1
            begins.append(int(np.argmax(heard)) / SAMPLE_RATE % 1)
        apart = abs(begins[0] - begins[1])
        print(f"apart: {1000 * min(apart, 1 - apart):.0f} ms")
        assert min(apart, 1 - apart) < 0.1


async def test_without_a_sound_server_it_is_said_what_to_do(
    server: SoundServer,
) -> None:
    server.kill()
    source = LiveSource(PulseBackend(), Wishes(), Language.EN)
    with pytest.raises(SoundError) as refused:
        await source.open()
    assert refused.value.reference == "sound-server-gone"
    assert refused.value.hint


async def test_a_name_that_no_device_has_is_refused_with_those_there_are(
    server: SoundServer,
) -> None:
    source = LiveSource(PulseBackend(), Wishes(microphone="gooseneck"), Language.EN)
    with pytest.raises(InputError) as refused:
        await source.open()
    assert refused.value.reference == "no-such-device"
    assert "agent_mic" in refused.value.why
