"""What a recogniser is, and the desk at which two speakers share one.

The desk has one worker thread. Whole utterances wait in order and are always done. When a silence
sets in, the utterance is done as if it were whole: if it is, its words are known the moment it
ends; if speech goes on, they were a partial. A partial is done only when nothing else waits; while
it waits, a newer one of the same speaker takes its place, and if it fails nothing is lost.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from copilot.audio.chunk import Samples
from copilot.events import Speaker
from copilot.pending import Pending

MOST_WAITING = 32  # whole utterances


class Recognizer(Protocol):
    """Speech to text, blocking; it is called from one thread only."""

    def text(self, audio: Samples, *, final: bool) -> str:
        """The words of one utterance; "" where nobody said anything.

        `audio`: float32, shape (n,), in [-1, 1], 16 kHz. `final`: false for a partial, which may be
        quicker and rougher.
        """
        ...


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker said between two silences, or has said so far."""

    speaker: Speaker
    number: int  # of this speaker's utterances; partials and whole share it
    start: float  # call seconds
    end: float
    audio: Samples
    likely_whole: bool = False  # a silence has set in, and it is not known yet whether it ends


Heard = Callable[[Utterance, str], Awaitable[None]]
Failed = Callable[[Utterance, Exception], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Job:
    """Something to recognise; `words` becomes what was heard, or the error."""

    utterance: Utterance
    final: bool  # recognised with all care
    whole: bool = False  # known to be over when it was given to the recogniser
    known: Callable[[Utterance, str], None] | None = None  # who else is to be told the words
    words: "asyncio.Future[str]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    def is_all_of(self, utterance: Utterance) -> bool:
        """Whether these are all the words of `utterance`."""
        mine = self.utterance
        same = mine.speaker is utterance.speaker and mine.number == utterance.number
        return self.final and same and (mine.start, mine.end) == (utterance.start, utterance.end)


class RecognitionDesk:
    """Takes utterances, hands them to the recogniser one at a time, and reports the words."""

    def __init__(
        self,
        recognizer: Recognizer,
        pending: Pending,
        *,
        heard: Heard,
        heard_partial: Heard,
        failed: Failed,
    ) -> None:
        self._recognizer = recognizer
        self._pending = pending
        self._heard, self._heard_partial, self._failed = heard, heard_partial, failed
        self._whole: deque[_Job] = deque()  # waiting for the worker
        self._untold: deque[_Job] = deque()  # whole, in the order of taking
        self._likely: dict[Speaker, _Job] = {}
        self._so_far: dict[Speaker, _Job] = {}
        self._foreseen: dict[Speaker, _Job] = {}  # the last likely one that was begun
        self._over: dict[Speaker, int] = dict.fromkeys(Speaker, -1)  # last utterance that is whole
        self._work = asyncio.Event()
        self._tell = asyncio.Event()
        self._closing = False
        self._roomy = asyncio.Event()
        self._roomy.set()
        self.shed = 0
        """Partials that gave way to a newer one of the same utterance."""

    @property
    def backlog(self) -> int:
        """Whole utterances that wait."""
        return len(self._whole)

    async def room(self) -> None:
        """Return when more may be taken: at once, unless audio comes much too fast."""
        await self._roomy.wait()

    def take(self, utterance: Utterance) -> None:
        """A whole utterance: its words will be told, in the order of taking."""
        speaker = utterance.speaker
        self._over[speaker] = utterance.number
        self._discard(self._so_far, speaker)
        self._discard(self._likely, speaker)
        job = self._foreseen.pop(speaker, None)
        if job is None or not job.is_all_of(utterance) or _went_wrong(job):
            job = _Job(utterance, final=True, whole=True)
            self._whole.append(job)
            if len(self._whole) >= MOST_WAITING:
                self._roomy.clear()
            self._work.set()
        self._pending.add()
        self._untold.append(job)
        self._tell.set()

    def take_likely(
        self, utterance: Utterance, known: Callable[[Utterance, str], None] | None = None
    ) -> None:
        """An utterance that seems to be over: its words are told as a partial, and to `known`.

        They are not recognised again if it is taken with the same beginning and end.
        """
        self._discard(self._so_far, utterance.speaker)
        self._wait_with(self._likely, _Job(utterance, final=True, known=known))

    def take_partial(self, utterance: Utterance) -> None:
        """An utterance that goes on: its words are told if there is time."""
        self._discard(self._likely, utterance.speaker)  # it was not over
        if self._discard(self._so_far, utterance.speaker):
            self.shed += 1
        self._wait_with(self._so_far, _Job(utterance, final=False))

    def close(self) -> None:
        """Take no more; :meth:`run` returns when the last whole utterance is told."""
        self._closing = True
        self._work.set()
        self._tell.set()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._recognise_all(), name="recogniser")
            tasks.create_task(self._tell_all(), name="words")

    async def _recognise_all(self) -> None:
        loop = asyncio.get_running_loop()
        thread = ThreadPoolExecutor(1, thread_name_prefix="recogniser")
        try:
            while True:
                while (job := self._next()) is not None:
                    await self._recognise(job, thread)
                if self._closing:
                    return
                self._work.clear()
                await self._work.wait()
        finally:
            # What it is doing cannot be called off; others go on while it is waited for.
            thread.shutdown(wait=False)
            await asyncio.shield(loop.run_in_executor(None, thread.shutdown))

    async def _recognise(self, job: _Job, thread: ThreadPoolExecutor) -> None:
        audio = job.utterance.audio
        recognise = partial(self._recognizer.text, audio, final=job.final)
        try:
            words = asyncio.get_running_loop().run_in_executor(thread, recognise)
            job.words.set_result(await words)
        except Exception as error:  # whatever a native library raises
            job.words.set_exception(error)
        if not job.whole:
            await self._tell_partial(job)
            self._pending.done()

    async def _tell_all(self) -> None:
        while True:
            while self._untold:
                job = self._untold.popleft()
                try:
                    words = await asyncio.shield(job.words)
                except Exception as error:
                    await self._failed(job.utterance, error)
                else:
                    await self._heard(job.utterance, words)
                finally:
                    self._pending.done()
            if self._closing:
                return
            self._tell.clear()
            await self._tell.wait()

    def _next(self) -> _Job | None:
        if self._whole:
            self._roomy.set()
            return self._whole.popleft()
        for waiting in (self._likely, self._so_far):
            for speaker in (Speaker.CUSTOMER, Speaker.AGENT):
                if speaker in waiting:
                    job = waiting.pop(speaker)
                    if job.final:
                        self._foreseen[speaker] = job
                    return job
        return None

    async def _tell_partial(self, job: _Job) -> None:
        """Tell its words, if any, unless the utterance is over by now."""
        utterance = job.utterance
        goes_on = utterance.number > self._over[utterance.speaker]
        if _went_wrong(job) or not goes_on:
            return
        words = job.words.result()
        if job.known is not None:
            job.known(utterance, words)
        if words:
            await self._heard_partial(utterance, words)

    def _wait_with(self, waiting: dict[Speaker, _Job], job: _Job) -> None:
        self._discard(waiting, job.utterance.speaker)
        waiting[job.utterance.speaker] = job
        self._pending.add()
        self._work.set()

    def _discard(self, waiting: dict[Speaker, _Job], speaker: Speaker) -> bool:
        if waiting.pop(speaker, None) is None:
            return False
        self._pending.done()
        return True


def _went_wrong(job: _Job) -> bool:
    return job.words.done() and job.words.exception() is not None
