"""Listens to a live source, and tells who was heard where by the pitch of their voice.

The agent hums at 440 Hz and the customer at 1000 Hz, so that one chunk tells them apart.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

import numpy as np

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk
from copilot.capture.live import LiveSource
from copilot.events import Speaker, Trouble

PITCH = {Speaker.AGENT: 440.0, Speaker.CUSTOMER: 1000.0}
AUDIBLE = 0.03  # amplitude in one chunk; 20 ms of the other's voice (0.4) anywhere in it have more


def loudness(samples: np.ndarray, hertz: float) -> float:
    """Amplitude of a tone in the samples (16 kHz)."""
    t = np.arange(len(samples)) / SAMPLE_RATE
    window = np.hanning(len(samples))
    return float(2 * abs(np.sum(samples * window * np.exp(-2j * np.pi * hertz * t))) / window.sum())


def is_heard(samples: np.ndarray, hertz: float) -> bool:
    """A tone, not the click with which another one begins or ends, which is loud at every pitch."""
    here = loudness(samples, hertz)
    beside = max(loudness(samples, 0.7 * hertz), loudness(samples, 1.35 * hertz))
    return here > AUDIBLE and here > 1.5 * beside


@dataclass
class Ear:
    """What came out of a source: chunks, troubles, and when."""

    source: LiveSource
    chunks: list[tuple[float, AudioChunk]] = field(default_factory=list)
    troubles: list[tuple[float, Trouble]] = field(default_factory=list)
    began_s: float = 0.0

    async def listen(self) -> None:
        async def note(trouble: Trouble) -> None:
            self.troubles.append((time.monotonic() - self.began_s, trouble))

        self.source.notice = note
        self.began_s = time.monotonic()
        async with aclosing(self.source.chunks()) as chunks:
            async for chunk in chunks:
                self.chunks.append((time.monotonic() - self.began_s, chunk))

    def now(self) -> float:
        return time.monotonic() - self.began_s

    async def until(self, done: Callable[[], bool], within_s: float) -> float:
        """Seconds until `done`; a failure says what was told meanwhile."""
        start = self.now()
        while not done():
            if self.now() - start > within_s:
                told = [(round(t, 2), x.problem, x.over) for t, x in self.troubles]
                raise AssertionError(f"not within {within_s} s; told {told}\n{self.picture()}")
            await asyncio.sleep(0.02)
        return self.now() - start

    def hears(self, speaker: Speaker, seconds: float = 0.3) -> bool:
        """Whether the last `seconds` of a side hold that side's voice throughout."""
        last = [c for _, c in self.chunks if c.speaker is speaker][-round(seconds / CHUNK_S) :]
        return len(last) > 1 and all(self._has(c, speaker) for c in last)

    def told(self, problem: str, *, over: bool = False, since: float = 0.0) -> float | None:
        """When a problem, or its end, was told."""
        found = [t for t, x in self.troubles if x.problem == problem and x.over is over]
        return next((t for t in found if t >= since), None)

    def strangers(self) -> list[tuple[str, float]]:
        """Chunks in which the other side's voice is heard."""
        other = {Speaker.AGENT: Speaker.CUSTOMER, Speaker.CUSTOMER: Speaker.AGENT}
        return [
            (str(c.speaker), round(c.start, 2))
            for _, c in self.chunks
            if self._has(c, other[c.speaker])
        ]

    def holes(self, speaker: Speaker, start: float, end: float) -> float:
        """Seconds between two call times in which a side's own voice is missing."""
        side = [c for _, c in self.chunks if c.speaker is speaker and start <= c.start < end]
        return sum(CHUNK_S for c in side if not self._has(c, speaker))

    def longest_hole(self, speaker: Speaker) -> float:
        """Seconds without a side's voice at a stretch, since it was first heard."""
        longest = run = 0
        begun = False
        for _, chunk in self.chunks:
            if chunk.speaker is speaker:
                has = self._has(chunk, speaker)
                begun = begun or has
                run = 0 if has or not begun else run + 1
                longest = max(longest, run)
        return longest * CHUNK_S

    def picture(self) -> str:
        """One letter per quarter of a second: # own voice, X the other's, . silence."""
        lines = []
        for speaker in Speaker:
            side = [c for _, c in self.chunks if c.speaker is speaker]
            letters = ""
            for first in range(0, len(side) - 7, 8):
                part = side[first : first + 8]
                own = any(self._has(c, speaker) for c in part)
                strange = any(
                    self._has(c, other) for c in part for other in Speaker if other != speaker
                )
                letters += "X" if strange else "#" if own else "."
            lines.append(f"{speaker:9}{letters}")
        return "\n".join(lines)

    def samples(self, speaker: Speaker) -> np.ndarray:
        return np.concatenate([c.samples for _, c in self.chunks if c.speaker is speaker])

    def lags(self) -> list[float]:
        """Seconds from a chunk's end to its coming out."""
        return [t - c.start - CHUNK_SAMPLES / SAMPLE_RATE for t, c in self.chunks]

    @staticmethod
    def _has(chunk: AudioChunk, speaker: Speaker) -> bool:
        return is_heard(chunk.samples, PITCH[speaker])
