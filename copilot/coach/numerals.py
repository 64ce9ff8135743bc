"""Amounts in digits, Chinese numerals and English number words, without their units (pure)."""

import re
from collections.abc import Iterator
from decimal import Decimal

Amount = tuple[int, int, Decimal, tuple[Decimal, ...]]  # start, end, value, also
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CAPITALS = dict(zip("壹贰叁参肆伍陆柒捌玖拾", "一二三三四五六七八九十", strict=True))


def indexed(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + i * step for i, word in enumerate(words.split())}


ONES = indexed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    first=0,
)
TENS = indexed("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
BIG = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 10**6, "dozen": 12}
ZD, ZU = "零〇一二两三四五六七八九", "十百千万亿"
_ASCII = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_RUN = re.compile(
    rf"(?:{_ASCII}|[{ZD}十])(?:\s?[{ZU}]|(?<=[{ZU}])(?:{_ASCII})|[{ZD}])*"
    rf"(?:点[{ZD}]+(?![{ZU}分刻])|又?分之[{ZD}十百千]+)?"
)
_DIGIT_OR_UNIT = re.compile(rf"{_ASCII}|[{ZD}{ZU}]")
_GAP, _DIGIT = r"[\s-]{1,2}", "|".join([*ONES][:10])
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:{_GAP}(?:{_DIGIT}))?|{'|'.join(reversed(ONES))})"
_ENGLISH = re.compile(
    rf"\b(?:(?P<digits>(?:(?:{_DIGIT}){_GAP}){{3,}}(?:{_DIGIT}))|"
    rf"(?:(?P<lead>half a|a)(?={_GAP}(?:{'|'.join(BIG)})\b)|(?P<small>{_SMALL})\b"
    rf"(?: point(?P<point>(?: (?:{_DIGIT}))+)|(?P<half> and a half)|"
    rf"{_GAP}(?!(?:{_DIGIT})\b)(?P<pair>{_SMALL})(?!{_GAP}(?:{'|'.join(BIG)})\b))?)"
    rf"(?P<big>(?:{_GAP}(?:{'|'.join(BIG)})\b"
    rf"(?:(?:{_GAP}and)?{_GAP}{_SMALL}\b)?)*))\b"
)
_PARTS = ("digits", "small", "point", "pair")
_IDIOM = re.compile(
    r"十(?:分(?![钟之])|足|全十美|字)|两口|三(?:心二意|[明餐]|不四|李四|番两次)|(?<=第)四台|"
    r"四(?:面八方|通八达|[处季肢方川])|五(?:花八门|[金官谷]|星(?!期))|七(?:上八下|八糟|夕)|"
    r"八[卦方]|九牛|"
    r"一(?:五一十|两句)|二[手维话胎]"
)
ZH_EACH = r"个?(?:[月年天次人位节堂坪家店份盒瓶台期件斤晚颗笔组间]|公斤|小时)"


def runs(t: str) -> Iterator[Amount]:
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
        top, bottom = (read_mixed(w, 0, len(w))[1] for w in whole)
        return stop, bottom / max(Decimal(1), top), ()
    if digits := re.match(rf"[{ZD}]{{2,}}", t[start:head]):
        d = [DIGITS[c] for c in digits[0]]
        end = start + len(d)
        follows = t[end : end + 1]
        if len(d) == 2 and d[1] == d[0] + 1 and d[0] and follows not in ("折", "年"):
            unit = 1
            while end < head and t[end] in SCALES:  # 三四百: either 300 or 400
                unit, end = unit * SCALES[t[end]], end + 1
            return end, Decimal(d[0] * unit), (Decimal(d[1] * unit),)
        if follows not in SCALES:
            return end, Decimal("".join(map(str, d))), ()
    end, value = read_mixed(t, start, head)
    if end == head and len(whole) == 2:
        return stop, value + Decimal("0." + "".join(str(DIGITS[c]) for c in whole[1])), ()
    return end, value, ()


def read_mixed(t: str, start: int, stop: int) -> tuple[int, Decimal]:
    """三百零五, 2万5千, 两万五 (25,000), 1.5万: where the amount ends and what it is."""
    total = section = Decimal(0)
    held = Decimal(1) if t[start : start + 1] in ("百", "千", "万", "亿") else None
    last, zero, end = 0, False, start
    for token in _DIGIT_OR_UNIT.finditer(t, start, stop):
        c = token[0]
        scale = SCALES.get(c, 0)
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
        elif held is not None or (c == "两" and last and t[token.end() :][:1] not in SCALES):
            break
        else:
            held = Decimal(DIGITS[c]) if c in DIGITS else Decimal(c.replace(",", ""))
        end = token.end()
    if held is not None:
        if last >= 100 and not zero and held < 10 and t[end - 1] in ZD + "123456789":
            if t[end - 1] == "一" and re.match(ZH_EACH, t[end : end + 3]):
                return end - 1, total + section
            held *= last // 10
        section += held
    return end, total + section


def english(t: str) -> Iterator[Amount]:
    """Amounts in English words: forty-nine, fifty-two hundred, three eighty-five."""
    worth = ONES | TENS
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
            if BIG.get(word, 0) >= 1000:
                total, now = total + now * BIG[word], Decimal(0)
            else:
                now = now * BIG[word] if word in BIG else now + worth.get(word, 0)
        yield m.start(), m.end(), total + now, ()
