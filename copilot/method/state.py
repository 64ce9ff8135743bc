"""What is known of a call so far, as one frozen value that turns are folded into.

    state = CallState.start(mode, lang, card)
    state = with_agent_turn(state, turn, reading)
    state = with_customer_turn(state, turn, phase_scores, signals)

The same turns give the same state, live or replayed. Method: sections 1 (what is unfinished), 2
(where the time went), 3 (what was asked and answered), 4 (what was told).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from copilot.events import Speaker, TurnHeard
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.cues import find, length
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.overlap import shared, weights
from copilot.method.phases import Phase
from copilot.method.signals import OBJECTIONS, Signal

_T = TypeVar("_T")

# An entry counts as told when so many of its weighted pieces were said, or this part of it.
_TOLD_AT_LEAST = 2.5
_TOLD_PART = 0.6


@dataclass(frozen=True, slots=True)
class AgentReading:
    """What an agent's turn did, as rules read it: one to three moves, and signals."""

    moves: tuple[Move, ...]
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One turn with what was read in it; ``phase`` is None for the agent."""

    speaker: Speaker
    text: str
    start: float  # call seconds
    end: float
    moves: tuple[Move, ...] = ()
    phase: Phase | None = None
    signals: tuple[Signal, ...] = ()


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
    options: tuple[str, ...] = ()  # possibilities in the customer's words
    hidden_needs: tuple[str, ...] = ()  # the turns that gave one away
    pains: int = 0  # customer's turns that named a difficulty
    open_objections: tuple[Signal, ...] = ()  # raised and not yet taken up by the agent
    exit_requested: bool = False  # until the customer wants to buy after all
    agent_s: float = 0.0
    customer_s: float = 0.0

    @classmethod
    def start(cls, mode: Mode, lang: Language, card: ProductCard | None) -> "CallState":
        """A call of which nothing has been heard."""
        first = Phase.CONVERGENT if mode is Mode.INBOUND else Phase.COGNITIVE
        return cls(mode=mode, lang=lang, card=card, phase=first)

    @property
    def shares(self) -> Mapping[Phase, float]:
        """Share of the speech in each phase, together 1; all 0 before anyone spoke."""
        total = sum(self.seconds.values())
        return {p: s / total if total else 0.0 for p, s in self.seconds.items()}

    @property
    def target_shares(self) -> Mapping[Phase, float]:
        return TARGET_SHARES[self.mode]

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
    def need_known(self) -> bool:
        """A difficulty or a need has been said by the customer (method, rule 5)."""
        return bool(self.pains or self.hidden_needs)

    @property
    def pitched(self) -> bool:
        """The agent has presented something of the product."""
        return any(m in FABE for t in self.agent_turns for m in t.moves)

    def unfinished(self) -> tuple[Phase, ...]:
        """Phases before the choice that were given too little (method, rules 1, 3 and 4).

        A phase is unfinished when the customer has had fewer than two turns in it, or when less
        than half of its target share of the speech went to it.
        """
        shares, target = self.shares, self.target_shares
        return tuple(
            p
            for p in (Phase.COGNITIVE, Phase.DIVERGENT)
            if self.phase_turns[p] < 2 or shares[p] < target[p] / 2
        )


def with_agent_turn(state: CallState, turn: TurnHeard, reading: AgentReading) -> CallState:
    """The agent said something: its time counts to the phase now open."""
    said = Said(
        Speaker.AGENT, turn.text, turn.start, turn.end, reading.moves, None, reading.signals
    )
    took_up = {Move.HANDLE_OBJECTION, Move.EVIDENCE} & set(reading.moves)
    return replace(
        state,
        turns=(*state.turns, said),
        seconds=_add(state.seconds, state.phase, turn.end - turn.start),
        asked=_once(state.asked, (m for m in reading.moves if m in SPIN)),
        told=_once(state.told, _entries_told(state.card, turn.text)),
        open_objections=() if took_up else state.open_objections,
        agent_s=state.agent_s + turn.end - turn.start,
    )


def with_customer_turn(
    state: CallState,
    turn: TurnHeard,
    phase_scores: Mapping[Phase, float],
    signals: tuple[Signal, ...],
) -> CallState:
    """The customer said something: the phase with the highest score is open from here on."""
    phase = max(Phase, key=lambda p: (phase_scores.get(p, 0.0), -p.order))
    said = Said(Speaker.CUSTOMER, turn.text, turn.start, turn.end, (), phase, signals)
    hits = {h.cue: h for h in find(turn.text, state.lang, "customer")}
    before = state.last_agent.moves if state.turns and state.last_agent else ()
    substantial = length(turn.text, state.lang) > 3
    options = (turn.text,) if phase is Phase.DIVERGENT and "alternatives" in hits else ()
    hidden = (turn.text,) if Signal.HIDDEN_NEED in signals else ()
    objections = tuple(s for s in signals if s in OBJECTIONS)
    return replace(
        state,
        turns=(*state.turns, said),
        phase=phase,
        seconds=_add(state.seconds, phase, turn.end - turn.start),
        phase_turns={**state.phase_turns, phase: state.phase_turns[phase] + 1},
        answered=_once(state.answered, (m for m in before if m in SPIN and substantial)),
        options=_once(state.options, options),
        hidden_needs=_once(state.hidden_needs, hidden),
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


def _entries_told(card: ProductCard | None, text: str) -> tuple[str, ...]:
    """Ids of the card's entries whose own words are in an agent's turn."""
    if card is None:
        return ()
    entries = [(i, t) for i, t in card.entries() if i != "name" and t.strip()]
    weight = weights(t for _, t in entries)
    told = [(i, shared(text, t, weight), shared(t, t, weight)) for i, t in entries]
    return tuple(
        i for i, said, whole in told if said >= min(_TOLD_AT_LEAST, max(0.9, _TOLD_PART * whole))
    )
