"""What is known of a call so far, as one frozen value that turns are folded into.

    state = CallState.start(mode, lang, card)
    state = with_agent_turn(state, turn, reading)
    state = with_customer_turn(state, turn, reading)

The same turns give the same state, live or replayed. Method: sections 1 (what is unfinished, what
was learned), 2 (where the time went), 3 (what was asked and answered), 4 (what was told).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from copilot.events import Speaker, TurnHeard
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.circles import Circle, circles
from copilot.method.cues import find, length
from copilot.method.fabe import Tie, Told, is_told, ties, told_columns
from copilot.method.learned import Kind, Learned
from copilot.method.learning import learn
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.needs import Need, needs
from copilot.method.overlap import weights
from copilot.method.phases import Phase
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.said import Said
from copilot.method.signals import OBJECTIONS, Signal

__all__ = ["CallState", "Said", "with_agent_turn", "with_customer_turn"]

_T = TypeVar("_T")
_KNOWN_BY = (Kind.PAIN, Kind.CONSEQUENCE, Kind.WANTED, Kind.NEED)


@dataclass(frozen=True, slots=True)
class CallState:
    """Everything the advice needs. Mappings hold all three phases."""

    mode: Mode
    lang: Language
    card: ProductCard | None = None
    turns: tuple[Said, ...] = ()
    phase: Phase = Phase.COGNITIVE
    seconds: Mapping[Phase, float] = field(
        default_factory=lambda: dict.fromkeys(Phase, 0.0)
    )  # speech of both, in the phase then open
    phase_turns: Mapping[Phase, int] = field(
        default_factory=lambda: dict.fromkeys(Phase, 0)
    )  # customer's turns
    asked: tuple[Move, ...] = ()  # SPIN questions, each once, in the order asked
    answered: tuple[Move, ...] = ()  # those that the customer's next turn took up
    told: tuple[str, ...] = ()  # ids of card entries that the agent has said
    told_columns: tuple[Told, ...] = ()  # of the feature-to-evidence rows, each once
    learned: tuple[Learned, ...] = ()  # about the customer, in the order in which it was said
    pains: int = 0  # customer's turns that named a difficulty
    open_objections: tuple[Signal, ...] = ()  # raised and not yet taken up by the agent
    exit_requested: bool = False  # until the customer wants to buy after all
    agent_s: float = 0.0
    customer_s: float = 0.0
    own_targets: Mapping[Phase, float] | None = None  # in place of the mode's target shares

    @classmethod
    def start(
        cls,
        mode: Mode,
        lang: Language,
        card: ProductCard | None,
        target_shares: Mapping[Phase, float] | None = None,
    ) -> "CallState":
        """A call of which nothing has been heard; without targets of its own, the mode's count."""
        first = Phase.CONVERGENT if mode is Mode.INBOUND else Phase.COGNITIVE
        return cls(mode=mode, lang=lang, card=card, phase=first, own_targets=target_shares)

    @property
    def shares(self) -> Mapping[Phase, float]:
        """Share of the speech in each phase, together 1; all 0 before anyone spoke."""
        total = sum(self.seconds.values())
        return {p: s / total if total else 0.0 for p, s in self.seconds.items()}

    @property
    def target_shares(self) -> Mapping[Phase, float]:
        return self.own_targets or TARGET_SHARES[self.mode]

    @property
    def agent_share(self) -> float:
        """The agent's part of all speech, 0 to 1; 0 before anyone spoke."""
        total = self.agent_s + self.customer_s
        return self.agent_s / total if total else 0.0

    @property
    def customer_turns(self) -> tuple[Said, ...]:
        return tuple(t for t in self.turns if t.speaker is Speaker.CUSTOMER)

    @property
    def agent_turns(self) -> tuple[Said, ...]:
        return tuple(t for t in self.turns if t.speaker is Speaker.AGENT)

    @property
    def last_agent(self) -> Said | None:
        return next((t for t in reversed(self.turns) if t.speaker is Speaker.AGENT), None)

    @property
    def last_customer(self) -> Said | None:
        return next((t for t in reversed(self.turns) if t.speaker is Speaker.CUSTOMER), None)

    @property
    def turn(self) -> int:
        """Number of the last turn; 0 before anyone spoke."""
        return self.turns[-1].turn if self.turns else 0

    @property
    def options(self) -> tuple[str, ...]:
        """Possibilities that the customer has raised, in their words: collected, not judged."""
        return tuple(x.quote for x in self.learned if x.kind is Kind.OPTION)

    @property
    def hidden_needs(self) -> tuple[str, ...]:
        """Needs beyond the one being discussed, in the customer's words."""
        return tuple(x.quote for x in self.learned if x.kind is Kind.NEED)

    @property
    def needs(self) -> tuple[Need, ...]:
        """Every need heard in passing, with the agent's turn that took it up."""
        return needs(self.learned, self.turns, self.lang)

    @property
    def open_needs(self) -> tuple[Learned, ...]:
        """Needs heard in passing that no agent's turn has taken up yet."""
        return tuple(n.said for n in self.needs if n.dealt_in is None)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Benefits of the card that answer something this customer said, the strongest first."""
        return ties(self.card, self.learned)

    @property
    def need_known(self) -> bool:
        """A difficulty or a need has been said by the customer (method, rule 5)."""
        return bool(self.pains or any(x.kind in _KNOWN_BY for x in self.learned))

    @property
    def pitched(self) -> bool:
        """The agent has presented something of the product."""
        return any(m in FABE for t in self.agent_turns for m in t.moves)

    @property
    def circles(self) -> tuple[Circle, ...]:
        """What each phase has had, against what it deserves."""
        return circles(self.phase_turns, self.seconds, self.target_shares)

    def unfinished(self) -> tuple[Phase, ...]:
        """Phases before the choice that were given too little (method, rules 1, 3 and 4)."""
        return tuple(c.phase for c in self.circles if c.unfinished is not None)


def with_agent_turn(state: CallState, turn: TurnHeard, reading: AgentReading) -> CallState:
    """The agent said something: its time counts to the phase now open."""
    moves, signals = reading.moves, reading.signals
    said = Said(Speaker.AGENT, turn.text, turn.start, turn.end, moves, None, signals, turn.turn)
    took_up = {Move.HANDLE_OBJECTION, Move.EVIDENCE} & set(reading.moves)
    return replace(
        state,
        turns=(*state.turns, said),
        seconds=_add(state.seconds, state.phase, turn.end - turn.start),
        asked=_once(state.asked, (m for m in reading.moves if m in SPIN)),
        told=_once(state.told, _entries_told(state.card, turn.text)),
        told_columns=_new_columns(state.told_columns, state.card, turn),
        open_objections=() if took_up else state.open_objections,
        agent_s=state.agent_s + turn.end - turn.start,
    )


def with_customer_turn(state: CallState, turn: TurnHeard, reading: CustomerReading) -> CallState:
    """The customer said something: the phase with the highest score is open from here on."""
    phase, signals = reading.phase, reading.signals
    said = Said(Speaker.CUSTOMER, turn.text, turn.start, turn.end, (), phase, signals, turn.turn)
    hits = {h.cue: h for h in find(turn.text, state.lang, "customer")}
    before = state.last_agent.moves if state.last_agent else ()
    substantial = length(turn.text, state.lang) > 3
    learned = reading.learned or learn(turn.text, state.lang, phase, signals, before)
    objections = tuple(s for s in signals if s in OBJECTIONS)
    return replace(
        state,
        turns=(*state.turns, said),
        phase=phase,
        seconds=_add(state.seconds, phase, turn.end - turn.start),
        phase_turns={**state.phase_turns, phase: state.phase_turns[phase] + 1},
        answered=_once(state.answered, (m for m in before if m in SPIN and substantial)),
        learned=_with_learned(state.learned, learned, turn.turn),
        pains=state.pains + ("pain" in hits and phase is not Phase.CONVERGENT),
        open_objections=_once(state.open_objections, objections),
        exit_requested=Signal.EXIT_REQUEST in signals
        or (state.exit_requested and Signal.BUYING_SIGNAL not in signals),
        customer_s=state.customer_s + turn.end - turn.start,
    )


def _add(seconds: Mapping[Phase, float], phase: Phase, more_s: float) -> Mapping[Phase, float]:
    return {**seconds, phase: seconds[phase] + max(0.0, more_s)}


def _once(old: tuple[_T, ...], new: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _with_learned(
    old: tuple[Learned, ...], new: Iterable[tuple[Kind, str]], turn: int
) -> tuple[Learned, ...]:
    """What is new is added; what was said in the same words before is not."""
    out = list(old)
    for kind, quote in new:
        if not any(x.kind is kind and _bare(quote) in _bare(x.quote) for x in out):
            out.append(Learned(kind, quote, turn))
    return tuple(out)


def _bare(quote: str) -> str:
    return "".join(c for c in quote.lower() if c.isalnum())


def _new_columns(
    old: tuple[Told, ...], card: ProductCard | None, turn: TurnHeard
) -> tuple[Told, ...]:
    told = {(t.entry, t.column) for t in old}
    new = told_columns(card, turn.text, turn.turn)
    return (*old, *(t for t in new if (t.entry, t.column) not in told))


def _entries_told(card: ProductCard | None, text: str) -> tuple[str, ...]:
    """Ids of the card's entries whose own words are in an agent's turn."""
    if card is None:
        return ()
    entries = [(i, t) for i, t in card.entries() if i != "name" and t.strip()]
    weight = weights(t for _, t in entries)
    return tuple(i for i, t in entries if is_told(text, t, weight))
