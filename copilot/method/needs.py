"""Needs heard in passing are kept until they are dealt with (method, section 1, rule 6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.learned import Kind, Learned
from copilot.method.moves import SPIN, Move
from copilot.method.overlap import pieces
from copilot.method.said import Said
from copilot.method.telling import tells

# Moves that, right after a need, go into it; situation questions may be about anything.
_GOES_INTO = frozenset(
    {Move.PROBLEM, Move.IMPLICATION, Move.NEED_PAYOFF, Move.EXPLORE, Move.CONFIRM}
)
_ASKING = frozenset({*SPIN, Move.EXPLORE})
_AT_ONCE = 1  # pieces that a question right after the need shares with it
_LATER = 2  # pieces that any later turn shares with it


@dataclass(frozen=True, slots=True)
class Need:
    """A need, and the agent's turn that took it up; ``dealt_in`` is None while it waits."""

    said: Learned
    dealt_in: int | None


def needs(learned: Sequence[Learned], turns: Sequence[Said], lang: Language) -> tuple[Need, ...]:
    """Every need in the order of the call.

    One that came up is dealt with by the agent's next turn, where that goes into it, or by any
    later turn that speaks about it in the customer's own words. A need of other people, places or
    times is only dealt with by naming it: a question about the first subject passes it by.
    """
    return tuple(Need(x, _dealt_in(x, turns, lang)) for x in learned if x.kind is Kind.NEED)


def _dealt_in(need: Learned, turns: Sequence[Said], lang: Language) -> int | None:
    said = next((t.text for t in turns if t.turn == need.turn), need.quote)
    whole, quote = pieces(said), pieces(need.quote)
    elsewhere = tells(need.quote, "any_need", lang)
    later = (t for t in turns if t.turn > need.turn and t.speaker is Speaker.AGENT)
    for place, turn in enumerate(later):
        words, moves = pieces(turn.text), set(turn.moves)
        if len(words & quote) >= _LATER:
            return turn.turn
        if place == 0 and moves & _ASKING and len(words & whole) >= _AT_ONCE:
            return turn.turn
        if place == 0 and moves & _GOES_INTO and not elsewhere:
            return turn.turn
    return None
