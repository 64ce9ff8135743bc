"""What has digits and is nobody's number: prices, counts, dates, times, versions (pure)."""

import re
from itertools import pairwise

from copilot.privacy.identity import is_card
from copilot.privacy.kinds import CONTEXTS, NUMBER

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_CURRENCY = r"(?:(?<![a-z])(?:nt\$?|us\$|hk\$?|rmb|cny|twd|usd|gbp|eur)|[$£€¥￥])"
_HAN_DIGIT = r"[零〇一二三四五六七八九两\d]"
# Whole amounts: no digit of them is ever part of a run.
AMOUNT = re.compile(
    r"\[[^\[\]]{1,8} …\d{3,4}\]|"  # what a mask left
    rf"{_CURRENCY}\s?(?!0\d)(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,8}})(?!\d)(?:\.\d{{1,2}}(?!\d))?"
    r"|(?P<thousands>(?<![\d.,-])(?!0)\d{1,3}(?:,\d{3}){1,3}(?![\d,]|-\d)(?:\.\d{1,2}(?!\d))?)"
    r"|(?<![\d.])(?!0\d\d)\d{1,7}\.\d{1,2}(?![\d.-])"
    r"|(?<![\d-])(?:19|20)\d\d\s?[-/.年]\s?(?:1[0-2]|0?[1-9])(?:\s?[-/.月]\s?(?:3[01]|[12]\d|"
    r"0?[1-9])(?!\d)|(?=\s?月))[日号]?"
    r"|(?<![\d/-])(?:3[01]|[12]\d|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])/(?:19|20)?\d\d(?!\d)"
    r"|(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d)"
    rf"|\b{_MONTH}\.?\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?:19|20)\d\d)?\b"
    rf"|(?<!{_HAN_DIGIT}){_HAN_DIGIT}{{1,8}}(?!千万[别不记要请]|万一[没不要我你您他她打有找])"
    r"[十百千万亿](?:[零〇一二三四五六七八九十百千万亿两]|"
    r"(?<=[百千万亿])\d)*"
    r"|(?<![零〇一二三四五六七八九\d])十[一二三四五六七八九]?(?![零〇一二三四五六七八九])"
    r"|\b24[\s/]7\b",
    re.ASCII,
)
# After a group: it counts or measures something.
UNIT_AFTER = re.compile(
    r"[ \u3000]?(?:元|块|圆|[十百千万亿](?!码)|%|折|个|台(?!中|南|北|湾)|人(?!民)|次|天|日|"
    r"号(?!码)|月|年|岁|坪|平(?!常|时)|公[里斤尺分]|"
    r"米|度|"
    r"分(?!机)钟?|秒|点|小时|楼|层|倍|名|瓶|盒|支|张|片|条|件|份|组|堂|期|班|家(?!里|人|中)|间|辆|只|包|箱|"
    r"桶|杯|袋|年级|周|星期|种|样|趟|站|户|字|页|本(?!人|来)|集|门|吨|瓦|升|克|毫|兆|米|寸|吋|英|"
    r"(?:dollars?|bucks|pounds?|quid|euros?|cents?|pence|p|percent|months?|years?|days?|weeks?|"
    r"hours?|"
    r"hrs?|minutes?|mins?|seconds?|people|persons?|employees|users?|staff|seats?|k|million|"
    r"thousand|"
    r"hundred|grand|miles?|km|kg|kgs|kilos?|kw|kwh|watts?|litres?|liters?|gallons?|gb|mb|tb|mbps|"
    r"megabits?|megs?|ml|"
    r"mm|cm|feet|foot|inch(?:es)?|square|units?|boxes|box|pieces|calls|orders|customers|rooms?|"
    r"beds?|"
    r"cars?|vans?|trucks?|guests|covers|tables|sq|acres|tons?|tonnes|degrees|am|pm|a\.m|p\.m|"
    r"o'clock|"
    r"st|nd|rd|th|times|of (?:them|us)|or so|a (?:month|year|week|day|head|time|piece|pop))\b)",
    re.ASCII,
)
# Of those: no telephone or card is read out before one of these.
_COSTS = re.compile(
    r"[ \u3000]?(?:元|块|圆|[十百千万亿](?!码)|%|折|"
    r"(?:dollars?|bucks|pounds?|quid|euros?|cents?|pence|percent|k|million|thousand|grand)\b)",
    re.ASCII,
)
COUNT_DIGITS = 7  # nobody counts anything with more of them in one piece
COST_DIGITS = 8  # nor money
NUMBERED_DIGITS = 4  # 12 號, 1203 號
LONG_DIGITS = 9  # so many are somebody's number, however they are divided
BESIDE = 24  # characters in which a word may say whose number 912,345,678 is
_SUM = re.compile(
    r"余额|额度|限额|金额|营业额|营收|预算|价|费|花|赚|balance|limit|worth|budget|revenue|turnover|"
    r"cost|paid|pay\b",
    re.ASCII,
)
_SENTENCE_END = re.compile(r"[。？?!！；;]", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_ROUND = re.compile(r"\d*(?:00|50|80|90|99|88|68)", re.ASCII)
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)


def is_date(digits: str) -> bool:
    """20261123."""
    return _DATE.fullmatch(digits) is not None


def is_listed(groups: list[str]) -> bool:
    """Whether each group stands for itself: years, or prices beside each other."""
    if len(groups) < 2 or any(g.startswith("0") for g in groups):
        return False
    if all(_YEAR.fullmatch(g) for g in groups):
        return True
    return all(3 <= len(g) <= 6 and _ROUND.fullmatch(g) for g in groups)


def is_counting(digits: str) -> bool:
    """1234567, 7654321: somebody counts, or tries the microphone."""
    steps = {int(b) - int(a) for a, b in pairwise(digits)}
    return len(digits) <= 10 and steps in ({1}, {-1})


def is_count(text: str, at: int, pieces: list[str]) -> bool:
    """Whether a unit at `at` of `text`, a folded text, makes the last of `pieces` a count.

    `pieces`: the digits that were said together, those that stand in one piece as one.
    """
    if not UNIT_AFTER.match(text, at):
        return False
    digits, last = "".join(pieces), pieces[-1]
    most = NUMBERED_DIGITS if text[at : at + 2].lstrip()[:1] == "号" else COUNT_DIGITS
    long = len(digits) >= LONG_DIGITS
    if _COSTS.match(text, at):
        most = COST_DIGITS
        if long and not is_listed(pieces) and (digits[0] == "0" or is_card(digits)):
            return False
    elif long and not is_listed(pieces[:-1]):
        return False
    return len(last) <= most and not (last[0] == "0" and len(last) > 2)


def amount_spans(text: str, *, asked: bool) -> list[tuple[int, int]]:
    """Where the amounts of `text`, a folded text, stand.

    912,345,678 is none where a number has been `asked` for or is named close by.
    """
    return [m.span() for m in AMOUNT.finditer(text) if not _is_named(text, m, asked=asked)]


def _is_named(text: str, amount: re.Match[str], *, asked: bool) -> bool:
    figures = amount["thousands"]
    if figures is None or figures.count(",") < 2 or figures.endswith("00,000"):
        return False
    if UNIT_AFTER.match(text, amount.end()):
        return False
    before = _SENTENCE_END.split(text[max(0, amount.start() - BESIDE) : amount.start()])[-1]
    after = _SENTENCE_END.split(text[amount.end() : amount.end() + BESIDE // 2])[0]
    if _SUM.search(before):
        return False
    words = (NUMBER, *(pattern for _, pattern in CONTEXTS))
    return asked or any(word.search(before) or word.search(after) for word in words)
