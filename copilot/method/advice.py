"""What would serve the customer next: the rules of the method, acting (section 1).

The rules of the mode are asked in order, and the first that has an opinion gives the reason and up
to three moves. How much the reading leans towards a move is weighed against that opinion; what the
method forbids at this moment is left out, whoever is for it. The rules, in their order:

1. who wants to stop is let go; who has decided against it is not pushed;
2. an agent who has not said who is calling does that;
3. at the choice: objections, hesitation, questions of fact, the close;
4. while possibilities are collected: one more of them;
5. while the customer understands their own situation: the next SPIN question.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from copilot.method.cues import find, length
from copilot.method.modes import Mode
from copilot.method.moves import FABE, Move
from copilot.method.phases import Phase
from copilot.method.serving import serving_entries
from copilot.method.signals import OBJECTIONS, Signal
from copilot.method.state import CallState

_MOST_MOVES = 3
_VOTES = (2.0, 1.0, 0.5)  # log odds that a rule's first, second and third move gain
_UNHEARD_OF = -9.0  # log odds of a move that the reading does not lean to at all
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


def advise(state: CallState, leaning: Mapping[Move, float] | None = None) -> Advice:
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
    opinions = [opinion for rule in _RULES[state.mode] if (opinion := rule(heard)) is not None]
    ranked = _ranked(opinions[0][1], leaning or {}, forbidden(state))
    why = _why(ranked[0], opinions, heard)
    return Advice(ranked, why, serving_entries(ranked[0], state), _thinking(heard))


def forbidden(state: CallState) -> frozenset[Move]:
    """Moves that the method rules out after the customer's last turn, however they score.

    Who wants to stop is let go at once. Who struggles at the choice after a thin earlier phase is
    not pushed (section 1, rule 4). Who was called, and has neither named a need nor asked, is not
    pitched at (rule 5). Who asks or doubts at the choice after the earlier phases were completed is
    answered, not asked about their situation once more (rule 8).
    """
    last = state.last_customer
    if state.exit_requested:
        return frozenset(Move) - {Move.RESPECT_EXIT}
    if last is None:
        return frozenset()
    signals = set(last.signals)
    torn = Signal.HESITATION in signals and Signal.BUYING_SIGNAL not in signals
    if state.phase is Phase.CONVERGENT and torn and state.unfinished():
        return frozenset({Move.CLOSE, Move.FEATURE, Move.ADVANTAGE, Move.BENEFIT})
    doubts = signals & {Signal.QUESTION, *OBJECTIONS}
    if state.phase is Phase.CONVERGENT and doubts and state.need_known and not state.unfinished():
        return frozenset({Move.SITUATION, Move.PROBLEM, Move.IMPLICATION})
    asked = signals & {Signal.QUESTION, Signal.BUYING_SIGNAL, *OBJECTIONS}
    if state.mode is Mode.OUTBOUND and not state.need_known and not asked:
        return frozenset({*FABE, Move.CLOSE})
    return frozenset()


def _ranked(
    opinion: tuple[Move, ...], leaning: Mapping[Move, float], never: frozenset[Move]
) -> tuple[Move, ...]:
    """The three best of what the rules and the reading are for."""
    votes = dict(zip(dict.fromkeys(opinion), _VOTES, strict=False))
    score = {
        m: leaning.get(m, _UNHEARD_OF) + votes.get(m, 0.0)
        for m in Move
        if m not in never and (m in leaning or m in votes)
    }
    best = sorted(score, key=lambda m: score[m], reverse=True)[:_MOST_MOVES]
    return tuple(best) or (Move.RESPECT_EXIT if Move.RESPECT_EXIT not in never else Move.CONFIRM,)


def _why(best: Move, opinions: list[_Opinion], h: _Heard) -> Reason:
    """The reason of the first rule that puts `best` first, or what `best` does in itself."""
    for why, moves in opinions:
        if moves[0] is best:
            return why
    if h.has(Signal.HESITATION) and h.phase is Phase.CONVERGENT:
        back = {
            Move.SITUATION: Reason.GO_BACK_UNDERSTAND,
            Move.PROBLEM: Reason.GO_BACK_UNDERSTAND,
            Move.EXPLORE: Reason.GO_BACK_EXPLORE,
        }
        if best in back:
            return back[best]
    if best is Move.FEATURE:
        return Reason.ANSWER_FROM_CARD if h.asks else Reason.TIE_TO_NEED
    return _IN_ITSELF[best]


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
    if len(h.state.customer_turns) > 2:
        return None
    opened = any(Move.OPEN in t.moves for t in h.state.agent_turns)
    if "who" in h.cues or not opened:
        return Reason.SAY_WHO, (Move.OPEN, Move.SITUATION)
    return None


def _opener(h: _Heard) -> _Opinion | None:
    """Who calls with an order or a question is answered, and asked about the need (rules 5, 6)."""
    if h.phase is not Phase.CONVERGENT or len(h.state.customer_turns) > 1:
        return None
    if h.has(Signal.BUYING_SIGNAL) or not h.asks:
        return Reason.ASK_FIRST, (Move.SITUATION, Move.FEATURE, Move.CONFIRM)
    return Reason.ANSWER_THEN_ASK, (Move.FEATURE, Move.SITUATION, Move.EVIDENCE)


def _objection(h: _Heard) -> _Opinion | None:
    if h.phase is not Phase.CONVERGENT or not h.has(*OBJECTIONS):
        return None
    if h.has(Signal.HESITATION) and not (h.asks and not h.state.unfinished()):
        return None
    if h.asks and "price_question" in h.cues:
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


# Who was called is asked before anything is told; who calls is answered first (section 2).
_AT_ANY_TIME = (_let_go, _accept_decision)
_AT_THE_CHOICE = (_objection, _hesitation, _close, _question_of_fact, _at_the_choice)
_RULES: Mapping[Mode, tuple[Callable[[_Heard], _Opinion | None], ...]] = {
    Mode.OUTBOUND: (*_AT_ANY_TIME, _introduce, *_AT_THE_CHOICE, _diverging, _understanding),
    Mode.INBOUND: (*_AT_ANY_TIME, _opener, *_AT_THE_CHOICE, _diverging, _understanding),
}
_IN_ITSELF: Mapping[Move, Reason] = {
    Move.OPEN: Reason.SAY_WHO,
    Move.SITUATION: Reason.ASK_FIRST,
    Move.PROBLEM: Reason.FIND_THE_PAIN,
    Move.IMPLICATION: Reason.MAKE_IT_MATTER,
    Move.NEED_PAYOFF: Reason.LET_THEM_VALUE_IT,
    Move.EXPLORE: Reason.ONE_MORE_OPTION,
    Move.ADVANTAGE: Reason.TIE_TO_NEED,
    Move.BENEFIT: Reason.TIE_TO_NEED,
    Move.EVIDENCE: Reason.SHOW_PROOF,
    Move.HANDLE_OBJECTION: Reason.ANSWER_THE_WORRY,
    Move.CONFIRM: Reason.CHECK_UNDERSTANDING,
    Move.CLOSE: Reason.READY_TO_CLOSE,
    Move.RESPECT_EXIT: Reason.SAY_GOODBYE,
}
