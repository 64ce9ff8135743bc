"""Objections by kind, the card's answer to each, and whether the agent took it up (section 6)."""

from dataclasses import dataclass

from copilot.events import Speaker
from copilot.method.clauses import clauses, quotation
from copilot.method.learning import objection_place
from copilot.method.moves import Move
from copilot.method.serving import answer_to
from copilot.method.signals import OBJECTIONS, Signal
from copilot.method.state import CallState

TAKES_UP = frozenset({Move.HANDLE_OBJECTION, Move.EVIDENCE, Move.RESPECT_EXIT})
_AT_LEAST = {True: 8, False: 5}


@dataclass(frozen=True, slots=True)
class Raised:
    """One objection of the customer's."""

    kind: Signal
    turn: int
    quote: str
    answer: str  # id of the card's answer; empty where the card has none
    taken_up: int | None  # the agent's turn that did


def objections(state: CallState) -> tuple[Raised, ...]:
    """Every objection of the call, in its order."""
    out: list[Raised] = []
    for place, said in enumerate(state.turns):
        kinds = [s for s in said.signals if s in OBJECTIONS]
        if said.speaker is Speaker.AGENT or not kinds:
            continue
        answers = answer_to(said.text, state)
        taken = next((t.turn for t in state.turns[place:] if TAKES_UP & set(t.moves)), None)
        parts = clauses(said.text, state.lang)
        for kind in kinds:
            where = objection_place(parts, kind, state.lang)
            least = _AT_LEAST[state.lang.is_chinese]
            quote = said.text
            if where >= 0:
                quote = quotation(said.text, parts, where, state.lang, at_least=least)[2]
            out.append(Raised(kind, said.turn, quote, answers[0] if answers else "", taken))
    return tuple(out)
