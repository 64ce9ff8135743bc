"""Cancels echo chunk by chunk, with a library that works in frames of 10 ms and answers late."""

from collections import deque
from dataclasses import replace
from typing import Protocol

import numpy as np

from copilot.audio.chunk import CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk, Samples

FRAME = 160  # 10 ms: AEC3 works in whole frames
LEAD = 1_024  # 64 ms by which the reference leads, so that an echo placed too early has a cause


class Canceller(Protocol):
    """Takes out of one channel what the other explains."""

    delay_samples: int
    """How much later a sample comes out than it went in."""

    def process(self, near: Samples, far: Samples) -> Samples:
        """`near` without `far`'s echo; float32, shape (160 n,), all three alike."""
        ...


class Aec3:
    """A :class:`Canceller`: WebRTC's AEC3, through pywebrtc-audio; 0.8 % of one core."""

    delay_samples = 128

    def __init__(self) -> None:
        from pywebrtc_audio import EchoCanceller as Library

        self._library = Library(SAMPLE_RATE)

    def process(self, near: Samples, far: Samples) -> Samples:
        return self._library.process(near, far)


class Cleaning:
    """Chunks in, cleaned chunks with the same times out, three chunks later."""

    def __init__(self, canceller: Canceller) -> None:
        self._canceller = canceller
        self._inside: deque[AudioChunk] = deque()
        self._near: Samples = np.zeros(LEAD, np.float32)
        self._far: Samples = np.empty(0, np.float32)
        self._out: Samples = np.empty(0, np.float32)
        self._skip = LEAD + canceller.delay_samples

    def accept(self, agent: AudioChunk, customer: Samples) -> tuple[AudioChunk, ...]:
        self._inside.append(agent)
        near = np.concatenate((self._near, agent.samples))
        far = np.concatenate((self._far, customer))
        whole = len(far) // FRAME * FRAME
        out = self._canceller.process(near[:whole], far[:whole])
        self._near, self._far = near[whole:], far[whole:]
        self._out = np.concatenate((self._out, out[self._skip :]))
        self._skip = max(0, self._skip - len(out))
        ready: list[AudioChunk] = []
        while len(self._out) >= CHUNK_SAMPLES:
            raw = self._inside.popleft()
            ready.append(replace(raw, samples=self._out[:CHUNK_SAMPLES], raw=raw.samples))
            self._out = self._out[CHUNK_SAMPLES:]
        return tuple(ready)

    def forget(self) -> None:
        """What is inside has been heard already: give it back to nobody."""
        self._skip += len(self._inside) * CHUNK_SAMPLES - len(self._out)
        self._inside.clear()
        self._out = self._out[:0]

    def stop(self) -> tuple[AudioChunk, ...]:
        """What is inside, as it came."""
        held = tuple(self._inside)
        self._inside.clear()
        return held
