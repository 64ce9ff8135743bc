"""What a recogniser does to words: no punctuation, wrong characters, sounds of thinking.

A model that has only seen clean text reads heard text badly; so it is trained on both.
"""

import random
import re

from copilot.language import Language

_MARKS = re.compile(r"[，。？！、；：,.?!;:…—～·「」『』“”‘’\"()（）]")
# One sounds like the other, and recognisers write one for the other.
_ALIKE_HAN = (
    "在再",
    "做作",
    "的得",
    "他她",
    "那哪",
    "以已",
    "像向",
    "带戴",
    "坐座",
    "嘛吗",
    "阿啊",
)
_ALIKE_WORDS = {
    "their": "there",
    "there": "their",
    "you're": "your",
    "it's": "its",
    "to": "too",
    "two": "to",
    "for": "four",
    "know": "no",
    "would": "wood",
    "hear": "here",
}
_THINKING = {
    "zh": ("嗯", "呃", "那個", "就是", "對", "然後"),
    "en": ("um", "uh", "like", "you know"),
}
_SWAPS = 0.15
_FILLERS = 0.3


def as_heard(text: str, lang: Language, seed: str) -> str:
    """`text` as a recogniser might have written it; the same for the same `seed`."""
    chance = random.Random(f"{seed} {text}")
    bare = " ".join(_MARKS.sub(" " if lang is Language.EN else "", text).split())
    if lang is Language.EN:
        words = [_ALIKE_WORDS.get(w, w) if chance.random() < _SWAPS else w for w in bare.split()]
        said = " ".join(words).lower()
    else:
        said = "".join(_alike(c) if chance.random() < _SWAPS else c for c in bare)
    if chance.random() < _FILLERS:
        filler = chance.choice(_THINKING[lang.spoken])
        said = f"{filler}{' ' if lang is Language.EN else ''}{said}"
    return said or text


def _alike(character: str) -> str:
    for pair in _ALIKE_HAN:
        if character in pair:
            return pair[1 - pair.index(character)]
    return character
