"""A call and what annotators say of it (pure). Method: section 8 tells how calls are labelled."""

from dataclasses import dataclass

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """One turn. Without labels it is played and not scored.

    What is in `moves_maybe` and `signals_maybe` was seen by one annotator only: it is neither right
    nor wrong. `moves` are an agent's; the phases and `next` are a customer's.
    """

    speaker: Speaker
    text: str
    labelled: bool = False
    moves: frozenset[Move] = frozenset()
    moves_maybe: frozenset[Move] = frozenset()
    signals: frozenset[Signal] = frozenset()
    signals_maybe: frozenset[Signal] = frozenset()
    phase: Phase | None = None
    alt_phase: Phase | None = None  # as right as `phase`
    next: tuple[Move, ...] = ()  # every acceptable next move, best first

    @property
    def right_phases(self) -> frozenset[Phase]:
        return frozenset(p for p in (self.phase, self.alt_phase) if p is not None)


@dataclass(frozen=True, slots=True)
class LabelledCall:
    """One call file; a turn's index in `turns` is its index in the file."""

    id: str
    lang: Language
    mode: Mode
    card: ProductCard
    turns: tuple[LabelledTurn, ...]
