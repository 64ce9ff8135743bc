"""One call, wired and run: the file to read first.

    source -> lane per speaker -> recognition desk -> bus -> coach, panel, journal
                (voice, turns)      (words)                  (phase, advice, line)

Every task belongs to the call. It ends in one order: source, lanes, desk, coach, panel, journal; so
nothing that was said is lost when the recording ends or the agent hangs up.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Protocol

from copilot.audio.chunk import CHUNK_S, AudioChunk, silenced
from copilot.audio.echo import EchoCanceller
from copilot.audio.source import AudioSource, LiveAudio
from copilot.bus import Bus, Follower
from copilot.clock import CallClock
from copilot.coach.asking import Asking
from copilot.coach.briefing import Briefing
from copilot.coach.coach import Coach
from copilot.coach.model import ChatModel
from copilot.events import (
    CallEnded,
    CallStarted,
    CardSearched,
    Event,
    KeyEvent,
    NoticeGiven,
    Paused,
    Published,
    Speaker,
    StopAsked,
    Trouble,
)
from copilot.hearing import Door, Hearing, Witness
from copilot.pending import Pending
from copilot.privacy.discretion import Discretion
from copilot.speech.detect import VoiceDetector
from copilot.speech.ending import ending
from copilot.speech.guard import EchoGuard
from copilot.speech.hold import HoldWatch
from copilot.speech.lane import Lane, LaneSettings
from copilot.speech.recognize import RecognitionDesk, Recognizer

HOLD_TIMES = 10  # a call on hold may be silent so many times longer before it is over


class Panel(Protocol):
    """Something that shows a call."""

    async def follow(self, events: AsyncIterator[Published]) -> None:
        """Show every event until there are no more."""
        ...


class CallJournal(Protocol):
    """Something that keeps a call. It never fails: what goes wrong is a trouble to tell."""

    async def follow(
        self, events: AsyncIterator[Published], tell: Callable[[Event], Awaitable[None]]
    ) -> None:
        """Write every event down until there are no more; `tell` publishes troubles."""
        ...

    async def over(self) -> None:
        """The call is over, whatever ended it."""
        ...


class AudioKeeper(Witness, Protocol):
    """Something that keeps how a call sounds, as far as it may. It never fails, and never blocks;
    what it hears before it is told of its words."""

    def hear(self, chunk: AudioChunk, *, paused: bool) -> None:
        """What a lane is about to hear; `paused`: nobody may hear it again."""
        ...

    def news(self) -> Trouble | None:
        """What has gone wrong since it was last asked."""
        ...

    async def over(self) -> None:
        """The call is over, whatever ended it: what is not judged by now is not kept."""
        ...


@dataclass(slots=True)
class Call:
    """The parts of one call. `source` is made last: its pace may wait for all the others."""

    source: Callable[[CallClock, Pending], AudioSource]
    detector: Callable[[], VoiceDetector]
    recognizer: Recognizer
    model: ChatModel | None
    briefing: Briefing
    panel: Panel
    journal: CallJournal | None = None  # None: nothing of the call is kept
    audio: AudioKeeper | None = None  # None: its sound is not kept
    lane: LaneSettings = field(default_factory=LaneSettings)
    echo: EchoCanceller | None = None  # None: the agent's microphone is taken as it is
    end_silence_s: float | None = None  # when nobody has spoken for this long, the call is over
    notice: str = ""  # for the agent to read out at the beginning of a live call
    _stopping: bool = field(default=False, init=False)
    _fell_silent: bool = field(default=False, init=False)
    _paused: bool = field(default=False, init=False)
    _bus: Bus | None = field(default=None, init=False)
    _door: Door | None = field(default=None, init=False)
    _task: "asyncio.Task[object] | None" = field(default=None, init=False)

    @property
    def stopping(self) -> bool:
        return self._stopping

    def stop(self) -> None:
        """Hang up: hear no more, finish what was heard."""
        self._stopping = True

    async def pressed(self, event: KeyEvent) -> None:
        """Do what the agent asks for at a panel, and let everyone know."""
        match event:
            case Paused():
                self._paused = event.on
                await self._let_through(event)
            case CardSearched() if self._door is not None:
                event = replace(event, query=self._door.aside(event.query))
            case StopAsked() if self._stopping:
                if self._task is not None:
                    self._task.cancel()
            case StopAsked():
                self.stop()
        if self._bus is not None:
            await self._bus.publish(event)

    async def _let_through(self, pressed: Paused) -> None:
        """The pause key, pressed to go on, also ends what was withheld."""
        if pressed.on or self._door is None or self._bus is None:
            return
        change = self._door.release(self._bus.now_s)
        if change is not None:
            await self._bus.publish(change)

    async def run(self) -> AudioSource:
        """Hear the call to its end; the source, for what befell it."""
        try:
            return await self._run()
        finally:
            if self.journal is not None:
                await self.journal.over()
            if self.audio is not None:
                await self.audio.over()

    async def _run(self) -> AudioSource:
        clock, pending = CallClock(), Pending()
        bus = self._bus = Bus(clock, pending)
        self._task = asyncio.current_task()
        source = self.source(clock, pending)
        coach = Coach(self.briefing, Asking(self.model, bus), bus, pending)
        door = self._door = Discretion(self.briefing.lang)
        hearing = Hearing(bus, door, self.audio)
        guard = EchoGuard(
            self.echo,
            heard=hearing.heard,
            heard_partial=hearing.heard_partial,
            tell=hearing.told,
        )
        desk = RecognitionDesk(
            self.recognizer,
            pending,
            heard=guard.heard,
            heard_partial=guard.heard_partial,
            failed=hearing.failed,
        )
        panel_events, turns = bus.follow(), bus.follow(*coach.follows)
        noted = bus.follow() if self.journal else None
        async with asyncio.TaskGroup() as tasks:
            panel = tasks.create_task(self.panel.follow(aiter(panel_events)), name="panel")
            if self.journal and noted:
                tasks.create_task(self.journal.follow(aiter(noted), bus.publish), name="journal")
            coaching = tasks.create_task(coach.follow(turns), name="coach")
            recognising = tasks.create_task(desk.run(), name="recognition")
            await self._listen(source, clock, bus, desk, hearing, guard)
            desk.close()
            await recognising
            await guard.finish()
            if isinstance(source, LiveAudio):
                coach.hang_up()
            await _drain(turns, coaching)
            await bus.publish(
                CallEnded(
                    reason=self._reason(source),
                    seconds=clock.heard_s,
                    turns=hearing.turns,
                    lines=coach.lines,
                    partials_shed=desk.shed,
                    backlog=hearing.backlog_at_end,
                )
            )
            await bus.close()
            await panel
        return source

    def _reason(self, source: AudioSource) -> str:
        if source.damage:
            return source.damage.reference
        if self._fell_silent:
            return "silence"
        return "stopped" if self._stopping else "end-of-recording"

    async def _listen(
        self,
        source: AudioSource,
        clock: CallClock,
        bus: Bus,
        desk: RecognitionDesk,
        hearing: Hearing,
        guard: EchoGuard,
    ) -> None:
        brief = self.briefing
        product = brief.card.name if brief.card else ""
        name = hearing.door.aside(source.name)
        hold = HoldWatch()
        detectors = {
            Speaker.AGENT: self.detector(),
            Speaker.CUSTOMER: hold.listening(self.detector()),
        }
        lanes = {
            speaker: Lane(
                speaker,
                detectors[speaker],
                desk,
                hearing.began,
                self.lane if speaker is Speaker.CUSTOMER else self.lane.of_the_agent(),
                lambda words: ending(words, brief.lang),
                hearing.nothing,
                hearing.paused if speaker is Speaker.CUSTOMER else None,
            )
            for speaker in Speaker
        }
        live = source if isinstance(source, LiveAudio) else None
        clock.begin(live.begun_ago_s if live else 0.0)
        await bus.publish(CallStarted(brief.mode, brief.lang, product, name))
        if live and self.notice:
            await bus.publish(NoticeGiven(self.notice))
        if live:
            live.notice = bus.publish
        spoken_s = 0.0
        async with aclosing(source.chunks()) as chunks:
            async for chunk in chunks:
                clock.heard_s = chunk.start + CHUNK_S
                heard = silenced(chunk) if self._paused else chunk
                for ready in self.echo.accept(heard) if self.echo else (heard,):
                    if self.audio:
                        self.audio.hear(ready, paused=self._paused)
                    await lanes[ready.speaker].accept(ready)
                await guard.watch(clock.heard_s)
                await hearing.watch(desk)
                await desk.room()
                if (news := hold.news()) is not None:
                    await bus.publish(news)
                if self.audio and (trouble := self.audio.news()) is not None:
                    await bus.publish(trouble)
                silence_s = (self.end_silence_s or 0.0) * (HOLD_TIMES if hold.on else 1)
                if self._paused or any(lane.speaking for lane in lanes.values()):
                    spoken_s = clock.heard_s
                elif silence_s and clock.heard_s - spoken_s >= silence_s:
                    self._fell_silent = True
                if self._stopping or self._fell_silent:
                    break
                await asyncio.sleep(0)  # sound that is late comes all at once: others go on
        if live:
            live.notice = None
        for held in self.echo.finish() if self.echo else ():
            if self.audio:
                self.audio.hear(held, paused=self._paused)
            await lanes[held.speaker].accept(held)
        hearing.backlog_at_end = desk.backlog
        for lane in lanes.values():
            await lane.finish()
        if source.damage:
            await bus.publish(Trouble("audio", source.damage.reference, source.damage.what))


async def _drain(events: Follower, task: "asyncio.Task[None]") -> None:
    """Let a follower read what was published, then wait until it is done with it."""
    await events.close()
    await task
