"""What the coach asks of a language model."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol, TypedDict


class Message(TypedDict):
    """One message in the wire form of an OpenAI-compatible server."""

    role: Literal["system", "user", "assistant"]
    content: str


class Task(StrEnum):
    """What a question is for."""

    READ = "read"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what is said to the model, and how much it may answer."""

    task: Task
    messages: Sequence[Message]
    max_tokens: int


class ChatModel(Protocol):
    """A question in, text out. Every failure is a :class:`EngineError`."""

    name: str

    def stream(self, question: Question) -> AsyncGenerator[str, None]:
        """The answer, piece by piece. Closing the iterator stops the model."""
        ...

    async def warm(self, messages: Sequence[Message]) -> None:
        """Read what is constant or already certain, so that the next question costs less."""
        ...

    async def close(self) -> None: ...
