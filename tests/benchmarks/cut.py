"""The beginning of a recording, or one side of it, with the reference that belongs to it."""

import wave
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import soxr

from tests.benchmarks.measure import Reference

RATE = 8_000


def both_sides(recording: Path, seconds: float = 1e9) -> np.ndarray:
    """Shape (2, samples), float32 at 8 kHz: the agent, then the customer."""
    with av.open(str(recording)) as opened:
        resampler = av.AudioResampler("fltp", "stereo", RATE)
        parts = [f.to_ndarray() for x in opened.decode(audio=0) for f in resampler.resample(x)]
    whole = np.concatenate(parts, axis=1)
    return whole[:, : int(min(seconds, whole.shape[1] / RATE) * RATE)]


def at_16_khz(sound: np.ndarray) -> np.ndarray:
    """One channel, float32 at 8 kHz, as 16 bit integers at 16 kHz."""
    louder = soxr.resample(sound, RATE, 2 * RATE)
    return (np.clip(louder, -1, 1) * 32_767).astype("<i2")


def write(file: Path, sides: np.ndarray) -> None:
    """A recording of two channels: WAV, 16 bit."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(sides.T, -1, 1) * 32_767).astype("<i2").tobytes())


def beginning(reference: Reference, seconds: float) -> Reference:
    """The turns that are over by then; it ends before the first one that is not."""
    turns = tuple(t for t in reference.turns if t["end"] <= seconds)
    cut_off = [t["start"] for t in reference.turns if t["end"] > seconds]
    return replace(reference, turns=turns, seconds=min(seconds, reference.seconds, *cut_off))


def customer_alone(reference: Reference) -> Reference:
    turns = tuple(t for t in reference.turns if t["speaker"] == "customer")
    return replace(reference, turns=turns)
