"""Where a call's audio comes from."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Protocol, runtime_checkable

from copilot.audio.chunk import AudioChunk
from copilot.errors import CopilotError
from copilot.events import Trouble


class AudioSource(Protocol):
    """Two channels on one clock, in chunks of 32 ms, agent and customer in turn."""

    name: str
    """For people: the file, the device."""

    @property
    def damage(self) -> CopilotError | None:
        """Why the audio ended before its time; None while all is well."""
        ...

    def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """The audio, chunk by chunk, at the pace at which it is to be heard."""
        ...


@runtime_checkable
class LiveAudio(Protocol):
    """What an :class:`AudioSource` has besides, when people are speaking now."""

    notice: Callable[[Trouble], Awaitable[None]] | None
    """Told of every fault of a device and of its end."""

    @property
    def begun_ago_s(self) -> float:
        """Seconds since the call's first sample was captured."""
        ...
