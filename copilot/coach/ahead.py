"""Works ahead of the customer's last word, so that the line need not wait for the model to read.

While the customer speaks, the model reads the question for a line as far as it is known, and keeps
it in its cache. When a silence sets in, it begins the line, unseen. If the turn ends with the words
it was begun on, the line is there at once; if not, it is thrown away, and the model has only the
last words left to read. One thing at a time: a new one calls off the old.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from copilot.coach.asking import Asking
from copilot.coach.model import Question


class Ahead:
    """One call's. What it has under way belongs to the `tasks` it was given."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._reading: asyncio.Task[None] | None = None
        self._read_next: Question | None = None
        self._begun: _Begun | None = None

    async def read(self, question: Question, tasks: asyncio.TaskGroup) -> None:
        """Have it read; of several that come meanwhile, the newest."""
        if self._begun is not None and self._begun.question == question:
            return
        await self._throw_away()
        self._read_next = question
        if self._reading is None or self._reading.done():
            self._reading = tasks.create_task(self._read_on(), name="reading ahead")

    async def begin(self, question: Question, within_s: float, tasks: asyncio.TaskGroup) -> None:
        """Have it answered, unseen."""
        if self._begun is not None and self._begun.question == question:
            return
        await self.stop()
        self._begun = _Begun(question)
        answer = self._asking.stream(question, within_s)
        self._begun.task = tasks.create_task(self._begun.fill(answer), name="writing ahead")

    async def answer(self, question: Question, within_s: float) -> AsyncGenerator[str, None]:
        """The answer's pieces: of the one that was begun, if the question is the same."""
        begun, self._begun = self._begun, None
        if begun is not None:
            told = False
            try:
                if begun.question == question:
                    async for piece in begun.pieces():
                        told = True
                        yield piece
            finally:
                await begun.stop()
            if told:
                return
        await self.stop()
        async with aclosing(self._asking.stream(question, within_s)) as pieces:
            async for piece in pieces:
                yield piece

    async def stop(self) -> None:
        """Call off whatever is under way."""
        await self._throw_away()
        self._read_next = None
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

    def __init__(self, question: Question) -> None:
        self.question = question
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
