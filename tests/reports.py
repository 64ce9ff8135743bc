"""Small calls as records for the tests of reports: what was said, and what was read in it.

record = call(a("Hi.", OPEN), c("Who is it?", COGNITIVE, QUESTION), mode=Mode.OUTBOUND)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.events import (
    AgentRead,
    AlertRaised,
    CallEnded,
    CallStarted,
    CustomerLearned,
    Event,
    PhaseRead,
    Published,
    Speaker,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.alerts import alerts
from copilot.method.cards import ProductCard
from copilot.method.learned import Kind
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.signals import Signal
from copilot.method.state import CallState, with_agent_turn, with_customer_turn
from copilot.store.record import CallHead, CallRecord
from tests.calls import PAYROLL

PAUSE_S = 0.5


@dataclass(frozen=True)
class Turn:
    speaker: Speaker
    text: str
    seconds: float
    phase: Phase = Phase.COGNITIVE
    moves: tuple[Move, ...] = ()
    signals: tuple[Signal, ...] = ()
    learned: tuple[tuple[Kind, str], ...] = ()


def a(text: str, *read: Move | Signal, seconds: float = 4.0) -> Turn:
    """An agent's turn, with the moves and signals that were read in it."""
    moves = tuple(r for r in read if isinstance(r, Move))
    signals = tuple(r for r in read if isinstance(r, Signal))
    return Turn(Speaker.AGENT, text, seconds, moves=moves, signals=signals)


def c(
    text: str,
    phase: Phase = Phase.COGNITIVE,
    *signals: Signal,
    seconds: float = 4.0,
    learned: Sequence[tuple[Kind, str]] = (),
) -> Turn:
    """A customer's turn, with what was read in it and learned from it."""
    return Turn(Speaker.CUSTOMER, text, seconds, phase, (), signals, tuple(learned))


def call(
    *turns: Turn,
    mode: Mode = Mode.OUTBOUND,
    lang: Language = Language.EN,
    card: ProductCard | None = PAYROLL,
    more: Sequence[Event] = (),
    closed: bool = True,
) -> CallRecord:
    """The record of such a call; `more` events are put before its end."""
    head = CallHead(
        id="20261120-090000-abcdef",
        began="2026-11-20T09:00:00Z",
        mode=mode,
        lang=lang,
        agent="Ana",
        source="a scripted call",
        llm="none",
        version="0.1",
        card=card,
    )
    state = CallState.start(mode, lang, card)
    events: list[Event] = [CallStarted(mode, lang, card.name if card else "", head.source)]
    now_s = 0.0
    for number, turn in enumerate(turns, 1):
        heard = TurnHeard(number, turn.speaker, now_s, now_s + turn.seconds, turn.text)
        now_s = heard.end + PAUSE_S
        events.append(heard)
        if turn.speaker is Speaker.AGENT:
            state = with_agent_turn(state, heard, AgentReading(turn.moves, turn.signals))
            events.append(AgentRead(number, turn.moves, turn.signals))
        else:
            scores = {p: 0.8 if p is turn.phase else 0.1 for p in Phase}
            before = len(state.learned)
            reading = CustomerReading(scores, turn.signals, (), learned=turn.learned)
            state = with_customer_turn(state, heard, reading)
            events.append(PhaseRead(number, turn.phase, scores, turn.signals, (), (), "rules"))
            new = state.learned[before:]
            events += [CustomerLearned(number, x.kind, x.quote) for x in new]
        events += [AlertRaised(w.turn, w.kind, "") for w in alerts(state)]
    events += more
    if closed:
        events.append(CallEnded("end-of-recording", now_s, len(turns), 0, 0, 0))
    published = tuple(Published(now_s, now_s, event) for event in events)
    return CallRecord(head, published, closed)
