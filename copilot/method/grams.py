"""The small pieces of a turn that a trained weight can hang on: runs of characters or words.

Chinese: one to four neighbouring Han characters, script folded; English: one to three words. Marks
of punctuation are left out, because a recogniser may not write any.
"""

import re
from collections.abc import Iterator

from copilot.language import Language
from copilot.method.folding import fold_script

_HAN_OR_WORD = re.compile(r"[\u3400-\u9fff]|[a-z0-9]+")
_WORD = re.compile(r"[a-z0-9']+")
_MOST_HAN = 4
_MOST_WORDS = 3
_LONGEST = 240  # pieces of a turn that are looked at, from its end


def grams(text: str, lang: Language) -> frozenset[str]:
    """Every run of pieces, joined; ``^`` and ``$`` stand for the edges of the turn."""
    lowered = fold_script(text.lower().replace("’", "'"))
    pieces = _HAN_OR_WORD.findall(lowered) if lang.is_chinese else _WORD.findall(lowered)
    return frozenset(_runs(["^", *pieces[-_LONGEST:], "$"], lang.is_chinese))


def _runs(pieces: list[str], chinese: bool) -> Iterator[str]:
    joint, most = ("", _MOST_HAN) if chinese else (" ", _MOST_WORDS)
    for size in range(1, most + 1):
        for start in range(len(pieces) - size + 1):
            yield joint.join(pieces[start : start + size])
