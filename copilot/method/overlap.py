"""How much of a card entry's wording is in what was said.

Both are cut into small pieces: pairs of neighbouring Han characters, English word stems, and
numbers. A piece that few entries of the card share weighs more than one that all of them share.
"""

import math
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from copilot.method.folding import fold_script

_RUNS = re.compile(r"\d[\d,.:]*\d|\d|[a-z][a-z']+|[\u3400-\u9fff]+")
# Words and character pairs that say nothing about a product.
_COMMON_WORDS = """
    the and for with you your are was were our not can does that this what who how when where from
    have has had will would could should its it's they them there their then than one two all any
    but just get got about into out too per yes well don't i'm we're i'd i've if so is of me my us
    no we he she him her at on in to be do it or an as by up did
"""
_COMMON_PAIRS = """
    我们 你们 您的 的话 这个 那个 可以 就是 没有 是不 不是 什么 怎么 一个 一下 现在 还是 如果
    因为 所以 有没 能不 会不 不能 不会 不用 我的 你的 他们 的是 了解 是的 的时 时候 这样 那样
    多少 知道 觉得 想要 请问 先生 小姐 帮您 给您 都可 以先 您可 要不 是我 我是 好的 也可 可是
    但是 然后 已经 自己 这边 我这 的人 了一 是一 有一 一年 个月 一次
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_COMMON_HAN = frozenset(_COMMON_PAIRS.split())


def pieces(text: str) -> frozenset[str]:
    """The comparable pieces of a text."""
    out: set[str] = set()
    for run in _RUNS.findall(fold_script(text.lower())):
        if run[0].isdigit():
            out.add(run.replace(",", ""))
        elif run[0] < "\u3400":
            if run not in _COMMON and len(run) > 2:
                out.add(_stem(run))
        else:
            out.update(p for a, b in pairwise(run) if (p := a + b) not in _COMMON_HAN)
    return frozenset(out)


def _stem(word: str) -> str:
    word = word.split("'")[0]
    for ending in (
        "ments",
        "ment",
        "ings",
        "ing",
        "ied",
        "ies",
        "ed",
        "es",
        "er",
        "ly",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def weights(texts: Iterable[str]) -> Mapping[str, float]:
    """For each piece of the texts: 1 when it is in one text only, less the more texts share it."""
    sets = [pieces(t) for t in texts]
    counts: dict[str, int] = {}
    for s in sets:
        for p in s:
            counts[p] = counts.get(p, 0) + 1
    return {p: 1 / (1 + math.log(n)) for p, n in counts.items()}


def shared(said: str, entry: str, weight: Mapping[str, float]) -> float:
    """The summed weight of the pieces of ``entry`` that occur in ``said``; 0 when none does."""
    return sum(weight.get(p, 1.0) for p in pieces(said) & pieces(entry))


def rank(said: str, entries: Iterable[tuple[str, str]], *, at_least: float) -> tuple[str, ...]:
    """Ids of the ``(id, text)`` entries that share at least ``at_least``, the best first."""
    listed = tuple(entries)
    weight = weights(text for _, text in listed)
    scored = [(shared(said, text, weight), -i, id_) for i, (id_, text) in enumerate(listed)]
    return tuple(id_ for score, _, id_ in sorted(scored, reverse=True) if score >= at_least)
