"""A model's answer about a turn -> a reading (pure).

The answer is one JSON object, wherever in the text it stands. Names that the method does not have
are left out, quotations that the turn does not hold as well: a model may be wrong about a turn, but
it cannot add to it. What a turn says plainly it cannot take away either; and where a turn speaks to
the model instead of to the agent, the model's word does not decide.
"""

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from copilot.coach.orders import for_machine
from copilot.language import Language
from copilot.method.cues import find
from copilot.method.learned import Kind
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.readings import MODEL, AgentReading, CustomerReading
from copilot.method.signals import AGENT_SIGNALS, CUSTOMER_SIGNALS, OBJECTIONS, Signal
from copilot.safe_text import safe_text

MOST_MOVES = 3
MOST_LEARNED = 6
LONGEST_QUOTE = 120  # characters
FAR = 10.0  # log odds from one proposed move to the next
SURE = 0.9  # the share of a phase that is only named
_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_LETTER = re.compile(r"[^\w]+")
_HARMLESS = frozenset({*OBJECTIONS, Signal.QUESTION, Signal.HESITATION})
"""Signals that a model may see in a turn that speaks to it: none of them hurries a decision."""
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
    quoted = (_quoted(turn, said.get("because")),)
    leaning = _leaning(_names(said.get("next"), Move)[:MOST_MOVES])
    learned = _learned(said.get("learned"), turn)
    if for_machine(turn):
        scores, leaning, learned = dict.fromkeys(Phase, 1 / len(Phase)), {}, ()
        signals = tuple(s for s in signals if s in _HARMLESS)
    if _wants_out(turn) and Signal.EXIT_REQUEST not in signals:
        signals = (Signal.EXIT_REQUEST, *(s for s in signals if s is not Signal.BUYING_SIGNAL))
    return CustomerReading(
        phase_scores=scores,
        signals=signals,
        because=tuple(q for q in quoted if q),
        leaning=leaning,
        learned=learned,
        by=MODEL,
    )


def _wants_out(turn: str) -> bool:
    """Whether the turn says in so many words that the customer wants no more of it."""
    lang = Language.ZH_HANT if _HAN.search(turn) else Language.EN
    return any(hit.cue == "exit" for hit in find(turn, lang, "customer"))


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
    pairs: Iterable[tuple[tuple[Kind, ...], str]] = (
        (_names(item.get("kind"), Kind), _quoted(turn, item.get("quote")))
        for item in listed
        if isinstance(item, Mapping)
    )
    kept = ((kinds[0], quote) for kinds, quote in pairs if kinds and quote)
    return tuple(dict.fromkeys(kept))[:MOST_LEARNED]


def _quoted(turn: str, quote: object) -> str:
    """The words of the turn that `quote` repeats, as the turn has them, whatever the punctuation.

    Empty where the turn does not hold them.
    """
    if not isinstance(quote, str) or len(quote) > LONGEST_QUOTE:
        return ""
    words = _NO_LETTER.sub("", quote.lower())
    places = [i for i, c in enumerate(turn) if not _NO_LETTER.match(c.lower())]
    letters = "".join(turn[i].lower()[:1] for i in places)
    start = letters.find(words) if words else -1
    if start < 0:
        return ""
    return safe_text(turn[places[start] : places[start + len(words) - 1] + 1])
