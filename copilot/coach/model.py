"""What the coach asks of a language model."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Literal, Protocol, TypedDict


class Message(TypedDict):
    """One message in the wire form of an OpenAI-compatible server."""

    role: Literal["system", "user", "assistant"]
    content: str


class ChatModel(Protocol):
    """Messages in, text or label scores out. Every failure is a :class:`EngineError`."""

    name: str

    async def choose(
        self, messages: Sequence[Message], labels: Sequence[str]
    ) -> Mapping[str, float]:
        """Log-probability of each label as the whole answer, unnormalised.

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
