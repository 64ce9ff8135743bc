"""What the coach asks of a language model."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypedDict

UNREADABLE = "model-answer-unreadable"
"""Reference of the error for an answer that names none of the labels."""


class Message(TypedDict):
    """One message in the wire form of an OpenAI-compatible server."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Choice:
    """How a model chose among labels."""

    scores: Mapping[str, float]  # log-probability of each label, unnormalised
    graded: bool  # false where the model only named one, and the scores merely say so


class ChatModel(Protocol):
    """Messages in, text or label scores out. Every failure is a :class:`EngineError`."""

    name: str

    async def choose(self, messages: Sequence[Message], labels: Sequence[str]) -> Choice:
        """Which label is the answer.

        `labels`: single letters. Raises :class:`EngineError` where the answer names none of them.
        """
        ...

    def stream(self, messages: Sequence[Message], max_tokens: int) -> AsyncGenerator[str, None]:
        """The answer, piece by piece. Closing the iterator stops the model."""
        ...

    async def warm(self, messages: Sequence[Message]) -> None:
        """Read what is constant or already certain, so that the next question costs less."""
        ...

    async def close(self) -> None: ...
