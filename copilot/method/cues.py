"""Find cues in what was said, whatever the script, the case or the punctuation."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from copilot.language import Language
from copilot.method.cues_en_agent import AGENT as EN_AGENT
from copilot.method.cues_en_customer import CUSTOMER as EN_CUSTOMER
from copilot.method.cues_en_customer import NAMED
from copilot.method.cues_zh_agent import AGENT as ZH_AGENT
from copilot.method.cues_zh_customer import CUSTOMER as ZH_CUSTOMER
from copilot.method.folding import fold_script

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z0-9$£€%']+")
_KEPT_IN_CHINESE = re.compile(r"[0-9a-z\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that was found: its name, how often (at least 1), and the words as they were said."""

    cue: str
    count: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """Text made comparable; ``places[i]`` is where character i stands in the original."""

    text: str
    places: tuple[int, ...]


def plain(text: str, lang: Language) -> Plain:
    """Lower case, one script, punctuation reduced to ``,`` (a pause) and ``?``.

    English keeps one space between words and no pauses; Chinese keeps no spaces.
    """
    return _plain_chinese(text) if lang.is_chinese else _plain_english(text)


def _plain_chinese(text: str) -> Plain:
    out: list[str] = []
    places: list[int] = []
    for i, c in enumerate(fold_script(text.lower()) if len(text.lower()) == len(text) else text):
        mark = c if _KEPT_IN_CHINESE.match(c) else "?" if c in "?？" else "" if c == " " else ","
        if mark and not (mark == "," and (not out or out[-1] in ",?")):
            out.append(mark)
            places.append(i)
    while out and out[-1] == ",":
        out.pop()
        places.pop()
    return Plain("".join(out), tuple(places))


def _plain_english(text: str) -> Plain:
    lowered = text.lower().replace("’", "'").replace("‘", "'")
    if len(lowered) != len(text):
        lowered = text
    out: list[str] = []
    places: list[int] = []
    for m in re.finditer(r"\d[\d,]*\d|[a-z0-9à-ÿ$£€%']+|\?", lowered):
        if out:
            out.append(" ")
            places.append(m.start())
        for i in range(m.start(), m.end()):
            if lowered[i] != ",":
                out.append(lowered[i])
                places.append(i)
    return Plain("".join(out), tuple(places))


@cache
def _compiled(spoken: str, whose: str) -> Mapping[str, re.Pattern[str]]:
    tables = {
        ("zh", "customer"): ZH_CUSTOMER,
        ("zh", "agent"): ZH_AGENT,
        ("en", "customer"): EN_CUSTOMER,
        ("en", "agent"): EN_AGENT,
    }
    build = _chinese if spoken == "zh" else _english
    return {name: build(patterns) for name, patterns in tables[spoken, whose].items()}


def _chinese(patterns: Iterable[str]) -> re.Pattern[str]:
    """``^`` and ``$`` stand for the edges of a clause, and a gap does not cross one."""
    joined = "|".join(f"(?:{fold_script(p)})" for p in patterns)
    joined = joined.replace(".{", "[^,?]{")
    return re.compile(joined.replace("$", r"(?=[,?]|$)").replace("^(", r"(?:^|(?<=[,?]))("))


def _english(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{p})" for p in patterns)
    for name, words in NAMED.items():
        joined = joined.replace(name, words)
    return re.compile(rf"(?<![\w'])(?:{joined})(?![\w'])")


def find(text: str, lang: Language, whose: str) -> tuple[Hit, ...]:
    """The cues of ``whose`` table (``"customer"`` or ``"agent"``) in ``text``, in table order."""
    p = plain(text, lang)
    hits: list[Hit] = []
    for name, pattern in _compiled(lang.spoken, whose).items():
        words = tuple(
            text[p.places[m.start()] : p.places[m.end() - 1] + 1]
            for m in pattern.finditer(p.text)
            if m.end() > m.start()
        )
        if words:
            hits.append(Hit(name, len(words), words))
    return tuple(hits)


def length(text: str, lang: Language) -> int:
    """Han characters of a Chinese text, words of an English one."""
    return len(_HAN.findall(text)) if lang.is_chinese else len(_WORD.findall(text.lower()))
