"""What the customer said to being written down, and what a call keeps where they refused (pure)."""

from dataclasses import replace

from copilot.events import (
    AlertRaised,
    CardSearched,
    CustomerLearned,
    EchoDropped,
    Event,
    LineBegun,
    LineFinished,
    LineGrew,
    PartialHeard,
    PhaseRead,
    Progress,
    TurnHeard,
)
from copilot.privacy.consent_words import Consent, understood

NO_WORDS = "–"
"""In place of what was said: a turn has a text, even where none is kept."""


def keeps_words(consent: str) -> bool:
    """Whether the words of a call with this consent may be kept; figures always may."""
    return understood(consent) is not Consent.REFUSED


def wordless(event: Event) -> Event | None:
    """`event` with its figures and without anybody's words; None where it was nothing but words."""
    match event:
        case TurnHeard():
            return replace(event, text=NO_WORDS)
        case PhaseRead():
            return replace(event, because=())
        case Progress():
            learned = tuple(replace(x, quote=NO_WORDS) for x in event.open_needs)
            return replace(event, ties=(), open_needs=learned)
        case CustomerLearned():
            return replace(event, quote=NO_WORDS)
        case AlertRaised():
            return replace(event, text="")
        case LineBegun() | LineGrew() | LineFinished():
            return replace(event, line=NO_WORDS, why="")
        case PartialHeard() | EchoDropped() | CardSearched():
            return None
        case _:
            return event
