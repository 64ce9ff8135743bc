"""The two sides of a sample recording, as sound for the server."""

from pathlib import Path

import numpy as np
import soxr

from copilot.audio.decode import Decoder
from tests.sound.server import RATE


def both_sides(recording: Path, seconds: float | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Agent and customer: float32, shape (n,), 48 kHz."""
    decoder = Decoder(recording)
    channels = np.concatenate(list(decoder.blocks()), axis=1)
    end = None if seconds is None else int(seconds * RATE)
    agent, customer = (soxr.resample(c, decoder.rate, RATE)[:end] for c in channels[:2])
    return agent, customer
