"""One call's sound on the disk: Ogg with Opus, two channels at 16 kHz, about 0.2 MB a minute.

It is written in pages of 0.2 s, so that a file that breaks off plays up to there.
Everything here blocks, and raises :class:`OSError` where the system refuses.
"""

import os
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from copilot.audio.chunk import SAMPLE_RATE
from copilot.clock import monotonic_s
from copilot.store.places import private_folder

PAGE_S = 0.2  # two of them wait in memory
SYNC_S = 1.0  # the disk confirms what was written at least so often
BIT_RATE = 32_000  # of both channels together
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

Block = NDArray[np.int16]
"""int16, shape (2, n): the agent, the customer; 16 kHz."""


class AudioFile:
    """One file, from one thread."""

    def __init__(self, path: Path) -> None:
        """Make it, in place of one that is there; nobody but its owner may read it (0600)."""
        private_folder(path.parent)
        path.unlink(missing_ok=True)
        self._raw = _Raw(os.open(path, _FLAGS, 0o600))
        self._samples = 0
        try:
            page_us = {"page_duration": f"{PAGE_S * 1e6:.0f}"}
            self._ogg = av.open(self._raw, "w", format="ogg", options=page_us)
            self._stream = self._ogg.add_stream("libopus", rate=SAMPLE_RATE)
            self._stream.layout = "stereo"
            self._stream.bit_rate = BIT_RATE
            self._stream.codec_context.options = {"application": "voip"}
        except BaseException:
            self._raw.close()
            raise

    def write(self, block: Block) -> None:
        """Append the next samples of both sides."""
        interleaved = np.ascontiguousarray(block.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(interleaved, format="s16", layout="stereo")
        frame.sample_rate, frame.time_base = SAMPLE_RATE, Fraction(1, SAMPLE_RATE)
        frame.pts = self._samples
        self._samples += block.shape[1]
        self._ogg.mux(self._stream.encode(frame))
        self._raw.sync_now_and_then()

    def silence(self, samples: int) -> None:
        """Append so much of nothing."""
        while samples > 0:
            some = min(samples, SAMPLE_RATE)
            self.write(np.zeros((2, some), np.int16))
            samples -= some

    def close(self) -> None:
        """Write what the encoder still holds."""
        try:
            if self._samples:
                self._ogg.mux(self._stream.encode(None))
            self._ogg.close()
            self._raw.sync()
        finally:
            self._raw.close()

    def abandon(self) -> None:
        """Leave the file as it is on the disk."""
        self._raw.close()
        with suppress(Exception):  # the container writes its end, and that goes nowhere
            self._ogg.close()


class _Raw:
    """What the container writes to: a file that cannot be gone back in."""

    def __init__(self, fd: int) -> None:
        self._fd: int | None = fd
        self._synced_s = monotonic_s()

    def write(self, data: bytes) -> int:
        left = memoryview(data)
        while left and self._fd is not None:
            left = left[os.write(self._fd, left) :]
        return len(data)

    def sync(self) -> None:
        if self._fd is not None:
            os.fsync(self._fd)
        self._synced_s = monotonic_s()

    def sync_now_and_then(self) -> None:
        if monotonic_s() - self._synced_s >= SYNC_S:
            self.sync()

    def close(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)
