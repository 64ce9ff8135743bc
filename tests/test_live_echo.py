"""A loudspeaker beside a microphone, made of a real sound server: the echo is found and taken out.

The server plays the customer on the default output, and a loopback module carries that output into
the microphone's sink, as air does: late, and by a clock of its own.
"""

import asyncio

import numpy as np

from copilot.audio.chunk import CHUNK_SAMPLES, AudioChunk, Samples
from copilot.audio.echo import EchoCanceller
from copilot.audio.leakage import level_db
from copilot.capture.choose import Wishes
from copilot.capture.live import LiveSource
from copilot.capture.pulse import PulseBackend
from copilot.events import Speaker
from copilot.language import Language
from tests.sound.ear import Ear
from tests.sound.rig import needs_sound_server, server
from tests.sound.server import RATE, SoundServer
from tests.sound.voices import both_sides
from tests.test_echo import SAMPLES

__all__ = ["server"]
pytestmark = needs_sound_server
SPEECH = slice(8 * RATE, 17 * RATE)  # the end of an agent's turn, and a customer's


async def captured(server: SoundServer) -> list[AudioChunk]:
    """What the two devices of the rig deliver while both sides of a sample are played."""
    agent, customer = both_sides(SAMPLES / "en-out-coldroom.flac", 17.0)
    source = LiveSource(PulseBackend(), Wishes(), Language.EN)
    await source.open()
    ear = Ear(source)
    task = asyncio.create_task(ear.listen())
    try:
        await ear.until(lambda: all(source.hearing.values()), within_s=10)
        server.play("agent_voice", agent[SPEECH], "agent")
        server.play("headset", 0.5 * customer[SPEECH], "softphone")
        await asyncio.sleep(10)
    finally:
        task.cancel()
        await asyncio.wait([task])
        await source.close()
    return [chunk for _, chunk in ear.chunks]


def levels(chunks: list[Samples]) -> np.ndarray:
    return np.array([level_db(c) for c in chunks])


async def test_a_real_leak_is_taken_out(server: SoundServer) -> None:
    leak = ("module-loopback", "source=headset.monitor", "sink=agent_voice", "latency_msec=20")
    server.ask("load-module", *leak)
    heard = await captured(server)
    echo = EchoCanceller()
    out = [c for chunk in heard for c in echo.accept(chunk)] + list(echo.finish())
    assert echo.leak is not None
    assert 0.0 < echo.leak.delay_ms < 150.0
    customer = levels([c.samples for c in heard if c.speaker is Speaker.CUSTOMER])
    raw = levels([c.samples for c in heard if c.speaker is Speaker.AGENT])
    agent = [c for c in out if c.speaker is Speaker.AGENT]
    cleaned = levels([c.samples for c in agent])
    since = np.array([c.raw is not None for c in agent])
    n = min(len(customer), len(cleaned))
    spoken = (customer[:n] > -40.0) & since[:n]
    assert np.count_nonzero(spoken) * CHUNK_SAMPLES > 1.5 * 16_000
    before, after = (10 * np.log10(np.mean(10 ** (x[:n][spoken] / 10))) for x in (raw, cleaned))
    assert before - after > 10.0


async def test_without_a_leak_real_devices_are_left_alone(server: SoundServer) -> None:
    heard = await captured(server)
    echo = EchoCanceller()
    out = [c for chunk in heard for c in echo.accept(chunk)] + list(echo.finish())
    assert echo.leak is None
    assert all(c.raw is None for c in out)
