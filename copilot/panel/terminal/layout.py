"""Where each block stands on a screen of a given size (pure).

A place depends on the size of the screen alone, never on what is shown: nothing moves while an
agent looks. On a narrow screen the blocks are stacked, and rows are granted in the order of
:data:`GRANTS` until there are none left: what comes last gives way first. A wide screen has the
line and the words on the left, the course of the call on the right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Block(StrEnum):
    """A part of the panel; stacked in this order."""

    STATUS = "status"  # time, product, health
    NOTICE = "notice"  # answers to keys, alerts, troubles
    LINE = "line"  # what to say next, why, and on what grounds
    PHASES = "phases"
    ASIDE = "aside"  # doubts, what is unasked, needs, options, what is known
    WORDS = "words"  # what was said
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in cells."""

    x: int
    y: int
    width: int
    height: int


WIDE = 100  # cells from which there are two columns
WIDE_ROWS = 16  # and rows
MOST_LINE_ROWS = 18

# Rows in the order in which they are granted; the words get what is left after the last.
GRANTS: tuple[tuple[Block, int], ...] = (
    (Block.LINE, 4),
    (Block.NOTICE, 1),
    (Block.LINE, 2),
    (Block.PHASES, 1),
    (Block.WORDS, 2),
    (Block.ASIDE, 1),
    (Block.STATUS, 1),
    (Block.ASIDE, 1),
    (Block.KEYS, 1),
    (Block.LINE, 1),
    (Block.ASIDE, 1),
    (Block.WORDS, 1),
    (Block.PHASES, 2),
    (Block.LINE, 2),
    (Block.ASIDE, 1),
    (Block.WORDS, 3),
    (Block.ASIDE, 2),
    (Block.LINE, 2),
    (Block.WORDS, 3),
    (Block.ASIDE, 3),
    (Block.LINE, 2),
)


def places(width: int, height: int) -> Mapping[Block, Place]:
    """The blocks that fit, each with its place; together they cover the screen."""
    if width >= WIDE and height >= WIDE_ROWS:
        return _two_columns(width, height)
    return _stacked(width, height)


def _stacked(width: int, height: int) -> Mapping[Block, Place]:
    rows = dict.fromkeys(Block, 0)
    left = height
    for block, wanted in GRANTS:
        granted = min(wanted, left)
        rows[block] += granted
        left -= granted
    rows[Block.WORDS] += left
    out: dict[Block, Place] = {}
    y = 0
    for block in Block:
        if rows[block]:
            out[block] = Place(0, y, width, rows[block])
            y += rows[block]
    return out


def _two_columns(width: int, height: int) -> Mapping[Block, Place]:
    left = width * 3 // 5
    right = left + 2
    line = min(MOST_LINE_ROWS, max(9, height * 2 // 5))
    top = 3  # status, and two rows of notices
    phases = 7 if height >= 24 and width - right < 60 else 4
    return {
        Block.STATUS: Place(0, 0, width, 1),
        Block.NOTICE: Place(0, 1, width, 2),
        Block.LINE: Place(0, top, left, line),
        Block.WORDS: Place(0, top + line, left, height - top - line - 1),
        Block.PHASES: Place(right, top, width - right, phases),
        Block.ASIDE: Place(right, top + phases, width - right, height - top - phases - 1),
        Block.KEYS: Place(0, height - 1, width, 1),
    }
