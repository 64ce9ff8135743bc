"""Labels and predictions -> figures (pure).

A turn without labels is not scored. A turn that was not heard counts as one of which nothing was
said: its labels are missed. `alt_phase` is as right as `phase`; what only one annotator saw
(`moves_maybe`, `signals_maybe`) is neither right nor wrong.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean, median

from copilot.evaluation.labels import LabelledCall, LabelledTurn
from copilot.evaluation.predicted import AgentTurn, CustomerTurn, Prediction
from copilot.events import Speaker
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal

FLIPS_PER_S = 300.0  # flips are told per five minutes


class Fault(StrEnum):
    """What can be wrong with a drafted line."""

    SCRIPT = "wrong_script"
    LENGTH = "over_length"
    NUMBER = "unsupported_number"
    PROMISE = "unsupported_promise"
    OTHER = "unsupported_other"  # an address, a telephone number, characters that nobody sees


@dataclass(frozen=True, slots=True)
class PlayedCall:
    """One call, what was predicted for it, and what is wrong with its lines."""

    call: LabelledCall
    turns: tuple[Prediction, ...]
    seconds: float  # of the call
    faults: Mapping[int, frozenset[Fault]]  # by turn; turns without fault are missing

    def pairs(self) -> Iterable[tuple[LabelledTurn, AgentTurn | CustomerTurn | None]]:
        """Each turn with what was said of it; None where it was not heard."""
        said = {t.i: t for t in self.turns if isinstance(t, AgentTurn | CustomerTurn)}
        return [(turn, said.get(i)) for i, turn in enumerate(self.call.turns)]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often something was seen rightly, seen wrongly, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right, self.false + other.false, self.missed + other.missed
        )

    @property
    def labelled(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        return _share(self.right, self.labelled)

    @property
    def f1(self) -> float | None:
        """None where it was neither labelled nor predicted."""
        return _share(2 * self.right, 2 * self.right + self.false + self.missed)


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of some calls; None where there is nothing to measure."""

    calls: int
    customer_turns: int  # labelled
    agent_turns: int  # labelled
    unheard: int  # turns of either, labelled or not
    confusion: Mapping[tuple[Phase, Phase | None], int]  # (right, read); None: not heard
    moves: Mapping[Move, Counts]
    signals: Mapping[Signal, Counts]
    next_turns: int  # customer turns with an acceptable next move
    next_hits_1: int
    next_hits_3: int
    false_flips: int
    seconds: float
    lines: int
    faults: Mapping[Fault, int]  # lines that have it
    phase_s: float | None  # median time to read a phase

    @property
    def phase_accuracy(self) -> float | None:
        right = sum(n for (label, read), n in self.confusion.items() if label is read)
        return _share(right, sum(self.confusion.values()))

    @property
    def phases(self) -> Mapping[Phase, Counts]:
        cells = self.confusion.items()
        return {
            p: Counts(
                right=self.confusion.get((p, p), 0),
                false=sum(n for (label, read), n in cells if read is p and label is not p),
                missed=sum(n for (label, read), n in cells if label is p and read is not p),
            )
            for p in Phase
        }

    @property
    def phase_f1(self) -> float | None:
        """Macro-F1 over the phases that occur."""
        return macro_f1(self.phases.values())

    @property
    def spin_f1(self) -> float | None:
        return macro_f1(self.moves[m] for m in SPIN)

    @property
    def fabe_f1(self) -> float | None:
        return macro_f1(self.moves[m] for m in FABE)

    @property
    def signals_f1(self) -> float | None:
        """Micro-F1 over all signals, the agent's and the customer's."""
        return sum(self.signals.values(), Counts()).f1

    @property
    def hit_1(self) -> float | None:
        return _share(self.next_hits_1, self.next_turns)

    @property
    def hit_3(self) -> float | None:
        return _share(self.next_hits_3, self.next_turns)

    @property
    def flips_per_5_min(self) -> float | None:
        return _share(self.false_flips * FLIPS_PER_S, self.seconds)


def macro_f1(counts: Iterable[Counts]) -> float | None:
    """The mean F1 of those that were labelled or predicted at all."""
    known = [c.f1 for c in counts if c.f1 is not None]
    return fmean(known) if known else None


def scored(played: Sequence[PlayedCall]) -> Scores:
    """The figures of `played` taken together."""
    pairs = [pair for call in played for pair in call.pairs()]
    agent = [(t, s) for t, s in pairs if t.labelled and t.speaker is Speaker.AGENT]
    customer = [(t, s) for t, s in pairs if t.labelled and t.speaker is Speaker.CUSTOMER]
    ranked = [
        (set(t.next), s.next if isinstance(s, CustomerTurn) else ()) for t, s in customer if t.next
    ]
    read = [s for _, s in pairs if isinstance(s, CustomerTurn)]
    phase_s = [s.seconds.phase for s in read if s.seconds.phase is not None]
    found = Counter(f for call in played for faults in call.faults.values() for f in faults)
    return Scores(
        calls=len(played),
        customer_turns=len(customer),
        agent_turns=len(agent),
        unheard=sum(s is None for _, s in pairs),
        confusion=_confusion(customer),
        moves={m: _move_counts(m, agent) for m in Move},
        signals={x: _signal_counts(x, [*agent, *customer]) for x in Signal},
        next_turns=len(ranked),
        next_hits_1=sum(bool(right.intersection(moves[:1])) for right, moves in ranked),
        next_hits_3=sum(bool(right.intersection(moves[:3])) for right, moves in ranked),
        false_flips=sum(_false_flips(call) for call in played),
        seconds=sum(call.seconds for call in played),
        lines=sum(bool(s.line) for s in read),
        faults={f: found[f] for f in Fault},
        phase_s=median(phase_s) if phase_s else None,
    )


_Pairs = Sequence[tuple[LabelledTurn, AgentTurn | CustomerTurn | None]]


def _confusion(customer: _Pairs) -> dict[tuple[Phase, Phase | None], int]:
    cells: Counter[tuple[Phase, Phase | None]] = Counter()
    for turn, said in customer:
        read = said.phase if isinstance(said, CustomerTurn) else None
        assert turn.phase is not None
        label = read if read in turn.right_phases and read is not None else turn.phase
        cells[label, read] += 1
    return dict(cells)


def _move_counts(move: Move, agent: _Pairs) -> Counts:
    counts = Counts()
    for turn, said in agent:
        if move in turn.moves_maybe - turn.moves:
            continue
        seen = isinstance(said, AgentTurn) and move in said.moves
        counts += _one(labelled=move in turn.moves, seen=seen)
    return counts


def _signal_counts(signal: Signal, pairs: _Pairs) -> Counts:
    counts = Counts()
    for turn, said in pairs:
        if signal in turn.signals_maybe - turn.signals:
            continue
        seen = said is not None and signal in said.signals
        counts += _one(labelled=signal in turn.signals, seen=seen)
    return counts


def _one(*, labelled: bool, seen: bool) -> Counts:
    return Counts(labelled and seen, seen and not labelled, labelled and not seen)


def _false_flips(played: PlayedCall) -> int:
    """Changes of the phase between two customer turns that the labels do not have.

    The labels have a change where their phases differ, or where both phases that were read are
    right by an `alt_phase`.
    """
    customer = [(t, s) for t, s in played.pairs() if t.speaker is Speaker.CUSTOMER]
    flips = 0
    for (before, was), (after, now) in pairwise(customer):
        if not (isinstance(was, CustomerTurn) and isinstance(now, CustomerTurn)):
            continue
        if not (before.labelled and after.labelled) or was.phase is now.phase:
            continue
        right = was.phase in before.right_phases and now.phase in after.right_phases
        flips += before.phase is after.phase and not right
    return flips


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
