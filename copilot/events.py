"""Every fact that crosses a call, as small frozen records, and their one JSON form.

Times named ``start`` and ``end`` are call seconds: seconds of audio since the call's first sample.
An event does not know when it was published; :class:`Published` adds that, for all alike.
"""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.circles import Circle
from copilot.method.fabe import Tie
from copilot.method.learned import Kind, Learned
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.topics import Topic


class Speaker(StrEnum):
    """The agent is the human who sells; the customer is the other one."""

    AGENT = "agent"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class CallStarted:
    """The first sample is about to be heard."""

    mode: Mode
    lang: Language
    product: str
    source: str


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Someone began to speak; words follow, or nothing if it was only a noise."""

    speaker: Speaker
    start: float


@dataclass(frozen=True, slots=True)
class PartialHeard:
    """Words of a turn that is still going on, or was only a noise.

    The speaker's next partial, turn or beginning of speech takes their place.
    """

    speaker: Speaker
    start: float
    end: float
    text: str
    likely_whole: bool = False  # a silence has set in: these may be all the words


@dataclass(frozen=True, slots=True)
class TurnHeard:
    """Someone finished saying something; these words will not change."""

    turn: int  # counts from 1 within the call, both speakers together
    speaker: Speaker
    start: float  # first voiced sample
    end: float  # last voiced sample, end > start
    text: str  # never empty


@dataclass(frozen=True, slots=True)
class EchoDropped:
    """The agent's microphone heard the customer's words: they become no turn of the agent.

    Takes the place of the agent's partial.
    """

    start: float
    end: float
    text: str  # what would have been the turn
    dropped: int  # in this call so far, this one included


@dataclass(frozen=True, slots=True)
class AgentRead:
    """What an agent's turn did."""

    turn: int
    moves: tuple[Move, ...]
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class PhaseRead:
    """Where the customer's decision stands after a turn, and what would serve it next."""

    turn: int
    phase: Phase
    phase_scores: Mapping[Phase, float]  # three shares, together 1
    signals: tuple[Signal, ...]
    next: tuple[Move, ...]  # best first
    because: tuple[str, ...]  # words of the turn that show it; may be empty
    by: str  # "model+rules", or "rules" where no model answered


@dataclass(frozen=True, slots=True)
class CustomerLearned:
    """One more piece is known about the customer, in their own words."""

    turn: int
    kind: Kind
    quote: str  # verbatim from the turn


@dataclass(frozen=True, slots=True)
class AlertRaised:
    """The agent should know this now; it is not repeated while the same thing goes on."""

    turn: int
    alert: AlertKind
    text: str  # for the agent to read, in the call's language


@dataclass(frozen=True, slots=True)
class ObjectionWaits:
    """An objection that the agent has not taken up, as part of :class:`Progress`."""

    turn: int
    kind: Signal
    answer: str  # id of the card's answer; empty where the card has none


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the call stands after a turn of either side: everything is of the call so far."""

    turn: int
    phase: Phase  # open now
    circles: tuple[Circle, ...]  # the three phases in their order, and why one is unfinished
    agent_share: float  # of all speech, 0 to 1
    unasked: tuple[Topic, ...]  # in the order to ask it
    told: tuple[str, ...]  # ids of card entries that the agent has said
    ties: tuple[Tie, ...]  # benefits that answer something this customer said, best first
    open_needs: tuple[Learned, ...]  # heard in passing and not taken up
    objections: tuple[ObjectionWaits, ...]


@dataclass(frozen=True, slots=True)
class ListenAdvised:
    """The best that the agent can do now is to say nothing: there is no line for this turn."""

    turn: int
    why: str


@dataclass(frozen=True, slots=True)
class LineBegun:
    """The agent's next line starts to appear; `line` holds its first words."""

    turn: int  # the customer's turn it answers
    move: Move
    line: str
    why: str
    evidence: tuple[str, ...]  # ids of card entries
    instant: bool  # made by rules and card, not by the model


@dataclass(frozen=True, slots=True)
class LineGrew:
    """The same line, longer: `line` is the whole text so far."""

    turn: int
    move: Move
    line: str
    why: str
    evidence: tuple[str, ...]
    instant: bool


@dataclass(frozen=True, slots=True)
class LineFinished:
    """The line is whole and will not change."""

    turn: int
    move: Move
    line: str
    why: str
    evidence: tuple[str, ...]
    instant: bool


@dataclass(frozen=True, slots=True)
class LineDropped:
    """The line for `turn` is no longer of use: take it off the panel."""

    turn: int
    reason: str
    """"customer-went-on", "another-asked", "call-over"; of a model's line: "unsupported",
    "unfinished", "rubbish", "echo", "off-move"."""


@dataclass(frozen=True, slots=True)
class LineFollowed:
    """The agent then said something like the line offered for `turn`."""

    turn: int
    agent_turn: int  # the turn in which enough of it had been said
    share: float  # of the line's own words, 0 to 1


class Verdict(StrEnum):
    """What the agent says of an offered line."""

    USED = "used"
    NOT_USEFUL = "not-useful"


@dataclass(frozen=True, slots=True)
class LineJudged:
    """The agent pressed a key about the line for `turn`; the last verdict counts."""

    turn: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AnotherAsked:
    """The agent wants another line for the customer's `turn`."""

    turn: int


@dataclass(frozen=True, slots=True)
class Paused:
    """From here on nothing of the call is heard, or (`on` false) it is heard again."""

    on: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """A payment card is being read out: from here on nothing that is said becomes a turn, or (`on`
    false) the talk has gone on to other things. Sound and lines go on; words are not kept."""

    on: bool


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """What the customer is to be told at the beginning of a call, for the agent to read out."""

    text: str  # paragraphs divided by line ends


@dataclass(frozen=True, slots=True)
class Marked:
    """The agent wants to find this moment again."""

    turn: int  # the last turn heard; 0 before any


@dataclass(frozen=True, slots=True)
class CardSearched:
    """The agent looked something up on the product card."""

    query: str
    found: tuple[str, ...]  # ids of card entries, the best first


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """The agent opened the list of keys."""


@dataclass(frozen=True, slots=True)
class StopAsked:
    """The agent wants the call to end: the first one drains, the second one ends at once."""


@dataclass(frozen=True, slots=True)
class HoldHeard:
    """The customer's side plays music or tones and nobody speaks there, or (`on` false) that is
    over: they put the agent on hold, or it still rings."""

    on: bool
    start: float  # about when it began


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits to be recognised; told when it has changed and is worth telling."""

    waiting: int  # whole utterances


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part of the copilot is not as it should be; the call goes on with what is left."""

    part: str  # "recogniser", "language-model", "audio", "echo", "panel", "store"
    problem: str  # a stable name in kebab-case
    text: str  # for a person to read, in plain words
    over: bool = False  # true when the trouble named before has passed


@dataclass(frozen=True, slots=True)
class CallEnded:
    """Nothing more will be heard. Sums for the log and the report."""

    reason: str  # "end-of-recording", "stopped", "silence", or the reference of damage to it
    seconds: float
    turns: int
    lines: int
    partials_shed: int
    backlog: int  # utterances that waited for recognition when the audio ended


KeyEvent = LineJudged | AnotherAsked | Paused | Marked | CardSearched | HelpAsked | StopAsked
"""What an agent does at a panel."""

Event = (
    CallStarted
    | SpeechStarted
    | PartialHeard
    | TurnHeard
    | EchoDropped
    | AgentRead
    | PhaseRead
    | CustomerLearned
    | AlertRaised
    | Progress
    | ListenAdvised
    | LineBegun
    | LineGrew
    | LineFinished
    | LineDropped
    | LineFollowed
    | KeyEvent
    | Withheld
    | NoticeGiven
    | HoldHeard
    | Backlog
    | Trouble
    | CallEnded
)


@dataclass(frozen=True, slots=True)
class Published:
    """An event with the moment at which it was published."""

    at: float  # call seconds heard so far
    wall_s: float  # seconds of wall clock since the first audio was played
    event: Event


def name_of(event: Event) -> str:
    """`TurnHeard` -> `turn_heard`."""
    name = type(event).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def to_json(published: Published) -> str:
    """One line of JSON, the form in which every event leaves the program.

    ``event``, ``at`` and ``wall_s`` first, then the event's own fields in their order.
    """
    head: dict[str, Any] = {
        "event": name_of(published.event),
        "at": round(published.at, 3),
        "wall_s": round(published.wall_s, 3),
    }
    body = _plain(published.event)
    assert isinstance(body, dict)
    return json.dumps(head | body, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value
