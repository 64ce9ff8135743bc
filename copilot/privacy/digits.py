"""Digits as people say them and recognisers write them, strung into runs (pure).

    "0912, 嗯, 三四五 double six eight" -> one run, "0912345668", with the place of every digit

A run goes on over blanks, dashes, commas and fillers. It breaks at words, at amounts (25,000;
三十五; NT$1200; 40 個), at dates and at times, since those are no digits that somebody dictates.
"""

import re
from dataclasses import dataclass

from copilot.coach.folding import fold
from copilot.privacy.amounts import amount_spans, is_count

_HAN = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | dict(
    zip("〇○洞幺么腰两拐勾壹贰叁参肆伍陆柒捌玖", "0001112791233456789", strict=True)
)
_ONES = dict(
    zip(
        ("zero", "oh", "o", "nought", "naught", "one", "two", "three", "four", "five", "six",
         "seven", "eight", "nine"),
        "00000123456789",
        strict=True,
    )
)  # fmt: skip
_TEENS = dict(
    zip(
        ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
         "eighteen", "nineteen"),
        map(str, range(10, 20)),
        strict=True,
    )
)  # fmt: skip
_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        "23456789",
        strict=True,
    )
)
_ONE = "|".join(_ONES)
_TEN = "|".join(_TENS)
_TIMES = {"double": 2, "triple": 3, "treble": 3, "两": 2, "二": 2, "三": 3, "四": 4}
_ITEM = re.compile(
    rf"(?P<han_times>[两二三四])个(?P<han_of>[零〇一二三四五六七八九\d])(?![十百千万亿个块元年月])"
    rf"|(?P<figures>\d+)"
    rf"|(?P<han>(?<![什怎那这多要甚])么|[{''.join(_HAN).replace('么', '')}])"
    rf"|\b(?P<times>double|triple|treble)[\s-](?:(?P<of>{_ONE})s?\b|(?P<of_figure>\d)(?!\d))"
    rf"|\b(?P<ten>{_TEN})(?:[\s-]?(?P<unit>{_ONE.replace('zero|oh|o|nought|naught|', '')}))?\b"
    rf"|\b(?P<teen>{'|'.join(_TEENS)})\b"
    rf"|\b(?P<one>{_ONE})(?P<hundred>[\s-]hundred(?=(?:[\s,-]+(?:{_ONE})\b){{2}}))?\b",
    re.ASCII,
)
_UNSEEN = r"\u00ad\u200b-\u200f\u2060\ufeff"
_MARKS = rf"[{_UNSEEN}\s:：|｜*＊,，、.。．·•\-‐‑‒–—―－_/／()（）\[\]…;；!！「」'\"]"
_FILLER = (
    r"嗯+|行(?:啊|的)?|可以(?:啊|的)?|有|没问题|呃+|啊|欸|诶|额|喔|哦|噢|唔|嘿|好|对|那个|那边|那|然后(?:是|呢)?|再来(?:是)?|"
    r"接着(?:是)?|接下来(?:是)?|"
    r"(?:后面|后[段半]|中间|最后|尾[数巴]?|前面|再过来)(?:的?)?(?:是|呢)?|再|杠|横[线杠]|减号?|"
    r"空格|空一格|斜线|"
    r"我看(?:一下|看)|等(?:我)?一下|稍等|等等|我想想|谢谢|"
    r"(?:um+|uh+|er+m?|ah|hm+|and then|then|dash|hyphen|space|dot|slash|stroke|sorry|wait|okay|"
    r"ok|yeah|yes|"
    r"let me see|hang on|hold on|you know|followed by|in brackets|that's|it's)\b"
)
_GAP = re.compile(rf"(?:{_MARKS}|{_FILLER}){{0,12}}", re.ASCII)
_HOMOPHONE = re.compile(r"[\s,]+(?:to|too|for|ate|won|and)[\s,]+", re.ASCII)
LONGEST_GAP = 24
LONGEST_BESIDE = 48


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that belong together. `spots`: where each digit stands, one after the other."""

    digits: str
    spots: tuple[tuple[int, int], ...]
    groups: tuple[int, ...]  # how many digits each group has, as they were divided
    gaps: tuple[str, ...]  # what stood between the groups
    tens: int = 0  # of the digits those said as "forty-five": more like an amount

    @property
    def dictated(self) -> bool:
        """Whether somebody says digits one by one, and not a price or a time in words."""
        return len(self.digits) - self.tens >= 3 or len(self.digits) >= 6

    @property
    def start(self) -> int:
        return self.spots[0][0]

    @property
    def end(self) -> int:
        return self.spots[-1][1]

    def part(self, first: int, last: int) -> "Run":
        """Groups `first` up to, not including, `last`."""
        before = sum(self.groups[:first])
        after = before + sum(self.groups[first:last])
        return Run(
            self.digits[before:after],
            self.spots[before:after],
            self.groups[first:last],
            self.gaps[first : max(first, last - 1)],
            self.tens,
        )

    def texts(self) -> list[str]:
        """The digits of each group."""
        out, at = [], 0
        for size in self.groups:
            out.append(self.digits[at : at + size])
            at += size
        return out


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    digits: str
    word: bool  # an English word
    tens: bool = False  # ten, eleven … ninety-nine


def folded(text: str) -> str:
    """`text`, one character for one, as the patterns of this package are written."""
    return fold(text).translate(_MORE)


# Traditional characters of this package's patterns that the folding leaves, each with its own form.
_PAIRS = (
    "車车碼码帳帐賬账護护簽签欄栏檢检驗验聯联絡络繫系撥拨訂订編编險险檔档橫横槓杠額额誒诶個个來来"
    "乾干係系傢家冊册唸念嚮向夾夹態态摺折樓楼檯台殼壳洩泄灣湾産产盜盗積积箇个繼继續续複复覈核註注謝谢貸贷蹤踪鄉乡隻只頁页麵面區区"
    "簡简貴贵賓宾儲储駕驾銀银貨货遞递郵邮執执業业營营產产匯汇證证戶户後后對对轉转條条"
)
_MORE = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def runs(text: str, *, asked: bool = False) -> list[Run]:
    """The runs of two digits and more of `text`, a folded text, in their order.

    `asked`: somebody's number has been asked for.
    """
    if not _ITEM.search(text):
        return []
    amounts = amount_spans(text, asked=asked)
    out: list[Run] = []
    held: list[_Item] = []
    for item in _items(text, amounts):
        if held and not _goes_on(text, held[-1], item, amounts):
            out += _run(text, held)
            held = []
        held.append(item)
    return [run for run in out + _run(text, held) if len(run.digits) > 1]


def only_digits(text: str, run: Run) -> bool:
    """Whether nothing but marks and fillers stands beside the run."""
    return _bare(text[: run.start]) and _bare(text[run.end :])


def at_end(text: str, run: Run) -> bool:
    """Whether nothing but marks and fillers follows the run."""
    return _bare(text[run.end :])


def at_start(text: str, run: Run) -> bool:
    return _bare(text[: run.start])


def _bare(text: str) -> bool:
    return len(text) <= LONGEST_BESIDE and _GAP.fullmatch(text) is not None


def _items(text: str, amounts: list[tuple[int, int]]) -> list[_Item]:
    out = []
    pos = 0
    while m := _ITEM.search(text, pos):
        pos = m.end()
        inside = next((end for start, end in amounts if start <= m.start() < end), None)
        if inside is not None:
            pos = max(pos, inside)
            continue
        tens = bool(m["ten"] or m["teen"])
        out.append(_Item(m.start(), m.end(), _digits(m), bool(m["one"]) or tens, tens))
    return out


def _digits(m: re.Match[str]) -> str:
    if m["figures"]:
        return m["figures"]
    if m["han"]:
        return _HAN[m["han"]]
    if m["han_times"]:
        return (_HAN.get(m["han_of"]) or m["han_of"]) * _TIMES[m["han_times"]]
    if m["times"]:
        return (_ONES[m["of"]] if m["of"] else m["of_figure"]) * _TIMES[m["times"]]
    if m["ten"]:
        return _TENS[m["ten"]] + (_ONES[m["unit"]] if m["unit"] else "0")
    if m["teen"]:
        return _TEENS[m["teen"]]
    return _ONES[m["one"]] + ("00" if m["hundred"] else "")


def _goes_on(text: str, last: _Item, item: _Item, amounts: list[tuple[int, int]]) -> bool:
    gap = text[last.end : item.start]
    if len(gap) > LONGEST_GAP or any(last.end <= start < item.start for start, _ in amounts):
        return False
    if _bare(gap):
        return True
    single = len(last.digits) == len(item.digits) == 1 and last.word and item.word
    return single and _HOMOPHONE.fullmatch(gap) is not None


def _run(text: str, items: list[_Item]) -> list[Run]:
    """The items as a run, less a last group that counts something."""
    while items:
        starts = [n for n, i in enumerate(items) if not n or items[n - 1].end != i.start]
        ends = [*starts[1:], len(items)]
        pieces = ["".join(i.digits for i in items[a:b]) for a, b in zip(starts, ends, strict=True)]
        if not is_count(text, items[-1].end, pieces):
            break
        items = items[: starts[-1]]
    if not items:
        return []
    digits, spots = "", []
    sizes, gaps = [0], []
    for number, item in enumerate(items):
        gap = text[items[number - 1].end : item.start] if number else ""
        if gap and not (item.word and items[number - 1].word and not gap.strip()):
            sizes.append(0)
            gaps.append(gap)
        sizes[-1] += len(item.digits)
        digits += item.digits
        spots += [(item.start, item.end)] * len(item.digits)
        if len(item.digits) == item.end - item.start:
            spots[-len(item.digits) :] = [
                (item.start + i, item.start + i + 1) for i in range(len(item.digits))
            ]
    tens = sum(len(i.digits) for i in items if i.tens)
    return [Run(digits, tuple(spots), tuple(sizes), tuple(gaps), tens)]
