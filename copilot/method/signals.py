"""What a turn gives away (method, section 6)."""

from enum import StrEnum


class Signal(StrEnum):
    """A sign in one turn; the last two are the agent's, all others the customer's."""

    OBJECTION_PRICE = "objection_price"
    OBJECTION_NEED = "objection_need"
    OBJECTION_TRUST = "objection_trust"
    OBJECTION_TIMING = "objection_timing"
    BUYING_SIGNAL = "buying_signal"
    HIDDEN_NEED = "hidden_need"
    HESITATION = "hesitation"
    EXIT_REQUEST = "exit_request"
    QUESTION = "question"
    PREMATURE_PITCH = "premature_pitch"
    MONOLOGUE = "monologue"


OBJECTIONS = (
    Signal.OBJECTION_PRICE,
    Signal.OBJECTION_NEED,
    Signal.OBJECTION_TRUST,
    Signal.OBJECTION_TIMING,
)
AGENT_SIGNALS = (Signal.PREMATURE_PITCH, Signal.MONOLOGUE)
CUSTOMER_SIGNALS = tuple(s for s in Signal if s not in AGENT_SIGNALS)
