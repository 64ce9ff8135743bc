"""The units around an amount: money, percent, time, and what is counted (pure)."""

import re
from dataclasses import replace
from decimal import Decimal

from copilot.coach.numerals import BIG, DIGITS, ZD, ZH_EACH, ZU, read_mixed
from copilot.coach.quantity import Kind, Number

SPANS = {
    word: (int(size), base)
    for word, size, base in re.findall(
        r"(\w+)=(\d+)(\w+)",
        "second=1second sec=1second minute=60second min=60second hour=3600second hr=3600second "
        "day=1day week=7day fortnight=14day workday=1workday month=1month quarter=3month "
        "year=12month yr=12month",
    )
}
SPAN = "|".join(w for w in SPANS if w not in ("quarter", "workday"))
CURRENCY_BEFORE = re.compile(
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
DURATION_AFTER = re.compile(
    r"\s*(?P<ge>个?)(?P<half>半?)多?(?:(?P<workday>工作[天日])|(?P<second>秒)|(?P<minute>分钟)|"
    r"(?P<hour>小时|钟头)|(?P<day>天|日(?![圆元币本文]))|(?P<week>周(?![年岁边])|星期|礼拜)|"
    r"(?P<quarter>季(?!节))|(?P<month>月)|(?P<year>年(?![级代])))(?P<tail>半?)|"
    rf"[\s-]*(?:(?P<biz>working|business)[\s-]+)?(?P<en>{SPAN})s?\b"
)
_DATE_AFTER = re.compile(
    r"\s*(?:(?P<day>号(?![码线召])|日)|(?P<month>月(?![租费缴付薪供结卡])份?)|"
    r"(?P<year>年(?![级代])))"
)
_TIME_AFTER = re.compile(
    rf"点(?:(?P<half>半)|(?P<q>[一三])刻|(?P<m>[{ZD}十\d]+)分?)?[钟整]?|"
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
    r"(?P<power>[千k]?瓦|k?w(?![a-z]))|"
    r"(?P<mass>公?吨|公[斤克]|[斤克]|tons?\b|tonnes?\b|(?:kgs?|kilos?)\b)|"
    r"(?P<area>坪|平方?[米尺公]|平(?![常时均日])|square (?:feet|foot|met(?:re|er)s?)\b|sq\b)|"
    r"(?P<length>公里|公分|延?米|(?:km|miles?)\b)|(?P<cup>[杯罐瓶]|cups?\b)|"
    r"(?P<period>期(?![间待望])|install?ments?\b)|(?P<age>岁)|"
    r"(?P<fold>倍|times (?:faster|more|better|cheaper|as)|-?fold\b|x\b)|"
    r"(?P<session>[节堂]|(?:lessons?|class(?:es)?|sessions?)\b)|"
    r"(?P<thing>[个件台条种次张份颗笔套项栋层样款组级步句通封辆点]))"
)
# "From forty to forty-four years old" is no price, whatever stands before it.
_RANGE_OF_SOMETHING = re.compile(
    rf"\s*(?:到|至|[~～–—-]|to)\s*[{ZD}{ZU}\d.]+\s*(?:岁|个?人|位|坪|公?吨|公斤|[千k]?瓦)"
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
_PRICE_AFTER = re.compile(
    rf"\s*(?:(?:an?|per|each|every|for (?:an?|one|each))\s+{_EACH}|/\s*(?:{_EACH}|{ZH_EACH})|"
    rf"monthly|yearly|annually|[一每]{ZH_EACH})"
)
_PRICE_BEFORE = re.compile(
    rf"(?:[一每]{ZH_EACH}(?:只要|只收|只需|才|就|是|要|收|付|算|大概|大约|约|差不多)?|只要|"
    rf"只需|只收|"
    r"[算给收][您你]|收|降到|降为|特价|价[格钱]是?|报价是?|优惠[价到]?|付|花|\bcosts?(?: you)?|"
    r"\bpay(?:ing)?(?: only| just)?|\bprice (?:is|of|at)|\bcharged?(?: you)?|\bfor (?:just|only)|"
    r"\bdown to|\bas low as|\bknock (?:it )?(?:down )?to|"
    r"\b(?:give|do) (?:you|it|that|this)(?: to you)? (?:for|at))\s*$"
)

_PERIODS = {"mo": "month", "yr": "year"} | dict(
    zip("月年天日周晚", ["month", "year", "day", "day", "week", "day"], strict=True)
)
_PERIOD_AFTER = re.compile(
    r"\s*(?:(?:(?:an?|per|each|every)\s+|/\s*)(?P<en>month|mo|year|yr|week|day)\b|"
    r"(?P<ly>monthly|yearly|annually|weekly|daily)\b|[/一每]个?(?P<zh>[月年天日周])(?![约期保下来]))"
)
_PERIOD_BEFORE = re.compile(
    r"(?:[一每]个?(?P<zh>[月年天日周])|(?P<fee>[月年日周])[费租付薪])(?:费|租金?|付)?"
    r"(?:只要|只需|只收|才|就|是|要|收|付|算|大概|大约|约|差不多|为|[:：\s])*$|"
    r"\b(?P<ly>monthly|yearly|annual|weekly|daily) (?:price|fee|rate|cost|payment)(?: is| of)? $"
)
_LY = {"monthly": "month", "yearly": "year", "annually": "year", "annual": "year"} | {
    "weekly": "week",
    "daily": "day",
}


def period(t: str, n: Number) -> str:
    """The time that the money `n` of the folded text `t` pays for; "" where none is said."""
    after = _PERIOD_AFTER.match(t[n.end :])
    if after:
        said = after["en"] or after["zh"]
        return _LY[after["ly"]] if after["ly"] else _PERIODS.get(said, said)
    before = _PERIOD_BEFORE.search(t[max(0, n.start - 24) : n.start])
    if before is None:
        return ""
    return _LY[before["ly"]] if before["ly"] else _PERIODS[before["zh"] or before["fee"]]


def dress(t: str, start: int, end: int, value: Decimal, also: tuple[Decimal, ...]) -> Number | None:
    """The amount with the unit around it, or None where the numeral is no number."""
    before = t[max(0, start - 16) : start]
    lone_one = t[start:end] in ("一", "零", "〇")
    if before.endswith("第"):
        return None if value <= 3 else Number(value, Kind.COUNT, "thing", start, end, also)
    if m := re.match(r"\s?(k|thousand|million|hundred|grand)\b", t[end:]):
        scale = BIG.get(m[1], 1000)
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
    price = _PRICE_AFTER.match(after) or (
        _PRICE_BEFORE.search(before) and not _RANGE_OF_SOMETHING.match(after)
    )
    if price or _NO_NOUN.match(after):
        return _cut_price(t, replace(n, kind=Kind.MONEY) if price else n)
    return replace(n, unit="" if after.lstrip()[0] > "z" else "thing")


def _money(t: str, n: Number, *, lone_one: bool) -> Number | None:
    before = CURRENCY_BEFORE.search(t[: n.start])
    skip = vague.end() if (vague := _VAGUE_AFTER.match(t[n.end :])) else 0
    after = _CURRENCY_AFTER.match(t[n.end + skip :])
    if before is None and (after is None or (lone_one and after[0] == "块")):
        return None
    end = n.end + skip + after.end() if after else n.end
    said = [m.lastgroup or "" for m in (after, before) if m]
    scale = {"cent": Decimal("0.01"), "dime": Decimal("0.1")}.get(said[0], Decimal(1))
    value, also = n.value * scale, tuple(a * scale for a in n.also)
    if after and after[0].strip() in ("块", "毛"):
        m = re.match(rf"[{ZD}\d](?![{ZU}\d个]|(?<=一){ZH_EACH})", t[end:])
        value += scale * Decimal(DIGITS.get(m[0], m[0])) / 10 if m else 0
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
            minutes += min(59, int(read_mixed(m["m"], 0, len(m["m"]))[1]))
        elif not pair:
            minutes += int(n.value * 100 % 100)  # 6.30 pm
        return time_of_day(t, minutes, half or m["p"], n.start, n.end + m.end())
    if (m := _DATE_AFTER.match(after)) and (m[0] != "日" or before.endswith("月")):
        spelled = re.fullmatch(rf"[{ZD}]{{2}}", t[n.start : n.end])
        if n.value <= {"month": 12, "day": 31}.get(m.lastgroup or "", 0):
            return replace(n, kind=Kind.DATE, unit=m.lastgroup or "", end=n.end + m.end())
        if m["year"] and (spelled or 1900 <= n.value <= 2100):
            year = n.value + (2000 if n.value < 100 else 0)
            return replace(n, kind=Kind.DATE, unit="year", value=year, end=n.end + m.end())
    skip = vague.end() if (vague := _VAGUE_AFTER.match(after)) else 0
    if (m := DURATION_AFTER.match(after[skip:])) and (m["ge"] or m["half"] or not m["month"]):
        groups = ("workday", "second", "minute", "hour", "day", "week", "quarter", "month", "year")
        unit = m["en"] or next(g for g in groups if m[g])
        unit = "workday" if m["biz"] and unit == "day" else unit
        amount = n.value + (Decimal("0.5") if m["half"] or m["tail"] else 0)
        return duration(replace(n, value=amount, end=n.end + skip + m.end()), unit)
    hour = pair or n.value in range(13)
    spoken = cue and hour and re.search(r"[a-z]\s*$", before) and _NO_NOUN.match(after)
    return time_of_day(t, minutes, None, n.start, n.end) if spoken else None


def time_of_day(t: str, minutes: int, half: str | None, start: int, end: int) -> Number:
    """Minutes after midnight; "half past" and its like stand before the hour."""
    if past := re.search(r"(half past|quarter past|quarter to)\s*$", t[:start]):
        minutes += {"half past": 30, "quarter past": 15, "quarter to": -15}[past[1]]
        start = past.start()
    if minutes >= 780 or (half == "p" and minutes < 720):
        minutes, half = minutes % 720 + 720, "p"
    return Number(Decimal(minutes % 1440), Kind.TIME, f"{half}m" if half else "", start, end)


def duration(n: Number, unit: str) -> Number:
    size, base = SPANS[unit]
    n = replace(n, kind=Kind.DURATION, value=n.value * size, unit=base)
    return replace(n, also=tuple(a * size for a in n.also))
