"""A kept call -> the facts of its report (pure).

The state of the call after each turn is folded as it was during the call; what the agent was
offered and warned of is taken from the events themselves.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from copilot.events import (
    AlertRaised,
    AnotherAsked,
    CallEnded,
    LineFinished,
    LineFollowed,
    LineJudged,
    Marked,
    Paused,
    Speaker,
    Trouble,
    Verdict,
)
from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.clauses import clauses
from copilot.method.learned import Kind
from copilot.method.said import Said
from copilot.method.state import CallState
from copilot.method.unasked import unasked
from copilot.report.asked import questions
from copilot.report.facts import (
    CallFacts,
    LineFact,
    LinesFact,
    NeedFact,
    NextStep,
    PhaseFact,
    Quoted,
    TalkFact,
    TurnFact,
)
from copilot.report.moments import moments, needs_heard
from copilot.report.presented import objections_met, presented, rows
from copilot.report.promised import promises
from copilot.store.rebuild import start_of, states
from copilot.store.record import CallRecord
from copilot.store.summary import outcome_of


def facts_of(record: CallRecord) -> CallFacts:
    """Everything that a report of this call tells; the same record gives the same facts."""
    head, course = record.head, tuple(states(record))
    last = course[-1] if course else start_of(head)
    shown = turn_facts(course, record)
    return CallFacts(
        id=head.id,
        began=head.began,
        mode=head.mode,
        lang=head.lang,
        agent=head.agent,
        product=head.card.name if head.card else "",
        source=head.source,
        consent=head.consent,
        closed=record.closed,
        seconds=_seconds(record),
        outcome=outcome_of(last.turns, head.lang),
        turns=shown,
        phases=tuple(
            PhaseFact(c.phase, c.seconds, c.share, c.target, c.turns, c.unfinished)
            for c in last.circles
        ),
        spin=questions(last),
        presented=presented(course),
        rows=rows(course),
        learned=last.learned,
        needs=tuple(
            NeedFact(_quoted(last, n.said.turn, n.said.quote), _quoted_turn(last, n.dealt_in))
            for n in needs_heard(last)
        ),
        options=tuple(
            _quoted(last, x.turn, x.quote) for x in last.learned if x.kind is Kind.OPTION
        ),
        objections=objections_met(last),
        moments=moments(course, shown),
        lines=_lines(record),
        talk=_talk(last),
        next_steps=_next_steps(last),
        unasked=unasked(last),
        lost_words=sum(
            isinstance(e, Trouble) and e.problem == "utterance-lost" for e in _events(record)
        ),
        pauses=sum(isinstance(e, Paused) and e.on for e in _events(record)),
    )


def turn_facts(course: Sequence[CallState], record: CallRecord) -> tuple[TurnFact, ...]:
    """The transcript with the phase that was open, what was warned of, and what was marked."""
    warned: Mapping[int, list[AlertKind]] = defaultdict(list)
    marked = set()
    for event in _events(record):
        if isinstance(event, AlertRaised):
            warned[event.turn].append(event.alert)
        elif isinstance(event, Marked):
            marked.add(event.turn)
    return tuple(
        TurnFact(
            turn=said.turn,
            speaker=said.speaker,
            start=said.start,
            end=said.end,
            text=said.text,
            phase=state.phase,
            moves=said.moves,
            signals=said.signals,
            alerts=tuple(warned.get(said.turn, ())),
            marked=said.turn in marked,
        )
        for state in course
        for said in state.turns[-1:]
    )


def _events(record: CallRecord) -> tuple[object, ...]:
    return tuple(p.event for p in record.events)


def _seconds(record: CallRecord) -> float:
    """How long the call was heard; of one that broke off, as far as its events go."""
    ended = next((e for e in _events(record) if isinstance(e, CallEnded)), None)
    if ended is not None:
        return ended.seconds
    return max((p.at for p in record.events), default=0.0)


def _quoted(state: CallState, turn: int, text: str) -> Quoted:
    said = next((t for t in state.turns if t.turn == turn), None)
    return Quoted(turn, said.start if said else 0.0, text)


def _quoted_turn(state: CallState, turn: int | None) -> Quoted | None:
    said = next((t for t in state.turns if t.turn == turn), None)
    return Quoted(said.turn, said.start, said.text) if said else None


def _lines(record: CallRecord) -> LinesFact:
    """The last whole line for each of the customer's turns, and what became of it.

    A model's line that is withdrawn never became whole, so the one that the rules had made stands.
    """
    whole: dict[int, LineFinished] = {}
    followed: dict[int, LineFollowed] = {}
    verdicts: dict[int, Verdict] = {}
    another = 0
    for event in _events(record):
        match event:
            case LineFinished(turn=turn):
                whole[turn] = event
            case LineFollowed(turn=turn):
                followed[turn] = event
            case LineJudged(turn=turn, verdict=verdict):
                verdicts[turn] = verdict
            case AnotherAsked():
                another += 1
    lines = tuple(
        LineFact(
            turn,
            line.move,
            line.line,
            followed[turn].agent_turn if turn in followed else None,
            followed[turn].share if turn in followed else 0.0,
            verdicts.get(turn),
        )
        for turn, line in sorted(whole.items())
    )
    return LinesFact(lines, another)


def _talk(state: CallState) -> TalkFact:
    agent, customer = state.agent_turns, state.customer_turns
    return TalkFact(
        agent_s=state.agent_s,
        customer_s=state.customer_s,
        agent_turns=len(agent),
        customer_turns=len(customer),
        agent_questions=sum(asks(t, state.lang) for t in agent),
        longest_agent=longest(state.turns, Speaker.AGENT),
        longest_customer=longest(state.turns, Speaker.CUSTOMER),
    )


def asks(turn: Said, lang: Language) -> bool:
    """Whether a question mark stands in the turn, as the recogniser heard it."""
    return any(c.asks for c in clauses(turn.text, lang))


def longest(turns: Sequence[Said], speaker: Speaker) -> tuple[int, int, float] | None:
    """The longest stretch of one side's turns without the other's: first, last, seconds."""
    best: tuple[int, int, float] | None = None
    first, seconds = 0, 0.0
    for said in turns:
        if said.speaker is not speaker:
            first, seconds = 0, 0.0
            continue
        first, seconds = first or said.turn, seconds + max(0.0, said.end - said.start)
        if best is None or seconds > best[2]:
            best = (first, said.turn, seconds)
    return best


def _next_steps(state: CallState) -> tuple[NextStep, ...]:
    """What the customer agreed to, and what the agent said that they would do."""
    steps = [
        NextStep(Speaker.CUSTOMER, _quoted(state, x.turn, x.quote))
        for x in state.learned
        if x.kind is Kind.COMMITMENT
    ]
    steps += [
        NextStep(Speaker.AGENT, _quoted(state, said.turn, text))
        for said in state.agent_turns
        for text in promises(said.text, state.lang)
    ]
    return tuple(sorted(steps, key=lambda s: (s.said.turn, s.said.text)))
