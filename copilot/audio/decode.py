"""Recordings of any format that PyAV reads -> float32 blocks, streaming.

One frame of the file is in memory at a time, whatever its length.
"""

from collections.abc import Iterator
from pathlib import Path

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from copilot.errors import InputError

LOWEST_RATE, HIGHEST_RATE = 8_000, 48_000

Block = NDArray[np.float32]
"""float32, shape (channels, n), in [-1, 1], at the file's own rate."""


class Decoder:
    """One audio file, opened and checked.

    Raises :class:`InputError`: ``no-such-recording``, ``not-a-file``, ``empty-recording``,
    ``not-audio``, ``sample-rate-not-supported``.
    """

    def __init__(self, path: Path) -> None:
        _check_file(path)
        self.path = path
        try:
            self._container = av.open(str(path.absolute()))  # a colon in a name is no protocol
        except (av.error.FFmpegError, UnicodeError) as error:
            raise InputError(
                "not-audio",
                f"{path} cannot be read as audio.",
                why=_cause(error),
                hint="Give a recording such as WAV, FLAC, MP3, M4A, Ogg or Opus.",
            ) from error
        streams = self._container.streams.audio
        if not streams or streams[0].codec_context is None:
            raise InputError(
                "not-audio",
                f"{path} holds no audio.",
                why="The file was opened, but none of its streams is audio that can be decoded.",
                hint="Give a recording such as WAV, FLAC, MP3, M4A, Ogg or Opus.",
            )
        self._stream = streams[0]
        self.rate = int(self._stream.rate or 0)
        self.channels = int(self._stream.channels)
        if not LOWEST_RATE <= self.rate <= HIGHEST_RATE:
            raise InputError(
                "sample-rate-not-supported",
                f"{path} has a sample rate of {self.rate} Hz.",
                why=f"Rates from {LOWEST_RATE} to {HIGHEST_RATE} Hz are read.",
                hint="Convert it, for example: ffmpeg -i IN -ar 16000 OUT.wav",
            )

    def blocks(self) -> Iterator[Block]:
        """The audio, frame by frame.

        A damaged place becomes silence of its length. Raises :class:`InputError`
        ``recording-damaged`` at the end if there was one, or where the file breaks off; everything
        else has then been yielded.
        """
        to_float = av.AudioResampler(format="fltp")
        heard_s, damaged = 0.0, 0
        try:
            for packet in self._container.demux(self._stream):
                try:
                    frames = packet.decode()
                except av.error.InvalidDataError:
                    damaged += 1
                    frames = []
                    if packet.duration and packet.time_base:
                        lost = int(packet.duration * packet.time_base * self.rate)
                        yield np.zeros((self.channels, lost), np.float32)
                for frame in frames:
                    for same in to_float.resample(frame):
                        block: Block = same.to_ndarray()
                        heard_s += block.shape[1] / self.rate
                        yield block
        except av.error.FFmpegError as error:
            raise InputError(
                "recording-damaged",
                f"{self.path} breaks off after {heard_s:.1f} s.",
                why=_cause(error),
                hint="What came before was used. Fetch the recording again if it should be longer.",
            ) from error
        finally:
            self._container.close()
        if damaged:
            raise InputError(
                "recording-damaged",
                f"{self.path} has {damaged} damaged place{'s' if damaged > 1 else ''}.",
                why="What could not be decoded was replaced by silence; all else was used.",
                hint="Fetch the recording again if what was said there matters.",
            )


def _check_file(path: Path) -> None:
    if not path.exists():
        raise InputError(
            "no-such-recording",
            f"There is no file {path}.",
            hint="Check the path; quote it if it holds spaces.",
        )
    if not path.is_file():
        raise InputError("not-a-file", f"{path} is not a file.", hint="Give one recording.")
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise InputError(
            "recording-not-readable",
            f"{path} cannot be opened.",
            why=_cause(error),
            hint="Check its permissions.",
        ) from error
    if empty:
        raise InputError(
            "empty-recording",
            f"{path} is empty.",
            why="The file has no bytes.",
            hint="Was the recording stopped before anything was written?",
        )


def _cause(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).strip().rstrip(".") + "."
