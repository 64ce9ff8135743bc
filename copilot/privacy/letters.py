"""Letters and signs that belong to a number: A123456789, …002X, QQ 12 34 56 C, +886 (pure)."""

import re
from dataclasses import dataclass

from copilot.privacy.digits import Run

_AS_IN = r"(?:\s*[,，]?\s*(?:as in|like|for|是|就是)\s*[a-z一-鿿]+(?:\s?的\s?[a-z])?)?"
_BEFORE = re.compile(
    rf"(?:(?:大写|英文|字母|letter|capital)的?\s*)*(?<![a-z'])"
    rf"(?P<letters>[a-z](?![a-z]){_AS_IN}(?:[\s,.，、-]{{1,2}}[a-z](?![a-z]){_AS_IN})?"
    rf"|(?!is|my|no|it|on|at|to|so)[a-z]{{2}}(?![a-z]))[\s,.，、:：-]*(?:开头)?[\s,.，、:：-]*$",
    re.ASCII,
)
_AFTER = re.compile(r"[\s,.，、-]{0,3}(?P<letter>[a-z]|叉)(?![a-z'])", re.ASCII)
_PLUS = re.compile(r"(?:\+|\bplus\s|加(?:号)?)[\s(（]{0,2}$", re.ASCII)
LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Lettered:
    """What stands close to a run. `start`, `end`: where the number with it begins and ends."""

    before: str = ""
    after: str = ""
    plus: bool = False
    british: bool = False  # a national insurance number
    start: int | None = None
    end: int | None = None


def lettered(text: str, run: Run) -> Lettered:
    """What belongs to `run` of `text`, a folded text."""
    head = text[max(0, run.start - LOOK_BACK) : run.start]
    size = len(run.digits)
    plus = _PLUS.search(head)
    if plus:
        return Lettered(plus=True, start=run.start - len(head) + plus.start())
    before = _BEFORE.search(head) if 6 <= size <= 9 else None
    letters = _single(before["letters"]) if before else ""
    after = _AFTER.match(text, run.end) if size in (6, 17) else None
    last = after["letter"].replace("叉", "x") if after else ""
    british = size == 6 and len(letters) == 2 and bool(last) and last in "abcd"
    if size == 17 and last != "x":
        last = ""
    wanted = british or (size in (8, 9) and letters) or (size == 7 and letters)
    return Lettered(
        letters if wanted else "",
        last if british or size == 17 else "",
        british=british,
        start=run.start - len(head) + before.start() if before and wanted else None,
        end=after.end() if after and last and (british or size == 17) else None,
    )


def _single(said: str) -> str:
    """The letters meant: of "a as in apple" the a."""
    bare = re.sub(r"(?:as in|like|for|就是|是)\s*[a-z一-鿿]+(?:\s?的\s?[a-z])?", "", said)
    return "".join(re.findall(r"[a-z]", bare))
