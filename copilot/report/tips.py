"""What a report advises: a tip is a code, the turns that it rests on, and what fills its words.

The words are in :mod:`copilot.report.words`; here nothing is written in any language. (Pure.)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.topics import Topic


class Keep(StrEnum):
    """What was done well: each is a rule of the method that the agent kept."""

    LET_GO = "let-go"  # section 5, respect_exit
    RESPECTED_NO = "respected-no"  # rule 4
    WENT_BACK = "went-back"  # rule 4
    TOOK_PITCH_BACK = "took-pitch-back"  # rule 5
    TOOK_UP_NEED = "took-up-need"  # rule 6
    MADE_IT_MATTER = "made-it-matter"  # section 3, implication
    LET_THEM_VALUE_IT = "let-them-value-it"  # section 3, need-payoff
    COLLECTED_OPTIONS = "collected-options"  # rule 7
    ASKED_FIRST = "asked-first"  # rule 5
    ANSWERED_DOUBT = "answered-doubt"  # section 6, from the card
    TIED_TO_NEED = "tied-to-need"  # section 4, benefit
    GAVE_PROOF = "gave-proof"  # section 4, evidence
    CLOSED_WHEN_READY = "closed-when-ready"  # rule 8
    FOUND_THE_PAIN = "found-the-pain"  # section 3, problem
    SUMMED_UP = "summed-up"  # section 5, confirm
    ROOM_TO_TALK = "room-to-talk"  # rule 3
    ASKED_FOR_TIME = "asked-for-time"  # section 5, open


class Try(StrEnum):
    """What to do differently: each is a rule of the method, and the place to keep it."""

    LET_THEM_GO = "let-them-go"  # section 5, respect_exit
    ASK_BEFORE_PITCH = "ask-before-pitch"  # rule 5
    DO_NOT_PUSH = "do-not-push"  # rule 4
    TAKE_UP_NEED = "take-up-need"  # rule 6
    ANSWER_FIRST = "answer-first"  # section 2, inbound
    TAKE_UP_DOUBT = "take-up-doubt"  # section 6
    SOONER_TO_DOUBT = "sooner-to-doubt"
    FIND_THE_PAIN = "find-the-pain"  # section 3
    MAKE_IT_MATTER = "make-it-matter"
    LET_THEM_VALUE_IT = "let-them-value-it"
    COLLECT_OPTIONS = "collect-options"  # rule 7
    KEEP_OPTIONS_OPEN = "keep-options-open"  # rule 7: one was raised and passed over
    FINISH_PHASE_FIRST = "finish-phase-first"  # rule 1
    GIVE_PHASE_TIME = "give-phase-time"  # rule 3
    TELL_WHAT_ANSWERS = "tell-what-answers"  # section 4: the card had what they needed
    SAY_WHAT_IT_MEANS = "say-what-it-means"  # section 4, benefit
    GIVE_PROOF = "give-proof"  # section 4, evidence
    CLOSE_WHEN_READY = "close-when-ready"  # rule 8
    AGREE_NEXT_STEP = "agree-next-step"
    ASK_WHO_ELSE = "ask-who-else"  # rule 6, the hidden order
    ASK_HOW_MUCH = "ask-how-much"  # rule 6
    SHORTER_TURNS = "shorter-turns"  # rule 3
    TALK_LESS = "talk-less"  # rule 3
    COME_BACK_TO_IT = "come-back-to-it"  # section 4: presented without what they had said
    COMPARE_OPTION = "compare-option"  # rule 7, and section 4: better than the alternative
    GET_TO_CHOICE = "get-to-choice"  # section 2, inbound
    ONE_AT_A_TIME = "one-at-a-time"  # rule 3
    SAY_WHO = "say-who"  # section 5, open
    SUM_UP = "sum-up"  # section 5, confirm


@dataclass(frozen=True, slots=True)
class Tip:
    """One piece of advice. What does not apply to its code is left as it is here."""

    code: Keep | Try
    turns: tuple[int, ...]  # never empty; in the order of the call
    at_s: float  # when the first of them began
    quote: str = ""  # the customer's words, or the agent's where the code is about those
    reply: str = ""  # what the other one then said
    entry: str = ""  # words of the card
    number: int = 0  # how many
    share: float = 0.0  # 0 to 1
    target: float = 0.0  # 0 to 1
    phase: Phase | None = None
    doubt: Signal | None = None
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """At most three of each, what matters most first."""

    keep: tuple[Tip, ...]
    attempt: tuple[Tip, ...]


# How much a tip matters where the agent called, and where the customer did (section 2: who calls
# wants to choose, so answers weigh more there, and questions on the other kind of call).
WEIGHTS: Mapping[Keep | Try, tuple[int, int]] = {
    Keep.LET_GO: (100, 100),
    Keep.RESPECTED_NO: (90, 90),
    Keep.WENT_BACK: (95, 90),
    Keep.TOOK_PITCH_BACK: (84, 70),
    Keep.TOOK_UP_NEED: (88, 86),
    Keep.MADE_IT_MATTER: (80, 72),
    Keep.LET_THEM_VALUE_IT: (72, 76),
    Keep.COLLECTED_OPTIONS: (78, 58),
    Keep.ASKED_FIRST: (74, 62),
    Keep.ANSWERED_DOUBT: (68, 84),
    Keep.TIED_TO_NEED: (66, 80),
    Keep.GAVE_PROOF: (50, 66),
    Keep.CLOSED_WHEN_READY: (60, 78),
    Keep.FOUND_THE_PAIN: (55, 52),
    Keep.SUMMED_UP: (40, 40),
    Keep.ROOM_TO_TALK: (38, 20),
    Keep.ASKED_FOR_TIME: (30, 10),
    Try.LET_THEM_GO: (100, 100),
    Try.ASK_BEFORE_PITCH: (92, 60),
    Try.DO_NOT_PUSH: (90, 90),
    Try.TAKE_UP_NEED: (88, 86),
    Try.ANSWER_FIRST: (40, 84),
    Try.TAKE_UP_DOUBT: (82, 88),
    Try.SOONER_TO_DOUBT: (50, 62),
    Try.FIND_THE_PAIN: (80, 66),
    Try.MAKE_IT_MATTER: (79, 64),
    Try.LET_THEM_VALUE_IT: (64, 58),
    Try.COLLECT_OPTIONS: (77, 48),
    Try.KEEP_OPTIONS_OPEN: (74, 46),
    Try.FINISH_PHASE_FIRST: (76, 44),
    Try.GIVE_PHASE_TIME: (62, 42),
    Try.TELL_WHAT_ANSWERS: (61, 72),
    Try.SAY_WHAT_IT_MEANS: (54, 56),
    Try.GIVE_PROOF: (52, 60),
    Try.CLOSE_WHEN_READY: (70, 82),
    Try.AGREE_NEXT_STEP: (75, 75),
    Try.ASK_WHO_ELSE: (63, 61),
    Try.ASK_HOW_MUCH: (45, 45),
    Try.SHORTER_TURNS: (57, 47),
    Try.TALK_LESS: (56, 40),
    Try.COME_BACK_TO_IT: (53, 55),
    Try.COMPARE_OPTION: (51, 53),
    Try.GET_TO_CHOICE: (0, 54),
    Try.ONE_AT_A_TIME: (30, 30),
    Try.SAY_WHO: (43, 20),
    Try.SUM_UP: (25, 25),
}

# Of tips that say nearly the same, only the one that matters most is given.
ALIKE: tuple[frozenset[Keep | Try], ...] = (
    frozenset({Keep.WENT_BACK, Keep.ANSWERED_DOUBT}),
    frozenset({Keep.ASKED_FIRST, Keep.FOUND_THE_PAIN}),
    frozenset({Try.COLLECT_OPTIONS, Try.KEEP_OPTIONS_OPEN, Try.GIVE_PHASE_TIME}),
    frozenset({Try.FINISH_PHASE_FIRST, Try.GIVE_PHASE_TIME}),
    frozenset({Try.TELL_WHAT_ANSWERS, Try.SAY_WHAT_IT_MEANS, Try.GIVE_PROOF}),
    frozenset({Try.TELL_WHAT_ANSWERS, Try.COME_BACK_TO_IT}),
    frozenset({Try.SHORTER_TURNS, Try.TALK_LESS}),
    frozenset({Try.FIND_THE_PAIN, Try.ASK_BEFORE_PITCH}),
    frozenset({Try.TAKE_UP_DOUBT, Try.SOONER_TO_DOUBT}),
)
