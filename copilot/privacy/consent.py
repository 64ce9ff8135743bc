"""What the customer said to being written down, and what a call keeps where they refused (pure)."""

from dataclasses import replace
from enum import StrEnum

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


class Consent(StrEnum):
    """Noted with a call; nobody noted anything: unknown."""

    ASKED = "asked"  # the notice was read out, and the customer went on
    GIVEN = "given"  # they said yes
    REFUSED = "refused"  # they said no: no words of the call are kept
    UNKNOWN = "unknown"


NO_WORDS = "–"
"""In place of what was said: a turn has a text, even where none is kept."""


def keeps_words(consent: str) -> bool:
    """Whether the words of a call with this consent may be kept; figures always may."""
    return consent != Consent.REFUSED


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
