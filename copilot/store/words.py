"""Words as the search of calls sees them: one Han character, or a run of other letters and digits.

Both scripts are one: 價格 and 价格 find each other. Full width and capitals make no difference.
Neither database cuts Chinese into words, so characters are stored apart and asked for as a phrase.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from copilot.store.storable import storable

_HAN = "\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_AROUND = 24  # characters on either side of what was found


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; the last one may be the beginning of a longer one."""

    words: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """What stands around a hit: `text[start:end]` is the hit."""

    text: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of a turn, in their order."""
    return [word for word, _, _ in _spans(text)]


def terms(query: str) -> tuple[Term, ...]:
    """What is asked for: every part between spaces must be in a turn, each as it is written.

    A part that ends with a Latin word or a number finds longer ones too. Empty where the query
    holds no word.
    """
    parts = (words(part) for part in storable(query).split())
    return tuple(Term(tuple(p), prefix=not _IS_HAN.match(p[-1])) for p in parts if p)


def snippet(text: str, asked: Sequence[Term]) -> Snippet:
    """The place of the first term in `text`, with what stands around it."""
    spans = _spans(text)
    start, end = next(
        (place for term in asked if (place := _place(spans, term)) is not None), (0, 0)
    )
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = "…" if low else ""
    after = "…" if high < len(text) else ""
    shown = f"{before}{text[low:high]}{after}"
    return Snippet(shown, start - low + len(before), end - low + len(before))


def _place(spans: list[tuple[str, int, int]], term: Term) -> tuple[int, int] | None:
    many = len(term.words)
    for first in range(len(spans) - many + 1):
        found = [word for word, _, _ in spans[first : first + many]]
        same = found[:-1] == list(term.words[:-1])
        last, wanted = found[-1], term.words[-1]
        if same and (last == wanted or (term.prefix and last.startswith(wanted))):
            return spans[first][1], spans[first + many - 1][2]
    return None


def _spans(text: str) -> list[tuple[str, int, int]]:
    """Each word with the place in `text` where it stands."""
    folded, places = [], []
    for place, character in enumerate(_folded_script(text)):
        for part in unicodedata.normalize("NFKC", character).lower():
            folded.append(part)
            places.append(place)
    return [
        (m.group(), places[m.start()], places[m.end() - 1] + 1)
        for m in _TOKEN.finditer("".join(folded))
    ]


def _folded_script(text: str) -> str:
    """The same text in simplified characters, each in its place."""
    simple = _simplified()(text)
    return simple if len(simple) == len(text) else "".join(_simplified()(c)[:1] for c in text)


@cache
def _simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    converter = OpenCC("t2s")
    return lambda text: str(converter.convert(text))
