"""Three circles: what each phase has had of a call, against what it deserves (section 1, rule 2).

A phase before the choice is unfinished when the customer has had fewer than two turns in it, or
when less than half of its target share of the speech went to it (rules 1, 3 and 4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from copilot.method.phases import Phase

_TURNS_AT_LEAST = 2
_OF_TARGET = 0.5


class Missing(StrEnum):
    """Why a phase counts as unfinished."""

    TURNS = "too-few-turns"
    TIME = "too-little-time"


@dataclass(frozen=True, slots=True)
class Circle:
    """One phase of a call so far."""

    phase: Phase
    turns: int  # the customer's
    seconds: float  # speech of both
    share: float  # of all speech, 0 to 1
    target: float  # the share that the mode gives it
    unfinished: Missing | None  # None where it has had enough, and always for the choice


def circles(
    turns: Mapping[Phase, int], seconds: Mapping[Phase, float], target: Mapping[Phase, float]
) -> tuple[Circle, ...]:
    """The three circles, in the order of the phases. Mappings hold all three phases."""
    total = sum(seconds.values())
    shares = {p: seconds[p] / total if total else 0.0 for p in Phase}
    return tuple(
        Circle(
            p,
            turns[p],
            seconds[p],
            shares[p],
            target[p],
            _missing(turns[p], shares[p], target[p]) if p is not Phase.CONVERGENT else None,
        )
        for p in Phase
    )


def _missing(turns: int, share: float, target: float) -> Missing | None:
    if turns < _TURNS_AT_LEAST:
        return Missing.TURNS
    return Missing.TIME if share < target * _OF_TARGET else None
