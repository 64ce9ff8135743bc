"""The last minutes of both sides' sound, until it is known what of it may be kept.

Memory is taken once: two minutes of two channels are 7.7 MB.
"""

import numpy as np
from numpy.typing import NDArray

from copilot.audio.chunk import SAMPLE_RATE, AudioChunk
from copilot.events import Speaker
from copilot.privacy.sound import SoundGate
from copilot.store.audio_file import Block

HELD_S = 120
FADE_S = 0.005  # at the ends of a piece, so that it does not click
_SIZE = HELD_S * SAMPLE_RATE
Gain = NDArray[np.float64]
"""float64, shape (n,), in [0, 1]."""
_ROW = {Speaker.AGENT: 0, Speaker.CUSTOMER: 1}


class HeldSound:
    """A ring of samples, by their place in the call."""

    def __init__(self) -> None:
        self._ring: Block = np.zeros((2, _SIZE), np.int16)
        self._ends = dict.fromkeys(Speaker, 0)
        self.taken = 0
        """Samples that were given out: the place of the next one."""

    @property
    def heard_s(self) -> float:
        """Both sides have been heard up to here."""
        return min(self._ends.values()) / SAMPLE_RATE

    @property
    def end(self) -> int:
        """The place behind the last sample of either side."""
        return max(self._ends.values())

    @property
    def overdue(self) -> int:
        """Samples for which there will soon be no room."""
        return max(0, self.end - self.taken - _SIZE + SAMPLE_RATE)

    def put(self, chunk: AudioChunk) -> None:
        """Samples whose place is no longer held are left out."""
        place = round(chunk.start * SAMPLE_RATE)
        old = max(0, self.taken - place)
        samples = np.clip(np.rint(chunk.samples[old:] * 32_767), -32_768, 32_767)
        places = np.arange(place + old, place + old + len(samples))
        keep = places < self.taken + _SIZE
        self._ring[_ROW[chunk.speaker], places[keep] % _SIZE] = samples[keep].astype(np.int16)
        self._ends[chunk.speaker] = max(self._ends[chunk.speaker], place + len(chunk.samples))

    def take(self, samples: int, gate: SoundGate) -> Block | None:
        """The next samples, less what the gate does not let through; None where all is silent.

        `samples`: no more than are held.
        """
        places = np.arange(self.taken, self.taken + samples)
        block: Block = np.zeros((2, samples), np.int16)
        start, end = self.taken / SAMPLE_RATE, (self.taken + samples) / SAMPLE_RATE
        for speaker, row in _ROW.items():
            gain = np.zeros(samples)
            for piece in gate.pieces(speaker, start, end):
                gain = np.maximum(gain, _envelope(places / SAMPLE_RATE, *piece))
            if gain.any():
                held = self._ring[row, places % _SIZE]
                block[row] = np.rint(held * gain).astype(np.int16)
        self.skip(samples)
        gate.forget(end)
        return block if block.any() else None

    def skip(self, samples: int) -> None:
        """The next samples are nobody's to hear; more than are held may be skipped."""
        places = np.arange(self.taken, self.taken + min(samples, _SIZE))
        self._ring[:, places % _SIZE] = 0
        self.taken += samples


def _envelope(at_s: Gain, start: float, end: float) -> Gain:
    """1 within a piece, 0 outside, with a short ramp inside each end."""
    inside = np.minimum(at_s - start, end - at_s) / FADE_S
    return np.clip(inside, 0.0, 1.0)
