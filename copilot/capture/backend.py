"""What an operating system's sound has to offer, as the rest of the copilot sees it.

A backend tells what there is (:class:`~copilot.capture.picture.Picture`), opens a named source, and
says which source an open stream is really attached to. Everything but :meth:`Backend.open`,
:meth:`Backend.play` and :meth:`Stream.close` is called from one thread, and those from one other.
"""

from dataclasses import dataclass, field
from typing import Protocol

from copilot.audio.chunk import Samples
from copilot.capture.picture import Device, Picture
from copilot.capture.ring import Ring
from copilot.errors import EngineError
from copilot.events import Speaker

BLOCK_S = 0.02


class SoundError(EngineError):
    """Sound that cannot be captured: no sound server, no such device, or one that does not open."""


class ServerGoneError(SoundError):
    """The sound server cannot be reached."""

    def __init__(self, why: str = "") -> None:
        super().__init__(
            "sound-server-gone",
            "The sound server does not answer.",
            why=why,
            hint="Start it; under a desktop: systemctl --user restart pipewire-pulse or pulseaudio",
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """What a wait has shown. `streams`: ours that the system has touched, by their marks."""

    devices: bool = False
    streams: frozenset[str] = field(default_factory=frozenset)


class Stream(Protocol):
    """An open source that puts 20 ms blocks into its ring."""

    mark: str
    """Distinguishes it from every other stream of this process."""
    rate: int

    @property
    def alive(self) -> bool:
        """False once it is known to deliver nothing more; true proves nothing."""
        ...

    def close(self) -> None:
        """Never raises."""
        ...


class Backend(Protocol):
    """One operating system's sound."""

    name: str
    idle_is_silent: bool
    """Whether a loopback delivers no blocks at all while nothing plays."""

    def picture(self) -> Picture:
        """Raises :class:`ServerGoneError`."""
        ...

    def open(self, device: Device, speaker: Speaker, ring: Ring) -> Stream:
        """Blocking, a few milliseconds at best. Raises :class:`SoundError`."""
        ...

    def attached(self, stream: Stream) -> str | None:
        """Name of the source that the stream hears now; None where the system does not know it.

        Raises :class:`ServerGoneError`.
        """
        ...

    def wait(self, seconds: float) -> Changes:
        """Return after `seconds`, or earlier when something has changed.

        Raises :class:`ServerGoneError`.
        """
        ...

    def play(self, loopback: str, samples: Samples, rate: int) -> None:
        """Play on the output behind a loopback device, and return when it was played.

        `samples`: float32, shape (n,). Raises :class:`SoundError`.
        """
        ...

    def close(self) -> None:
        """Never raises; the next call connects anew."""
        ...
