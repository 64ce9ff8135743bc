"""Numbers as people say and write them on the telephone, in Chinese and English (pure).

:func:`find_numbers` reads digits, Chinese numerals and English number words together, because a
drafted line mixes them. It serves a guard, so it rather reports a number too many than one too few.
Length: every way of writing a number and every unit belongs to one grammar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from copilot.coach.shape import fold
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
    """One number in a text; ``start`` and ``end`` take in its currency and unit. By kind:

    - MONEY: main units of the currency; unit "dollar", "gbp", "eur", "jpy", or "" where any fits.
    - DISCOUNT: percent still to pay (八折, "20% off": 80), or unit "money": the sum taken off.
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


_Amount = tuple[int, int, Decimal, tuple[Decimal, ...]]  # start, end, value, also
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_CAPITALS = dict(zip("壹贰叁参肆伍陆柒捌玖拾", "一二三三四五六七八九十", strict=True))


def _indexed(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + i * step for i, word in enumerate(words.split())}


_ONES = _indexed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    first=0,
)
_TENS = _indexed("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
_BIG = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 10**6, "dozen": 12}
_WEEKDAYS = _indexed("monday tuesday wednesday thursday friday saturday sunday", first=1)
_MONTHS = _indexed(
    "january february march april may june july august september october november december",
    first=1,
)
_ORDINALS = _indexed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    first=1,
) | {"thirtieth": 30}
_SPANS = {
    word: (int(size), base)
    for word, size, base in re.findall(
        r"(\w+)=(\d+)(\w+)",
        "second=1second sec=1second minute=60second min=60second hour=3600second hr=3600second "
        "day=1day week=7day fortnight=14day workday=1workday month=1month quarter=3month "
        "year=12month yr=12month",
    )
}

_ZD, _ZU = "零〇一二两三四五六七八九", "十百千万亿"
_ASCII = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_RUN = re.compile(
    rf"(?:{_ASCII}|[{_ZD}十])(?:\s?[{_ZU}]|(?<=[{_ZU}])(?:{_ASCII})|[{_ZD}])*"
    rf"(?:点[{_ZD}]+(?![{_ZU}分刻])|又?分之[{_ZD}十百千]+)?"
)
_DIGIT_OR_UNIT = re.compile(rf"{_ASCII}|[{_ZD}{_ZU}]")
_GAP, _DIGIT = r"[\s-]{1,2}", "|".join([*_ONES][:10])
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:{_GAP}(?:{_DIGIT}))?|{'|'.join(reversed(_ONES))})"
_ENGLISH = re.compile(
    rf"\b(?:(?P<digits>(?:(?:{_DIGIT}){_GAP}){{3,}}(?:{_DIGIT}))|"
    rf"(?:(?P<lead>half a|a)(?={_GAP}(?:{'|'.join(_BIG)})\b)|(?P<small>{_SMALL})\b"
    rf"(?: point(?P<point>(?: (?:{_DIGIT}))+)|(?P<half> and a half)|"
    rf"{_GAP}(?!(?:{_DIGIT})\b)(?P<pair>{_SMALL})(?!{_GAP}(?:{'|'.join(_BIG)})\b))?)"
    rf"(?P<big>(?:{_GAP}(?:{'|'.join(_BIG)})\b"
    rf"(?:(?:{_GAP}and)?{_GAP}{_SMALL}\b)?)*))\b"
)
_PARTS = ("digits", "small", "point", "pair")
_IDIOM = re.compile(
    r"十(?:分(?![钟之])|足|全十美|字)|两口|三(?:心二意|[明餐]|不四|李四|番两次)|(?<=第)四台|"
    r"四(?:面八方|通八达|[处季肢方川])|五(?:花八门|[金官谷]|星(?!期))|七(?:上八下|八糟|夕)|"
    r"八[卦方]|九牛|"
    r"一(?:五一十|两句)|二[手维话胎]"
)
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
    r"对折|半[价折]|(?:便宜|省|减|打)了?一半|half[ -]price|half off|half the (?:price|cost)|"
    r"(?:a )?(?P<part>third|quarter) (?:off|of the price)|half (?:of )?that"
)
_SPAN = "|".join(w for w in _SPANS if w not in ("quarter", "workday"))
_ONE_SPAN = re.compile(
    rf"\b(?:(?P<half>half)(?: of)? an? (?P<u1>{_SPAN})|an? (?P<u2>{_SPAN}) and a (?P<and>half)|"
    rf"(?:within|in|under|about|takes?|lasts?|another|for) an? (?P<u3>{_SPAN})(?! and a half)|"
    r"an? (?P<u4>fortnight))s?\b|"
    r"(?<![\d一二三四五六七八九十两个年上下大])(?P<zh>半)(?:(?P<y>年)|个?(?:(?P<mo>月)|小时|钟头))"
)
_CURRENCY_BEFORE = re.compile(
    r"(?P<dollar>nt\$|us\$|hk\$|s\$|a\$|\$|usd|sgd|美[金元])\s*$|(?P<gbp>£|gbp)\s*$|"
    r"(?P<eur>€|eur)\s*$|"
    r"(?P<any>¥|rmb|cny|ntd|twd|人民币|新?台币)\s*$"
)
_CURRENCY_AFTER = re.compile(
    r"\s*(?:块?(?P<dollar>dollars?\b|bucks?\b|usd\b|sgd\b|美[金元])|(?P<jpy>日[圆元币])|"
    r"(?P<eur>euros?\b|€|欧元)|(?P<gbp>pounds?\b|quid\b|£|英镑)|(?P<cent>cents?\b|pence\b|分钱)|"
    r"(?P<dime>[毛角](?![度色落]))|(?P<any>元(?![件素宵旦气])|圆|块钱?|人民币|新?台币|rmb\b|"
    r"ntd?\b|twd\b|港币))"
)
_VAGUE_AFTER = re.compile(r"\s*(?:多|来|余|出头|几)(?=[元块圆个家人次天年万杯台])")
_PERCENT_AFTER = re.compile(r"\s*(?:%|percent\b|per cent\b|pct\b|趴|个百分点)")
_OFF_AFTER = re.compile(r"\s*的?(?:off\b|discount|cheaper|less\b|折扣|优惠|折让)")
_OFF_BEFORE = re.compile(
    r"(?:(?<!不)[减省][免下]?|折抵?|便宜|少[收付]?|优惠|降[价低]?|折[价让扣]|立减|discount of|"
    r"sav(?:e|ing)s?(?: you)?|knock|take)了?[您你]?\s*$"
)
_ZHE_AFTER = re.compile(r"\s*(?:折(?![腾叠返回磨旧])|[哲摺])")
_CHENG_AFTER = re.compile(r"\s*成(?P<half>半)?(?![功人长员本交果为立绩就年熟型团家品不])")
_DURATION_AFTER = re.compile(
    r"\s*(?P<ge>个?)(?P<half>半?)多?(?:(?P<workday>工作[天日])|(?P<second>秒)|(?P<minute>分钟)|"
    r"(?P<hour>小时|钟头)|(?P<day>天|日(?![圆元币本文]))|(?P<week>周(?![年岁边])|星期|礼拜)|"
    r"(?P<quarter>季(?!节))|(?P<month>月)|(?P<year>年(?![级代])))(?P<tail>半?)|"
    rf"[\s-]*(?:(?P<biz>working|business)[\s-]+)?(?P<en>{_SPAN})s?\b"
)
_DATE_AFTER = re.compile(
    r"\s*(?:(?P<day>号(?![码线召])|日)|(?P<month>月(?![租费缴付薪供结卡])份?)|"
    r"(?P<year>年(?![级代])))"
)
_TIME_AFTER = re.compile(
    rf"点(?:(?P<half>半)|(?P<q>[一三])刻|(?P<m>[{_ZD}十\d]+)分?)?[钟整]?|"
    r"\s*(?:o'clock|(?P<p>[ap])\.?m\b\.?)"
)
_DAY_CUE = re.compile(
    r"(?:(?P<a>凌晨|早上?|上午)|(?P<p>下午|晚上?|傍晚|中午)|[周期拜][一二三四五六日天]|号|"
    r"half past|quarter past|quarter to|\b(?:at|after|before|around|by|until|till)(?: about)?)\s*$"
)
_TIME_CUE_AFTER = re.compile(r"点(?:[半钟整多前后]|以[前后]|[一三]刻|好|可以|方便|行|见)|\s")
_CLASS_AFTER = re.compile(
    r"[\s-]*(?:"
    r"(?P<people>个?人(?!民)|位|名(?![额单])|(?:people|persons?|staff|employees?|customers?)\b)|"
    r"(?P<place>[多来余]?[家间](?!人)|(?:stores?|shops?|branch(?:es)?)\b)|"
    r"(?P<mega>m(?:b(?:ps|it)?s?|egs?|egabits?)?\b|m(?=[\u4e00-\u9fff])|兆)|"
    r"(?P<giga>g(?:b(?:ps)?|igs?|igabits?)?\b|g(?=[\u4e00-\u9fff]))|"
    r"(?P<mass>公[斤克]|[斤克]|(?:kgs?|kilos?)\b)|"
    r"(?P<area>坪|平方?[米尺公]|平(?![常时均日])|square (?:feet|foot|met(?:re|er)s?)\b|sq\b)|"
    r"(?P<length>公里|公分|延?米|(?:km|miles?)\b)|(?P<cup>[杯罐瓶]|cups?\b)|"
    r"(?P<period>期(?![间待望])|install?ments?\b)|(?P<age>岁)|"
    r"(?P<fold>倍|times (?:faster|more|better|cheaper|as)|-?fold\b|x\b)|"
    r"(?P<session>[节堂]|(?:lessons?|class(?:es)?|sessions?)\b)|"
    r"(?P<thing>[个件台条种次张份颗笔套项栋层样款组级步句通封辆点]))"
)
# After these an English number stands alone: they do not say what is counted.
_NO_NOUN = re.compile(
    r"\s*(?:$|[^\sa-z]|(?:an?|and|are|as|at|but|by|each|every|for|from|if|in|into|is|it|of|off|on|"
    r"or|per|plus|so|that|the|then|till|to|total|until|up|was|we|when|which|with|would|you|all|now|"
    r"only|instead|again|altogether|after|before|flat|today|too|right|i|what|how|does|do|did|will|"
    r"can|could|should|not|just)\b)"
)
_EACH = (
    r"(?:month|mo|year|yr|week|day|visit|head|person|seat|user|employee|evening|night|hour|session|"
    r"class|lesson|unit|piece|store|room|bottle|cup|box|item|time)\b"
)
_ZH_EACH = r"个?(?:[月年天次人位节堂坪家店份盒瓶台期件斤晚颗笔组间]|公斤|小时)"
_PRICE_AFTER = re.compile(
    rf"\s*(?:(?:an?|per|each|every|for (?:an?|one|each))\s+{_EACH}|/\s*(?:{_EACH}|{_ZH_EACH})|"
    rf"monthly|yearly|annually|[一每]{_ZH_EACH})"
)
_PRICE_BEFORE = re.compile(
    rf"(?:[一每]{_ZH_EACH}(?:只要|只收|只需|才|就|是|要|收|付|算|大概|大约|约|差不多)?|只要|"
    rf"只需|只收|"
    r"[算给收][您你]|收|降到|降为|特价|价[格钱]是?|报价是?|优惠[价到]?|付|花|\bcosts?(?: you)?|"
    r"\bpay(?:ing)?(?: only| just)?|\bprice (?:is|of|at)|\bcharged?(?: you)?|\bfor (?:just|only)|"
    r"\bdown to|\bas low as|\bknock (?:it )?(?:down )?to|"
    r"\b(?:give|do) (?:you|it|that|this)(?: to you)? (?:for|at))\s*$"
)
_RANGE = re.compile(r"\s*(?:到|至|[~～–—/／、或-]|to|till|or|and)\s*")


def find_numbers(text: str, lang: Language) -> tuple[Number, ...]:
    """Every number in ``text``, in order of position; never raises.

    All ways of writing are read whatever ``lang`` is. A lone 一 is reported only with a unit, and
    idioms that merely hold a numeral (十分, 萬一) are not numbers.
    """
    t = re.sub(
        r"[壹贰叁参肆伍陆柒捌玖拾百千万零]{2,}(?=[元圆整块])",
        lambda m: "".join(_CAPITALS.get(c, c) for c in m[0]),
        fold(text),
    )
    found = list(_specials(t))
    taken = {i for n in found for i in range(n.start, n.end)}
    for start, end, value, also in (*_runs(t), *_english(t)):
        if taken.isdisjoint(range(start, end)) and (n := _dress(t, start, end, value, also)):
            found.append(n)
            taken.update(range(n.start, n.end))
    return _share_units(t, sorted(found, key=lambda n: (n.start, n.end)))


def _specials(t: str) -> Iterator[Number]:
    """Patterns in which the number and its unit cannot be told apart."""
    for m in _CLOCK.finditer(t):
        yield _time(t, int(m["h"]) * 60 + int(m["m"]), m["p"], m.start(), m.end())
    for m in _LONG.finditer(t):
        digits = re.sub(r"\D", "", m[0])
        if len(digits) >= 7 and not _CURRENCY_BEFORE.search(t[: m.start()]):
            yield Number(Decimal(digits), Kind.LONG, "", *m.span())
    for m in _WEEKDAY.finditer(t):
        day = _WEEKDAYS[m["e"]] if m["e"] else min(7, "一二三四五六日天".index(m["z"]) + 1)
        yield Number(Decimal(day), Kind.DATE, "weekday", *m.span())
    for m in _MONTH.finditer(t):
        yield Number(Decimal(_MONTHS[m["m"] or m["n"]]), Kind.DATE, "month", *m.span())
    for m in _ORDINAL.finditer(t):
        day = int(m["d"] or _ORDINALS.get(m["w"] or m["u"], 0) + 20 * bool(m["s"]))
        day += _TENS[m["t"]] if m["t"] else 0
        yield Number(Decimal(day), Kind.DATE, "day", *m.span())
    for m in _HALF_PRICE.finditer(t):
        left = {"third": Decimal(200) / 3, "quarter": Decimal(75)}.get(m["part"] or "")
        yield Number(left or Decimal(50), Kind.DISCOUNT, "", *m.span())
    for m in _ONE_SPAN.finditer(t):
        amount = Decimal("1.5" if m["and"] else "0.5" if m["half"] or m["zh"] else 1)
        unit = m["u1"] or m["u2"] or m["u3"] or m["u4"]
        unit = unit or ("year" if m["y"] else "month" if m["mo"] else "hour")
        yield _duration(Number(amount, Kind.DURATION, "", *m.span()), unit)
    for m in _VAGUE.finditer(t):
        size = Decimal(_BIG[m["w"]]) if m["w"] else _read_mixed(m["u"], 0, len(m["u"]))[1]
        yield Number(size, Kind.COUNT, "", *m.span())


def _runs(t: str) -> Iterator[_Amount]:
    """Amounts in digits and Chinese numerals, one run of them split where two numbers touch."""
    pos = 0
    while m := _RUN.search(t, pos):
        if idiom := _IDIOM.match(t, m.start()):
            pos = idiom.end()
            continue
        pos, value, also = _read_run(t, m.start(), m.end())
        yield m.start(), pos, value, also


def _read_run(t: str, start: int, stop: int) -> tuple[int, Decimal, tuple[Decimal, ...]]:
    """The first amount in ``t[start:stop]``: its end, value and further readings."""
    whole = re.split(r"点|又?分之", t[start:stop])
    head = start + len(whole[0])
    if "分之" in t[start:stop]:
        top, bottom = (_read_mixed(w, 0, len(w))[1] for w in whole)
        return stop, bottom / max(Decimal(1), top), ()
    if digits := re.match(rf"[{_ZD}]{{2,}}", t[start:head]):
        d = [_DIGITS[c] for c in digits[0]]
        end = start + len(d)
        follows = t[end : end + 1]
        if len(d) == 2 and d[1] == d[0] + 1 and d[0] and follows not in ("折", "年"):
            unit = 1
            while end < head and t[end] in _SCALES:  # 三四百: either 300 or 400
                unit, end = unit * _SCALES[t[end]], end + 1
            return end, Decimal(d[0] * unit), (Decimal(d[1] * unit),)
        if follows not in _SCALES:
            return end, Decimal("".join(map(str, d))), ()
    end, value = _read_mixed(t, start, head)
    if end == head and len(whole) == 2:
        return stop, value + Decimal("0." + "".join(str(_DIGITS[c]) for c in whole[1])), ()
    return end, value, ()


def _read_mixed(t: str, start: int, stop: int) -> tuple[int, Decimal]:
    """三百零五, 2万5千, 两万五 (25,000), 1.5万: where the amount ends and what it is."""
    total = section = Decimal(0)
    held = Decimal(1) if t[start : start + 1] in ("百", "千", "万", "亿") else None
    last, zero, end = 0, False, start
    for token in _DIGIT_OR_UNIT.finditer(t, start, stop):
        c = token[0]
        scale = _SCALES.get(c, 0)
        if scale >= 10**4:
            total = (total + section + (held or 0)) * scale
            section, held, last, zero = Decimal(0), None, scale, False
        elif scale:
            if held is None and (c != "十" or section) and not zero:
                break
            section += (1 if held is None else held) * scale
            held, last, zero = None, scale, False
        elif c in "零〇" and last:
            zero = True
        elif held is not None or (c == "两" and last and t[token.end() :][:1] not in _SCALES):
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


def _english(t: str) -> Iterator[_Amount]:
    """Amounts in English words: forty-nine, fifty-two hundred, three eighty-five."""
    worth = _ONES | _TENS
    for m in _ENGLISH.finditer(t):
        words = {
            k: [worth[w] for w in re.findall(r"[a-z]+", m[k] or "") if w in worth] for k in _PARTS
        }
        if words["digits"]:
            yield m.start(), m.end(), Decimal("".join(map(str, words["digits"]))), ()
            continue
        now = Decimal("0.5" if m["lead"] == "half a" else sum(words["small"]) or not m["small"])
        if words["pair"]:
            pair = sum(words["pair"])
            yield m.start(), m.end(), now * 100 + pair, (now + Decimal(pair) / 100,)
            continue
        now += Decimal("0." + "".join(map(str, words["point"])) + "5" * bool(m["half"]) + "0")
        total = Decimal(0)
        for word in re.findall(r"[a-z]+", m["big"]):
            if _BIG.get(word, 0) >= 1000:
                total, now = total + now * _BIG[word], Decimal(0)
            else:
                now = now * _BIG[word] if word in _BIG else now + worth.get(word, 0)
        yield m.start(), m.end(), total + now, ()


def _dress(
    t: str, start: int, end: int, value: Decimal, also: tuple[Decimal, ...]
) -> Number | None:
    """The amount with the unit around it, or None where the numeral is no number."""
    before = t[max(0, start - 16) : start]
    lone_one = t[start:end] in ("一", "零", "〇")
    if before.endswith("第"):
        return None if value <= 3 else Number(value, Kind.COUNT, "thing", start, end, also)
    if m := re.match(r"\s?(k|thousand|million|hundred|grand)\b", t[end:]):
        scale = _BIG.get(m[1], 1000)
        value, also, end = value * scale, tuple(a * scale for a in also), end + m.end()
    n = Number(value, Kind.COUNT, "", start, end, also)
    after = t[end:]
    if m := re.search(r"百分之\s*$", before):
        return _cut_price(t, replace(n, kind=Kind.PERCENT, start=start - len(m[0])))
    if m := _PERCENT_AFTER.match(after):
        return _cut_price(t, replace(n, kind=Kind.PERCENT, end=end + m.end()))
    if m := _ZHE_AFTER.match(after):
        left = value * (10 if value < 10 else 1)
        return replace(n, kind=Kind.DISCOUNT, value=left, end=end + m.end())
    if m := _CHENG_AFTER.match(after):
        share = value * 10 + (5 if m["half"] else 0)
        return _cut_price(t, replace(n, kind=Kind.PERCENT, value=share, end=end + m.end()))
    if special := _money(t, n, lone_one=lone_one) or _timed(t, n, before):
        return special
    if (value == 1 and after[:1] == "点") or lone_one:
        return None
    if m := _CLASS_AFTER.match(after):
        return replace(n, unit=m.lastgroup or "", end=end + m.end())
    price = _PRICE_AFTER.match(after) or _PRICE_BEFORE.search(before)
    if price or _NO_NOUN.match(after):
        return _cut_price(t, replace(n, kind=Kind.MONEY) if price else n)
    return replace(n, unit="" if after.lstrip()[0] > "z" else "thing")


def _money(t: str, n: Number, *, lone_one: bool) -> Number | None:
    before = _CURRENCY_BEFORE.search(t[: n.start])
    skip = vague.end() if (vague := _VAGUE_AFTER.match(t[n.end :])) else 0
    after = _CURRENCY_AFTER.match(t[n.end + skip :])
    if before is None and (after is None or (lone_one and after[0] == "块")):
        return None
    end = n.end + skip + after.end() if after else n.end
    said = [m.lastgroup or "" for m in (after, before) if m]
    scale = {"cent": Decimal("0.01"), "dime": Decimal("0.1")}.get(said[0], Decimal(1))
    value, also = n.value * scale, tuple(a * scale for a in n.also)
    if after and after[0].strip() in ("块", "毛"):
        m = re.match(rf"[{_ZD}\d](?![{_ZU}\d个]|(?<=一){_ZH_EACH})", t[end:])
        value += scale * Decimal(_DIGITS.get(m[0], m[0])) / 10 if m else 0
        end += bool(m)
    unit = said[-1] if said[-1] in ("dollar", "gbp", "eur", "jpy") else ""
    start = before.start() if before else n.start
    return _cut_price(t, Number(value, Kind.MONEY, unit, start, end, also))


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
    half = next((h for h in "ap" if cue and cue[h]), None)
    pair = bool(n.also) and n.value < 1300 and n.value % 100 < 60  # seven-fifteen
    minutes = int(n.value // 100 * 60 + n.value % 100) if pair else int(n.value) * 60
    m = _TIME_AFTER.match(after) if pair or n.value <= 24 else None
    if m and (m[0][0] != "点" or n.value > 3 or cue or _TIME_CUE_AFTER.match(after)):
        minutes += 30 if m["half"] else {"一": 15, "三": 45}.get(m["q"] or "", 0)
        if m["m"]:
            minutes += min(59, int(_read_mixed(m["m"], 0, len(m["m"]))[1]))
        elif not pair:
            minutes += int(n.value * 100 % 100)  # 6.30 pm
        return _time(t, minutes, half or m["p"], n.start, n.end + m.end())
    if (m := _DATE_AFTER.match(after)) and (m[0] != "日" or before.endswith("月")):
        spelled = re.fullmatch(rf"[{_ZD}]{{2}}", t[n.start : n.end])
        if n.value <= {"month": 12, "day": 31}.get(m.lastgroup or "", 0):
            return replace(n, kind=Kind.DATE, unit=m.lastgroup or "", end=n.end + m.end())
        if m["year"] and (spelled or 1900 <= n.value <= 2100):
            year = n.value + (2000 if n.value < 100 else 0)
            return replace(n, kind=Kind.DATE, unit="year", value=year, end=n.end + m.end())
    skip = vague.end() if (vague := _VAGUE_AFTER.match(after)) else 0
    if (m := _DURATION_AFTER.match(after[skip:])) and (m["ge"] or m["half"] or not m["month"]):
        groups = ("workday", "second", "minute", "hour", "day", "week", "quarter", "month", "year")
        unit = m["en"] or next(g for g in groups if m[g])
        unit = "workday" if m["biz"] and unit == "day" else unit
        amount = n.value + (Decimal("0.5") if m["half"] or m["tail"] else 0)
        return _duration(replace(n, value=amount, end=n.end + skip + m.end()), unit)
    hour = pair or n.value in range(13)
    spoken = cue and hour and re.search(r"[a-z]\s*$", before) and _NO_NOUN.match(after)
    return _time(t, minutes, None, n.start, n.end) if spoken else None


def _time(t: str, minutes: int, half: str | None, start: int, end: int) -> Number:
    """Minutes after midnight; "half past" and its like stand before the hour."""
    if past := re.search(r"(half past|quarter past|quarter to)\s*$", t[:start]):
        minutes += {"half past": 30, "quarter past": 15, "quarter to": -15}[past[1]]
        start = past.start()
    if minutes >= 780 or (half == "p" and minutes < 720):
        minutes, half = minutes % 720 + 720, "p"
    return Number(Decimal(minutes % 1440), Kind.TIME, f"{half}m" if half else "", start, end)


def _duration(n: Number, unit: str) -> Number:
    size, base = _SPANS[unit]
    n = replace(n, kind=Kind.DURATION, value=n.value * size, unit=base)
    return replace(n, also=tuple(a * size for a in n.also))


def _share_units(t: str, numbers: list[Number]) -> tuple[Number, ...]:
    """In 三到五天 or "$5 to 8" the number without a unit has its neighbour's."""
    for i in range(len(numbers) - 2, -1, -1):
        left, right = numbers[i], numbers[i + 1]
        if not _RANGE.fullmatch(t[left.end : right.start]):
            continue
        bare = [n.kind is Kind.COUNT and not n.unit for n in (left, right)]
        if bare == [True, False] and right.kind is Kind.DURATION:
            m = _DURATION_AFTER.search(t[right.start : right.end])
            unit = m and (m["en"] or next(g for g in _SPANS if g in m.groupdict() and m[g]))
            numbers[i] = _duration(left, unit or right.unit)
        elif bare == [True, False] and right.kind not in (Kind.TIME, Kind.DATE, Kind.LONG):
            numbers[i] = replace(left, kind=right.kind, unit=right.unit)
        elif bare == [False, True] and left.kind is Kind.MONEY:
            numbers[i + 1] = replace(right, kind=Kind.MONEY, unit=left.unit)
    return tuple(numbers)
