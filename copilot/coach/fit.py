"""Does a drafted line do what was asked of it? (pure)

Small models answer in the customer's place, say an earlier turn again, or tell where they should
ask. Such a line may be true and well formed, and is still of no use to the agent.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from copilot.method.moves import FABE, Move
from copilot.method.overlap import pieces

ASKS = frozenset(
    {Move.SITUATION, Move.PROBLEM, Move.IMPLICATION, Move.NEED_PAYOFF, Move.EXPLORE, Move.CONFIRM}
)
TELLS = frozenset({*FABE, Move.HANDLE_OBJECTION})
OWN_SHARE = 0.6  # of a line that may stand word for word in an earlier turn
CARD_SHARE = 0.3  # of a line that tells, that must be found in its draft or in the card

_QUESTION = re.compile(r"[?？]|[嗎吗呢]\s*[。，]?\s*$")


@dataclass(frozen=True, slots=True)
class Task:
    """What a line is to do."""

    move: Move
    sources: frozenset[str]  # pieces of the draft and of the card's entries for it
    earlier: tuple[tuple[str, ...], ...]  # every turn so far, in units

    @classmethod
    def of(cls, move: Move, sources: str, earlier: Iterable[str]) -> "Task":
        return cls(move, pieces(sources), tuple(_units(turn) for turn in earlier))


def misfit(line: str, task: Task) -> str:
    """Why `line` does not do its task: "echo", "off-move", or "" where it does."""
    if repeats(line, task.earlier):
        return "echo"
    if task.move in ASKS and not _QUESTION.search(line):
        return "off-move"
    if task.move in TELLS:
        said = pieces(line)
        if len(said & task.sources) < CARD_SHARE * len(said):
            return "off-move"
    return ""


def repeats(line: str, earlier: Iterable[tuple[str, ...]]) -> bool:
    """Whether most of `line` stands word for word in one earlier turn."""
    units = _units(line)
    longest = int(len(units) * OWN_SHARE) + 1
    if longest < 4:
        return False
    runs = {units[i : i + longest] for i in range(len(units) - longest + 1)}
    return any(
        heard[i : i + longest] in runs for heard in earlier for i in range(len(heard) - longest + 1)
    )


def _units(text: str) -> tuple[str, ...]:
    """Words of Latin text, characters of Chinese, without punctuation."""
    return tuple(re.findall(r"[a-z0-9]+|[^\Wa-z0-9_]", text.lower()))
