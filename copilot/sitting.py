"""A sitting: one call after the other, beside the softphone, with models loaded once.

    waiting --key, or both have spoken--> call --key, long silence, Ctrl-C--> waiting ...

While nobody is on the phone the devices stay open, so that the first word of a call is heard; what
is said while the call before is being finished is heard late, not lost. Ctrl-C leaves a sitting
that waits; in a call the first one ends the call and the sitting, and what was heard is finished; a
second one stops at once. The agent may also end a call alone, or stop it at once: the sitting goes
on.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from copilot import output
from copilot.audio.chunk import AudioChunk
from copilot.call import Call
from copilot.capture.door import Door
from copilot.capture.live import LiveSource
from copilot.clock import monotonic_s
from copilot.errors import CopilotError
from copilot.events import KeyEvent, Speaker, Trouble
from copilot.panel.view import Waits
from copilot.speech.detect import VoiceDetector

ASKED_LATE_S = 1.0  # of a call that begins by key, so much from before the key is heard


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


class Screen(Protocol):
    """What shows that a call is waited for."""

    def wait(self, waits: Waits) -> None:
        """Say how the next call begins."""
        ...

    async def tell(self, trouble: Trouble) -> None:
        """Show what goes wrong between two calls."""
        ...

    def check(self) -> None:
        """Raises :class:`EngineError` where it shows nothing any more."""
        ...


class NoScreen:
    """A :class:`Screen`: a line of talk for each thing."""

    def wait(self, waits: Waits) -> None:
        output.narrate(_WAITING[waits])

    async def tell(self, trouble: Trouble) -> None:
        output.narrate(f"! {trouble.text}")

    def check(self) -> None:
        pass


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
        self.over = False
        """Whether the call has heard all it wants; it may still be finishing."""

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
        try:
            for chunk in self._before:
                yield self._of_call(chunk)
            self._before = []
            async for chunk in self._chunks:
                yield self._of_call(chunk)
        finally:
            self.over = True

    def _of_call(self, chunk: AudioChunk) -> AudioChunk:
        if self._start is None:
            self._start = chunk.start
        return AudioChunk(chunk.speaker, chunk.start - self._start, chunk.samples)


class Sitting:
    """`new_call` makes a call of a :class:`CallAudio`; `detector` hears when one begins.

    A :class:`~copilot.panel.desk.Desk`.
    """

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
        self.screen: Screen = NoScreen()
        self._asked_s: float | None = None  # when the agent asked for a call to begin
        self._leave = asyncio.Event()
        self._call: Call | None = None
        self._audio: CallAudio | None = None
        self._running: asyncio.Task[object] | None = None

    @property
    def in_call(self) -> bool:
        """Whether a call is heard; the last one may still be finishing where none is."""
        return self._audio is not None and not self._audio.over

    def begin(self) -> None:
        """Begin the next call, at once or when the last one is finished."""
        if not self.in_call:
            self._asked_s = monotonic_s()

    def key(self) -> None:
        """Begin a call, or end the one that is going on."""
        if self._call is not None and self.in_call:
            self._call.stop()
        else:
            self.begin()

    async def pressed(self, event: KeyEvent) -> None:
        """What the agent does at a panel is the call's; between two calls it is nothing."""
        if self._call is not None:
            await self._call.pressed(event)

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
        done, start = 0, self._options.start
        while not self._leave.is_set() and done != self._options.calls:
            async with aclosing(self._source.chunks()) as chunks:
                whole = True
                while whole and not self._leave.is_set() and done != self._options.calls:
                    before = await self._wait(chunks, start)
                    if self._leave.is_set():
                        break
                    whole = await self._one_call(CallAudio(self._source, before, chunks))
                    done += 1
                    start = Start.VOICE if start is Start.NOW else start
        return done

    async def _wait(
        self, chunks: AsyncGenerator[AudioChunk, None], start: Start
    ) -> list[AudioChunk]:
        """Return when a call begins, with what was heard of it, or when the sitting ends."""
        if start is Start.NOW:
            return []
        self._source.notice = self.screen.tell
        self.screen.wait(Waits(start))
        door = Door(self._detector) if start is Start.VOICE else None
        try:
            async for chunk in chunks:
                self.screen.check()
                spoken = door is not None and door.accept(chunk)
                whole = chunk.speaker is Speaker.CUSTOMER  # both sides of this moment were taken
                if whole and (spoken or self._asked_at(chunk) or self._leave.is_set()):
                    return door.heard() if door is not None and spoken else []
        finally:
            self._source.notice = None
            self._asked_s = None
        return []

    def _asked_at(self, chunk: AudioChunk) -> bool:
        """Whether the agent has asked for a call, and the chunk is not from long before."""
        if self._asked_s is None:
            return False
        return self._source.ago_s(chunk.start) <= monotonic_s() - self._asked_s + ASKED_LATE_S

    async def _one_call(self, audio: CallAudio) -> bool:
        """Whether it was finished; a call that was stopped at once takes its chunks with it."""
        self._audio, self._call = audio, self._new_call(audio)
        self._call.end_silence_s = self._options.end_silence_s
        self._running = asyncio.ensure_future(self._call.run())
        try:
            await self._running
        except asyncio.CancelledError:
            ourselves = asyncio.current_task()
            if ourselves is not None and ourselves.cancelling():
                raise
            if self._leave.is_set():
                raise KeyboardInterrupt from None  # the agent stopped at once
            return False
        finally:
            self._audio = self._call = self._running = None
        return True


_WAITING = {
    Waits.KEY: "Waiting: Enter begins a call, Ctrl-C leaves.",
    Waits.VOICE: "Waiting for a call: it begins when both sides speak, or with Enter; Ctrl-C "
    "leaves.",
}
