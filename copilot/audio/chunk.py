"""A piece of one speaker's audio."""

from dataclasses import dataclass

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
