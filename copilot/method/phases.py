"""The three phases of a customer's decision, in their order (method, section 1)."""

from enum import StrEnum


class Phase(StrEnum):
    """Where the customer's thinking is."""

    COGNITIVE = "cognitive"
    DIVERGENT = "divergent"
    CONVERGENT = "convergent"

    @property
    def order(self) -> int:
        """0, 1, 2: a decision runs in this direction."""
        return list(Phase).index(self)
