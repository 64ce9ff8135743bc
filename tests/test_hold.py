"""Hold music, ringing and noise: told as what they are, and never as words."""

from pathlib import Path

import numpy as np
import pytest
import soxr

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE
from copilot.events import HoldHeard
from copilot.speech.detect import SileroDetector
from copilot.speech.endpoint import Began, Endpointer, EndpointSettings
from copilot.speech.hold import HoldWatch
from tests.sound.hold import KINDS, MUSIC, RATE
from tests.sound.voices import both_sides

SAMPLES = Path(__file__).parent.parent / "samples"
TONAL = (*MUSIC, "ringback 440+480", "ringback 450", "busy tone")
KEYS = "keys (DTMF)"  # tones too, where many are pressed


def watched(sound: np.ndarray) -> tuple[list[tuple[float, HoldHeard]], int]:
    """What is told of a sound of 16 kHz and when, and how many times a voice was heard in it."""
    hold = HoldWatch()
    detector = hold.listening(SileroDetector())
    endpointer = Endpointer(EndpointSettings(), CHUNK_S)
    told: list[tuple[float, HoldHeard]] = []
    voices = 0
    for number in range(len(sound) // CHUNK_SAMPLES):
        chunk = sound[number * CHUNK_SAMPLES : (number + 1) * CHUNK_SAMPLES]
        decided = endpointer.accept(detector.probability(np.ascontiguousarray(chunk)))
        voices += sum(isinstance(d, Began) for d in decided)
        if (news := hold.news()) is not None:
            told.append(((number + 1) * CHUNK_S, news))
    return told, voices


def made(kind: str, seconds: float, seed: int = 1) -> np.ndarray:
    return soxr.resample(KINDS[kind](seconds, seed), RATE, SAMPLE_RATE).astype(np.float32)


@pytest.mark.parametrize("kind", KINDS)
def test_7_nobody_speaks_in_what_is_no_speech(kind: str) -> None:
    told, voices = watched(made(kind, 60))
    assert voices == 0
    assert bool(told) == (kind in TONAL) or kind == KEYS, told


@pytest.mark.parametrize("kind", TONAL)
def test_music_and_ringing_are_told_within_fifteen_seconds_and_once(kind: str) -> None:
    told, _ = watched(made(kind, 60))
    ((at_s, news),) = told
    assert at_s < 15
    assert news.on
    assert news.start < 5


def test_whoever_speaks_again_ends_it_within_two_seconds() -> None:
    _, customer = both_sides(SAMPLES / "en-out-coldroom.flac")
    voice = soxr.resample(customer, 48_000, SAMPLE_RATE).astype(np.float32)
    first = int(np.argmax(np.abs(voice) > 0.1))
    told, voices = watched(np.concatenate((made("strings", 20), voice[first : first + 80_000])))
    assert [news.on for _, news in told] == [True, False]
    assert 20 < told[1][0] < 22
    assert voices > 0


@pytest.mark.parametrize("name", [f.stem for f in sorted(SAMPLES.glob("*.flac"))])
def test_a_customer_who_listens_or_talks_is_never_on_hold(name: str) -> None:
    for side in both_sides(SAMPLES / f"{name}.flac"):
        told, _ = watched(soxr.resample(side, 48_000, SAMPLE_RATE).astype(np.float32))
        assert told == []
