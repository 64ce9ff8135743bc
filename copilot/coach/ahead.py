"""Works ahead of the customer's last word, so that the line need not wait for the model to read.

While the customer speaks, the model reads the question for a line as far as it is known, and keeps
it in its cache. When a silence sets in, it begins the line, unseen, on the words known by then. If
the turn ends with the same advice and hardly any other words, the line is there at once; if not, it
is thrown away, and the model has only the last words left to read. One thing at a time: a new one
calls off the old.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from difflib import SequenceMatcher

from copilot.coach.asking import Asking
from copilot.coach.model import Question

KNOWN_SHARE = 0.7  # of a turn's characters: a line begun on so many of them may stand
FEW = 12  # characters: of so short a turn, each word may turn the rest around


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question for a line, with the customer's last words and everything else in it apart."""

    question: Question
    words: str
    besides: str

    def serves(self, later: "Wanted") -> bool:
        """Whether its answer may stand for `later`: the same advice, on mostly the same words."""
        if self.question == later.question:
            return True
        if self.besides != later.besides or len(later.words) <= FEW:
            return False
        same = SequenceMatcher(None, self.words, later.words, autojunk=False).get_matching_blocks()
        return sum(block.size for block in same) >= KNOWN_SHARE * len(later.words)


class Ahead:
    """One call's. What it has under way belongs to the `tasks` it was given."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._reading: asyncio.Task[None] | None = None
        self._read_next: Question | None = None
        self._last_read: Question | None = None
        self._begun: _Begun | None = None

    async def read(self, wanted: Wanted, tasks: asyncio.TaskGroup) -> None:
        """Have it read; of several that come meanwhile, the newest."""
        if self._begun is not None and self._begun.wanted.serves(wanted):
            return
        await self._throw_away()
        if wanted.question == self._last_read:
            return
        self._read_next = self._last_read = wanted.question
        if self._reading is None or self._reading.done():
            self._reading = tasks.create_task(self._read_on(), name="reading ahead")

    async def begin(self, wanted: Wanted, within_s: float, tasks: asyncio.TaskGroup) -> None:
        """Have it answered, unseen."""
        if self._begun is not None and self._begun.wanted.serves(wanted):
            return
        await self.stop()
        self._begun = _Begun(wanted)
        answer = self._asking.stream(wanted.question, within_s)
        self._begun.task = tasks.create_task(self._begun.fill(answer), name="writing ahead")

    async def answer(self, wanted: Wanted, within_s: float) -> AsyncGenerator[str, None]:
        """The answer's pieces: of the one that was begun, if it serves."""
        begun, self._begun = self._begun, None
        if begun is not None:
            told = False
            try:
                if begun.wanted.serves(wanted):
                    async for piece in begun.pieces():
                        told = True
                        yield piece
            finally:
                await begun.stop()
            if told:
                return
        await self.stop()
        async with aclosing(self._asking.stream(wanted.question, within_s)) as pieces:
            async for piece in pieces:
                yield piece

    async def stop(self) -> None:
        """Call off whatever is under way."""
        await self._throw_away()
        self._read_next = self._last_read = None
        if self._reading is not None and not self._reading.done():
            self._reading.cancel()
            await asyncio.wait([self._reading])

    async def _throw_away(self) -> None:
        begun, self._begun = self._begun, None
        if begun is not None:
            await begun.stop()

    async def _read_on(self) -> None:
        while (question := self._read_next) is not None:
            self._read_next = None
            await self._asking.warm(question.messages)


class _Begun:
    """An answer that is written before it is asked for."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.task: asyncio.Task[None] | None = None
        self._pieces: list[str] = []
        self._grew = asyncio.Event()
        self._whole = False

    async def fill(self, pieces: AsyncGenerator[str, None]) -> None:
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    self._pieces.append(piece)
                    self._grew.set()
        finally:
            self._whole = True
            self._grew.set()

    async def pieces(self) -> AsyncGenerator[str, None]:
        """All of them, those that are there at once."""
        told = 0
        while True:
            while told < len(self._pieces):
                told += 1
                yield self._pieces[told - 1]
            if self._whole:
                return
            self._grew.clear()
            await self._grew.wait()

    async def stop(self) -> None:
        if self.task is not None and not self.task.done():
            self.task.cancel()
            await asyncio.wait([self.task])
