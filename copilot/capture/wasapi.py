"""Windows: microphone and loopback of an output through WASAPI, with PyAudioWPatch.

Written against the library's own documentation and not run on a real machine yet. What is known of
WASAPI and kept to here: a loopback delivers nothing while nothing plays, so silence is no fault; a
loopback opens only with the output's own rate and channels, which are mixed down to one; the list
of devices is that of the library's start, so it is started again when nothing is open.
"""

import itertools
from typing import Any

import numpy as np

from copilot.audio.chunk import Samples
from copilot.capture.backend import BLOCK_S, Changes, SoundError, Stream
from copilot.capture.picture import Device, Picture
from copilot.capture.ring import Ring
from copilot.clock import monotonic_s, pause
from copilot.events import Speaker

_MARKS = itertools.count(1)


class WasapiStream:
    """A :class:`~copilot.capture.backend.Stream`."""

    def __init__(self, library: Any, audio: Any, info: dict[str, Any], ring: Ring) -> None:
        self.mark = f"{next(_MARKS)}"
        self.source = str(info["name"])
        self.rate = int(info["defaultSampleRate"])
        channels = int(info["maxInputChannels"])

        def arrived(data: bytes, frames: int, times: object, status: int) -> tuple[None, int]:
            wide = np.frombuffer(data, np.float32).reshape(-1, channels)
            mono = np.ascontiguousarray(wide.mean(axis=1), np.float32)
            ring.put(mono, self.rate, monotonic_s(), overflow=bool(status))
            return None, library.paContinue

        self._stream = audio.open(
            format=library.paFloat32,
            channels=channels,
            rate=self.rate,
            frames_per_buffer=int(self.rate * BLOCK_S),
            input=True,
            input_device_index=info["index"],
            stream_callback=arrived,
        )

    @property
    def alive(self) -> bool:
        return bool(self._stream.is_active())

    def close(self) -> None:
        try:
            self._stream.close()
        except OSError:
            return  # the device is gone, and the stream with it


class WasapiBackend:
    """A :class:`~copilot.capture.backend.Backend`."""

    name = "WASAPI"
    idle_is_silent = True

    def __init__(self) -> None:
        try:
            import pyaudiowpatch
        except ImportError as error:
            raise SoundError(
                "no-pyaudiowpatch",
                "Sound cannot be captured: PyAudioWPatch is missing.",
                why=str(error),
                hint="pip install PyAudioWPatch",
            ) from error
        self._library: Any = pyaudiowpatch
        self._audio: Any = pyaudiowpatch.PyAudio()
        self._infos: dict[str, dict[str, Any]] = {}
        self._open: list[WasapiStream] = []

    def picture(self) -> Picture:
        self._open = [s for s in self._open if s.alive]
        if not self._open:
            self._audio.terminate()
            self._audio = self._library.PyAudio()
        host = self._audio.get_host_api_info_by_type(self._library.paWASAPI)
        infos = self._audio.get_device_info_generator_by_host_api(
            host_api_type=self._library.paWASAPI
        )
        self._infos = {str(i["name"]): i for i in infos if i["maxInputChannels"] > 0}
        try:
            loopback = str(self._audio.get_default_wasapi_loopback()["name"])
        except (OSError, LookupError):
            loopback = ""
        default = int(host["defaultInputDevice"])
        microphone = [n for n, i in self._infos.items() if i["index"] == default]
        return Picture(
            devices=tuple(
                Device(name, name, bool(i["isLoopbackDevice"])) for name, i in self._infos.items()
            ),
            default_microphone=microphone[0] if microphone else "",
            default_loopback=loopback,
        )

    def open(self, device: Device, speaker: Speaker, ring: Ring) -> WasapiStream:
        info = self._infos.get(device.name)
        try:
            if info is None:
                raise OSError(f"There is no {device.name} now.")
            stream = WasapiStream(self._library, self._audio, info, ring)
        except OSError as error:
            raise SoundError(
                "source-does-not-open",
                f"{device.label} cannot be opened.",
                why=str(error),
                hint="Is it still plugged in? Run: copilot devices",
            ) from error
        self._open.append(stream)
        return stream

    def attached(self, stream: Stream) -> str | None:
        """WASAPI ends a stream whose device goes away, and never moves it."""
        return stream.source if isinstance(stream, WasapiStream) and stream.alive else None

    def wait(self, seconds: float) -> Changes:
        pause(seconds)
        return Changes()

    def play(self, loopback: str, samples: Samples, rate: int) -> None:
        try:
            out = self._audio.open(
                format=self._library.paFloat32, channels=1, rate=rate, output=True
            )
            out.write(np.ascontiguousarray(samples, np.float32).tobytes())
            out.close()
        except OSError as error:
            raise SoundError(
                "output-does-not-open", "Nothing can be played.", why=str(error)
            ) from error

    def close(self) -> None:
        for stream in self._open:
            stream.close()
        self._open.clear()
