"""Asks the model on behalf of the coach: in time, not when it is down, and telling of trouble.

Every way in which a model can fail ends here as "no answer" and, once, as a `Trouble` for the
panel.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress

from copilot.bus import Bus
from copilot.clock import monotonic_s
from copilot.coach.breaker import Breaker
from copilot.coach.model import ChatModel, Message, Question
from copilot.errors import EngineError
from copilot.events import Trouble


class _NoAnswerError(Exception):
    """The model failed, or took too long."""


class Asking:
    """`model` may be None: then there is never an answer, and no trouble either."""

    def __init__(self, model: ChatModel | None, bus: Bus, breaker: Breaker | None = None) -> None:
        self._model = model
        self._bus = bus
        self._breaker = breaker or Breaker()
        self._told_unreadable = False

    @property
    def possible(self) -> bool:
        return self._model is not None and self._breaker.allows(monotonic_s())

    async def whole(self, question: Question, within_s: float) -> str | None:
        """The whole answer; None where the model fails or is not done in time."""
        try:
            async with aclosing(self._pieces(question, within_s)) as answer:
                pieces = [piece async for piece in answer]
        except _NoAnswerError:
            return None
        return "".join(pieces) or None

    async def stream(self, question: Question, within_s: float) -> AsyncGenerator[str, None]:
        """The answer's pieces; it ends early, without an error, where the model fails."""
        with suppress(_NoAnswerError):
            async with aclosing(self._pieces(question, within_s)) as answer:
                async for piece in answer:
                    yield piece

    async def _pieces(self, question: Question, within_s: float) -> AsyncGenerator[str, None]:
        """The answer's pieces. Raises :class:`_NoAnswerError` once the trouble has been told."""
        if self._model is None or not self.possible:
            return
        deadline = asyncio.get_running_loop().time() + within_s
        pieces = self._model.stream(question)
        try:
            while True:
                async with asyncio.timeout_at(deadline):
                    piece = await anext(pieces, None)
                if piece is None:
                    break
                await self._answered()
                yield piece
        except (EngineError, TimeoutError) as error:
            await self._failed(error, within_s)
            raise _NoAnswerError from error
        finally:
            await pieces.aclose()

    async def warm(self, messages: Sequence[Message]) -> None:
        if self._model is None or not self.possible:
            return
        try:
            await self._model.warm(messages)
        except EngineError as error:
            await self._failed(error, 0.0)

    async def unreadable(self) -> None:
        """A model that cannot read turns may still write: say so once, and ask it for lines."""
        if self._model is not None and not self._told_unreadable:
            self._told_unreadable = True
            text = f"{self._model.name} does not answer in the form asked for. "
            text += "Turns are read by the rules where it does not."
            await self._bus.publish(Trouble("language-model", "model-answer-unreadable", text))

    async def _failed(self, error: Exception, within_s: float) -> None:
        if not self._breaker.failed(monotonic_s()):
            return
        if isinstance(error, EngineError):
            problem, text = error.reference, f"{error.what} {error.why}".strip()
        else:
            problem, text = "model-slow", f"The language model did not answer in {within_s:.0f} s."
        text = f"{text} Lines come from the rules and the card meanwhile."
        await self._bus.publish(Trouble("language-model", problem, text))

    async def _answered(self) -> None:
        if self._breaker.answered():
            await self._bus.publish(
                Trouble(
                    "language-model", "answers-again", "The language model answers again.", True
                )
            )
