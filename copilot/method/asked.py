"""The part of a turn that asks: where an agent's question stands among greetings and offers.

A long turn may sum up, offer and ask; which SPIN question it asks is said by the question alone
(method, section 3). A recogniser may write no marks: then the question is looked for at the end.
"""

import re

from copilot.language import Language
from copilot.method.cues import find

_SENTENCE = re.compile(r"(?:[^。？！!?.…]|\.(?!\s|$))*(?:[。？！!?…]+|\.(?=\s|$)|$)[\"”」』]*")
_MARKED = re.compile(r"[。？！!?.]")
_UNMARKED_HAN = 40  # characters at the end of a turn without marks
_UNMARKED_WORDS = 28


def asked_part(text: str, lang: Language) -> str:
    """The sentences of ``text`` that ask; all of it where none does.

    Without marks, or in one sentence: its last 40 characters (Chinese) or 28 words (English).
    """
    said = [s for m in _SENTENCE.finditer(text) if (s := m.group().strip())]
    if len(said) <= 1 or not _MARKED.search(text):
        return _tail(text, lang)
    asking = [s for s in said if "?" in s or "？" in s]
    if not asking:
        asking = [s for s in said if any(h.cue == "asks" for h in find(s, lang, "agent"))][-1:]
    return " ".join(asking) or text


def _tail(text: str, lang: Language) -> str:
    if lang.is_chinese:
        return "".join(text.split())[-_UNMARKED_HAN:]
    return " ".join(text.split()[-_UNMARKED_WORDS:])
