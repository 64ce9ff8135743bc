"""What a recogniser is, and the desk at which two speakers share one.

The desk has one worker thread. Whole utterances wait in order and are always done. A partial is
done only when no utterance waits; while it waits, a newer one of the same speaker takes its place,
and if it fails nothing is lost.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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


Heard = Callable[[Utterance, str], Awaitable[None]]
Failed = Callable[[Utterance, Exception], Awaitable[None]]


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
        self._whole: deque[Utterance] = deque()
        self._so_far: dict[Speaker, Utterance] = {}
        self._over: dict[Speaker, int] = dict.fromkeys(Speaker, -1)  # last utterance that is whole
        self._work = asyncio.Event()
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
        self._over[utterance.speaker] = utterance.number
        self._discard_partial(utterance.speaker)
        self._whole.append(utterance)
        if len(self._whole) >= MOST_WAITING:
            self._roomy.clear()
        self._pending.add()
        self._work.set()

    def take_partial(self, utterance: Utterance) -> None:
        """An utterance that goes on: its words are told if there is time."""
        if self._discard_partial(utterance.speaker):
            self.shed += 1
        self._so_far[utterance.speaker] = utterance
        self._pending.add()
        self._work.set()

    def close(self) -> None:
        """Take no more; :meth:`run` returns when the last whole utterance is told."""
        self._closing = True
        self._work.set()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, thread_name_prefix="recogniser") as thread:
            while True:
                while (chosen := self._next()) is not None:
                    utterance, final = chosen
                    try:
                        recognise = partial(self._recognizer.text, utterance.audio, final=final)
                        text = await loop.run_in_executor(thread, recognise)
                        await self._tell(utterance, text, final=final)
                    except Exception as error:  # whatever a native library raises
                        if final:
                            await self._failed(utterance, error)
                    finally:
                        self._pending.done()
                if self._closing:
                    return
                self._work.clear()
                await self._work.wait()

    def _next(self) -> tuple[Utterance, bool] | None:
        if self._whole:
            self._roomy.set()
            return self._whole.popleft(), True
        for speaker in (Speaker.CUSTOMER, Speaker.AGENT):
            if speaker in self._so_far:
                return self._so_far.pop(speaker), False
        return None

    async def _tell(self, utterance: Utterance, text: str, *, final: bool) -> None:
        if final:
            await self._heard(utterance, text)
        elif text and utterance.number > self._over[utterance.speaker]:
            await self._heard_partial(utterance, text)

    def _discard_partial(self, speaker: Speaker) -> bool:
        if speaker not in self._so_far:
            return False
        del self._so_far[speaker]
        self._pending.done()
        return True
