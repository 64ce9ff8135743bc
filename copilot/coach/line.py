"""A line while it is written: what of it may be shown already, and what becomes of it (pure)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from copilot.coach.fit import Task, misfit, repeats
from copilot.coach.ground import Facts, check, gives_in, is_pressed, may_give_in, safe_prefix
from copilot.coach.shape import clean, complete, is_rubbish, limit, may_be_label
from copilot.language import Language

_CODE = re.compile(r"```|^\s*[{\[]|<\|")
_ENDED = re.compile(r"[。！？!?.…][”」』\"')）]*$")
_SENTENCE = re.compile(r".*?[。！？!?]|.*?\.(?=\s|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A line as it will be offered; `text` is empty where it must not be."""

    text: str
    evidence: tuple[str, ...] = ()
    problem: str = ""  # "unsupported", "unfinished", "rubbish", "echo", "off-move"


class Draft:
    """Feed it the model's answer, piece by piece."""

    def __init__(
        self, lang: Language, facts: Facts, task: Task, script: Callable[[str], str]
    ) -> None:
        self._lang = lang
        self._task = task
        self._facts = facts
        self._script = script
        self._raw = ""
        self._refused = False
        self._pressed = is_pressed(facts)
        self.shown = ""
        """What may stand on the panel now; it only grows."""

    def feed(self, piece: str) -> str:
        """Take more of the answer; what may be shown now."""
        self._raw += piece
        ready = safe_prefix(self._text(), self._lang)
        if len(ready) <= len(self.shown) or may_be_label(ready) or self._hopeless(ready):
            return self.shown
        if self._pressed and may_give_in(ready):  # a yes waits for what it says yes to
            return self.shown
        if not check(ready, self._facts).ok:
            self._refused = True
        elif ready.startswith(self.shown) and not repeats(ready, self._task.earlier):
            self.shown = ready
        return self.shown

    @property
    def over(self) -> bool:
        """Whether more of the answer would change nothing."""
        return self._refused or complete(self._text(), self._lang)

    def finish(self) -> Drafted:
        """The answer has ended: the line, or why there is none."""
        text = self._text()
        if self._hopeless(text):
            return Drafted("", problem="rubbish")
        if self._refused or not check(text, self._facts).ok:
            text = _whole_sentences(self.shown)
            if not text or self._hopeless(text):
                return Drafted("", problem="unsupported")
        if self._pressed and gives_in(text, self._facts):
            return Drafted("", problem="unsupported")
        if not _ENDED.search(text):
            text = _whole_sentences(text)
            if not text:
                return Drafted("", problem="unfinished")
        if problem := misfit(text, self._task):
            return Drafted("", problem=problem)
        return Drafted(text, check(text, self._facts).evidence)

    def _hopeless(self, text: str) -> bool:
        return bool(_CODE.search(self._raw)) or is_rubbish(text, self._lang)

    def _text(self) -> str:
        return limit(clean(self._script(self._raw)), self._lang)


def _whole_sentences(text: str) -> str:
    return "".join(_SENTENCE.findall(text)).strip()
