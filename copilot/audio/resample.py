"""Any rate -> 16 kHz chunks of one size, streaming."""

from collections.abc import Iterator

import numpy as np
import soxr

from copilot.audio.chunk import CHUNK_SAMPLES, SAMPLE_RATE, Samples


class Resampler:
    """One channel to 16 kHz.

    soxr's delay is below 30 ms and constant; its stream gives back as many samples as went in, so
    times in the result are times of the recording.
    """

    def __init__(self, rate: int) -> None:
        self._stream = (
            None
            if rate == SAMPLE_RATE
            else soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32", quality="MQ")
        )

    def push(self, samples: Samples, *, last: bool = False) -> Samples:
        """What is ready; with `last`, all there is."""
        if self._stream is None:
            return samples
        resampled: Samples = self._stream.resample_chunk(samples, last=last)
        return resampled


class Rechunker:
    """Resamples one channel and cuts it into chunks of 512 samples."""

    def __init__(self, rate: int) -> None:
        self._resampler = Resampler(rate)
        self._rest: Samples = np.empty(0, np.float32)

    def push(self, samples: Samples, *, last: bool = False) -> Iterator[Samples]:
        """Whole chunks that are ready; with `last`, the remainder padded with silence."""
        ready = np.concatenate((self._rest, self._resampler.push(samples, last=last)))
        whole = len(ready) // CHUNK_SAMPLES * CHUNK_SAMPLES
        for start in range(0, whole, CHUNK_SAMPLES):
            yield ready[start : start + CHUNK_SAMPLES]
        self._rest = ready[whole:]
        if last and len(self._rest):
            yield np.pad(self._rest, (0, CHUNK_SAMPLES - len(self._rest)))
            self._rest = self._rest[:0]
