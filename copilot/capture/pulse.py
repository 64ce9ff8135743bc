"""Linux: PulseAudio, or PipeWire through its PulseAudio side.

Debian's PortAudio knows only ALSA, where the sound server is the one device `pulse`. The source it
records is read from PULSE_SOURCE at each opening, so two sources are open at once in one process;
PULSE_PROP gives each stream a mark by which the server's own list of streams is searched. That list
is what tells where a stream is attached: PortAudio says nothing when the server moves it.
"""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from copilot.audio.chunk import Samples
from copilot.capture.backend import BLOCK_S, Changes, SoundError, Stream
from copilot.capture.picture import Device, Picture
from copilot.capture.pulse_server import PulseServer
from copilot.capture.ring import Ring
from copilot.clock import monotonic_s
from copilot.events import Speaker

RATE = 48_000
LATENCY_S = 0.1  # with blocks of 20 ms nothing is lost at 3 % of a core
_MARKS = itertools.count(1)


class PulseStream:
    """A :class:`~copilot.capture.backend.Stream`."""

    rate = RATE

    def __init__(self, sd: Any, portaudio_device: int, mark: str, ring: Ring) -> None:
        self.mark = mark
        self._finished = False

        def arrived(data: object, frames: int, times: object, status: object) -> None:
            ring.put(data, RATE, monotonic_s(), overflow=bool(status))

        def finished() -> None:
            self._finished = True

        self._stream = sd.RawInputStream(
            samplerate=RATE,
            blocksize=int(RATE * BLOCK_S),
            device=portaudio_device,
            channels=1,
            dtype="float32",
            latency=LATENCY_S,
            callback=arrived,
            finished_callback=finished,
        )
        self._stream.start()

    @property
    def alive(self) -> bool:
        return not self._finished

    def close(self) -> None:
        self._stream.close(ignore_errors=True)


class PulseBackend:
    """A :class:`~copilot.capture.backend.Backend`."""

    name = "PulseAudio"
    idle_is_silent = False

    def __init__(self) -> None:
        self._server = PulseServer()
        self._sd: Any = None

    def picture(self) -> Picture:
        return self._server.picture()

    def attached(self, stream: Stream) -> str | None:
        return self._server.attached(stream.mark)

    def wait(self, seconds: float) -> Changes:
        return self._server.wait(seconds)

    def open(self, device: Device, speaker: Speaker, ring: Ring) -> PulseStream:
        mark = f"{os.getpid()}-{next(_MARKS)}-{speaker}"
        settings = {
            "PULSE_SOURCE": device.name,
            "PULSE_PROP": f"application.name=call-copilot call-copilot.mark={mark}",
        }
        number = self._portaudio_device()
        try:
            with _environment(settings):
                return PulseStream(self._sd, number, mark, ring)
        except self._sd.PortAudioError as error:
            raise SoundError(
                "source-does-not-open",
                f"{device.label} cannot be opened.",
                why=str(error).splitlines()[0],
                hint="Is it still plugged in? Run: copilot devices",
            ) from error

    def play(self, loopback: str, samples: Samples, rate: int) -> None:
        number = self._portaudio_device()
        sink = loopback.removesuffix(".monitor")
        try:
            with _environment({"PULSE_SINK": sink}):
                stream = self._sd.RawOutputStream(
                    samplerate=rate, device=number, channels=1, dtype="float32"
                )
                stream.start()
            stream.write(np.ascontiguousarray(samples, np.float32).tobytes())
            stream.stop()
            stream.close(ignore_errors=True)
        except self._sd.PortAudioError as error:
            raise SoundError(
                "output-does-not-open",
                f"Nothing can be played on {sink}.",
                why=str(error).splitlines()[0],
                hint="Run: copilot devices",
            ) from error

    def close(self) -> None:
        self._server.close()

    def _portaudio_device(self) -> int:
        """PortAudio's number of the sound server.

        PortAudio looks for devices once, when it is loaded; where the server was down at that time
        it has to look again, which is safe as long as no stream is open.
        """
        if self._sd is None:
            self._sd = _sounddevice()
        for again in (False, True):
            if again:
                self._sd._terminate()
                self._sd._initialize()
            for number, found in enumerate(self._sd.query_devices()):
                if found["name"] == "pulse" and found["max_input_channels"]:
                    return number
        raise SoundError(
            "no-pulse-device",
            "PortAudio does not find the sound server.",
            why="ALSA has no device named pulse, or the server was not there.",
            hint="On Debian: apt-get install libasound2-plugins",
        )


def _sounddevice() -> Any:
    try:
        import sounddevice
    except (ImportError, OSError) as error:
        raise SoundError(
            "no-portaudio",
            "Sound cannot be captured: PortAudio is missing.",
            why=str(error),
            hint="On Debian: apt-get install libportaudio2 libasound2-plugins",
        ) from error
    return sounddevice


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
