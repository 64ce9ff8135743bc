"""What was learned about the customer, each with the turn that said it (method, section 1)."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of knowledge is about."""

    FACT = "fact"  # about the customer's situation now
    PAIN = "pain"  # what is hard, or not good enough
    CONSEQUENCE = "consequence"  # what the pain leads to
    WANTED = "wanted"  # the outcome that they would like
    NEED = "need"  # another need than the one being discussed, heard in passing
    OPTION = "option"  # a way that could be gone, theirs or anybody's
    OBJECTION = "objection"
    COMMITMENT = "commitment"  # what they agreed to do, or asked for


@dataclass(frozen=True, slots=True)
class Learned:
    """One piece: the customer's own words, and where they were said."""

    kind: Kind
    quote: str  # verbatim from the turn
    turn: int  # number of the turn
