"""Recordings of many formats become the same two channels of 16 kHz."""

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from copilot.audio.chunk import CHUNK_SAMPLES, SAMPLE_RATE
from copilot.audio.pace import Timed, Unhurried
from copilot.audio.recording import Recording
from copilot.clock import CallClock
from copilot.errors import InputError
from copilot.events import Speaker
from copilot.pending import Pending

AGENT_HZ, CUSTOMER_HZ = 440.0, 1000.0


def tone(hz: float, rate: int, seconds: float) -> np.ndarray:
    return (0.3 * np.sin(2 * np.pi * hz * np.arange(int(rate * seconds)) / rate)).astype(np.float32)


def write(path: Path, channels: list[np.ndarray], rate: int, codec: str) -> Path:
    """A file with these channels, float32 in [-1, 1]."""
    layout = {1: "mono", 2: "stereo", 3: "2.1"}[len(channels)]
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.layout = layout
        data = np.clip(np.stack(channels) * 32767, -32768, 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(data.T.reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        to_codec = av.AudioResampler(
            format=stream.format, layout=layout, rate=rate, frame_size=stream.frame_size or 0
        )
        for piece in (*to_codec.resample(frame), *to_codec.resample(None)):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def two_tones(path: Path, rate: int, codec: str, seconds: float = 1.0) -> Path:
    return write(path, [tone(h, rate, seconds) for h in (AGENT_HZ, CUSTOMER_HZ)], rate, codec)


def heard_hz(samples: np.ndarray) -> float:
    """The loudest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(samples)


def sides(*paths: Path, agent_channel: int = 0) -> tuple[np.ndarray, np.ndarray]:
    pairs = list(Recording(paths, agent_channel).pairs())
    assert all(len(a) == len(c) == CHUNK_SAMPLES for a, c in pairs)
    return np.concatenate([a for a, _ in pairs]), np.concatenate([c for _, c in pairs])


@pytest.mark.parametrize(
    ("name", "rate", "codec"),
    [
        ("a.wav", 8000, "pcm_s16le"),
        ("a.wav", 11025, "pcm_s16le"),
        ("a.wav", 16000, "pcm_f32le"),
        ("a.wav", 8000, "pcm_mulaw"),
        ("a.wav", 8000, "pcm_alaw"),
        ("a.flac", 44100, "flac"),
        ("a.mp3", 22050, "libmp3lame"),
        ("a.m4a", 48000, "aac"),
        ("a.ogg", 48000, "libopus"),
        ("a.mkv", 32000, "pcm_s16le"),
    ],
)
def test_every_format_and_rate_gives_the_right_voice_on_the_right_side(
    tmp_path: Path, name: str, rate: int, codec: str
) -> None:
    agent, customer = sides(two_tones(tmp_path / name, rate, codec))
    middle = slice(SAMPLE_RATE // 4, SAMPLE_RATE * 3 // 4)
    assert heard_hz(agent[middle]) == pytest.approx(AGENT_HZ, abs=5)
    assert heard_hz(customer[middle]) == pytest.approx(CUSTOMER_HZ, abs=5)
    assert len(agent) / SAMPLE_RATE == pytest.approx(1.0, abs=0.1)


def test_the_agents_side_can_be_the_right_one(tmp_path: Path) -> None:
    agent, _ = sides(two_tones(tmp_path / "a.wav", 8000, "pcm_s16le"), agent_channel=1)
    assert heard_hz(agent[4000:12000]) == pytest.approx(CUSTOMER_HZ, abs=5)


def test_two_files_of_different_rates_and_lengths_are_one_call(tmp_path: Path) -> None:
    first = write(tmp_path / "agent.wav", [tone(AGENT_HZ, 8000, 2.0)], 8000, "pcm_s16le")
    second = write(tmp_path / "customer.flac", [tone(CUSTOMER_HZ, 48000, 1.0)], 48000, "flac")
    agent, customer = sides(first, second)
    assert len(agent) == len(customer)
    assert heard_hz(agent[4000:12000]) == pytest.approx(AGENT_HZ, abs=5)
    assert heard_hz(customer[4000:12000]) == pytest.approx(CUSTOMER_HZ, abs=5)
    assert np.abs(customer[20000:]).max() < 1e-3


def reference(*paths: Path) -> str:
    with pytest.raises(InputError) as caught:
        Recording(paths, 0)
    assert str(paths[0]) in caught.value.what
    return caught.value.reference


def test_each_thing_that_is_no_two_party_call_has_its_own_error(tmp_path: Path) -> None:
    one = write(tmp_path / "one.wav", [tone(440, 8000, 0.2)], 8000, "pcm_s16le")
    two = two_tones(tmp_path / "two.wav", 8000, "pcm_s16le", 0.2)
    low = two_tones(tmp_path / "low.wav", 4000, "pcm_s16le", 0.2)
    high = two_tones(tmp_path / "high.wav", 96000, "pcm_s16le", 0.2)
    three = write(tmp_path / "three.wav", [tone(440, 8000, 0.2)] * 3, 8000, "pcm_s16le")
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("this is not audio at all, only words")
    (tmp_path / "header.wav").write_bytes(two.read_bytes()[:20])
    found = {
        name: reference(*paths)
        for name, paths in {
            "missing": (tmp_path / "none.wav",),
            "folder": (tmp_path,),
            "empty": (tmp_path / "empty.wav",),
            "text": (tmp_path / "text.wav",),
            "header": (tmp_path / "header.wav",),
            "one channel": (one,),
            "three channels": (three,),
            "too low": (low,),
            "too high": (high,),
            "two-channel file of two": (two, one),
        }.items()
    }
    assert found == {
        "missing": "no-such-recording",
        "folder": "not-a-file",
        "empty": "empty-recording",
        "text": "not-audio",
        "header": "not-audio",
        "one channel": "one-channel-recording",
        "three channels": "too-many-channels",
        "too low": "sample-rate-not-supported",
        "too high": "sample-rate-not-supported",
        "two-channel file of two": "not-one-channel",
    }


async def test_a_file_without_samples_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 8000, 0, "NONE", "not compressed"))
    playing = Recording((path,), 0).play(Unhurried(Pending().settled))
    assert [chunk async for chunk in playing.chunks()] == []
    assert playing.damage is not None
    assert playing.damage.reference == "empty-recording"


async def test_a_file_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    whole = two_tones(tmp_path / "whole.flac", 8000, "flac", 4.0).read_bytes()
    broken = bytearray(whole[: len(whole) * 3 // 4])
    broken[len(whole) // 2 : len(whole) // 2 + 400] = b"\xff" * 400
    (tmp_path / "broken.flac").write_bytes(bytes(broken))
    playing = Recording((tmp_path / "broken.flac",), 0).play(Unhurried(Pending().settled))
    chunks = [chunk async for chunk in playing.chunks()]
    assert chunks[-1].start > 1.0


async def test_chunks_alternate_and_count_the_time(tmp_path: Path) -> None:
    path = two_tones(tmp_path / "a.wav", 8000, "pcm_s16le", 0.5)
    playing = Recording((path,), 0).play(Unhurried(Pending().settled))
    chunks = [chunk async for chunk in playing.chunks()]
    assert [c.speaker for c in chunks[:4]] == [*Speaker, *Speaker]
    assert [c.start for c in chunks[:4]] == pytest.approx([0.0, 0.0, 0.032, 0.032])


async def test_a_factor_plays_that_much_faster(tmp_path: Path) -> None:
    path = two_tones(tmp_path / "a.wav", 8000, "pcm_s16le", 2.0)
    clock = CallClock()
    clock.begin()
    async for _ in Recording((path,), 0).play(Timed(clock, 10.0)).chunks():
        pass
    assert clock.wall_s() >= 0.2
