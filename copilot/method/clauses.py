"""Cut a turn into clauses that make sense alone, with or without punctuation.

A recogniser often leaves punctuation out; then long stretches are cut before words that begin a new
thought. Everything here keeps places in the turn, so that a quotation is the turn's own words.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from copilot.language import Language
from copilot.method.cues import length

_PAUSE = re.compile(r"(?<!\d)[,.]|[,.](?!\d)|[，。！？!?；;：…—]+")
_ENDS = frozenset("。！？!?.…")
_LONG = {True: 18, False: 12}  # Han characters, English words: from here a clause is cut again
_SHORTEST_PART = {True: 4, False: 3}
LONGEST = {True: 40, False: 20}
_NEW_THOUGHT = {
    True: re.compile(
        r"可是|但是|不過|不过|而且|所以|然後|然后|結果|结果|因為|因为|如果|要是|或者|或是|[還还]是(?![有要會会很不])"
        r"|要不(?!要)|(?<!要)不然|另外|[還还]有|其實|其实|後來|后来|反正|只是|上個月|上个月|最近|平常|平时"
        r"|(?<=[啦啊喔吧呢嗎吗耶欸齁嘛呀])(?=[\u3400-\u9fff])|(?<=了)(?=[我他她你老客])"
        r"|(?<![給给跟幫帮讓让叫喊對对為为被把找是以當当說说想看嫌罵骂教陪等借問问和比發发往到的])[我他她](?!的|們的|们的)"
    ),
    False: re.compile(
        r"(?<=\s)(?:but|so|because|or|which|then|though|since|if|well|also|"
        r"and (?:i|we|it|they|he|she|then|the|my|our|you|there|that)|"
        r"(?:i|it|they|he|she|we|there)(?:['’]\w+)?)(?=\s)",
        re.IGNORECASE,
    ),
}
# Words after which a pronoun does not begin anything new.
_HOLDING = """
    and but so if that when while because can do could than think know what how where as which or
    said who did would should will was is are for like why does until till before after the once
    guess suppose hope wish have has in over out up down on at from to with of by about
"""
_HOLDS = frozenset(_HOLDING.split())
_FILLERS = {
    True: re.compile(
        r"^(?:[嗯呃啊欸诶唉喔哦蛤哎齁呀]|(?:[好对對]|是)[啊的啦喔呀吧]*(?=[，。！？,.!?\s])"
        r"|那(?![個个種种邊边些家時时天台位樣样麼么裡里])|就是[說说]|然後|然后|而且|可是|但是|不過|不过|所以"
        r"|其實|其实|反正|老實說|老实说|說實話|说实话|因為|因为|[\s，。！？,.!?；;：…—、])+"
    ),
    False: re.compile(
        r"^(?:(?:well|erm|em|um|uh|oh|so|and|but|yeah|yes|aye|right|i mean|you know|look|hmm|mm|"
        r"ah|okay|ok|because|to be honest|honestly|actually|god)\b|[\s,.!?;:…—-])+",
        re.IGNORECASE,
    ),
}
_EDGES = " \t\n，。！？,.!?；;：:…—、-"


@dataclass(frozen=True, slots=True)
class Clause:
    """``text`` stands in the turn from ``start`` to ``end``."""

    text: str
    start: int
    end: int
    sentence: int  # clauses of one sentence share this number
    asks: bool  # a question mark ends it


def clauses(turn: str, lang: Language) -> tuple[Clause, ...]:
    """The clauses of a turn, in order; none is blank."""
    out: list[Clause] = []
    begin, sentence = 0, 0
    marks = [(m.start(), m.end(), m[0]) for m in _marks(turn, lang)] + [(len(turn),) * 2 + ("",)]
    for place, after, mark in marks:
        asks = "?" in mark or "？" in mark
        for start, end in _parts(turn, begin, place, lang):
            last = end == place
            out.append(Clause(turn[start:end], start, end, sentence, asks and last))
        sentence += bool(set(mark) & _ENDS)
        begin = after
    return tuple(c for c in out if c.text.strip(_EDGES))


def _marks(turn: str, lang: Language) -> list[re.Match[str]]:
    marks = list(_PAUSE.finditer(turn))
    if lang.is_chinese:
        marks += re.finditer(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", turn)
    return sorted(marks, key=lambda m: m.start())


def _parts(turn: str, begin: int, end: int, lang: Language) -> list[tuple[int, int]]:
    """The stretch as it is, or cut before new thoughts where it is long."""
    chinese = lang.is_chinese
    if length(turn[begin:end], lang) <= _LONG[chinese]:
        return [(begin, end)]
    cuts = [begin]
    for m in _NEW_THOUGHT[chinese].finditer(turn, begin, end):
        held = re.search(r"(\w+)\s*$", turn[cuts[-1] : m.start()])
        if not chinese and held and held[1].lower() in _HOLDS:
            continue
        both = (turn[cuts[-1] : m.start()], turn[m.start() : end])
        if all(length(part, lang) >= _SHORTEST_PART[chinese] for part in both):
            cuts.append(m.start())
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def quotation(
    turn: str,
    parts: Sequence[Clause],
    first: int,
    lang: Language,
    *,
    at_least: int,
    keep_out: Collection[int] = (),
) -> tuple[int, int, str]:
    """Clause ``first`` as a quotation of at least this length, where its sentence allows it.

    A scrap of a few words takes the next sentence's beginning along.

    The clauses in ``keep_out`` are not taken along.

    Returns the first and last clause that it covers and the words, verbatim: at most 40 Han
    characters or 20 words, without fillers and marks at the edges.
    """
    low = high = first
    while length(_words(turn, parts, low, high, lang), lang) < at_least:
        free = [i for i in range(len(parts)) if i not in keep_out]
        sentence = parts[first].sentence
        before = low - 1 in free and parts[low - 1].sentence == sentence
        after = high + 1 in free and parts[high + 1].sentence == sentence
        if not before and not after and _is_scrap(turn, parts, low, high, lang):
            after = high + 1 in free
        if before and _fits(turn, parts, low - 1, high, lang):
            low -= 1
        elif after and _fits(turn, parts, low, high + 1, lang):
            high += 1
        else:
            break
    return low, high, _cut(_words(turn, parts, low, high, lang), lang)


def _is_scrap(turn: str, parts: Sequence[Clause], low: int, high: int, lang: Language) -> bool:
    return length(_words(turn, parts, low, high, lang), lang) < _SHORTEST_PART[lang.is_chinese]


def _words(turn: str, parts: Sequence[Clause], low: int, high: int, lang: Language) -> str:
    text = turn[parts[low].start : parts[high].end]
    return _FILLERS[lang.is_chinese].sub("", text).strip(_EDGES)


def _fits(turn: str, parts: Sequence[Clause], low: int, high: int, lang: Language) -> bool:
    return length(turn[parts[low].start : parts[high].end], lang) <= LONGEST[lang.is_chinese]


def _cut(text: str, lang: Language) -> str:
    """The beginning of a text that is too long to be read at a glance."""
    most = LONGEST[lang.is_chinese]
    if length(text, lang) <= most:
        return text
    if lang.is_chinese:
        return text[:most].strip(_EDGES)
    words = list(re.finditer(r"\S+", text))
    return text[: words[min(most, len(words)) - 1].end()].strip(_EDGES)
