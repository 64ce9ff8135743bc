"""What was read in a turn, whoever read it: rules, or a language model."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from copilot.method.learned import Kind
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal

RULES = "rules"
MODEL = "model+rules"


@dataclass(frozen=True, slots=True)
class AgentReading:
    """What an agent's turn did: one to three moves, the surest first, and signals."""

    moves: tuple[Move, ...]
    signals: tuple[Signal, ...]
    by: str = RULES


@dataclass(frozen=True, slots=True)
class CustomerReading:
    """Where the customer's decision stands after a turn, and what the turn gave away."""

    phase_scores: Mapping[Phase, float]  # three shares, together 1
    signals: tuple[Signal, ...]
    because: tuple[str, ...]  # words of the turn that speak for the likeliest phase
    leaning: Mapping[Move, float] = field(default_factory=dict)
    """How much the reader is for each next move, in log odds; a missing move: not at all."""
    learned: tuple[tuple[Kind, str], ...] = ()  # what about the customer, in their own words
    by: str = RULES

    @property
    def phase(self) -> Phase:
        """The likeliest phase; of two alike, the earlier one."""
        return max(Phase, key=lambda p: (self.phase_scores.get(p, 0.0), -p.order))
