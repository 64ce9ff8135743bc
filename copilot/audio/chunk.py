"""A piece of one speaker's audio."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from copilot.events import Speaker

SAMPLE_RATE = 16_000
CHUNK_SAMPLES = 512  # 32 ms: what the voice detector takes at once
CHUNK_S = CHUNK_SAMPLES / SAMPLE_RATE

Samples = NDArray[np.float32]
"""float32, shape (n,), in [-1, 1], 16 kHz."""


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """32 ms of one speaker."""

    speaker: Speaker
    start: float  # call seconds of the first sample
    samples: Samples  # shape (512,)
    raw: Samples | None = None  # as the microphone gave it, where echo was taken out of `samples`


def silenced(chunk: AudioChunk) -> AudioChunk:
    """The same moment without a sound: what stands in for audio that must not be heard."""
    return replace(chunk, samples=np.zeros_like(chunk.samples), raw=None)
