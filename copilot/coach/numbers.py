"""Numbers as people say and write them on the telephone, in Chinese and English (pure).

:func:`find_numbers` reads digits, Chinese numerals and English number words together, because a
drafted line mixes them. It serves a guard, so it would rather report one number too many than one
too few. Length: one grammar per way of writing and one table per kind of unit, kept in one place.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from copilot.language import Language


class Kind(StrEnum):
    """What a number measures."""

    MONEY = "money"
    PERCENT = "percent"
    DISCOUNT = "discount"
    DURATION = "duration"
    COUNT = "count"
    DATE = "date"
    TIME = "time"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text; ``start`` and ``end`` take in its currency and unit.

    ``value`` and ``unit`` by kind:

    - MONEY: main units of the currency; unit "dollar", "gbp", "eur", "jpy", or "" where any fits.
    - PERCENT: percent. DISCOUNT: percent of the price still to pay (八折 and "20% off" are 80), or
      with unit "money" the sum taken off.
    - DURATION: in the unit "second", "day", "workday" or "month" (an hour is 3600, two years 24).
    - COUNT: unit "" without any word of measure, "thing" with a general one, else its class.
    - DATE: unit "weekday" (Monday 1), "day", "month" or "year". LONG: the digits (telephone-like).
    - TIME: minutes after midnight; unit "am" or "pm", or "" where the half of the day is not said.

    ``also`` holds further readings ("thirty-four ninety-five": 3495, also 34.95).
    """

    value: Decimal
    kind: Kind
    unit: str
    start: int
    end: int
    also: tuple[Decimal, ...] = ()


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "万": 10**4, "亿": 10**8, "亿": 10**8}
_CAPITALS = dict(
    zip("壹贰贰叁参肆伍陆陆柒捌玖拾佰仟", "一二二三三四五六六七八九十百千", strict=True)
)
_ONES = {
    w: i
    for i, w in enumerate(
        re.findall(
            r"\w+",
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen",
        )
    )
}
_TIES = {
    w: i * 10
    for i, w in enumerate(
        re.findall(r"\S+", "_ _ twenty thirty forty fifty sixty seventy eighty ninety")
    )
}
_BIG = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 10**6, "dozen": 12}
_WEEKDAYS = re.findall(r"\w+", "monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = re.findall(
    r"\w+",
    "january february march april may june july august september october november december",
)
_ORDINALS = re.findall(
    r"\w+",
    "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth",
)

_ZD, _ZU = "零〇一二两两三四五六七八九", "十百千万万亿亿"
_UNITS = frozenset(_ZU)
_ASCII = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_RUN = re.compile(
    rf"(?:{_ASCII}|[{_ZD}十])(?:\s?[{_ZU}]|(?<=[{_ZU}])(?:{_ASCII})|[{_ZD}])*"
    rf"(?:点[{_ZD}]+(?![{_ZU}分刻])|又?分之[{_ZD}十百千]+)?"
)
_TOKEN = re.compile(rf"{_ASCII}|[{_ZD}{_ZU}]")
_WORD = re.compile(r"[a-z]+")
_IDIOM = re.compile(
    r"十(?:分(?![钟之])|足|全十美|字)|两口|三[心明餐]|四[处周季面肢方川]|"
    r"五[金官花星谷]|七[夕上]|"
    r"八[卦方]|九牛|一(?:五一十|二|两句)|二[手维话胎]|三[不两]五?[四时]"
)
_IDIOM_BEFORE = re.compile(r"(?:乱七|乱七|不三不|张三李|七上|五花|千方|三心|四面|四通|[他她它])$")
_VAGUE = re.compile(
    r"(?:好?[几数]|(?<![早晚加])上(?!十))(?P<u>[十百千万亿]+)(?![分兆货科姓])|"
    r"\b(?P<w>hundreds|thousands|millions|dozens|tens of thousands)\b"
)
_LONG = re.compile(
    r"(?<![\d.,])(?:\+\d{1,3}[ -]?)?(?:\(0?\d{1,4}\)[ -]?)?(?:\d{7,}|\d{2,4}(?:[ "
    r"-]\d{3,4}){1,3})(?![\d%元]|,\d)"
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
    r"(?:\b(?:in|last|next|since|by|until|early|late) (?P<n>march|may)\b)"
)
_ORDINAL = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)\b|\b(?P<t>twenty|thirty)[ -](?P<u>first|second|third)\b|"
    rf"\b(?:twenty[ -])?(?P<w>{'|'.join(_ORDINALS)}|thirtieth)\b"
)
_HALF_PRICE = re.compile(
    r"对折|半[价折]|(?:便宜|省|减|减|打)了?一半|half[ -]price|half off|half the "
    r"(?:price|cost)|"
    r"50/50 off|(?:a )?(?P<third>third|quarter) off"
)
_EN_TIME = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600}
_EN_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_EN_MONTHS = {"month": 1, "year": 12, "yr": 12}
_SPAN = "|".join((*_EN_TIME, *_EN_DAYS, *_EN_MONTHS))
_ONE_SPAN = re.compile(
    rf"\b(?:(?P<half>half)(?: of)? an? (?P<u1>{_SPAN})|an? (?P<u2>{_SPAN}) and a (?P<and>half)|"
    rf"(?:within|in|under|about|takes?|lasts?|another|for) an? (?P<u3>{_SPAN})(?! and a half)|"
    rf"an? (?P<u4>fortnight))s?\b|"
    r"(?<![\d一二三四五六七八九十两个年上下大])(?P<zh>半)"
    r"(?:(?P<z>年)|个?(?P<y>月|小时|钟头))"
)

_CURRENCY_BEFORE = re.compile(
    r"(?P<d>nt\$|us\$|hk\$|s\$|a\$|\$|usd|sgd|美[金元])\s*$|(?P<g>£|gbp)\s*$|(?P<e>€|eur)\s*$|"
    r"(?P<y>¥|￥|rmb|cny|ntd|twd|人民币|新?台币)\s*$"
)
_CURRENCY_AFTER = re.compile(
    r"\s*(?:(?P<j>日[圆元币])|(?P<e>euros?\b|€|欧元)|(?P<g>pounds?\b|quid\b|£|英镑)|"
    r"(?P<d>dollars?\b|bucks?\b|usd\b|sgd\b|美[金元])|(?P<c>cents?\b|pence\b|分钱)|"
    r"(?P<m>[毛角](?!度|色|落))|"
    r"(?P<y>元(?![件素宵旦气])|圆|块钱?|块钱?|人民币|新?台币|"
    r"rmb\b|ntd?\b|twd\b|港币))"
)
_VAGUE_AFTER = re.compile(
    r"\s*(?:多|来|来|余|余|出头|几|几)(?=[元块圆个家人次天年万杯台])"
)
_PERCENT_AFTER = re.compile(r"\s*(?:%|percent\b|per cent\b|pct\b|趴|个百分点)")
_OFF_AFTER = re.compile(r"\s*(?:的)?(?:off\b|discount|cheaper|less\b|折扣|优惠|折让)")
_OFF_BEFORE = re.compile(
    r"(?:(?<!不)[减省]免?|折抵?|便宜|少[收付]?|优惠|降[价低]?|折[价让扣]|"
    r"立减|discount of|sav(?:e|ing)s?(?: you)?|"
    r"knock|take)了?[您你]?\s*$"
)
_ZHE_AFTER = re.compile(r"\s*折(?![腾叠返回磨旧])")
_CHENG_AFTER = re.compile(r"\s*成(?P<half>半)?(?![功人长员本交果为立绩就年熟型团家品不])")
_DURATION_AFTER = re.compile(
    r"\s*(?P<ge>个?)(?P<half>半?)多?(?:(?P<work>工作[天日])|(?P<s>秒)|(?P<min>分钟)|"
    r"(?P<h>小时|钟头)|"
    r"(?P<d>天|日(?![圆元币本文]))|(?P<w>周(?![年岁边])|星期|礼拜)|"
    r"(?P<q>季(?![度节])|季度)|"
    r"(?P<m>月)|(?P<y>年(?![级代])))(?P<tail>半?)|"
    rf"[\s-]*(?:(?P<biz>working|business)[\s-]+)?(?P<en>{_SPAN})s?\b"
)
_TIME_AFTER = re.compile(
    rf"点(?:(?P<half>半)|(?P<q>[一三])刻|(?P<m>[{_ZD}十\d]+)分?)?[钟整]?|\s*(?:o'clock|"
    rf"(?P<p>[ap])\.?m\b\.?)"
)
_DAY_CUE = re.compile(
    r"(?:(?P<am>凌晨|早上?|上午)|(?P<pm>下午|晚上?|傍晚|中午)|[周期拜][一二三四五六日天]|号|"
    r"(?P<past>half past|quarter past|quarter to)|\b(?:at|after|before|around|by|until|"
    r"till)(?: about)?)\s*$"
)
_TIME_CUE_AFTER = re.compile(
    r"点(?:[半钟整多前后]|以[前后]|[一三]刻|好|可以|方便|行|见)"
)
_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"[\s-]*(?:{pattern})"))
    for name, pattern in {
        "people": r"个?人(?!民)|位|名(?![额单])|people\b|persons?\b|staff\b|employees?\b|"
        r"customers?\b",
        "place": r"[多来余]?[家间](?!人)|stores?\b|shops?\b|branch(?:es)?\b",
        "mega": r"m(?:b(?:ps|it)?s?|egs?|egabits?)?\b|m(?=[\u4e00-\u9fff])|兆",
        "giga": r"g(?:b(?:ps)?|igs?|igabits?)?\b|g(?=[\u4e00-\u9fff])",
        "mass": r"公[斤克]|kgs?\b|kilos?\b|[斤克]",
        "area": r"坪|平方?[米尺公]|平(?![常时均日])|square (?:feet|foot|met(?:re|er)s?)\b|sq\b",
        "length": r"公里|公分|延?米|km\b|miles?\b",
        "cup": r"[杯罐瓶]|cups?\b",
        "period": r"期(?![间待望])|installments?\b|instalments?\b",
        "age": r"岁",
        "fold": r"倍|times (?:faster|more|better|cheaper|as)|-?fold\b|x\b",
        "session": r"[节堂]|lessons?\b|class(?:es)?\b|sessions?\b",
        "thing": r"[个件台条种次张份颗笔套项栋层]"
        r"|[样款组级步句通封辆点]",
    }.items()
)
# Words after which an English number stands alone, because they do not say what is counted.
_NO_NOUN = re.compile(
    r"\s*(?:$|[^\sa-z]|(?:an?|and|are|as|at|but|by|each|every|for|from|if|in|into|is|it|of|"
    r"off|on|or|per|plus|so|"
    r"that|the|then|till|to|total|until|up|was|we|when|which|with|would|you|all|now|only|"
    r"instead|again|altogether|"
    r"after|before|flat|today|too|right|i|what|how|does|do|did|will|can|could|should|not|just)\b)"
)
_EACH = (
    r"(?:month|mo|year|yr|week|day|visit|head|person|seat|user|employee|evening|night|hour|"
    r"session|class|lesson|"
    r"unit|piece|store|room|bottle|cup|box|item|time)\b"
)
_ZH_EACH = (
    r"个?(?:月|年|天|次|人|位|[节堂坪家店份盒瓶台期件斤晚]|[颗笔组间]|公斤|小时)"
)
_PRICE_AFTER = re.compile(
    rf"\s*(?:(?:an?|per|each|every|for (?:an?|one|each))\s+{_EACH}|/\s*(?:{_EACH}|"
    rf"{_ZH_EACH})|monthly|yearly|annually|[一每]{_ZH_EACH})"
)
_PRICE_BEFORE = re.compile(
    rf"(?:[一每]{_ZH_EACH}(?:只要|只收|只需|才|就|是|要|收|付|算|大概|大约|约|"
    rf"差不多)?|只要|只需|只收|算[您你]|给[您你]|"
    r"收[您你]?|降到|降为|特价|价[格钱]是?|报价是?|优惠[价到]?|付|花|"
    r"\bcosts?(?: you)?|\bpay(?:ing)?(?: only| just)?|\bprice (?:is|of|at)|\bcharged?(?: "
    r"you)?|\bfor (?:just|only)|"
    r"\bdown to|\bas low as|\bknock (?:it )?(?:down )?to|\b(?:give|do) (?:you|it|that|"
    r"this)(?: to you)? (?:for|at))\s*$"
)
_RANGE = re.compile(r"\s*(?:到|至|[~～–—/／、或-]|to|till|or|and)\s*")


def find_numbers(text: str, lang: Language) -> tuple[Number, ...]:
    """Every number in ``text``, in order of position; never raises.

    All ways of writing are read whatever ``lang`` is. A lone 一 is reported only with a unit, and
    idioms that merely hold a numeral (十分, 萬一) are not numbers.
    """
    plain = fold(text)
    plain = re.sub(
        r"[壹贰叁参肆伍陆柒捌玖拾佰仟万零]{2,}(?=[元圆整块])",
        lambda m: "".join(_CAPITALS.get(c, c) for c in m[0]),
        plain,
    )
    found = list(_specials(plain))
    taken = {i for n in found for i in range(n.start, n.end)}
    for start, end, value, also in (*_runs(plain), *_english(plain)):
        if taken.isdisjoint(range(start, end)):
            number = _dress(plain, start, end, value, also)
            if number is not None:
                found.append(number)
                taken.update(range(number.start, number.end))
    return tuple(_share_units(plain, sorted(found, key=lambda n: (n.start, n.end))))


def fold(text: str) -> str:
    """``text`` one character for one: any script's digits to ASCII, full width to half, lower case.

    Ornamental and accented Latin letters lose their ornament, so that no word hides behind it.
    """
    return "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def _fold(c: str) -> str:
    digit = unicodedata.digit(c, None)
    if digit is not None:
        return str(digit)
    if c not in "，：；！？":
        base = [d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d)]
        if len(base) == 1 and base[0].isascii():
            c = base[0]
    return low if len(low := c.lower()) == 1 else c


def _specials(t: str) -> Iterator[Number]:
    """Patterns in which the number and its unit cannot be told apart."""
    for m in _CLOCK.finditer(t):
        yield _time(int(m["h"]), int(m["m"]), m["p"], m.start(), m.end(), t)
    for m in _LONG.finditer(t):
        digits = re.sub(r"\D", "", m[0])
        if len(digits) >= 7 and not _CURRENCY_BEFORE.search(t[: m.start()]):
            yield Number(Decimal(digits), Kind.LONG, "", *m.span())
    for m in _WEEKDAY.finditer(t):
        day = "一二三四五六日天".index(m["z"]) + 1 if m["z"] else _WEEKDAYS.index(m["e"]) + 1
        yield Number(Decimal(min(day, 7)), Kind.DATE, "weekday", *m.span())
    for m in _MONTH.finditer(t):
        month = _MONTHS.index(m["m"] or m["n"]) + 1
        yield Number(Decimal(month), Kind.DATE, "month", *m.span())
    for m in _ORDINAL.finditer(t):
        if m["d"]:
            day = int(m["d"])
        elif m["t"]:
            day = _TIES[m["t"]] + ["first", "second", "third"].index(m["u"]) + 1
        else:
            day = 30 if m["w"] == "thirtieth" else _ORDINALS.index(m["w"]) + 4
            day += 20 if m[0].startswith("twenty") and day < 10 else 0
        yield Number(Decimal(day), Kind.DATE, "day", *m.span())
    for m in _HALF_PRICE.finditer(t):
        left = {"third": Decimal(200) / 3, "quarter": Decimal(75)}.get(
            m["third"] or "", Decimal(50)
        )
        yield Number(left, Kind.DISCOUNT, "", *m.span())
    for m in _ONE_SPAN.finditer(t):
        amount = Decimal("0.5") if m["half"] or m["zh"] else Decimal("1.5" if m["and"] else 1)
        unit = m["u1"] or m["u2"] or m["u3"] or m["u4"]
        if m["zh"]:
            unit = "year" if m["z"] else "month" if m["y"] == "月" else "hour"
        yield _duration(amount, unit, m.start(), m.end())
    for m in _VAGUE.finditer(t):
        word = (m["w"] or "").rstrip("s")
        zh = "".join(m["u"] or "")
        size = _BIG.get(word, 1) if word else _zh_value(zh)
        yield Number(Decimal(size), Kind.COUNT, "", *m.span())
    for m in re.finditer(r"百分(?:之一?)?百", t):
        yield Number(Decimal(100), Kind.PERCENT, "", *m.span())


_Amount = tuple[int, int, Decimal, tuple[Decimal, ...]]


def _runs(t: str) -> Iterator[_Amount]:
    """Amounts in digits and Chinese numerals, one run of them split where two numbers touch."""
    pos = 0
    while m := _RUN.search(t, pos):
        idiom = _IDIOM.match(t, m.start())
        cable = t.startswith("第四台", m.start() - 1)
        if idiom or cable or _IDIOM_BEFORE.search(t[max(0, m.start() - 4) : m.start()]):
            pos = idiom.end() if idiom else m.start() + 1
            continue
        end, value, also = _read_run(t, m.start(), m.end())
        yield m.start(), end, value, also
        pos = end


def _read_run(t: str, start: int, stop: int) -> tuple[int, Decimal, tuple[Decimal, ...]]:
    """The first amount in ``t[start:stop]``: its end, value and further readings."""
    whole = re.compile(r"点|又?分之").split(t[start:stop])
    if len(whole) == 2 and "分之" in t[start:stop]:
        return stop, Decimal(_zh_value(whole[0])) / max(1, _zh_value(whole[1])), ()
    head = start + len(whole[0])
    digits = re.match(rf"[{_ZD}]+", t[start:head])
    if digits and len(digits[0]) >= 2:
        d = [_DIGITS[c] for c in digits[0]]
        follows = t[start + len(d) : start + len(d) + 1]
        if len(d) == 2 and d[1] == d[0] + 1 and d[0] and follows not in ("折", "年"):
            unit = (_TENS | _MYRIADS).get(follows, 1)
            end = start + 2 + (unit > 1)
            if t[end : end + 1] in _MYRIADS and end < head:
                unit, end = unit * _MYRIADS[t[end]], end + 1
            return end, Decimal(d[0] * unit), (Decimal(d[1] * unit),)
        if not follows or follows not in _ZU:
            return start + len(d), Decimal("".join(map(str, d))), ()
    end, value = _read_mixed(t, start, head)
    if end == head and len(whole) == 2:
        fraction = "".join(str(_DIGITS[c]) for c in whole[1])
        return stop, value + Decimal(f"0.{fraction}"), ()
    return end, value, ()


def _read_mixed(t: str, start: int, stop: int) -> tuple[int, Decimal]:
    """三百零五, 2萬5千, 兩萬五 (25,000), 1.5萬: where the amount ends and what it is."""
    total = section = Decimal(0)
    held: Decimal | None = None
    last, zero, end = 0, False, start
    for token in _TOKEN.finditer(t, start, stop):
        c = token[0]
        if c in _MYRIADS:
            total = (total + section + (held or 0)) * _MYRIADS[c]
            section, held, last, zero = Decimal(0), None, _MYRIADS[c], False
        elif c in _TENS:
            if held is None and (c != "十" or section) and not zero:
                break
            section += (1 if held is None else held) * _TENS[c]
            held, last, zero = None, _TENS[c], False
        elif c in "零〇" and last:
            zero = True
        elif held is not None or (c in "两两" and last and t[token.end() :][:1] not in _UNITS):
            break
        else:
            held = Decimal(_DIGITS[c]) if c in _DIGITS else Decimal(c.replace(",", ""))
        end = token.end()
    if held is not None:
        if last >= 100 and not zero and held < 10 and t[end - 1] in _ZD + "123456789":
            if t[end - 1] == "一" and re.match(_ZH_EACH, t[end : end + 3]):
                return end - 1, total + section
            held *= last // 10
        section += held
    return end, total + section


def _zh_value(numeral: str) -> int:
    head = numeral if numeral[:1] in _DIGITS or numeral[:1].isdigit() else "一" + numeral
    return int(_read_mixed(head, 0, len(head))[1])


def _english(t: str) -> Iterator[_Amount]:
    """Amounts in English words: forty-nine, fifty-two hundred, three eighty-five, two and a "
    "half."""
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(t)]
    near = [
        False,
        *(bool(re.fullmatch(r"[\s-]{1,2}", t[a[2] : b[1]])) for a, b in pairwise(words)),
        False,
    ]
    i = 0
    while i < len(words):
        read = _read_words([w[0] for w in words], near, i)
        if read is None:
            i += 1
            continue
        j, value, also = read
        yield words[i][1], words[j - 1][2], value, also
        i = j


def _read_words(
    w: list[str], near: list[bool], i: int
) -> tuple[int, Decimal, tuple[Decimal, ...]] | None:
    def at(k: int, *options: str) -> bool:
        return k < len(w) and near[k] and w[k] in options

    def small(k: int, *, first: bool = False) -> tuple[int, int] | None:
        if k >= len(w) or not (first or near[k]):
            return None
        if w[k] in _TIES:
            tail = _ONES.get(w[k + 1], 0) if k + 1 < len(w) and near[k + 1] else 0
            return (k + 2, _TIES[w[k]] + tail) if 0 < tail < 10 else (k + 1, _TIES[w[k]])
        return (k + 1, _ONES[w[k]]) if w[k] in _ONES else None

    def below_thousand(k: int) -> tuple[int, int] | None:
        k += at(k, "and")
        read = small(k)
        if read and at(read[0], "hundred"):
            rest = small(read[0] + 1 + at(read[0] + 1, "and"))
            return (rest[0], read[1] * 100 + rest[1]) if rest else (read[0] + 1, read[1] * 100)
        return read

    if w[i] == "half" and at(i + 1, "a") and at(i + 2, *_BIG):
        return i + 3, Decimal(_BIG[w[i + 2]]) / 2, ()
    if w[i] == "a" and at(i + 1, *_BIG):
        j, value = i + 1, Decimal(1)
    elif read := small(i, first=True):
        j, value = read[0], Decimal(read[1])
        digits = [_ONES[w[i]]] if w[i] in _ONES and _ONES[w[i]] < 10 else []
        k = j
        while digits and k < len(w) and near[k] and _ONES.get(w[k], 10) < 10:
            digits.append(_ONES[w[k]])
            k += 1
        if len(digits) >= 4:
            return k, Decimal("".join(map(str, digits))), ()
    else:
        return None
    if at(j, "point") and j + 1 < len(w) and w[j + 1] in _ONES:
        k, fraction = j + 1, ""
        while k < len(w) and near[k] and w[k] in _ONES:
            fraction, k = fraction + str(_ONES[w[k]]), k + 1
        return k, value + Decimal(f"0.{fraction}"), ()
    if at(j, "and") and at(j + 1, "a") and at(j + 2, "half"):
        j, value = j + 3, value + Decimal("0.5")
    elif (pair := small(j)) and pair[1] >= 10 and not at(pair[0], *_BIG):
        return pair[0], value * 100 + pair[1], (value + Decimal(pair[1]) / 100,)
    while at(j, *_BIG):
        scale, j = _BIG[w[j]], j + 1
        value *= scale
        limit = (
            small(j + at(j, "and"))
            if scale == 100
            else below_thousand(j)
            if scale >= 1000
            else None
        )
        if limit and scale == 100 and at(limit[0], "hundred"):
            limit = None
        if limit:
            j, value = limit[0], value + limit[1]
    return j, value, ()


def _dress(
    t: str, start: int, end: int, value: Decimal, also: tuple[Decimal, ...]
) -> Number | None:
    """The amount with the unit around it, or None where the numeral is no number."""
    before = t[max(0, start - 16) : start]
    lone_one = t[start:end] == "一"
    if before.endswith("第"):
        return None if value <= 3 else Number(value, Kind.COUNT, "thing", start, end, also)
    if m := re.match(r"\s?(k|thousand|million|hundred|grand)\b", t[end:]):
        scale = 1000 if m[1] == "k" else _BIG[m[1]]
        value, also, end = value * scale, tuple(a * scale for a in also), end + m.end()
    number = Number(value, Kind.COUNT, "", start, end, also)
    after = t[end:]
    if m := re.search(r"百分之\s*$", before) or _PERCENT_AFTER.match(after):
        start, end = (start - len(m[0]), end) if m[0][0] == "百" else (start, end + m.end())
        return _cut_price(t, replace(number, kind=Kind.PERCENT, start=start, end=end))
    if m := _ZHE_AFTER.match(after):
        left = value * 10 if value < 10 else value
        return replace(number, kind=Kind.DISCOUNT, value=left, end=end + m.end())
    if m := _CHENG_AFTER.match(after):
        share = value * 10 + (5 if m["half"] else 0)
        return _cut_price(t, replace(number, kind=Kind.PERCENT, value=share, end=end + m.end()))
    if money := _money(t, number, lone_one=lone_one):
        return _cut_price(t, money)
    if timed := _timed(t, number, before):
        return timed
    if (value == 1 and after[:1] in ("点", "点")) or lone_one:
        return None
    for name, pattern in _CLASSES:
        if m := pattern.match(after):
            return replace(number, unit=name, end=end + m.end())
    price = _PRICE_AFTER.match(after) or _PRICE_BEFORE.search(before)
    if _NO_NOUN.match(after) or price:
        return _cut_price(t, replace(number, kind=Kind.MONEY) if price else number)
    return replace(
        number, unit="" if after[0] > "z" or (after[0] == " " and after[1:2] > "z") else "thing"
    )


def _money(t: str, n: Number, *, lone_one: bool) -> Number | None:
    names = {"d": "dollar", "g": "gbp", "e": "eur", "j": "jpy"}
    if m := _CURRENCY_BEFORE.search(t[: n.start]):
        n = replace(n, kind=Kind.MONEY, unit=names.get(m.lastgroup or "", ""), start=m.start())
    skip = vague.end() if (vague := _VAGUE_AFTER.match(t[n.end :])) else 0
    m = _CURRENCY_AFTER.match(t[n.end + skip :])
    if m is None:
        return n if n.kind is Kind.MONEY else None
    if lone_one and m[0] in ("块", "块"):
        return None
    scale = {"c": Decimal("0.01"), "m": Decimal("0.1")}.get(m.lastgroup or "", Decimal(1))
    end = n.end + skip + m.end()
    value = n.value * scale
    if m[0].strip() in ("块", "块", "毛") and (
        tail := re.match(rf"[{_ZD}\d](?![{_ZU}\d个]|(?<=一){_ZH_EACH})", t[end:])
    ):
        digit = _DIGITS[tail[0]] if tail[0] in _DIGITS else int(tail[0])
        value, end = value + scale * digit / 10, end + 1
    unit = n.unit or names.get(m.lastgroup or "", "")
    also = tuple(a * scale for a in n.also)
    return replace(n, kind=Kind.MONEY, unit=unit, value=value, end=end, also=also)


def _cut_price(t: str, n: Number) -> Number:
    """A percentage or a sum that is taken off the price is a discount."""
    after, before = _OFF_AFTER.match(t[n.end :]), _OFF_BEFORE.search(t[: n.start])
    if not (after or before):
        return n
    end = n.end + (after.end() if after else 0)
    if n.kind is Kind.PERCENT:
        return replace(n, kind=Kind.DISCOUNT, value=100 - n.value, end=end)
    return replace(n, kind=Kind.DISCOUNT, unit="money", end=end)


def _timed(t: str, n: Number, before: str) -> Number | None:
    """A time of day, a date or a length of time."""
    after, cue = t[n.end :], _DAY_CUE.search(before)
    m = _TIME_AFTER.match(after)
    if (
        m
        and n.value <= 24
        and (n.value > 3 or cue or _TIME_CUE_AFTER.match(after) or m[0][0] not in "点点")
    ):
        minute = 30 if m["half"] else {"一": 15, "三": 45}.get(m["q"] or "", 0)
        if m["m"]:
            minute = min(59, int(m["m"]) if m["m"].isdigit() else _zh_value(m["m"]))
        half = "a" if cue and cue["am"] else "p" if cue and cue["pm"] else m["p"]
        minute = minute or int(n.value * 100 % 100)
        return _time(int(n.value), minute, half, n.start, n.end + m.end(), t)
    if m and n.also and n.value < 1300 and n.value % 100 < 60:
        return _time(int(n.value) // 100, int(n.value) % 100, m["p"], n.start, n.end + m.end(), t)
    if m := re.match(
        r"\s*(?:号(?![码线召])|(?P<m>月(?![租费缴付薪供结卡])份?)|"
        r"(?P<y>年(?![级代])))",
        after,
    ):
        if m["m"] and n.value <= 12:
            return replace(n, kind=Kind.DATE, unit="month", end=n.end + m.end())
        if not m["m"] and not m["y"] and n.value <= 31:
            return replace(n, kind=Kind.DATE, unit="day", end=n.end + m.end())
        said = t[n.start : n.end]
        if m["y"] and (1900 <= n.value <= 2100 or re.fullmatch(rf"[{_ZD}]{{2}}", said)):
            year = n.value if n.value > 100 else n.value + 2000
            return replace(n, kind=Kind.DATE, unit="year", value=year, end=n.end + m.end())
    if (m := re.match(r"日", after)) and re.search(r"月\s*$", before):
        return replace(n, kind=Kind.DATE, unit="day", end=n.end + 1)
    skip = vague.end() if (vague := _VAGUE_AFTER.match(after)) else 0
    if (m := _DURATION_AFTER.match(after[skip:])) and (m["ge"] or m["half"] or not m["m"]):
        amount = n.value + (Decimal("0.5") if m["half"] or m["tail"] else 0)
        names = {
            "work": "workday",
            "s": "second",
            "min": "minute",
            "h": "hour",
            "d": "day",
            "w": "week",
        }
        names |= {"q": "quarter", "m": "month", "y": "year"}
        unit = m["en"] or next(v for k, v in names.items() if m[k])
        unit = "workday" if m["biz"] and unit == "day" else unit
        return _duration(amount, unit, n.start, n.end + skip + m.end(), n.also)
    if cue and _NO_NOUN.match(after) and re.search(r"[a-z]\s*$", before):
        if n.value <= 12 and n.value == int(n.value):
            return _time(int(n.value), 0, None, n.start, n.end, t)
        if n.also and n.value < 1300 and n.value % 100 < 60:
            return _time(int(n.value) // 100, int(n.value) % 100, None, n.start, n.end, t)
    return None


def _time(hour: int, minute: int, half: str | None, start: int, end: int, t: str) -> Number:
    """Minutes after midnight; "half past" and its like stand before the hour."""
    if past := re.search(r"(half past|quarter past|quarter to)\s*$", t[:start]):
        minute = {"half past": 30, "quarter past": 15, "quarter to": -15}[past[1]]
        start = past.start()
    if hour > 12 or (half == "p" and hour < 12):
        hour, half = hour % 12 + 12, "p"
    value = Decimal((hour * 60 + minute) % 1440)
    return Number(value, Kind.TIME, f"{half}m" if half else "", start, end)


def _duration(
    amount: Decimal, unit: str, start: int, end: int, also: tuple[Decimal, ...] = ()
) -> Number:
    if unit in _EN_TIME:
        scale, base = _EN_TIME[unit], "second"
    elif unit in _EN_DAYS:
        scale, base = _EN_DAYS[unit], "day"
    else:
        scale = 3 if unit == "quarter" else _EN_MONTHS.get(unit, 1)
        base = "workday" if unit == "workday" else "month"
    return Number(amount * scale, Kind.DURATION, base, start, end, tuple(a * scale for a in also))


def _share_units(t: str, numbers: list[Number]) -> Iterator[Number]:
    """In 三到五天 or "$5 to 8" the number without a unit has its neighbour's."""
    for i in range(len(numbers) - 2, -1, -1):
        left, right = numbers[i], numbers[i + 1]
        if not _RANGE.fullmatch(t[left.end : right.start]):
            continue
        if (
            left.kind is Kind.COUNT
            and not left.unit
            and (right.kind, right.unit) != (Kind.COUNT, "")
        ):
            numbers[i] = _like(left, right, t)
        elif right.kind is Kind.COUNT and not right.unit and left.kind is Kind.MONEY:
            numbers[i + 1] = replace(right, kind=Kind.MONEY, unit=left.unit)
    yield from numbers


def _like(left: Number, right: Number, t: str) -> Number:
    if right.kind is Kind.DURATION:
        spoken = re.search(
            r"(?P<hour>小时|钟头|h(?:ou)?rs?)|(?P<min>分|min)|"
            r"(?P<week>[周拜星]|week)|"
            r"(?P<year>年|year|yr)",
            t[right.start : right.end],
        )
        unit = spoken.lastgroup if spoken else None
        return _duration(left.value, unit or right.unit, left.start, left.end, left.also)
    if right.kind in (Kind.TIME, Kind.DATE, Kind.LONG):
        return left
    return replace(left, kind=right.kind, unit=right.unit)
