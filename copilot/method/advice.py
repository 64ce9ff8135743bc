"""What would serve the customer next: the rules of the method, acting (section 1).

The rules are asked in order and the first that has an opinion decides:

1. who wants to stop is let go; who has decided against it is not pushed;
2. an agent who has not said who is calling does that;
3. at the choice: objections, hesitation, questions of fact, the close;
4. while possibilities are collected: one more of them;
5. while the customer understands their own situation: the next SPIN question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from copilot.method.cues import find, length
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.serving import serving_entries
from copilot.method.signals import OBJECTIONS, Signal
from copilot.method.state import CallState

_PUSHED_SHARE = 0.7  # an agent who has had more of the speech than this should listen
_ENOUGH_OPTIONS = 3  # divergent turns after which summing up is as good as asking on


class Reason(StrEnum):
    """Why a move is advised; stable codes, worded in :mod:`copilot.wording`."""

    WANTS_OUT = "wants-out"
    DECIDED_AGAINST = "decided-against"
    SAY_GOODBYE = "say-goodbye"
    SAY_WHO = "say-who"
    ASK_FIRST = "ask-first"
    ANSWER_THEN_ASK = "answer-then-ask"
    FIND_THE_PAIN = "find-the-pain"
    MAKE_IT_MATTER = "make-it-matter"
    HIDDEN_NEED = "hidden-need"
    OPEN_THE_OPTIONS = "open-the-options"
    ONE_MORE_OPTION = "one-more-option"
    LET_THEM_VALUE_IT = "let-them-value-it"
    SUM_UP_OPTIONS = "sum-up-options"
    ANSWER_FROM_CARD = "answer-from-card"
    SHOW_PROOF = "show-proof"
    ANSWER_THE_WORRY = "answer-the-worry"
    TIE_TO_NEED = "tie-to-need"
    TAKE_UP_OBJECTION = "take-up-objection"
    GO_BACK_UNDERSTAND = "go-back-understand"
    GO_BACK_EXPLORE = "go-back-explore"
    LEAVE_ROOM = "leave-room"
    CHECK_UNDERSTANDING = "check-understanding"
    READY_TO_CLOSE = "ready-to-close"


@dataclass(frozen=True, slots=True)
class Advice:
    """What the agent should do now."""

    ranked: tuple[Move, ...]  # one to three, best first
    why: Reason
    evidence: tuple[str, ...]  # ids of card entries that serve the best move; may be empty
    listen: bool  # the customer is thinking: say nothing yet


@dataclass(frozen=True, slots=True)
class _Heard:
    """The customer's last turn, as the rules look at it."""

    state: CallState
    signals: frozenset[Signal]
    cues: frozenset[str]
    before: tuple[Move, ...]  # moves of the agent's turn that it answers
    short: bool

    def has(self, *signals: Signal) -> bool:
        return any(s in self.signals for s in signals)

    @property
    def phase(self) -> Phase:
        return self.state.phase

    @property
    def asks(self) -> bool:
        return Signal.QUESTION in self.signals


_WORRY = frozenset({"pain", "distrust", "no_need", "bad_time"})

_Opinion = tuple[Reason, tuple[Move, ...]]


def advise(state: CallState) -> Advice:
    """The next move after the customer's last turn; before any turn, to open the call."""
    last = state.last_customer
    if last is None:
        return Advice((Move.OPEN, Move.SITUATION), Reason.SAY_WHO, (), listen=False)
    place = max(i for i, t in enumerate(state.turns) if t is last)
    before = state.turns[place - 1].moves if place else ()
    heard = _Heard(
        state,
        frozenset(last.signals),
        frozenset(h.cue for h in find(last.text, state.lang, "customer")),
        before,
        length(last.text, state.lang) <= (8 if state.lang.is_chinese else 5),
    )
    for rule in _RULES:
        opinion = rule(heard)
        if opinion is not None:
            why, moves = opinion
            ranked = tuple(dict.fromkeys(moves))[:3]
            evidence = serving_entries(ranked[0], state)
            return Advice(ranked, why, evidence, _thinking(heard))
    raise AssertionError("the last rule always has an opinion")


def _thinking(h: _Heard) -> bool:
    """A short sound of thinking, or an agent who has talked too much: give the customer room."""
    if h.asks or h.has(*OBJECTIONS, Signal.EXIT_REQUEST, Signal.BUYING_SIGNAL):
        return False
    if h.phase is Phase.CONVERGENT and not h.has(Signal.HESITATION):
        return False
    last = h.state.last_agent
    monologue = last is not None and Signal.MONOLOGUE in last.signals
    return h.short and (monologue or ("realise" in h.cues and "consent" not in h.cues))


def _let_go(h: _Heard) -> _Opinion | None:
    if h.state.exit_requested:
        return Reason.WANTS_OUT, (Move.RESPECT_EXIT,)
    return None


def _accept_decision(h: _Heard) -> _Opinion | None:
    """A decision against, or a goodbye, is respected, not pushed (section 1, rule 4)."""
    if h.phase is not Phase.CONVERGENT or len(h.state.customer_turns) < 3:
        return None
    said_no = "decline" in h.cues or ("refuse" in h.cues and not h.asks)
    if said_no and not h.has(Signal.BUYING_SIGNAL, Signal.HESITATION):
        return Reason.DECIDED_AGAINST, (Move.RESPECT_EXIT, Move.CONFIRM, Move.HANDLE_OBJECTION)
    if "bye" in h.cues and h.short and not h.asks and not h.has(Signal.BUYING_SIGNAL, *OBJECTIONS):
        return Reason.SAY_GOODBYE, (Move.RESPECT_EXIT, Move.CLOSE, Move.CONFIRM)
    return None


def _introduce(h: _Heard) -> _Opinion | None:
    """Who does not know who is calling will not think along."""
    if len(h.state.customer_turns) > 2 or h.state.mode is Mode.INBOUND:
        return None
    opened = any(Move.OPEN in t.moves for t in h.state.agent_turns)
    if "who" in h.cues or not opened:
        return Reason.SAY_WHO, (Move.OPEN, Move.SITUATION)
    return None


def _opener(h: _Heard) -> _Opinion | None:
    """Who calls with an order or a question is answered, and asked about the need (rules 5, 6)."""
    if h.phase is not Phase.CONVERGENT or len(h.state.customer_turns) > 1:
        return None
    if h.state.mode is Mode.OUTBOUND:
        return None
    if h.has(Signal.BUYING_SIGNAL) or not h.asks:
        return Reason.ASK_FIRST, (Move.SITUATION, Move.FEATURE, Move.CONFIRM)
    return Reason.ANSWER_THEN_ASK, (Move.FEATURE, Move.SITUATION, Move.EVIDENCE)


def _objection(h: _Heard) -> _Opinion | None:
    if h.phase is not Phase.CONVERGENT or not h.has(*OBJECTIONS):
        return None
    if h.has(Signal.HESITATION) or (h.asks and "price_question" in h.cues):
        return None
    third = Move.SITUATION if Phase.COGNITIVE in h.state.unfinished() else Move.EXPLORE
    if h.asks or h.has(Signal.OBJECTION_TRUST):
        return Reason.TAKE_UP_OBJECTION, (Move.HANDLE_OBJECTION, Move.EVIDENCE, third)
    return Reason.TAKE_UP_OBJECTION, (Move.HANDLE_OBJECTION, third, Move.CONFIRM)


def _hesitation(h: _Heard) -> _Opinion | None:
    """Struggle at the choice means go back and complete, never push (section 1, rule 4)."""
    if h.phase is not Phase.CONVERGENT or not h.has(Signal.HESITATION):
        return None
    if "postpone" in h.cues:
        return Reason.LEAVE_ROOM, (Move.CONFIRM, Move.CLOSE, Move.RESPECT_EXIT)
    unfinished = h.state.unfinished()
    if Phase.COGNITIVE in unfinished:
        return Reason.GO_BACK_UNDERSTAND, (Move.SITUATION, Move.CONFIRM, Move.EXPLORE)
    if Phase.DIVERGENT in unfinished:
        return Reason.GO_BACK_EXPLORE, (Move.EXPLORE, Move.CONFIRM, Move.SITUATION)
    return Reason.CHECK_UNDERSTANDING, (Move.CONFIRM, Move.EXPLORE, Move.CLOSE)


def _close(h: _Heard) -> _Opinion | None:
    """Convergence is the last step, and quick (section 1, rule 8)."""
    if h.phase is not Phase.CONVERGENT or not h.has(Signal.BUYING_SIGNAL):
        return None
    if h.asks and "price_question" in h.cues:
        return Reason.ANSWER_FROM_CARD, (Move.FEATURE, Move.CLOSE, Move.BENEFIT)
    if h.asks:
        return Reason.READY_TO_CLOSE, (Move.CLOSE, Move.FEATURE, Move.CONFIRM)
    return Reason.READY_TO_CLOSE, (Move.CLOSE, Move.CONFIRM)


def _question_of_fact(h: _Heard) -> _Opinion | None:
    """At the choice a question is answered before anything else, and then one asks on."""
    if h.phase is not Phase.CONVERGENT or not h.asks:
        return None
    if not h.state.need_known:
        return Reason.ANSWER_THEN_ASK, (Move.FEATURE, Move.SITUATION, Move.EVIDENCE)
    if "guarantee" in h.cues:
        return Reason.SHOW_PROOF, (Move.EVIDENCE, Move.FEATURE, Move.HANDLE_OBJECTION)
    if h.cues & _WORRY and "price_question" not in h.cues:
        return Reason.ANSWER_THE_WORRY, (Move.HANDLE_OBJECTION, Move.FEATURE, Move.EVIDENCE)
    return Reason.ANSWER_FROM_CARD, (Move.FEATURE, Move.HANDLE_OBJECTION, Move.EVIDENCE)


def _at_the_choice(h: _Heard) -> _Opinion | None:
    """Converging without a sign: complete what is thin, or close."""
    if h.phase is not Phase.CONVERGENT:
        return None
    if "bye" in h.cues or "refuse" in h.cues:
        return Reason.SAY_GOODBYE, (Move.RESPECT_EXIT, Move.CONFIRM, Move.CLOSE)
    if not h.state.need_known:
        return Reason.ASK_FIRST, (Move.SITUATION, Move.PROBLEM, Move.CONFIRM)
    return Reason.CHECK_UNDERSTANDING, (Move.CONFIRM, Move.CLOSE, Move.SITUATION)


def _diverging(h: _Heard) -> _Opinion | None:
    """Collect every possibility before one is chosen (section 1, rule 7)."""
    if h.phase is not Phase.DIVERGENT:
        return None
    collected = h.state.phase_turns[Phase.DIVERGENT]
    if h.has(Signal.BUYING_SIGNAL) and h.state.need_known and collected > 1:
        return Reason.TIE_TO_NEED, (Move.FEATURE, Move.BENEFIT, Move.EXPLORE)
    if h.asks:
        return Reason.ONE_MORE_OPTION, (Move.EXPLORE, Move.FEATURE, Move.SITUATION)
    if collected >= _ENOUGH_OPTIONS:
        return Reason.SUM_UP_OPTIONS, (Move.EXPLORE, Move.CONFIRM, Move.NEED_PAYOFF)
    return Reason.ONE_MORE_OPTION, (Move.EXPLORE, Move.NEED_PAYOFF, Move.CONFIRM)


def _understanding(h: _Heard) -> _Opinion:
    """Ask first, in the order of SPIN; a need that comes up is asked about (rules 5 and 6)."""
    state, asked = h.state, set(h.state.asked)
    if h.has(Signal.HESITATION) or not state.agent_turns:
        return Reason.ASK_FIRST, (Move.SITUATION, Move.PROBLEM, Move.EXPLORE)
    pain = "pain" in h.cues and (Move.PROBLEM in asked or state.pains > 1)
    if Move.IMPLICATION in h.before:
        if state.mode is Mode.OUTBOUND and not state.phase_turns[Phase.DIVERGENT]:
            return Reason.OPEN_THE_OPTIONS, (Move.EXPLORE, Move.NEED_PAYOFF, Move.IMPLICATION)
        return Reason.LET_THEM_VALUE_IT, (Move.NEED_PAYOFF, Move.EXPLORE, Move.IMPLICATION)
    if h.has(Signal.HIDDEN_NEED):
        return Reason.HIDDEN_NEED, (Move.IMPLICATION, Move.PROBLEM, Move.SITUATION)
    if Move.IMPLICATION in asked and "realise" in h.cues and "pain" not in h.cues:
        return Reason.LET_THEM_VALUE_IT, (Move.NEED_PAYOFF, Move.EXPLORE, Move.CONFIRM)
    if Move.PROBLEM in h.before or pain:
        return Reason.MAKE_IT_MATTER, (Move.IMPLICATION, Move.PROBLEM, Move.EXPLORE)
    if Move.SITUATION in h.before or Move.SITUATION in asked:
        return Reason.FIND_THE_PAIN, (Move.PROBLEM, Move.SITUATION, Move.IMPLICATION)
    return Reason.ASK_FIRST, (Move.SITUATION, Move.PROBLEM, Move.OPEN)


_RULES: tuple[Callable[[_Heard], _Opinion | None], ...] = (
    _let_go,
    _accept_decision,
    _introduce,
    _opener,
    _objection,
    _hesitation,
    _close,
    _question_of_fact,
    _at_the_choice,
    _diverging,
    _understanding,
)
