"""The hidden order: what has not been asked yet (method, section 1, rule 6).

An agent who took an order for twenty units and never learned of the order for a hundred had asked
everything but one question. A topic is known when the agent has asked about it, or when the
customer has told it unasked.
"""

from collections.abc import Mapping

from copilot.language import Language
from copilot.method.clauses import clauses
from copilot.method.learned import Kind
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.state import CallState
from copilot.method.telling import tells
from copilot.method.topics import Topic

_ASKED_BY: Mapping[Topic, Move] = {
    Topic.SITUATION: Move.SITUATION,
    Topic.PROBLEM: Move.PROBLEM,
    Topic.IMPLICATION: Move.IMPLICATION,
    Topic.NEED_PAYOFF: Move.NEED_PAYOFF,
}
_TOLD_BY: Mapping[Topic, Kind] = {
    Topic.SITUATION: Kind.FACT,
    Topic.PROBLEM: Kind.PAIN,
    Topic.IMPLICATION: Kind.CONSEQUENCE,
    Topic.NEED_PAYOFF: Kind.WANTED,
    Topic.QUANTITY: Kind.FACT,
    Topic.ADJACENT: Kind.NEED,
}
_COMPLETES: Mapping[Phase, tuple[Topic, ...]] = {
    Phase.COGNITIVE: (Topic.SITUATION, Topic.PROBLEM, Topic.IMPLICATION, Topic.QUANTITY),
    Phase.DIVERGENT: (Topic.NEED_PAYOFF, Topic.ADJACENT),
    Phase.CONVERGENT: (),
}
_DIGITS = frozenset("0123456789一二兩两三四五六七八九十百千萬万幾几")
_NUMBER_WORDS = """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty
    fifty sixty seventy eighty ninety hundred thousand dozen half twice
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())


def unasked(state: CallState) -> tuple[Topic, ...]:
    """What nobody has asked and the customer has not told, in the order to ask it."""
    return tuple(topic for topic in Topic if not _is_known(topic, state))


def to_complete(phase: Phase, state: CallState) -> tuple[Topic, ...]:
    """Of what is unasked, the topics that would complete ``phase``."""
    return tuple(topic for topic in unasked(state) if topic in _COMPLETES[phase])


def _is_known(topic: Topic, state: CallState) -> bool:
    told = [x for x in state.learned if x.kind is _TOLD_BY[topic]]
    if topic is Topic.QUANTITY:
        return any(_has_number(x.quote) for x in told) or _asked(topic, state)
    if topic is Topic.ADJACENT:
        return bool(told) or _asked(topic, state)
    return bool(told) or _ASKED_BY[topic] in state.asked


def _asked(topic: Topic, state: CallState) -> bool:
    return any(asks_for(topic, t.text, state.lang) for t in state.agent_turns)


def asks_for(topic: Topic, text: str, lang: Language) -> bool:
    """Whether an agent's turn asks for quantity, or for what else there may be."""
    return any(
        tells(c.text, topic, lang) and not (tells(c.text, f"not_{topic}", lang) and not c.asks)
        for c in clauses(text, lang)
    )


def _has_number(quote: str) -> bool:
    words = set(quote.lower().replace("-", " ").split())
    return bool(_DIGITS & set(quote)) or bool(words & _NUMBERS)
