"""A model that answers from lists: for demonstrations and tests."""

from collections.abc import AsyncGenerator, Sequence

from copilot.coach.model import Message, Question, Task
from copilot.errors import EngineError


class ScriptedModel:
    """A :class:`~copilot.coach.model.ChatModel` with recorded answers.

    `lines` and `readings`: one text per question of that task, streamed in pieces of two
    characters. An exhausted list repeats its last answer; an empty one is a model that is down.
    """

    name = "scripted"

    def __init__(self, lines: Sequence[str] = (), readings: Sequence[str] = ()) -> None:
        self._answers = {Task.LINE: list(lines), Task.READ: list(readings)}
        self.asked: list[Question] = []
        """Every question, for a test to look at."""

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        self.asked.append(question)
        answer = _next(self._answers[question.task])
        for start in range(0, len(answer), 2):
            yield answer[start : start + 2]

    async def warm(self, messages: Sequence[Message]) -> None:
        """Nothing to warm."""

    async def close(self) -> None:
        """Nothing to give back."""


def _next(answers: list[str]) -> str:
    if not answers:
        raise EngineError("scripted-model-silent", "The scripted model has no answer.")
    return answers.pop(0) if len(answers) > 1 else answers[0]
