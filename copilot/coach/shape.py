"""The shape of a drafted line: clean text, short, one thing at a time (pure).

A line is read at a glance while a customer speaks: at most two sentences, at most one question, at
most 60 characters of Chinese or 35 words of English.
"""

import re
import unicodedata

from copilot.coach.self_talk import talks_of_itself
from copilot.language import Language

MAX_CHARACTERS = 60  # of a Chinese line, punctuation and blanks not counted
MAX_WORDS = 35  # of an English line
MAX_SENTENCES = 2
_LEAST_CLAUSE = {True: 8, False: 4}  # Chinese characters, English words: less says nothing

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\x9b[0-?]*[@-~]"
)
_TOKEN = re.compile(r"<\|[^|<>]{0,40}\|?>|<\|[^|<>]{0,40}$|</?(?:think|s|br|p|b|i|em|strong)\s*/?>")
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u20e3]")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARK = re.compile(r"\*{1,3}|~~|`+|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_LINE_START = re.compile(
    r"^\s*(?:#{1,6}\s+|>\s*|[-+•·●▪◦*–—]\s+|\(?\d{1,2}[.)、]\s+)", re.MULTILINE
)
_ROLE_NAME = (
    r"(?:(?:the )?(?:agent|sales(?: ?rep| ?person| agent)?|assistant|rep|representative|"
    r"customer|caller|you|ai|"
    r"system|user|line|next line|draft|reply|answer|response|suggestion|output)|業務員?|业务员?|"
    r"客服|客戶|客户|[銷销]售|"
    r"[話话][術术]|草稿|參考說法|参考说法|坐席|座席|[專专][員员]|[顧顾][問问]|回[覆复答]|建[議议](?:話術|话术)?|"
    r"台[詞词]|下一句(?:話|话)?|助理|助手|"
    r"系[統统]|[輸输]出)\s*(?:[(（][^)）]{0,12}[)）])?\s*"
)
_ROLE = re.compile(rf"^\s*{_ROLE_NAME}[:：]\s*", re.IGNORECASE)
_ROLE_ALONE = re.compile(rf"\s*{_ROLE_NAME}", re.IGNORECASE)
_QUOTES = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    '"': '"',
    "'": "'",
    "«": "»",
    "„": "“",
}
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|no|vs|etc|inc|ltd|co|e\.g|i\.e|a\.m|p\.m|u\.s)$", re.IGNORECASE
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_HAN_CHAR = re.compile(f"[{_HAN}]")
_SENTENCE_END = re.compile(r"[。！？!?…]+[”」』’\"')）]*|\.{1,3}(?=[\s”\"')]|$)")
_CLAUSE_END = re.compile(r"[，；：、,;:—]+(?!\d)")
_ASKS = re.compile(r"[?？]|[嗎吗](?=\s*(?:[，,。！!；;、…]|$))|呢(?=\s*(?:[。！!…]|$))")


def clean(text: str) -> str:
    """The words alone, on one line: no labels, quotes, markup, emoji or unprintable characters."""
    before = None
    while text != before:
        before = text
        text = _TOKEN.sub("", _ESCAPE.sub("", text))
        text = _LINK.sub(r"\1", _LINE_START.sub("", text))
        text = _EMOJI.sub("", _MARK.sub("", text))
        text = re.sub(rf"(?<=[{_HAN}，。！？])\s*\n\s*(?=[{_HAN}])", "", text)
        text = "".join(c if _is_printable(c) else " " * c.isspace() for c in text)
        text = _unquote(_ROLE.sub("", " ".join(text.split())))
    return text


def may_be_label(text: str) -> bool:
    """Whether the beginning of a line is a speaker's name, with the colon perhaps to come."""
    return _ROLE_ALONE.fullmatch(text) is not None


def limit(text: str, lang: Language) -> str:
    """The beginning of ``text`` that a line may hold, cut where a sentence or clause ends.

    Chinese lines hold 60 characters, English lines 35 words (or as many Han characters, counted
    one a word). Only where the text has no boundary in reach is it cut between two words.
    """
    text = _first_question(text.strip())
    sentences = _sentence_ends(text)
    if len(sentences) > MAX_SENTENCES:
        text = text[: sentences[MAX_SENTENCES - 1]].rstrip()
    if _size(text, lang) <= _most(lang):
        return text
    fitting = [e for e in _sentence_ends(text) if _size(text[:e], lang) <= _most(lang)]
    if fitting:
        return text[: fitting[-1]].rstrip()
    stop = "。" if lang.is_chinese else "."
    clauses = [
        m.start()
        for m in _CLAUSE_END.finditer(text)
        if _size(text[: m.start()], lang) <= _most(lang)
    ]
    if clauses and _size(text[: clauses[-1]], lang) >= _LEAST_CLAUSE[lang.is_chinese]:
        return text[: clauses[-1]].rstrip() + stop
    return _first_units(text, lang)


def complete(text: str, lang: Language) -> bool:
    """Whether what follows ``text`` would be cut away by :func:`limit` anyway."""
    text = text.strip()
    ends = _sentence_ends(text)
    if ends and ends[-1] == len(text) and re.search(r"\d\.$", text):
        ends = ends[:-1]  # perhaps the point of an unfinished decimal
    question = _question_end(text)
    asked = question is not None and (question < len(text) or text[-1] in "?？")
    return asked or len(ends) >= MAX_SENTENCES or _size(text, lang) >= _most(lang)


def is_rubbish(text: str, lang: Language) -> bool:
    """Whether ``text`` is no line to speak: empty, another language, looped, code, talk of "
    "itself."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return True
    han = len(_HAN_CHAR.findall(text))
    strange = any(
        not (_HAN_CHAR.match(c) or unicodedata.name(c, "").startswith("LATIN")) for c in letters
    )
    wrong = han * 2 < len(letters) if lang.is_chinese else han > 0
    return strange or wrong or _is_looped(text) or bool(_CODE.search(text) or talks_of_itself(text))


_CODE = re.compile(
    r"^\s*[\[{]|[{}]|</?[a-z][^>]*>|```|\[[^\]]*\]|【[^】]*】|XX|OOO|○○|某某|__|=>|\$\{|"
    r"^\s*(?:def|function|import|return|select|const|let|var)\s+\w+\s*[=({.;]|"
    r'"\s*:\s*["\[{\d]|\\[nu"]|\w+\(\)|\b[a-z]+_[a-z_]+\b'
)
_LOOP = re.compile(r"(\S.{1,29}?)[\s,，。.!！?？、]*(?:\1[\s,，。.!！?？、]*){2,}", re.DOTALL)
_LAUGH = re.compile(r"(\S)\1{5,}")


def _is_looped(text: str) -> bool:
    text = text[:400].lower()
    loop = _LOOP.search(text)
    if _LAUGH.search(text) or (loop and len(loop[0]) >= 8):
        return True
    parts = [p.strip() for p in re.split(r"[，。！？；,.!?;]", text) if len(p.strip()) >= 6]
    return len(parts) != len(set(parts))


def _is_printable(c: str) -> bool:
    return c == " " or unicodedata.category(c) not in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
        "Zs",
    )


def _unquote(text: str) -> str:
    """Without the quotation marks around the whole, or the one that has not been closed yet."""
    close = _QUOTES.get(text[:1])
    if close is None:
        return text[:-1].rstrip() if text[-1:] and _lone_close(text) else text
    inner = text[1:]
    if close not in inner:
        return inner.strip()
    return inner[:-1].strip() if inner.index(close) == len(inner) - 1 else text


def _lone_close(text: str) -> bool:
    opens = [o for o, c in _QUOTES.items() if c == text[-1]]
    if text[-1] in "'’":
        return False
    return bool(opens) and not any(o in text[:-1] for o in opens)


def _question_end(text: str) -> int | None:
    """Where the first question ends, its mark taken in; None where nothing is asked."""
    m = _ASKS.search(text)
    if m is None:
        return None
    mark = re.compile(r"\s*[?？！!…]*[”」』’\"')）]*").match(text, m.end())
    return mark.end() if mark else m.end()


def _first_question(text: str) -> str:
    end = _question_end(text)
    if end is None or end == len(text):
        return text
    asked = text[:end].rstrip()
    return asked + "？" if asked[-1] in "嗎吗呢" and text[end] not in "。！" else asked


def _sentence_ends(text: str) -> list[int]:
    ends = (m for m in _SENTENCE_END.finditer(text))
    return [m.end() for m in ends if m[0][0] != "." or not _ABBREVIATION.search(text[: m.start()])]


def _most(lang: Language) -> int:
    return MAX_CHARACTERS if lang.is_chinese else MAX_WORDS


def _size(text: str, lang: Language) -> int:
    """Characters of a Chinese text (no punctuation, no blanks); words of an English one."""
    return len(_units(text, lang))


def _units(text: str, lang: Language) -> list[tuple[int, int]]:
    if lang.is_chinese:
        return [(i, i + 1) for i, c in enumerate(text) if unicodedata.category(c)[0] not in "PZC"]
    return [m.span() for m in re.finditer(rf"[{_HAN}]|[^\s{_HAN}]*\w[^\s{_HAN}]*", text)]


def _first_units(text: str, lang: Language) -> str:
    """As much as fits, a number or Latin word left out rather than broken."""
    end = _units(text, lang)[_most(lang) - 1][1]
    head, rest = text[:end], text[end:]
    if lang.is_chinese and re.match(r"[A-Za-z0-9.,]*[A-Za-z0-9]", rest):
        whole = re.sub(r"[A-Za-z0-9.,]+$", "", head)
        head = whole if whole.strip() else head
    return head.rstrip()
