"""What a finished call shows, as plain values that every form of a report is made from (pure).

    facts = facts_of(record)            # copilot/report/gather.py

Times are call seconds, turns are numbers from 1 within the call, quotes are people's own words as
they were heard. Everything here was said or done: nothing judges a voice, a mood or an emotion.
"""

from dataclasses import dataclass
from enum import StrEnum

from copilot.events import Speaker, Verdict
from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.circles import Missing
from copilot.method.learned import Learned
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.outcome import Outcome
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.topics import Topic


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of one turn, and where they are."""

    turn: int
    start: float  # of the turn
    text: str


@dataclass(frozen=True, slots=True)
class TurnFact:
    """One turn: a row of the transcript, and a bar on the time line."""

    turn: int
    speaker: Speaker
    start: float
    end: float
    text: str
    phase: Phase  # open while it was said; of a customer's turn, where it left the customer
    moves: tuple[Move, ...]  # the agent's; empty for the customer
    signals: tuple[Signal, ...]
    alerts: tuple[AlertKind, ...] = ()  # what the agent was warned of at this turn
    marked: bool = False  # the agent pressed the key to find it again


@dataclass(frozen=True, slots=True)
class PhaseFact:
    """One circle: what a phase had of the call, beside what the mode gives it."""

    phase: Phase
    seconds: float  # speech of both
    share: float  # of all speech, 0 to 1
    target: float  # 0 to 1
    customer_turns: int
    unfinished: Missing | None


@dataclass(frozen=True, slots=True)
class Question:
    """One SPIN question and what came back; `answer` None where the customer did not take it up."""

    asked: Quoted
    answer: Quoted | None


@dataclass(frozen=True, slots=True)
class SpinFact:
    """Every question of one kind, in the order of the call; none: it was not asked."""

    move: Move
    questions: tuple[Question, ...]

    @property
    def answered(self) -> int:
        return sum(q.answer is not None for q in self.questions)


@dataclass(frozen=True, slots=True)
class Presented:
    """One turn in which the agent presented something of the product."""

    said: Quoted
    moves: tuple[Move, ...]  # feature, advantage, benefit, evidence: those that it made
    need_known: bool  # the customer had named a difficulty or a need by then


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a card's row: its words on the card, and the turn that told it."""

    move: Move
    text: str
    told_in: int | None


@dataclass(frozen=True, slots=True)
class RowFact:
    """One feature-to-evidence row of the card, told in whole, in part or not at all."""

    entry: str  # its id on the card
    columns: tuple[Column, ...]  # those that the card fills, feature first
    before_need: bool  # its first column was told before any need was known
    answers: Learned | None  # what this customer had said that the row answers

    @property
    def told(self) -> bool:
        return any(c.told_in is not None for c in self.columns)


@dataclass(frozen=True, slots=True)
class NeedFact:
    """A need heard in passing; `taken_up` None: nobody went into it."""

    said: Quoted
    taken_up: Quoted | None


@dataclass(frozen=True, slots=True)
class ObjectionFact:
    """A doubt and how it was met."""

    kind: Signal
    said: Quoted
    reply: Quoted | None  # the agent's turn that took it up; None: nobody did
    at_once: bool  # that was the agent's next turn
    card_answer: str  # what the card says to it; empty where it says nothing
    used_card: bool  # the reply holds the card's answer


class MomentKind(StrEnum):
    """What a report looks at more closely, because the method has a rule for it (section 1)."""

    PREMATURE_PITCH = "premature-pitch"  # rule 5: presented before any need was known
    TOO_SOON = "too-soon"  # rule 1: presented or closed while an earlier phase was unfinished
    PUSHED = "pushed"  # rule 4: pressed on after hesitation or a refusal
    HESITATION = "hesitation"  # rule 4: the customer struggled at the choice
    HIDDEN_NEED = "hidden-need"  # rule 6: a need beyond the one being discussed
    READY = "ready"  # rule 8: the customer wanted to buy
    EXIT = "exit"  # the customer wanted to stop
    MONOLOGUE = "monologue"  # rule 3: one very long turn of the agent's
    MARKED = "marked"  # the agent wanted to find it again


class Handled(StrEnum):
    """What the agent did with a moment."""

    WENT_BACK = "went-back"  # asked again instead of pressing on
    ANSWERED = "answered"  # took up the doubt, or answered what was asked
    LEFT_ROOM = "left-room"  # agreed to go on later, or let them decide in peace
    PRESSED_ON = "pressed-on"  # presented or closed all the same
    TAKEN_UP = "taken-up"
    MISSED = "missed"
    CLOSED = "closed"  # asked for the decision or a concrete next step
    KEPT_SELLING = "kept-selling"
    LET_GO = "let-go"
    IGNORED = "ignored"
    NOTHING = "nothing"  # nothing was said after it, or there is nothing to handle


WELL = frozenset(
    {
        Handled.WENT_BACK,
        Handled.ANSWERED,
        Handled.LEFT_ROOM,
        Handled.TAKEN_UP,
        Handled.CLOSED,
        Handled.LET_GO,
    }
)
BADLY = frozenset({Handled.PRESSED_ON, Handled.MISSED, Handled.KEPT_SELLING, Handled.IGNORED})


@dataclass(frozen=True, slots=True)
class Moment:
    """One such occasion, what was said, and what the agent did next."""

    kind: MomentKind
    said: Quoted
    speaker: Speaker
    handled: Handled
    reply: Quoted | None  # the agent's turn that shows it


@dataclass(frozen=True, slots=True)
class LineFact:
    """The last whole line offered for a customer's turn, and what became of it."""

    turn: int
    move: Move
    line: str
    followed_in: int | None  # the agent's turn that said something like it
    share: float  # of the line's words that were said; 0 where it was not followed
    verdict: Verdict | None  # what the agent pressed


@dataclass(frozen=True, slots=True)
class LinesFact:
    """Lines of the whole call; `lines` in the order of the turns."""

    lines: tuple[LineFact, ...]
    another: int  # how often the agent asked for another line

    @property
    def offered(self) -> int:
        return len(self.lines)

    @property
    def followed(self) -> int:
        return sum(x.followed_in is not None for x in self.lines)

    @property
    def judged_used(self) -> int:
        return sum(x.verdict is Verdict.USED for x in self.lines)

    @property
    def judged_not_useful(self) -> int:
        return sum(x.verdict is Verdict.NOT_USEFUL for x in self.lines)


@dataclass(frozen=True, slots=True)
class TalkFact:
    """Who spoke how much."""

    agent_s: float
    customer_s: float
    agent_turns: int
    customer_turns: int
    agent_questions: int  # turns in which the agent asked something
    longest_agent: tuple[int, int, float] | None  # first turn, last turn, seconds of speech
    longest_customer: tuple[int, int, float] | None  # without the other one in between

    @property
    def agent_share(self) -> float:
        """Of all speech, 0 to 1; 0 where nobody spoke."""
        total = self.agent_s + self.customer_s
        return self.agent_s / total if total else 0.0


@dataclass(frozen=True, slots=True)
class NextStep:
    """What someone said that they would do."""

    speaker: Speaker
    said: Quoted


@dataclass(frozen=True, slots=True)
class CallFacts:
    """Everything that a report tells."""

    id: str
    began: str  # ISO 8601, UTC
    mode: Mode
    lang: Language  # of the call
    agent: str  # may be empty
    product: str  # may be empty
    source: str
    consent: str
    closed: bool  # false: the program ended before the call did
    seconds: float  # of audio heard
    outcome: Outcome
    turns: tuple[TurnFact, ...]
    phases: tuple[PhaseFact, ...]  # three, in their order
    spin: tuple[SpinFact, ...]  # four, in their order
    presented: tuple[Presented, ...]
    rows: tuple[RowFact, ...]  # of the card, in its order
    learned: tuple[Learned, ...]  # everything about the customer, options among them
    needs: tuple[NeedFact, ...]
    options: tuple[Quoted, ...]
    objections: tuple[ObjectionFact, ...]
    moments: tuple[Moment, ...]  # in the order of the call
    lines: LinesFact
    talk: TalkFact
    next_steps: tuple[NextStep, ...]
    unasked: tuple[Topic, ...]  # at the end of the call, in the order to ask it
    lost_words: int  # utterances that were not understood
    pauses: int  # how often the agent had the copilot hear nothing

    def turn(self, number: int) -> TurnFact | None:
        """The turn of that number; None where there is none."""
        return next((t for t in self.turns if t.turn == number), None)
