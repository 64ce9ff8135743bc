"""Blocks as they come -> one speaker's samples in their place on the call's clock.

A stream's blocks follow each other without holes, so they are placed by count; the clock only
corrects. How late a block arrives against its place jitters upwards, never downwards, so the least
lateness of the last second tells where the stream really is:

    far late     samples were lost        silence of that length takes their place
    early        there is more sound than time (a burst, a quick device): the surplus goes
    after a hole that was filled with silence    the stream is anchored anew at its next block

Small corrections (clocks that drift apart) wait for a quiet moment.
"""

from collections import deque

import numpy as np

from copilot.audio.chunk import CHUNK_SAMPLES, SAMPLE_RATE, Samples
from copilot.audio.resample import Resampler
from copilot.capture.ring import Block

TOLERATED = int(0.050 * SAMPLE_RATE)
URGENT = int(0.150 * SAMPLE_RATE)
WINDOW_BLOCKS = 50
QUIET_PEAK = 0.01


class Timeline:
    """One speaker. Positions are samples at 16 kHz since `origin_s` on the monotonic clock."""

    def __init__(self, origin_s: float) -> None:
        self._origin_s = origin_s
        self._parts: deque[Samples] = deque()
        self._held = 0  # samples in _parts
        self._end = 0  # position after the last sample placed
        self._stream: Resampler | None = None
        self._rate = 0
        self._lateness: deque[int] = deque(maxlen=WINDOW_BLOCKS)
        self._anchored = False
        self.inserted = 0
        """Samples of silence put in for sound that was lost within a stream."""
        self.removed = 0
        """Samples taken out because there was more sound than time."""

    @property
    def end(self) -> int:
        return self._end

    @property
    def held(self) -> int:
        """Samples that wait to be taken."""
        return self._held

    def add(self, block: Block) -> None:
        """Place a block behind what there is."""
        if self._stream is None or block.rate != self._rate:
            self._stream, self._rate = Resampler(block.rate), block.rate
            self._anchored = False
        samples = self._stream.push(block.samples)
        position = int((block.captured_s - self._origin_s) * SAMPLE_RATE)
        if not self._anchored:
            self._anchored = True
            self._lateness.clear()
            self._append_silence(position - len(block.samples) * SAMPLE_RATE // block.rate)
        self._append(samples)
        self._lateness.append(position - self._end)
        self._correct(quiet=not len(samples) or float(np.abs(samples).max()) < QUIET_PEAK)

    def break_off(self) -> None:
        """The stream ended, or what it has to say is not believed: anchor the next one anew."""
        self._stream = None
        self._anchored = False

    def fill(self, to: int) -> None:
        """No sound came in time: silence up to the position `to`."""
        if to > self._end:
            self._append_silence(to)
            self._anchored = False

    def chunk(self) -> Samples:
        """The next 512 samples; they must be there."""
        parts: list[Samples] = []
        missing = CHUNK_SAMPLES
        while missing:
            part = self._parts.popleft()
            if len(part) > missing:
                self._parts.appendleft(part[missing:])
                part = part[:missing]
            parts.append(part)
            missing -= len(part)
        self._held -= CHUNK_SAMPLES
        return np.concatenate(parts)

    def _correct(self, *, quiet: bool) -> None:
        least = min(self._lateness)
        if least > TOLERATED and len(self._lateness) == WINDOW_BLOCKS:
            if quiet or least > URGENT:
                self.inserted += least
                self._append_silence(self._end + least)
                self._lateness.clear()
        elif least < -TOLERATED and (quiet or least < -URGENT):
            self.removed += self._drop_oldest(-least)
            self._lateness.clear()

    def _append(self, samples: Samples) -> None:
        if len(samples):
            self._parts.append(samples)
            self._held += len(samples)
            self._end += len(samples)

    def _append_silence(self, to: int) -> None:
        if to > self._end:
            self._append(np.zeros(to - self._end, np.float32))

    def _drop_oldest(self, count: int) -> int:
        """What follows moves up to its place; how many samples there were to take."""
        left = count = min(count, self._held)
        while left:
            part = self._parts.popleft()
            if len(part) > left:
                self._parts.appendleft(part[left:])
                part = part[:left]
            left -= len(part)
        self._held -= count
        self._end -= count
        return count
