"""How long a written call would have taken to say (pure)."""

import re
from collections.abc import Iterable, Iterator

HAN_PER_S = 4.5  # characters of spoken Mandarin
WORDS_PER_S = 2.6  # of spoken English, and of Latin words and figures in a Chinese turn
PAUSE_S = 0.4  # between two turns
SHORTEST_S = 0.3

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W\u3400-\u9fff\uf900-\ufaff_]+(?:['’.,-][^\W\u3400-\u9fff_]+)*")


def spoken_s(text: str) -> float:
    """Seconds that `text` takes to say."""
    han, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    return max(SHORTEST_S, han / HAN_PER_S + words / WORDS_PER_S)


def spoken(texts: Iterable[str]) -> Iterator[tuple[float, float]]:
    """Start and end of each turn in call seconds, said one after the other."""
    end = 0.0
    for text in texts:
        start = end + PAUSE_S
        end = start + spoken_s(text)
        yield start, end
