"""Two devices of this computer as one :class:`~copilot.audio.source.AudioSource`.

Chunks of both speakers come in step, on the clock of the call, whatever becomes of the devices: a
side that delivers nothing is silent, and the other goes on.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk
from copilot.capture.backend import Backend
from copilot.capture.choose import Choice, Wishes
from copilot.capture.picture import Picture
from copilot.capture.side import Notice
from copilot.capture.timeline import Timeline
from copilot.capture.watch import Watch
from copilot.clock import monotonic_s
from copilot.errors import CopilotError
from copilot.events import Speaker, Trouble
from copilot.language import Language
from copilot.wording.capture import trouble_name, trouble_text

TICK_S = 0.016
PATIENCE_S = 0.6  # for a side that is heard: longer than any stall that loses nothing
NO_PATIENCE_S = 0.1  # for one that is not
STALL_S = 0.1  # a tick this late means that this process was held up, not the sound
GRACE_S = 0.3  # then the sound gets this long to catch up

Say = Callable[[Trouble], Awaitable[None]]


class LiveSource:
    """Open it once for a sitting; every call listens through it in turn."""

    def __init__(self, backend: Backend, wishes: Wishes, lang: Language) -> None:
        self.damage: CopilotError | None = None
        self.notice: Say | None = None
        """Told of every fault and of its end; what is open is told to a new one at once."""
        self._backend = backend
        self._lang = lang
        self._notices: deque[Notice] = deque()
        self._open_notices: dict[tuple[str, Speaker | None], Notice] = {}
        self._told: Say | None = None
        self._stuck = False
        self._origin_s = 0.0
        self._watch = Watch(backend, wishes, self._notices.append)
        self.name = "this computer"

    async def open(self) -> Picture:
        """Begin to listen; what there is to listen to.

        Raises :class:`~copilot.capture.backend.SoundError`, :class:`InputError` ``no-such-device``.
        """
        picture = await asyncio.wrap_future(self._watch.start())
        labels = [s.target.label for s in self._watch.sides.values() if s.target]
        self.name = " + ".join(labels) or self.name
        return picture

    async def close(self) -> None:
        """Let go of the devices."""
        await asyncio.to_thread(self._watch.stop)

    @property
    def choices(self) -> dict[Speaker, Choice]:
        """What each side listens to, and why."""
        return {speaker: side.choice for speaker, side in self._watch.sides.items()}

    @property
    def hearing(self) -> dict[Speaker, bool]:
        """Which side delivers sound that is believed."""
        return {speaker: side.hearing for speaker, side in self._watch.sides.items()}

    def ago_s(self, start: float) -> float:
        """Seconds since the sample at `start`, in seconds of :meth:`chunks`, was captured."""
        return monotonic_s() - self._origin_s - start

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        """Agent and customer in turn, from now on, without an end. One iteration at a time."""
        origin_s = ticked_s = self._origin_s = monotonic_s()
        lines = {speaker: Timeline(origin_s) for speaker in Speaker}
        for side in self._watch.sides.values():
            side.heard.take()
        number, grace_s = 0, 0.0
        while True:
            await self._tell()
            now_s = monotonic_s()
            if now_s - ticked_s > STALL_S:
                grace_s = now_s + GRACE_S
            ticked_s = now_s
            self._look_after_watch()
            self._place(lines, now_s - origin_s, patient=now_s < grace_s)
            while all(line.end >= (number + 1) * CHUNK_SAMPLES for line in lines.values()):
                for speaker, line in lines.items():
                    yield AudioChunk(speaker, number * CHUNK_S, line.chunk())
                number += 1
            await asyncio.sleep(TICK_S)

    def _look_after_watch(self) -> None:
        """A sound server that does not answer is as good as gone."""
        if self._watch.stuck is not self._stuck:
            self._stuck = not self._stuck
            self._notices.append(Notice("server-stuck", None, over=not self._stuck))

    def _place(self, lines: dict[Speaker, Timeline], now_s: float, *, patient: bool) -> None:
        for speaker, line in lines.items():
            side = self._watch.sides[speaker]
            lost = side.heard.lost
            for block in side.heard.take():
                if block is None:
                    line.break_off()
                else:
                    line.add(block)
            if lost:
                side.heard.lost -= lost
                self._notices.append(Notice("lost-sound", speaker))
            idles = self._backend.idle_is_silent and speaker is Speaker.CUSTOMER
            waits = side.hearing and not idles and not self._stuck
            wait_s = PATIENCE_S if waits else NO_PATIENCE_S
            if not patient:
                line.fill(int((now_s - wait_s) * SAMPLE_RATE))

    async def _tell(self) -> None:
        say = self.notice
        if say is not self._told:
            self._told = say
            if say is not None:
                for notice in list(self._open_notices.values()):
                    await say(self._trouble(notice))
        while self._notices:
            notice = self._notices.popleft()
            key = notice.problem, notice.speaker
            if notice.over:
                self._open_notices.pop(key, None)
            elif notice.problem != "lost-sound":  # which has no end
                self._open_notices[key] = notice
            if say is not None:
                await say(self._trouble(notice))

    def _trouble(self, notice: Notice) -> Trouble:
        return Trouble(
            part="audio",
            problem=trouble_name(notice.problem, notice.speaker),
            text=trouble_text(
                notice.problem, notice.speaker, notice.device, self._lang, over=notice.over
            ),
            over=notice.over,
        )
