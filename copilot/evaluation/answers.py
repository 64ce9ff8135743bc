"""A file of answers in place of a model, and a file of the prompts that would be sent.

So any model can be evaluated without a connection: write the prompts, have them answered, score the
answers. A reading changes what is asked for a line, so the prompts for lines are those that will be
sent only once the answers to the readings are known: a second pass with both files settles it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from copilot.coach.model import Message, Question
from copilot.errors import EngineError, InputError
from copilot.evaluation.play import Hooks


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `sha` is that of the prompt it was given to, "" where that is not told."""

    text: str
    sha: str = ""


def load_answers(file: Path) -> Mapping[str, Answer]:
    """The answers in `file`, by key. Blank lines are passed over.

    Raises :class:`InputError`: ``answers-not-readable``, ``answers-invalid``.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "answers-not-readable",
            f"The answers {file} cannot be read.",
            why=str(error),
            hint="It is a file of JSON lines in UTF-8.",
        ) from error
    answers: dict[str, Answer] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _invalid(file, number, f"it is not JSON ({error})") from error
        if not isinstance(said, dict):
            raise _invalid(file, number, "it is no JSON object")
        for field in ("key", "answer"):
            if not isinstance(said.get(field), str):
                raise _invalid(file, number, f"the text {field} is missing")
        if not isinstance(said.get("sha", ""), str):
            raise _invalid(file, number, "sha is no text")
        if said["key"] in answers:
            raise _invalid(file, number, f"{said['key']} has been answered before")
        answers[said["key"]] = Answer(said["answer"], said.get("sha", ""))
    return answers


def prompt_sha(messages: Sequence[Message]) -> str:
    """What tells two prompts apart: 16 hexadecimal digits."""
    text = json.dumps([[m["role"], m["content"]] for m in messages], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class AnswersModel(Hooks):
    """A :class:`~copilot.coach.model.ChatModel` that looks its answers up.

    A key is `CALL:TURN:TASK`, such as `en-in-ortho-01:3:read`; a second question of the same task
    in the same turn ends in `:2`. A question without an answer fails as a model that is down does.
    """

    name = "answers"

    def __init__(self, answers: Mapping[str, Answer], prompts: TextIO | None = None) -> None:
        """`prompts`: where every question is written to, as JSON lines."""
        self._answers = answers
        self._prompts = prompts
        self._call, self._i = "", 0
        self._asked: Counter[str] = Counter()
        self.asked = 0
        self.unanswered = 0
        self.of_another_prompt = 0
        """Answers whose `sha` is that of another prompt than the one now sent."""
        self._used: set[str] = set()

    @property
    def unused(self) -> int:
        """Answers that nothing asked for."""
        return len(self._answers.keys() - self._used)

    def turn_begins(self, call: str, i: int) -> None:
        self._call, self._i = call, i
        self._asked.clear()

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        key, sha = self._key(question), prompt_sha(question.messages)
        self.asked += 1
        if self._prompts is not None:
            self._write(self._prompts, key, sha, question)
        answer = self._answers.get(key)
        if answer is None:
            self.unanswered += 1
            raise EngineError("no-such-answer", f"Nothing answers {key}.")
        self._used.add(key)
        self.of_another_prompt += answer.sha not in ("", sha)
        if answer.text:
            yield answer.text

    async def warm(self, messages: Sequence[Message]) -> None:
        """Nothing to warm."""

    async def close(self) -> None:
        """Nothing to give back."""

    def _key(self, question: Question) -> str:
        key = f"{self._call}:{self._i}:{question.task}"
        self._asked[key] += 1
        return key if self._asked[key] == 1 else f"{key}:{self._asked[key]}"

    def _write(self, prompts: TextIO, key: str, sha: str, question: Question) -> None:
        line = {
            "key": key,
            "id": self._call,
            "i": self._i,
            "task": question.task,
            "messages": [*question.messages],
            "max_tokens": question.max_tokens,
            "sha": sha,
        }
        prompts.write(json.dumps(line, ensure_ascii=False) + "\n")


def _invalid(file: Path, number: int, what: str) -> InputError:
    return InputError(
        "answers-invalid",
        f"{file}, line {number}: {what}.",
        hint='Each line is {"key": ..., "answer": ...}; the keys are those of --prompts.',
    )
