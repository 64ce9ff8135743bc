"""Numbers in disguise: spelled out, in Roman numerals, or with a homophone for a digit (pure).

A speaker, or a model that repeats one, can say a number so that no numeral is left in the text:
酒折 for 九折, 久百元 for 九百元, "n i n e dollars", "打V折". What such a number is worth is not
guessed: it is reported as :data:`UNREADABLE`, which no fact supports.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from copilot.coach.numerals import BIG, ONES, TENS, ZD, ZU
from copilot.coach.quantity import Kind, Number

UNREADABLE = Decimal(-1)

_ZHE_LIKE = "浙蜇者这這辙轍遮蔗喆辄輒则則"  # sounds like 折
_CURRENCY = r"(?:[元块圆](?![件素宵旦气头])|dollars?\b|bucks?\b|pounds?\b|quid\b|euros?\b)"
_HIDDEN_DISCOUNT = re.compile(
    rf"打(?:[个到成了])?[{ZD}\d.]{{1,3}}\s*[{_ZHE_LIKE}]|"
    r"打[^\s，。！？、个個点點些了过過完不没沒\d" + ZD + r"]{1,2}[折哲摺]|"
    r"[酒久玖捌巴柒武伍](?:五)?[折哲摺]|"
    r"\b(?:(?:two|three|four) (?:third|quarter|fifth|sixth|eighth|tenth)s?|"
    r"(?:an?|one) (?:fifth|sixth|eighth|tenth)) (?:off|of the (?:price|cost|usual)|less|cheaper)"
)
_HIDDEN_MONEY = re.compile(
    rf"(?<![{ZD}{ZU}\d几数好上多半])(?<![{ZD}\d]\s)[百千万]+(?=[元块圆])|[{ZD}\d]+\s*[白柏]\s*(?=[元块圆])|"
    r"\b(?:a couple of|a few) (?:dollars|bucks|pounds|quid|euros|percent)\b"
)
_ROMAN = re.compile(
    rf"(?<![a-z\d])(?<!\d\s)[ivxlc]{{1,6}}(?=\s*(?:[折%成]|percent\b|per cent\b|{_CURRENCY}|"
    r"(?:a|per|an) (?:month|year|week|day|head)\b))"
)
_COIN = re.compile(
    r"\b(?:(?P<tenner>tenner)|(?P<fiver>fiver)|(?:an?|one|a single) (?:lousy |single |mere )?"
    r"(?:dollar|buck|quid|euro|(?P<cent>penny|cent)|pound(?! of))\b(?! (?:store|shop|figure)))"
)
_LETTERS = re.compile(r"(?<![a-z])(?:[a-z][\s.·*_-]{1,2}){2,}[a-z](?![a-z'])")
_WORDS = tuple(w for w in (*ONES, *TENS, *BIG, "percent") if len(w) > 2)


def disguised(t: str) -> Iterator[Number]:
    """The numbers in disguise in `t`, a folded text; some may overlap."""
    for m in _HIDDEN_DISCOUNT.finditer(t):
        yield Number(UNREADABLE, Kind.DISCOUNT, "", *m.span())
    for pattern in (_HIDDEN_MONEY, _ROMAN):
        for m in pattern.finditer(t):
            yield Number(UNREADABLE, Kind.MONEY, "", *m.span())
    for m in _COIN.finditer(t):
        value = 10 if m["tenner"] else 5 if m["fiver"] else 1
        yield Number(Decimal(value) / (100 if m["cent"] else 1), Kind.MONEY, "", *m.span())
    for m in _LETTERS.finditer(t):
        if any(word in joined(m[0]) for word in _WORDS):
            yield Number(UNREADABLE, Kind.COUNT, "", *m.span())


def spelled(t: str) -> Iterator[tuple[int, int, str]]:
    """Words said letter by letter: where each stands, and the word."""
    return ((m.start(), m.end(), joined(m[0])) for m in _LETTERS.finditer(t))


def joined(letters: str) -> str:
    """The letters without what stands between them."""
    return re.sub(r"[^a-z]", "", letters)
