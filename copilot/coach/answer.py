"""A model's answer about a turn -> a reading (pure).

The answer is one JSON object, wherever in the text it stands. Names that the method does not have
are left out, quotations that the turn does not hold as well: a model may be wrong about a turn, but
it cannot add to it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from copilot.method.learned import Kind
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.readings import MODEL, AgentReading, CustomerReading
from copilot.method.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS, Signal

MOST_MOVES = 3
MOST_LEARNED = 6
LONGEST_QUOTE = 120  # characters
FAR = 10.0  # log odds from one proposed move to the next
SURE = 0.9  # the share of a phase that is only named
_LETTERS = re.compile(r"[^\w]+")
_Name = TypeVar("_Name", bound=StrEnum)


def agent_reading(answer: str) -> AgentReading | None:
    """The reading of an agent's turn; None where the answer holds none."""
    said = _object(answer)
    moves = _names(said.get("moves"), Move)[:MOST_MOVES]
    if not moves:
        return None
    signals = tuple(s for s in _names(said.get("signals"), Signal) if s in AGENT_SIGNALS)
    return AgentReading(moves, signals, MODEL)


def customer_reading(answer: str, turn: str) -> CustomerReading | None:
    """The reading of the customer's `turn`; None where the answer names no phase."""
    said = _object(answer)
    scores = _scores(said.get("phase"))
    if scores is None:
        return None
    signals = tuple(s for s in _names(said.get("signals"), Signal) if s in CUSTOMER_SIGNALS)
    because = said.get("because")
    return CustomerReading(
        phase_scores=scores,
        signals=signals,
        because=(because,) if isinstance(because, str) and _holds(turn, because) else (),
        leaning=_leaning(_names(said.get("next"), Move)[:MOST_MOVES]),
        learned=_learned(said.get("learned"), turn),
        by=MODEL,
    )


def _object(answer: str) -> Mapping[str, Any]:
    """The first JSON object of the answer; empty where there is none."""
    decoder = json.JSONDecoder()
    for brace in re.finditer(r"\{", answer):
        try:
            said, _ = decoder.raw_decode(answer[brace.start() :])
        except (ValueError, RecursionError):
            continue
        return said if isinstance(said, dict) else {}
    return {}


def _leaning(ranked: tuple[Move, ...]) -> Mapping[Move, float]:
    """A model's order of the next moves, so far apart that no rule's opinion changes it."""
    return {move: FAR * (len(ranked) - place) for place, move in enumerate(ranked)}


def _names(listed: object, names: type[_Name]) -> tuple[_Name, ...]:
    """Those of `listed` that are names of this kind, each once."""
    if isinstance(listed, str):
        listed = [listed]
    if not isinstance(listed, list):
        return ()
    known = {str(name): name for name in names}
    return tuple(dict.fromkeys(known[x] for x in listed if isinstance(x, str) and x in known))


def _scores(phase: object) -> Mapping[Phase, float] | None:
    """Shares of a phase that was named, or of shares that were given."""
    if isinstance(phase, str) and phase in list(Phase):
        rest = (1 - SURE) / (len(Phase) - 1)
        return {p: SURE if p == phase else rest for p in Phase}
    if not isinstance(phase, Mapping):
        return None
    given = {p: _share(phase.get(p)) for p in Phase}
    total = sum(given.values())
    return {p: share / total for p, share in given.items()} if total > 0 else None


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        return 0.0
    return float(value)


def _learned(listed: object, turn: str) -> tuple[tuple[Kind, str], ...]:
    if not isinstance(listed, list):
        return ()
    pairs: Iterable[tuple[tuple[Kind, ...], object]] = (
        (_names(item.get("kind"), Kind), item.get("quote"))
        for item in listed
        if isinstance(item, Mapping)
    )
    kept = (
        (kinds[0], quote.strip())
        for kinds, quote in pairs
        if kinds and isinstance(quote, str) and _holds(turn, quote)
    )
    return tuple(dict.fromkeys(kept))[:MOST_LEARNED]


def _holds(turn: str, quote: str) -> bool:
    """Whether the quotation's words stand in the turn, whatever the punctuation."""
    words = _LETTERS.sub("", quote.lower())
    return bool(words) and len(quote) <= LONGEST_QUOTE and words in _LETTERS.sub("", turn.lower())
