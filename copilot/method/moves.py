"""What an agent can do in a turn (method, sections 3 to 5)."""

from enum import StrEnum

from copilot.method.phases import Phase


class Move(StrEnum):
    """One thing that an agent's turn does."""

    OPEN = "open"
    SITUATION = "situation"
    PROBLEM = "problem"
    IMPLICATION = "implication"
    NEED_PAYOFF = "need_payoff"
    EXPLORE = "explore"
    FEATURE = "feature"
    ADVANTAGE = "advantage"
    BENEFIT = "benefit"
    EVIDENCE = "evidence"
    HANDLE_OBJECTION = "handle_objection"
    CONFIRM = "confirm"
    CLOSE = "close"
    RESPECT_EXIT = "respect_exit"


SPIN = (Move.SITUATION, Move.PROBLEM, Move.IMPLICATION, Move.NEED_PAYOFF)
FABE = (Move.FEATURE, Move.ADVANTAGE, Move.BENEFIT, Move.EVIDENCE)

# Method, section 3 for SPIN, section 4 for FABE. A move that serves two phases names the later one
# second; a move that is missing here serves any phase.
SERVES: dict[Move, tuple[Phase, ...]] = {
    Move.SITUATION: (Phase.COGNITIVE,),
    Move.PROBLEM: (Phase.COGNITIVE,),
    Move.IMPLICATION: (Phase.COGNITIVE, Phase.DIVERGENT),
    Move.NEED_PAYOFF: (Phase.DIVERGENT, Phase.CONVERGENT),
    Move.EXPLORE: (Phase.DIVERGENT,),
    Move.FEATURE: (Phase.DIVERGENT, Phase.CONVERGENT),
    Move.ADVANTAGE: (Phase.DIVERGENT, Phase.CONVERGENT),
    Move.BENEFIT: (Phase.DIVERGENT, Phase.CONVERGENT),
    Move.EVIDENCE: (Phase.CONVERGENT,),
    Move.CLOSE: (Phase.CONVERGENT,),
}
