"""Outbound and inbound: where the time of a call should go (method, section 2)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from copilot.method.phases import Phase


class Mode(StrEnum):
    """Who called whom."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


# Shares of the customer's and agent's time in each phase. The direction is the method's, the
# percentages are defaults of this project.
TARGET_SHARES: Mapping[Mode, Mapping[Phase, float]] = MappingProxyType(
    {
        Mode.OUTBOUND: MappingProxyType(
            {Phase.COGNITIVE: 0.45, Phase.DIVERGENT: 0.35, Phase.CONVERGENT: 0.20}
        ),
        Mode.INBOUND: MappingProxyType(
            {Phase.COGNITIVE: 0.20, Phase.DIVERGENT: 0.20, Phase.CONVERGENT: 0.60}
        ),
    }
)
