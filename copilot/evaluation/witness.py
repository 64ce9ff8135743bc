"""Stands between the coach and the model that is measured, and keeps count."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from copilot.coach.model import ChatModel, Message, Question, Task
from copilot.errors import EngineError
from copilot.evaluation.play import Hooks

FAILURES_IN_A_ROW = 3


class Witness(Hooks):
    """A :class:`~copilot.coach.model.ChatModel` that passes everything on to `model`.

    Where the model is down, the rules stand in, and their figures would be told as the model's. So
    three questions in a row without an answer end the play.
    """

    def __init__(self, model: ChatModel) -> None:
        self.name = model.name
        self._model = model
        self._error: Exception | None = None
        self._in_a_row = 0
        self.asked = 0
        self.unanswered = 0

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        self.asked += 1
        answered = False
        self._error = None
        try:
            async with aclosing(self._model.stream(question)) as pieces:
                async for piece in pieces:
                    answered = True
                    yield piece
            answered = True
        except EngineError as error:
            self._error = error
            raise
        finally:
            self._in_a_row = 0 if answered else self._in_a_row + 1
            self.unanswered += not answered

    def turn_over(self) -> None:
        if self._in_a_row < FAILURES_IN_A_ROW:
            return
        if isinstance(self._error, EngineError):
            raise self._error
        raise EngineError(
            "model-slow",
            f"The language model {self.name} does not answer.",
            why=f"{FAILURES_IN_A_ROW} questions in a row had no answer in time.",
            hint="Finished calls are kept in the file of --predictions; try again later.",
        )

    async def warm(self, messages: Sequence[Message]) -> None:
        await self._model.warm(messages)

    async def close(self) -> None:
        await self._model.close()


class WithoutLines:
    """A :class:`~copilot.coach.model.ChatModel` that is asked to read turns and never for a line.

    A question for a line is answered with nothing: the rules' own line stands.
    """

    def __init__(self, model: ChatModel) -> None:
        self.name = model.name
        self._model = model

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        if question.task is Task.LINE:
            return
        async with aclosing(self._model.stream(question)) as pieces:
            async for piece in pieces:
                yield piece

    async def warm(self, messages: Sequence[Message]) -> None:
        await self._model.warm(messages)

    async def close(self) -> None:
        await self._model.close()
