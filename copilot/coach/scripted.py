"""A model that answers from a list: for demonstrations and tests."""

from collections.abc import AsyncGenerator, Sequence

from copilot.coach.model import Choice, Message
from copilot.errors import EngineError


class ScriptedModel:
    """A :class:`~copilot.coach.model.ChatModel` with recorded answers.

    `phases`: one letter per question; `lines`: one text per line, streamed in pieces of two
    characters. An exhausted list repeats its last answer; an empty one is a model that is down.
    """

    name = "scripted"

    def __init__(self, phases: Sequence[str] = "A", lines: Sequence[str] = ()) -> None:
        self._phases = list(phases)
        self._lines = list(lines)
        self.asked: list[Sequence[Message]] = []
        """Every question, for a test to look at."""

    async def choose(self, messages: Sequence[Message], labels: Sequence[str]) -> Choice:
        self.asked.append(messages)
        answer = _next(self._phases)
        return Choice({label: 0.0 if label == answer else -4.0 for label in labels}, graded=False)

    async def stream(
        self, messages: Sequence[Message], max_tokens: int
    ) -> AsyncGenerator[str, None]:
        self.asked.append(messages)
        line = _next(self._lines)
        for start in range(0, len(line), 2):
            yield line[start : start + 2]

    async def warm(self, messages: Sequence[Message]) -> None:
        """Nothing to warm."""

    async def close(self) -> None:
        """Nothing to give back."""


def _next(answers: list[str]) -> str:
    if not answers:
        raise EngineError("scripted-model-silent", "The scripted model has no answer.")
    return answers.pop(0) if len(answers) > 1 else answers[0]
