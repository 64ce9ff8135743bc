"""What a panel shows, folded from a call's events (pure). No drawing here.

    view = View.start(lang, mode, card)
    view = fold(view, published)     # something happened
    view = at(view, call_s)          # time went by: what is out of date leaves

Every panel draws the same view. Times are call seconds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from copilot.events import (
    CallEnded,
    CallStarted,
    PhaseRead,
    Progress,
    Speaker,
    Trouble,
    Verdict,
)
from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.cards import ProductCard
from copilot.method.circles import Circle, circles
from copilot.method.learned import Kind, Learned
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.topics import Topic

OLD_S = 20.0  # a line is marked as old, whatever else
GONE_S = 45.0  # and taken off
PAST_S = 8.0  # a line stays so long after the agent has spoken
ALERT_S = 12.0
NOTICE_S = 4.0
RECOVERED_S = 6.0
TROUBLE_S = 15.0  # then only the part's name is left, until the trouble is over


class Notice(StrEnum):
    """A short answer to a key."""

    USED = "used"
    NOT_USEFUL = "not-useful"
    ANOTHER = "another"
    NO_LINE = "no-line"
    MARKED = "marked"
    QUIT_AGAIN = "quit-again"
    STOPPING = "stopping"


class Waits(StrEnum):
    """What begins the next call of a sitting."""

    KEY = "key"
    VOICE = "voice"  # of both sides; the key does too


class LineState(StrEnum):
    """How much a line on the panel still counts; all but the first are dimmed."""

    NOW = "now"
    CUSTOMER_SPEAKS = "customer-speaks"
    PAST = "past"  # the agent has spoken since
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Quote:
    """An entry of the product card that a line or an answer rests on."""

    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """What the agent could say next."""

    turn: int  # the customer's turn it answers
    move: Move
    text: str
    why: str
    evidence: tuple[Quote, ...]
    instant: bool  # made by rules and card
    whole: bool  # false while it grows
    since: float
    past_since: float | None = None
    verdict: Verdict | None = None
    followed: bool = False  # the agent said something like it


@dataclass(frozen=True, slots=True)
class Listen:
    """The advice to say nothing now."""

    turn: int
    why: str
    since: float


@dataclass(frozen=True, slots=True)
class Speaking:
    """Someone is speaking; `text` is what was understood so far, empty at first."""

    speaker: Speaker
    start: float
    text: str
    heard_at: float


@dataclass(frozen=True, slots=True)
class TurnShown:
    """One line of the transcript."""

    turn: int
    speaker: Speaker
    start: float
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class AlertShown:
    """A warning that leaves by itself."""

    kind: AlertKind
    text: str
    since: float


@dataclass(frozen=True, slots=True)
class TroubleShown:
    """A part that is not as it should be."""

    trouble: Trouble
    since: float


@dataclass(frozen=True, slots=True)
class Objection:
    """A doubt that waits, with the card's own answer where it has one."""

    kind: Signal
    quote: str  # the customer's turn
    answer: Quote | None


@dataclass(frozen=True, slots=True)
class Health:
    """How quick the copilot is; None where nothing is known yet."""

    line_after_s: float | None = None  # from the end of the customer's turn to the first words
    heard_after_s: float | None = None  # from the end of any turn to its words
    backlog: int = 0
    left_out: int = 0  # lines of the microphone that were the customer's


@dataclass(frozen=True, slots=True)
class View:
    """Everything on a panel."""

    lang: Language
    mode: Mode
    card: ProductCard | None
    targets: Mapping[Phase, float] | None = None  # in place of the mode's
    now_s: float = 0.0
    waits: Waits | None = None  # between two calls of a sitting
    started: CallStarted | None = None
    ended: CallEnded | None = None
    paused: bool = False
    on_hold: bool = False  # music or tones from the customer's side, nobody speaks there
    withheld: bool = False  # a payment card is being read out: no words are told or kept
    to_read_out: str = ""  # the notice for the customer, until the call is under way
    line: Line | None = None
    held: Line | None = None  # a newer line for the same turn: it waits while the agent speaks
    listen: Listen | None = None
    read: PhaseRead | None = None
    progress: Progress | None = None
    learned: tuple[Learned, ...] = ()
    alerts: tuple[AlertShown, ...] = ()  # the most urgent first
    turns: tuple[TurnShown, ...] = ()
    speaking: tuple[Speaking, ...] = ()
    troubles: tuple[TroubleShown, ...] = ()
    recovered: TroubleShown | None = None  # what has just passed
    health: Health = Health()
    customer_end: tuple[int, float] = (0, 0.0)  # the customer's last turn, and when it ended
    notice: tuple[Notice, float] | None = None
    followed: int = 0  # lines that the agent took up

    @classmethod
    def start(
        cls,
        lang: Language,
        mode: Mode,
        card: ProductCard | None,
        targets: Mapping[Phase, float] | None = None,
    ) -> "View":
        """A panel before a call. `targets`: shares of the phases, in place of the mode's."""
        return cls(lang, mode, card, targets)

    @property
    def line_state(self) -> LineState:
        """How much the line still counts; :attr:`LineState.NOW` where there is none."""
        line = self.line
        if line is None:
            return LineState.NOW
        if self.is_speaking(Speaker.CUSTOMER):
            return LineState.CUSTOMER_SPEAKS
        if line.past_since is not None:
            return LineState.PAST
        return LineState.OLD if self.now_s - line.since > OLD_S else LineState.NOW

    def is_speaking(self, speaker: Speaker) -> bool:
        return any(s.speaker is speaker for s in self.speaking)

    @property
    def phase(self) -> Phase | None:
        """The phase that is open; None before a turn was read."""
        if self.progress is not None:
            return self.progress.phase
        return self.read.phase if self.read else None

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The three phases; of nothing but their targets before anyone spoke."""
        if self.progress is not None:
            return self.progress.circles
        nothing = dict.fromkeys(Phase, 0)
        return circles(nothing, nothing, self.targets or TARGET_SHARES[self.mode])

    @property
    def unasked(self) -> tuple[Topic, ...]:
        return self.progress.unasked if self.progress else tuple(Topic)

    @property
    def open_needs(self) -> tuple[Learned, ...]:
        return self.progress.open_needs if self.progress else ()

    @property
    def options(self) -> tuple[Learned, ...]:
        return tuple(x for x in self.learned if x.kind is Kind.OPTION)

    @property
    def objection(self) -> Objection | None:
        """The last doubt that the agent has not taken up."""
        if self.progress is None or not self.progress.objections:
            return None
        waits = self.progress.objections[-1]
        said = next((t.text for t in self.turns if t.turn == waits.turn), "")
        answer = Quote(waits.answer, self.entry(waits.answer)) if waits.answer else None
        return Objection(waits.kind, said, answer)

    @property
    def banner(self) -> Trouble | None:
        """The trouble to tell in full: of a device as long as it lasts, of others for a while."""
        for shown in reversed(self.troubles):
            if shown.trouble.part == "audio" or self.now_s - shown.since <= TROUBLE_S:
                return shown.trouble
        return None

    def entry(self, id_: str) -> str:
        """The words of a card entry: an objection's is its answer."""
        if self.card is None:
            return ""
        answers = {o.id: o.answer for o in self.card.objections}
        return answers.get(id_) or dict(self.card.entries()).get(id_, "")


def waiting(view: View, waits: Waits) -> View:
    """Between two calls: what the last one came to stays until the next begins."""
    return replace(view, waits=waits, line=None, held=None, listen=None, speaking=(), alerts=())


def noticed(view: View, notice: Notice) -> View:
    """Answer a key."""
    return replace(view, notice=(notice, view.now_s))


def changed_line(view: View, change: Callable[[Line], Line], turn: int) -> View:
    """The view with its line for `turn` changed; as it was where there is no such line."""
    if view.line is None or view.line.turn != turn:
        return view
    return replace(view, line=change(view.line))
