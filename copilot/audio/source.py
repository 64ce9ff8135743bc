"""Where a call's audio comes from."""

from collections.abc import AsyncGenerator
from typing import Protocol

from copilot.audio.chunk import AudioChunk
from copilot.errors import CopilotError


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
