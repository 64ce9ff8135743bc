"""Whether the agent said something like the line that was offered (pure).

Both are cut into the pieces of :mod:`copilot.method.overlap`. Content counts, not order: an agent
puts a line in their own words, and a recogniser hears it a little differently.
"""

import re
from itertools import pairwise

from copilot.method.folding import fold_script
from copilot.method.overlap import pieces

ENOUGH = 0.5  # of the line's pieces
_FEWEST = 3  # a line with fewer pieces is too short to tell it from chance: all words count then
_WORD = re.compile(r"[a-z0-9']+")
_HAN = re.compile(r"[\u3400-\u9fff]+")


def share_said(line: str, said: str) -> float:
    """How much of `line` is in `said`, 0 to 1; 0 where the line has no words."""
    wanted = pieces(line)
    if len(wanted) >= _FEWEST:
        return len(wanted & pieces(said)) / len(wanted)
    every = _every_piece(line)
    return len(every & _every_piece(said)) / len(every) if every else 0.0


def is_followed(line: str, said: str) -> bool:
    """Whether enough of `line` was said."""
    return share_said(line, said) >= ENOUGH


def _every_piece(text: str) -> frozenset[str]:
    """Words and character pairs, the common ones too."""
    folded = fold_script(text.lower().replace("’", "'"))
    pairs = (a + b for run in _HAN.findall(folded) for a, b in pairwise(run))
    return frozenset((*_WORD.findall(folded), *pairs))
