"""Read a turn by rules: what the agent did, where the customer's decision stands.

A reading adds up weighted cues and is a starting point: a language model's opinion on the phase
is mixed in by :func:`combine`. Method: sections 3 to 6 for moves and signals, 8 for phases.
"""

import math
from collections.abc import Mapping

from copilot.language import Language
from copilot.method.cues import Hit, length
from copilot.method.features import agent_features, customer_features
from copilot.method.modes import Mode
from copilot.method.moves import FABE, SERVES, Move
from copilot.method.phases import Phase
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.signals import CUSTOMER_SIGNALS, Signal
from copilot.method.state import CallState
from copilot.method.trained import Weights, total, trained

__all__ = ["AgentReading", "CustomerReading", "combine", "read_agent", "read_customer"]

_MOST_MOVES = 3
_MOST_WORDS = 3
_MONOLOGUE = {True: 84, False: 57}  # Han characters, English words: half a minute or so
_FLOOR = 1e-3
# Cues that decide by themselves: what is said plainly is not weighed against the words around it.
_PLAINLY: Mapping[Signal, tuple[str, ...]] = {
    Signal.EXIT_REQUEST: ("exit",),
    Signal.OBJECTION_PRICE: ("plainly_dear",),
    Signal.OBJECTION_TRUST: ("plainly_distrust",),
    Signal.OBJECTION_NEED: ("plainly_no_need",),
    Signal.QUESTION: ("plainly_asks",),
    Signal.HESITATION: ("plainly_torn",),
    Signal.BUYING_SIGNAL: ("plainly_buying",),
}
_BARE = frozenset({"consent", "buying", "realise"})  # all that a bare yes may hold
_BARE_LENGTH = {True: 5, False: 3}  # Han characters, English words
_BARE_WEIGHT = 3.0  # log odds for the phase of the question that a bare yes answers


def read_agent(
    text: str, lang: Language, state: CallState, weights: Weights | None = None
) -> AgentReading:
    """Name one to three moves of an agent's turn, the surest first, and its signals.

    ``state`` is the call before this turn; ``weights``: those that ship, if none are given.
    """
    weights = weights or trained()
    f, _ = agent_features(text, lang, state)
    odds = {m: total(f, w) for m, w in weights.moves.items()}
    ranked = sorted(odds, key=lambda m: odds[m], reverse=True)
    moves = tuple(m for m in ranked[:_MOST_MOVES] if odds[m] > 0) or (ranked[0],)
    return AgentReading(moves, _agent_signals(text, lang, state, moves))


def _agent_signals(
    text: str, lang: Language, state: CallState, moves: tuple[Move, ...]
) -> tuple[Signal, ...]:
    found: list[Signal] = []
    last = state.last_customer
    asked_for = state.mode is Mode.INBOUND and last is not None
    pitches = any(m in FABE for m in moves)
    if (
        pitches
        and not state.need_known
        and not asked_for
        and not (last is not None and Signal.QUESTION in last.signals)
    ):
        found.append(Signal.PREMATURE_PITCH)
    if length(text, lang) > _MONOLOGUE[lang.is_chinese]:
        found.append(Signal.MONOLOGUE)
    return tuple(found)


def read_customer(
    text: str, lang: Language, state: CallState, weights: Weights | None = None
) -> CustomerReading:
    """Read a customer's turn in its place; ``state`` is the call before this turn.

    ``weights``: those that ship, if none are given.
    """
    weights = weights or trained()
    f, hits = customer_features(text, lang, state)
    kept = _phase_of_question(state) if _is_bare_yes(text, lang, hits) else None
    scores = _shares({p: _phase_odds(f, p, weights) + _BARE_WEIGHT * (p is kept) for p in Phase})
    best = max(Phase, key=lambda p: scores[p])
    placed = {**f, f"now_{best}": 1.0}
    signals = tuple(
        s
        for s in CUSTOMER_SIGNALS
        if any(cue in f for cue in _PLAINLY.get(s, ()))
        or (s in weights.signals and total(placed, weights.signals[s]) > 0)
    )
    known = {**placed, **{f"signal_{s}": 1.0 for s in signals}}
    leaning = {m: total(known, w) for m, w in weights.next.items()}
    return CustomerReading(scores, signals, _because(hits, best, weights), leaning)


def _is_bare_yes(text: str, lang: Language, hits: tuple[Hit, ...]) -> bool:
    names = {h.cue for h in hits}
    return (
        "consent" in names
        and names <= _BARE
        and length(text, lang) <= _BARE_LENGTH[lang.is_chinese]
    )


def _phase_of_question(state: CallState) -> Phase:
    """The phase that the agent's last question serves; without one, the phase that is open."""
    last = state.last_agent
    served = [SERVES[m][0] for m in (last.moves if last else ()) if m in SERVES and m not in FABE]
    return served[-1] if served else state.phase


def combine(
    rules: Mapping[Phase, float], model: Mapping[Phase, float], weight: float
) -> Mapping[Phase, float]:
    """Mix the rules' shares with a model's: log-linear, normalised to sum 1.

    ``weight`` is in 0..1: 0 keeps the rules, 1 the model. A phase that the model left out counts
    as impossible to it, which the rules can still overrule.
    """
    return _shares(
        {
            p: (1 - weight) * math.log(max(rules.get(p, 0.0), _FLOOR))
            + weight * math.log(max(model.get(p, 0.0), _FLOOR))
            for p in Phase
        }
    )


def _phase_odds(f: Mapping[str, float], phase: Phase, weights: Weights) -> float:
    none = (0.0, 0.0, 0.0)
    return sum(value * weights.phase.get(name, none)[phase.order] for name, value in f.items())


def _shares(logs: Mapping[Phase, float]) -> Mapping[Phase, float]:
    top = max(logs.values())
    raw = {p: math.exp(v - top) for p, v in logs.items()}
    total = sum(raw.values())
    return {p: v / total for p, v in raw.items()}


def _because(hits: tuple[Hit, ...], phase: Phase, weights: Weights) -> tuple[str, ...]:
    """The words behind the cues that speak most for ``phase``, the strongest first."""
    none = (0.0, 0.0, 0.0)
    strong = [
        (w[phase.order] - sum(w) / 3, h)
        for h in hits
        if (w := weights.phase.get(h.cue, none))[phase.order] > sum(w) / 3 + 0.1
    ]
    strong.sort(key=lambda x: x[0], reverse=True)
    words = (max(h.words, key=len) for _, h in strong)
    return tuple(dict.fromkeys(words))[:_MOST_WORDS]
