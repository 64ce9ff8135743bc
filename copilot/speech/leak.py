"""Whose words are these? Lines in the agent's microphone that the customer said (pure).

A line is the customer's for one of three reasons, and each needs the sound to agree. With a leak
that is measured: nearly all of the sound vanished when the customer's voice was taken out; or the
words repeat what the customer was saying at that very time. Without one, only a long and nearly
literal repetition, at the same time and quieter, counts. An agent who reads an address back does so
after the customer, with the customer silent, so it is never taken for a leak.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from copilot.audio.evidence import Evidence
from copilot.method.folding import fold_script

REMEMBERED_S = 3.0  # how far back words of the customer count
LATE_S = 0.5  # words in the microphone come at most this much after the customer's
VANISHED_DB = 12.0
ALIKE = 0.8
COVERED = 0.5  # of the line's time, by the customer's speech
STRICTLY_ALIKE = 0.9
STRICTLY_COVERED = 0.8
LONG_LETTERS = 16  # of an English line; a Han character counts as three letters
QUIETER_DB = 3.0

_TOKENS = re.compile(r"[a-z0-9']+|[\u3400-\u9fff]")
# What a recogniser writes one for the other, since they sound alike. After folding.
_ALIKE_HAN = (
    "他她它牠",
    "的得地",
    "在再",
    "做作坐座",
    "那哪拿",
    "吗嘛妈",
    "是事试式市",
    "有又",
    "你妳",
    "吧把八",
    "哦喔噢",
    "啊阿呀",
    "以已一",
    "跟根",
    "像象向",
    "和合",
    "进近",
    "元圆园员",
    "块快",
    "号好",
    "年念",
    "带代",
)
_ONE_FOR_ALL = {ord(c): group[0] for group in _ALIKE_HAN for c in group[1:]}


@dataclass(frozen=True, slots=True)
class Words:
    """What someone said from `start` to `end`, in call seconds."""

    start: float
    end: float
    text: str


def is_leak(line: Words, said: Iterable[Words], evidence: Evidence) -> bool:
    """Whether `line`, heard in the agent's microphone, is the customer's.

    `said`: the customer's words, those of the last seconds are enough; the last may still go on.
    """
    leaking = evidence.leak_db is not None
    if leaking and evidence.raw_db - evidence.cleaned_db >= VANISHED_DB:
        return True
    near = [w for w in said if w.end > line.start - REMEMBERED_S and w.start < line.end]
    covered = coverage(line, near)
    if leaking and evidence.quieter and covered >= COVERED and similarity(line, near) >= ALIKE:
        return True
    return (
        evidence.raw_db < evidence.customer_db - QUIETER_DB
        and covered >= STRICTLY_COVERED
        and sum(map(_weight, tokens(line.text))) >= LONG_LETTERS
        and similarity(line, near) >= STRICTLY_ALIKE
    )


def coverage(line: Words, said: Iterable[Words]) -> float:
    """The share of the line's time in which the customer spoke, a moment later included."""
    length = line.end - line.start
    spans = sorted((max(w.start, line.start), min(w.end + LATE_S, line.end)) for w in said)
    covered, until = 0.0, line.start
    for start, end in spans:
        covered += max(0.0, end - max(start, until))
        until = max(until, end)
    return covered / length if length > 0 else 0.0


def similarity(line: Words, said: Iterable[Words]) -> float:
    """How much of the line stands, in order and in one place, in what was said; 0 to 1.

    Weighted by letters: one minus the cheapest edit of the line into some part of the said words.
    """
    own = tokens(line.text)
    other = tokens(" ".join(w.text for w in said))
    whole = sum(map(_weight, own))
    if not whole:
        return 0.0
    costs = [0.0] * (len(other) + 1)  # a part may begin anywhere
    for token in own:
        weight = _weight(token)
        before, costs = costs, [costs[0] + weight]
        for j, there in enumerate(other):
            costs.append(
                min(
                    before[j] + weight * (1.0 - alike(token, there)),
                    before[j + 1] + weight,
                    costs[j] + _weight(there),
                )
            )
    return 1.0 - min(1.0, min(costs) / whole)  # and may end anywhere


def tokens(text: str) -> list[str]:
    """English words and single Han characters, folded so that what sounds alike is alike."""
    return _TOKENS.findall(fold_script(text.lower().replace("’", "'")).translate(_ONE_FOR_ALL))


@lru_cache(maxsize=4_096)
def alike(a: str, b: str) -> float:
    """1 for the same token, less for words that share most of their letters, 0 otherwise."""
    if a == b:
        return 1.0
    if not (a.isascii() and b.isascii()):
        return 0.0
    shared = SequenceMatcher(None, a, b, autojunk=False).ratio()
    return shared if shared >= 0.6 else 0.0


def _weight(token: str) -> float:
    return float(len(token)) if token.isascii() else 3.0
