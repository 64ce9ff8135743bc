"""Numbers that callers say, as recognisers write them, and what only looks like one.

    kind <tab> language <tab> text

What must go stands in {{braces}}; ` // ` divides turns, each with `A:` or `C:` for who speaks
(the customer where nothing is said). Kind `none`: nothing may change.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from copilot.events import Speaker
from copilot.language import Language
from copilot.privacy.digits import folded, runs
from copilot.privacy.discretion import Discretion
from copilot.privacy.mask import mask

FOLDER = Path(__file__).parent
LISTS = ("first", "held_out", "last", "beside_counts", "like_amounts")
SEEN_DIGITS = 4  # of one number, at most, wherever they stand
_MARKED = re.compile(r"\{\{(.*?)\}\}")
_MASK = re.compile(r"\[[^\[\]]*?(?: …\d{3,4})?\]")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a list: turns with marks."""

    kind: str
    lang: Language
    turns: tuple[tuple[Speaker, str], ...]
    where: str


def cases(name: str) -> list[Case]:
    """The list `name`."""
    out = []
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            kind, lang, text = line.split("\t")
            turns = tuple(_turn(t) for t in text.split(" // "))
            out.append(Case(kind, Language(lang), turns, f"{name}.txt:{number}"))
    return out


def _turn(text: str) -> tuple[Speaker, str]:
    if text.startswith("A: "):
        return Speaker.AGENT, text[3:]
    return Speaker.CUSTOMER, text.removeprefix("C: ")


def told(case: Case) -> list[str | None]:
    """What is told of each turn; a single turn is masked alone, whatever would be withheld."""
    texts = [(who, _MARKED.sub(r"\1", text)) for who, text in case.turns]
    if len(texts) == 1:
        return [mask(texts[0][1], case.lang).text]
    door = Discretion(case.lang)
    return [door.turn(who, 4.0 * n, 4.0 * n + 3, text).text for n, (who, text) in enumerate(texts)]


def is_hidden(case: Case) -> bool:
    """Whether at most :data:`SEEN_DIGITS` digits of what is marked can be seen, and no address."""
    shown = " ".join(text or "" for text in told(case))
    if case.kind == "email":
        return "@" not in shown and not any(m in shown for m in _marks(case))
    seen = 0
    for text, (_, marked) in zip(told(case), case.turns, strict=True):
        plain = _MASK.sub(" ", text or "")
        outside = _MARKED.sub("¤", marked)
        seen += max(0, _said(plain) - _said(outside), _written(plain) - _written(outside))
    return seen <= (0 if case.kind == "code" else SEEN_DIGITS)


def _said(text: str) -> int:
    """How many digits the runs of `text` have."""
    return sum(len(r.digits) for r in runs(folded(text)))


def _written(text: str) -> int:
    """How many figures stand in `text`, of whatever the runs make of them."""
    return sum(c in "0123456789零一二三四五六七八九" for c in folded(text))


def is_left_alone(case: Case) -> bool:
    """Whether nothing but what is marked has changed."""
    for text, (_, marked) in zip(told(case), case.turns, strict=True):
        around = _MARKED.split(marked)[::2]
        if text is None:
            if "{{" not in marked and case.kind == "none":
                return False
        elif not _in_order(around, text):
            return False
    return True


def _in_order(parts: list[str], text: str) -> bool:
    at = 0
    for part in parts:
        bare = part.strip(" ,，、.。-()（）「」:：")
        found = text.find(bare, at)
        if found < 0:
            return False
        at = found + len(bare)
    return True


def _marks(case: Case) -> list[str]:
    return [m for _, text in case.turns for m in _MARKED.findall(text)]
