"""Which entries of the card a line draws on (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.coach.quantity import Kind, Number, fits

_WORD = re.compile(r"[a-z]{4,}")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "that this with your from have what when will they them then there here just also "
        "like more "
        "than into each every does would could about which their been over only some such "
        "very want "
        "need know tell make take look okay well sure right month year week hour minute "
        "after before",
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the card: its numbers and its words."""

    id: str
    numbers: tuple[Number, ...]
    words: frozenset[str]


def words_of(plain: str) -> frozenset[str]:
    """Three Han characters in a row, or an English word without its plural s."""
    han = (m[1] for m in re.finditer(r"(?=([\u4e00-\u9fff]{3}))", plain))
    return frozenset((*han, *(w.rstrip("s") for w in _WORD.findall(plain) if w not in _STOP)))


def drawn_on(plain: str, numbers: Sequence[Number], entries: Sequence[Entry]) -> tuple[str, ...]:
    """Ids of the entries that a folded line draws on, in the card's order; the closest three."""
    words = words_of(plain)
    telling = [n for n in numbers if n.kind is not Kind.COUNT or n.value > 3]
    scores: dict[str, int] = {}
    for entry in entries:
        shared = words & entry.words
        rare = [w for w in shared if sum(w in e.words for e in entries) <= 2]
        score = 3 * sum(any(fits(n, f, spoken=False) for f in entry.numbers) for n in telling)
        score += len(rare) if len(rare) > 1 or any(len(w) != 4 for w in rare) else 0
        if score:
            scores[entry.id] = score
    best = sorted(scores, key=lambda i: -scores[i])[:3]
    return tuple(i for i in scores if i in best)
