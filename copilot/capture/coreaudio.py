"""macOS: the microphone through PortAudio, the customer through a Core Audio process tap (catap).

Written against the libraries' own documentation and not run on a real machine yet. A tap needs
macOS 14.2 and the permission "System Audio Recording" for the terminal; where it is refused, macOS
delivers endless silence without an error, which `copilot doctor` finds by playing a tone. On older
systems a virtual device such as BlackHole, named with --loopback, takes the tap's place; it drifts
against the microphone, which the timeline evens out.
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

TAP = "system-audio"
RATE = 48_000
VIRTUAL = ("blackhole", "loopback", "soundflower")  # inputs that carry what is played
_MARKS = itertools.count(1)


class InputStream:
    """A :class:`~copilot.capture.backend.Stream` of PortAudio."""

    rate = RATE

    def __init__(self, sd: Any, device: Device, ring: Ring) -> None:
        self.mark, self.source = f"{next(_MARKS)}", device.name

        def arrived(data: object, frames: int, times: object, status: object) -> None:
            ring.put(data, RATE, monotonic_s(), overflow=bool(status))

        self._stream = sd.RawInputStream(
            samplerate=RATE,
            blocksize=int(RATE * BLOCK_S),
            device=device.name,
            channels=1,
            dtype="float32",
            callback=arrived,
        )
        self._stream.start()

    @property
    def alive(self) -> bool:
        return bool(self._stream.active)

    def close(self) -> None:
        self._stream.close(ignore_errors=True)


class TapStream:
    """A :class:`~copilot.capture.backend.Stream` of everything that is played."""

    source = TAP

    def __init__(self, catap: Any, ring: Ring) -> None:
        self.mark, self.rate = f"{next(_MARKS)}", RATE

        def arrived(buffer: Any) -> None:
            form = buffer.format
            self.rate = int(form.sample_rate)
            kind = np.float32 if form.is_float else np.dtype(f"<i{form.bits_per_channel // 8}")
            wide = np.frombuffer(buffer.data, kind).reshape(-1, form.num_channels)
            mono = wide.mean(axis=1).astype(np.float32)
            if not form.is_float:
                mono /= 2.0 ** (form.bits_per_channel - 1)
            ring.put(mono, self.rate, monotonic_s())

        self._session = catap.record_system_audio(mono=True, on_buffer=arrived)
        self._session.start()

    @property
    def alive(self) -> bool:
        return not self._session.capture_failed

    def close(self) -> None:
        try:
            self._session.close()
        except Exception:  # of a library that may fail anyhow once the device is gone
            return


class CoreAudioBackend:
    """A :class:`~copilot.capture.backend.Backend`."""

    name = "Core Audio"
    idle_is_silent = True

    def __init__(self) -> None:
        try:
            import sounddevice
        except (ImportError, OSError) as error:
            raise SoundError(
                "no-portaudio", "Sound cannot be captured: PortAudio is missing.", why=str(error)
            ) from error
        self._sd: Any = sounddevice
        try:
            import catap
        except ImportError:  # macOS before 14.2
            catap = None
        self._catap: Any = catap

    def picture(self) -> Picture:
        default = self._sd.default.device[0]
        devices, microphone = [], ""
        for number, found in enumerate(self._sd.query_devices()):
            if not found["max_input_channels"]:
                continue
            name = str(found["name"])
            virtual = any(word in name.casefold() for word in VIRTUAL)
            devices.append(Device(name, name, virtual))
            if number == default:
                microphone = name
        if self._catap is not None:
            devices.append(Device(TAP, "everything that is played", True))
        loopbacks = [d.name for d in devices if d.loopback]
        tapped = TAP if self._catap is not None else ""
        return Picture(tuple(devices), microphone, tapped or (loopbacks or [""])[0])

    def open(self, device: Device, speaker: Speaker, ring: Ring) -> Stream:
        try:
            if device.name == TAP:
                return TapStream(self._catap, ring)
            return InputStream(self._sd, device, ring)
        except Exception as error:  # each library has its own
            raise SoundError(
                "source-does-not-open",
                f"{device.label} cannot be opened.",
                why=str(error),
                hint="Allow the terminal Microphone and System Audio Recording in the settings.",
            ) from error

    def attached(self, stream: Stream) -> str | None:
        """Neither a tap nor an input is ever moved to another source."""
        return stream.source if isinstance(stream, InputStream | TapStream) else None

    def wait(self, seconds: float) -> Changes:
        pause(seconds)
        return Changes()

    def play(self, loopback: str, samples: Samples, rate: int) -> None:
        self._sd.play(samples, rate, blocking=True)

    def close(self) -> None:
        """Nothing is held between streams."""
