"""Numbers as people say and write them on the telephone, in Chinese and English (pure).

:func:`find_numbers` reads digits, Chinese numerals and English number words together, because a
drafted line mixes them. It serves a guard, so it rather reports a number too many than one too few.
Amounts are read in :mod:`copilot.coach.numerals`, units in :mod:`copilot.coach.measures`, numbers
in disguise in :mod:`copilot.coach.disguises`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from copilot.coach.disguises import disguised
from copilot.coach.folding import fold
from copilot.coach.measures import (
    CURRENCY_BEFORE,
    DURATION_AFTER,
    SPAN,
    SPANS,
    dress,
    duration,
    period,
    time_of_day,
)
from copilot.coach.numerals import BIG, CAPITALS, TENS, english, indexed, read_mixed, runs
from copilot.coach.quantity import Kind, Number
from copilot.language import Language

__all__ = ["Kind", "Number", "find_numbers"]

_WEEKDAYS = indexed("monday tuesday wednesday thursday friday saturday sunday", first=1)
_MONTHS = indexed(
    "january february march april may june july august september october november december",
    first=1,
)
_ORDINALS = indexed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    first=1,
) | {"thirtieth": 30}
_VAGUE = re.compile(
    r"(?:好?[几数]|(?<![早晚加])上(?!十))(?P<u>[十百千万亿]+)(?![分兆货科姓])|"
    r"\b(?:tens of )?(?P<w>hundred|thousand|million|dozen)s\b"
)
_LONG = re.compile(
    r"(?<![\d.,])(?:\+\d{1,3}[ -]?)?(?:\(0?\d{1,4}\)[ -]?)?"
    r"(?:\d{7,}|\d{2,5}(?:[ -]\d{3,4}){1,3})(?![\d%元]|,\d)"
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<h>[01]?\d|2[0-4])\s?[:：]\s?(?P<m>[0-5]\d)(?!\d)(?:\s?(?P<p>[ap])\.?m\b)?"
)
_WEEKDAY = re.compile(
    r"(?:(?<![一两半\d])周|(?<![一两半\d]个)(?:星期|礼拜))(?P<z>[一二三四五六日天])"
    r"(?!(?<=[三二四五六])[次节堂个])(?!(?<=每周.)[箱次节堂盒份回趟])|"
    rf"\b(?P<e>{'|'.join(_WEEKDAYS)})s?\b"
)
_MONTH = re.compile(
    rf"\b(?P<m>{'|'.join(m for m in _MONTHS if m not in ('march', 'may'))})\b|"
    r"\b(?:in|last|next|since|by|until|early|late) (?P<n>march|may)\b"
)
_ORDINAL = re.compile(
    r"\b(?P<d>\d{1,2})(?:st|nd|rd|th)\b|\b(?P<t>twenty|thirty)[ -](?P<u>first|second|third)\b|"
    rf"\b(?P<s>twenty[ -])?(?P<w>{'|'.join([*_ORDINALS][3:])})\b"
)
_HALF_PRICE = re.compile(
    r"对折|半[价折]|(?:便宜|省|减|打)了?一半|腰斩|[砍收][掉您你]?(?:掉)?一半|"
    r"一半(?:的)?(?:价|就[好行可]|给[您你])|half[ -]price|half off|"
    r"half the (?:price|cost|usual|fee|rate|bill)|halved?\b|"
    r"(?:a )?(?P<part>third|quarter) (?:off|of the price)|half (?:of )?that"
)
_ONE_SPAN = re.compile(
    rf"\b(?:(?P<half>half)(?: of)? an? (?P<u1>{SPAN})|an? (?P<u2>{SPAN}) and a (?P<and>half)|"
    rf"(?:within|in|under|about|takes?|lasts?|another|for|free) an? (?P<u3>{SPAN})"
    rf"(?! and a half)|\ban? (?:whole |full )?(?P<u5>{SPAN})(?= (?:for )?free| on us| of free)|"
    r"an? (?P<u4>fortnight))s?\b|"
    r"(?<![\d一二三四五六七八九十两个年上下大])(?P<zh>半)(?:(?P<y>年)|个?(?:(?P<mo>月)|小时|钟头))"
)
_CAPITAL_RUN = re.compile(
    r"[壹贰叁参肆伍陆柒捌玖拾百千万零]{2,}(?=[元圆整块])|"
    r"(?:(?:[壹贰叁肆伍柒捌玖]|(?<!大)陆)[拾百千万])+零?[壹贰叁肆伍陆柒捌玖]?"
)
_RANGE = re.compile(r"\s*(?:到|至|[~～–—/／、或-]|to|till|or|and)\s*")


def find_numbers(text: str, lang: Language) -> tuple[Number, ...]:
    """Every number in ``text``, in order of position; never raises.

    All ways of writing are read whatever ``lang`` is. A lone 一 is reported only with a unit, and
    idioms that merely hold a numeral (十分, 萬一) are not numbers.
    """
    t = _CAPITAL_RUN.sub(lambda m: "".join(CAPITALS.get(c, c) for c in m[0]), fold(text))
    found = list(_specials(t))
    taken = {i for n in found for i in range(n.start, n.end)}
    for start, end, value, also in (*runs(t), *english(t)):
        if taken.isdisjoint(range(start, end)) and (n := dress(t, start, end, value, also)):
            found.append(n)
            taken.update(range(n.start, n.end))
    numbers = _share_units(t, sorted(found, key=lambda n: (n.start, n.end)))
    return tuple(replace(n, per=period(t, n)) if n.kind is Kind.MONEY else n for n in numbers)


def _specials(t: str) -> Iterator[Number]:
    """Patterns in which the number and its unit cannot be told apart."""
    yield from disguised(t)
    for m in _CLOCK.finditer(t):
        yield time_of_day(t, int(m["h"]) * 60 + int(m["m"]), m["p"], m.start(), m.end())
    for m in _LONG.finditer(t):
        digits = re.sub(r"\D", "", m[0])
        if len(digits) >= 7 and not CURRENCY_BEFORE.search(t[: m.start()]):
            yield Number(Decimal(digits), Kind.LONG, "", *m.span())
    for m in _WEEKDAY.finditer(t):
        day = _WEEKDAYS[m["e"]] if m["e"] else min(7, "一二三四五六日天".index(m["z"]) + 1)
        yield Number(Decimal(day), Kind.DATE, "weekday", *m.span())
    for m in _MONTH.finditer(t):
        yield Number(Decimal(_MONTHS[m["m"] or m["n"]]), Kind.DATE, "month", *m.span())
    for m in _ORDINAL.finditer(t):
        day = int(m["d"] or _ORDINALS.get(m["w"] or m["u"], 0) + 20 * bool(m["s"]))
        day += TENS[m["t"]] if m["t"] else 0
        yield Number(Decimal(day), Kind.DATE, "day", *m.span())
    for m in _HALF_PRICE.finditer(t):
        left = {"third": Decimal(200) / 3, "quarter": Decimal(75)}.get(m["part"] or "")
        yield Number(left or Decimal(50), Kind.DISCOUNT, "", *m.span())
    for m in _ONE_SPAN.finditer(t):
        amount = Decimal("1.5" if m["and"] else "0.5" if m["half"] or m["zh"] else 1)
        unit = m["u1"] or m["u2"] or m["u3"] or m["u4"] or m["u5"]
        unit = unit or ("year" if m["y"] else "month" if m["mo"] else "hour")
        yield duration(Number(amount, Kind.DURATION, "", *m.span()), unit)
    for m in _VAGUE.finditer(t):
        size = Decimal(BIG[m["w"]]) if m["w"] else read_mixed(m["u"], 0, len(m["u"]))[1]
        yield Number(size, Kind.COUNT, "", *m.span())


def _share_units(t: str, numbers: list[Number]) -> tuple[Number, ...]:
    """In 三到五天 or "$5 to 8" the number without a unit has its neighbour's."""
    for i in range(len(numbers) - 2, -1, -1):
        left, right = numbers[i], numbers[i + 1]
        if not _RANGE.fullmatch(t[left.end : right.start]):
            continue
        bare = [n.kind is Kind.COUNT and not n.unit for n in (left, right)]
        if bare == [True, False] and right.kind is Kind.DURATION:
            m = DURATION_AFTER.search(t[right.start : right.end])
            unit = m and (m["en"] or next(g for g in SPANS if g in m.groupdict() and m[g]))
            numbers[i] = duration(left, unit or right.unit)
        elif bare == [True, False] and right.kind not in (Kind.TIME, Kind.DATE, Kind.LONG):
            numbers[i] = replace(left, kind=right.kind, unit=right.unit)
        elif bare == [False, True] and left.kind is Kind.MONEY:
            numbers[i + 1] = replace(right, kind=Kind.MONEY, unit=left.unit)
    return tuple(numbers)
