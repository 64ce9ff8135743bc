"""What must have been asked before understanding is complete (method, section 1, rule 6)."""

from enum import StrEnum


class Topic(StrEnum):
    """One thing to learn from a customer, in the order in which it is best asked."""

    SITUATION = "situation"
    PROBLEM = "problem"
    IMPLICATION = "implication"
    NEED_PAYOFF = "need_payoff"
    QUANTITY = "quantity"  # how many, how much, how often
    ADJACENT = "adjacent"  # what else, who else, where else: the order that nobody asked about
