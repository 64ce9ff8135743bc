"""The next best move, for an agent who wants another line (pure)."""

from collections.abc import Mapping

from copilot.method.advice import Advice, advise
from copilot.method.moves import Move
from copilot.method.state import CallState

_MOST = 3  # moves that are worth offering at one turn
_LAST = -99.0  # log odds of a move that has been refused: it comes after every other


def another_advice(
    state: CallState, leaning: Mapping[Move, float], refused: tuple[Move, ...]
) -> tuple[Advice, tuple[Move, ...]]:
    """The advice with another best move, and the moves that count as refused from now on.

    When the three best, or all that the method allows here, have been refused, they begin again.
    The agent has asked to speak, so it is never the advice to listen.
    """
    advice = advise(state, {**leaning, **dict.fromkeys(refused, _LAST)})
    if advice.ranked[0] in refused or len(refused) >= _MOST:
        refused = ()
        advice = advise(state, leaning)
    return Advice(advice.ranked, advice.why, advice.evidence, listen=False), refused
