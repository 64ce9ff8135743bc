"""A record -> the figures by which calls are listed, found and compared (pure).

No word that was said is in a summary: it may be kept when the transcript is gone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from copilot.events import (
    AgentRead,
    AlertRaised,
    CallEnded,
    CustomerLearned,
    LineBegun,
    LineFollowed,
    LineJudged,
    PhaseRead,
    Published,
    Speaker,
    TurnHeard,
    Verdict,
)
from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.learned import Kind
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.outcome import Outcome, outcome
from copilot.method.phases import Phase
from copilot.method.said import Said
from copilot.method.signals import Signal
from copilot.privacy.consent import NO_WORDS
from copilot.store.record import CallHead, CallRecord


@dataclass(frozen=True, slots=True)
class CallSummary:
    """One call in figures. Mappings of phases hold all three, of moves and alerts those counted."""

    id: str
    began: str  # ISO 8601, UTC
    mode: Mode
    lang: Language
    agent: str
    product: str
    source: str
    seconds: float  # from the first sample to the last
    turns: int  # of both
    outcome: Outcome
    shares: Mapping[Phase, float]  # of the speech, together 1; all 0 where nobody spoke
    targets: Mapping[Phase, float]  # what the mode, or the call's own setting, gives them
    agent_share: float  # of the speech, 0 to 1
    speech_s: float  # of both together
    spin: Mapping[Move, int] = field(default_factory=dict)  # questions asked
    fabe: Mapping[Move, int] = field(default_factory=dict)  # agent's turns that told each
    learned: Mapping[Kind, int] = field(default_factory=dict)  # pieces known about the customer
    alerts: Mapping[AlertKind, int] = field(default_factory=dict)
    lines_offered: int = 0  # customer's turns that a line was shown for
    lines_followed: int = 0  # of them, those that the agent then said something like
    lines_used: int = 0  # of them, those that the agent judged used
    lines_not_useful: int = 0
    closed: bool = True  # false: the program ended before the call did
    consent: str = ""


def summary(record: CallRecord) -> CallSummary:
    """The figures of one call, of whatever of it was kept."""
    head, events = record.head, record.events
    turns = _read(events)
    seconds = _seconds(turns, _first_phase(head.mode))
    speech_s = sum(_length(t) for t in turns)
    agent_s = sum(_length(t) for t in turns if t.speaker is Speaker.AGENT)
    moves = Counter(m for t in turns for m in t.moves)
    in_phases = sum(seconds.values())
    figures = CallSummary(
        id=head.id,
        began=head.began,
        mode=head.mode,
        lang=head.lang,
        agent=head.agent,
        product=head.card.name if head.card else "",
        source=head.source,
        seconds=_whole_s(events),
        turns=sum(isinstance(p.event, TurnHeard) for p in events),
        outcome=outcome_of(turns, head.lang),
        shares={p: s / in_phases if in_phases else 0.0 for p, s in seconds.items()},
        targets=dict(_targets(head)),
        agent_share=agent_s / speech_s if speech_s else 0.0,
        speech_s=speech_s,
        spin={m: moves[m] for m in SPIN if moves[m]},
        fabe={m: moves[m] for m in FABE if moves[m]},
        closed=record.closed,
        consent=head.consent,
    )
    return _with_events(figures, events)


def outcome_of(turns: Sequence[Said], lang: Language) -> Outcome:
    """How the call ended; unknown where that stood in words which were not kept.

    A wish to be left alone, and that there was nothing to choose, are told without words.
    """
    ended = outcome(turns, lang)
    wordless = any(t.text == NO_WORDS for t in turns if t.speaker is Speaker.CUSTOMER)
    if wordless and ended not in (Outcome.EXIT, Outcome.NO_CHOICE):
        return Outcome.UNKNOWN
    return ended


def _with_events(figures: CallSummary, events: Iterable[Published]) -> CallSummary:
    alerts: Counter[AlertKind] = Counter()
    learned: Counter[Kind] = Counter()
    offered: set[int] = set()
    followed: set[int] = set()
    verdicts: dict[int, Verdict] = {}
    for published in events:
        match published.event:
            case AlertRaised(alert=kind):
                alerts[kind] += 1
            case CustomerLearned(kind=piece):
                learned[piece] += 1
            case LineBegun(turn=turn):
                offered.add(turn)
            case LineFollowed(turn=turn):
                followed.add(turn)
            case LineJudged(turn=turn, verdict=verdict):
                verdicts[turn] = verdict
    judged = Counter(verdicts.values())
    return replace(
        figures,
        alerts={k: alerts[k] for k in AlertKind if alerts[k]},
        learned={k: learned[k] for k in Kind if learned[k]},
        lines_offered=len(offered),
        lines_followed=len(followed),
        lines_used=judged[Verdict.USED],
        lines_not_useful=judged[Verdict.NOT_USEFUL],
    )


def _read(events: Iterable[Published]) -> list[Said]:
    """Every turn that something was read in. The last may lack it where the program died."""
    heard: dict[int, TurnHeard] = {}
    turns: list[Said] = []
    for published in events:
        match published.event:
            case TurnHeard() as turn:
                heard[turn.turn] = turn
            case AgentRead() as read if said := heard.pop(read.turn, None):
                turns.append(_remembered(said, read.moves, None, read.signals))
            case PhaseRead() as read if said := heard.pop(read.turn, None):
                turns.append(_remembered(said, (), read.phase, read.signals))
    return turns


def _remembered(
    said: TurnHeard, moves: tuple[Move, ...], phase: Phase | None, signals: tuple[Signal, ...]
) -> Said:
    return Said(said.speaker, said.text, said.start, said.end, moves, phase, signals, said.turn)


def _seconds(turns: Iterable[Said], first: Phase) -> Mapping[Phase, float]:
    """Speech of both in the phase then open, as the call itself counts it."""
    seconds, phase = dict.fromkeys(Phase, 0.0), first
    for turn in turns:
        phase = turn.phase or phase
        seconds[phase] += _length(turn)
    return seconds


def _length(turn: Said) -> float:
    return max(0.0, turn.end - turn.start)


def _first_phase(mode: Mode) -> Phase:
    return Phase.CONVERGENT if mode is Mode.INBOUND else Phase.COGNITIVE


def _targets(head: CallHead) -> Mapping[Phase, float]:
    return head.target_shares or TARGET_SHARES[head.mode]


def _whole_s(events: tuple[Published, ...]) -> float:
    """Call seconds; where the end was never told, up to the last thing that happened."""
    for published in reversed(events):
        if isinstance(published.event, CallEnded):
            return published.event.seconds
    return max((p.at for p in events), default=0.0)
