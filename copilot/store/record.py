"""One call as it is kept: what was known before its first sound, and everything that happened.

Panel, state and report are all folded from a record, so what is kept is enough to rebuild them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from copilot.events import Published
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode
from copilot.method.phases import Phase


@dataclass(frozen=True, slots=True)
class CallHead:
    """What is known of a call before anything is heard."""

    id: str  # unique, sorts by time: "20261123-190540-3f9a2c"
    began: str  # ISO 8601, UTC, to the second: "2026-11-23T19:05:40Z"
    mode: Mode
    lang: Language
    agent: str  # who sold, as configured; may be empty
    source: str  # devices or recording
    llm: str  # the language model's name, as it was asked for
    version: str  # of this program
    card: ProductCard | None = None
    target_shares: Mapping[Phase, float] | None = None  # in place of the mode's
    consent: str = ""  # what is known of the customer's consent; empty where nobody noted it


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A whole call. `closed` false: the program ended before the call did."""

    head: CallHead
    events: tuple[Published, ...]
    closed: bool = True
