"""A sitting: one call after the other, beside the softphone, with models loaded once.

    waiting --key, or both have spoken--> call --key, long silence, Ctrl-C--> waiting ...

While nobody is on the phone the devices stay open, so that the first word of a call is heard.
Ctrl-C leaves a sitting that waits; in a call the first one ends the call and the sitting, and what
was heard is finished; a second one stops at once.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractContextManager, aclosing, nullcontext
from dataclasses import dataclass
from enum import StrEnum

from copilot import output
from copilot.audio.chunk import AudioChunk
from copilot.call import Call
from copilot.capture.door import Door
from copilot.capture.live import LiveSource
from copilot.errors import CopilotError
from copilot.events import Speaker, Trouble
from copilot.speech.detect import VoiceDetector


class Start(StrEnum):
    """What begins a call."""

    KEY = "key"
    VOICE = "voice"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class SittingOptions:
    """`calls`: leave after so many; None for no end."""

    start: Start
    end_silence_s: float | None
    calls: int | None


class CallAudio:
    """The part of a sitting's sound that belongs to one call.

    An :class:`~copilot.audio.source.AudioSource` and a :class:`~copilot.audio.source.LiveAudio`.
    """

    damage: CopilotError | None = None

    def __init__(
        self,
        source: LiveSource,
        before: list[AudioChunk],
        chunks: AsyncGenerator[AudioChunk, None],
    ) -> None:
        """`before`: what was heard before it was clear that this is a call; it comes first."""
        self._source = source
        self._before = before
        self._chunks = chunks
        self._start: float | None = before[0].start if before else None
        self.name = source.name

    @property
    def notice(self) -> Callable[[Trouble], Awaitable[None]] | None:
        return self._source.notice

    @notice.setter
    def notice(self, told: Callable[[Trouble], Awaitable[None]] | None) -> None:
        self._source.notice = told

    @property
    def begun_ago_s(self) -> float:
        return self._source.ago_s(self._start) if self._start is not None else 0.0

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        for chunk in self._before:
            yield self._of_call(chunk)
        self._before = []
        async for chunk in self._chunks:
            yield self._of_call(chunk)

    def _of_call(self, chunk: AudioChunk) -> AudioChunk:
        if self._start is None:
            self._start = chunk.start
        return AudioChunk(chunk.speaker, chunk.start - self._start, chunk.samples)


class Sitting:
    """`new_call` makes a call of a :class:`CallAudio`; `detector` hears when one begins."""

    def __init__(
        self,
        source: LiveSource,
        new_call: Callable[[CallAudio], Call],
        detector: Callable[[], VoiceDetector],
        options: SittingOptions,
    ) -> None:
        self._source = source
        self._new_call = new_call
        self._detector = detector
        self._options = options
        self.while_waiting: AbstractContextManager[None] = nullcontext()
        """Entered whenever the sitting waits for a call, left when it begins."""
        self._begin = asyncio.Event()
        self._leave = asyncio.Event()
        self._call: Call | None = None
        self._running: asyncio.Task[object] | None = None

    @property
    def in_call(self) -> bool:
        return self._call is not None

    def key(self) -> None:
        """Begin a call, or end the one that is going on."""
        if self._call is None:
            self._begin.set()
        else:
            self._call.stop()

    def leave(self) -> None:
        """End the call and the sitting in order; when asked again, at once."""
        if self._call is not None and self._leave.is_set() and self._running is not None:
            self._running.cancel()
        elif self._call is not None:
            output.narrate("Stopping: what was heard is finished. Ctrl-C again stops at once.")
            self._call.stop()
        self._leave.set()

    async def run(self) -> int:
        """Sit through the calls; how many there were.

        Raises :class:`KeyboardInterrupt` where the last one was stopped at once.
        """
        done = 0
        start = self._options.start
        while not self._leave.is_set() and done != self._options.calls:
            async with aclosing(self._source.chunks()) as chunks:
                with self.while_waiting:
                    before = await self._wait(chunks, start)
                if self._leave.is_set():
                    break
                await self._one_call(CallAudio(self._source, before, chunks))
            done += 1
            start = Start.VOICE if start is Start.NOW else start
        return done

    async def _wait(
        self, chunks: AsyncGenerator[AudioChunk, None], start: Start
    ) -> list[AudioChunk]:
        """Return when a call begins, with what was heard of it, or when the sitting ends."""
        self._begin.clear()
        if start is Start.NOW:
            return []
        self._source.notice = _narrate
        output.narrate(_WAITING[start])
        door = Door(self._detector) if start is Start.VOICE else None
        try:
            async for chunk in chunks:
                spoken = door is not None and door.accept(chunk)
                whole = chunk.speaker is Speaker.CUSTOMER  # both sides of this moment were taken
                if whole and (spoken or self._begin.is_set() or self._leave.is_set()):
                    return door.heard() if door is not None and spoken else []
        finally:
            self._source.notice = None
        return []

    async def _one_call(self, audio: CallAudio) -> None:
        self._call = self._new_call(audio)
        self._call.end_silence_s = self._options.end_silence_s
        self._running = asyncio.ensure_future(self._call.run())
        try:
            await self._running
        except asyncio.CancelledError:
            ourselves = asyncio.current_task()
            if ourselves is not None and ourselves.cancelling():
                raise
            raise KeyboardInterrupt from None  # the agent stopped the call at once
        finally:
            self._call = self._running = None


async def _narrate(trouble: Trouble) -> None:
    output.narrate(f"! {trouble.text}")


_WAITING = {
    Start.KEY: "Waiting: Enter begins a call, Ctrl-C leaves.",
    Start.VOICE: "Waiting for a call: it begins when both sides speak, or with Enter; Ctrl-C "
    "leaves.",
}
