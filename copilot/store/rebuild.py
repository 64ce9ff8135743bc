"""A record folded back into what the call was: its state turn by turn, and what its panel showed.

    state = state_of(record)     # equal to what the coach held when the call ended
    view = view_of(record)       # equal to what a panel showed at the last event

What was read in a turn is taken from the events and never read again, so a record tells what was
known then, whatever cues this program has now. (Pure.)
"""

from collections.abc import Iterator
from dataclasses import replace

from copilot.events import (
    AgentRead,
    CustomerLearned,
    Event,
    PhaseRead,
    Speaker,
    TurnHeard,
)
from copilot.method.learned import Learned
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.state import CallState, with_agent_turn, with_customer_turn
from copilot.panel.fold import fold
from copilot.panel.view import View
from copilot.store.record import CallHead, CallRecord


def state_of(record: CallRecord) -> CallState:
    """The state after the last turn that was read; at first that of a call not yet begun."""
    state = start_of(record.head)
    for state in states(record):  # noqa: B007
        pass
    return state


def states(record: CallRecord) -> Iterator[CallState]:
    """The state after each turn that was read, in their order.

    A turn of which nothing was read, as the program died before, is in none of them.
    """
    state: CallState | None = None
    heard: dict[int, TurnHeard] = {}
    for published in record.events:
        event = published.event
        match event:
            case TurnHeard(turn=turn):
                heard[turn] = event
            case AgentRead(turn=turn) | PhaseRead(turn=turn) if turn in heard:
                if state is not None:
                    yield state
                state = _with_turn(state or start_of(record.head), heard.pop(turn), event)
            case CustomerLearned(turn, kind, quote) if state is not None:
                state = replace(state, learned=(*state.learned, Learned(kind, quote, turn)))
    if state is not None:
        yield state


def start_of(head: CallHead) -> CallState:
    """The state before anything was heard."""
    return CallState.start(head.mode, head.lang, head.card, head.target_shares)


def view_of(record: CallRecord) -> View:
    """What the panel showed at the last event."""
    head = record.head
    view = View.start(head.lang, head.mode, head.card, head.target_shares)
    for published in record.events:
        view = fold(view, published)
    return view


def _with_turn(state: CallState, turn: TurnHeard, read: Event) -> CallState:
    """The state with one more turn; what it taught is told by events of its own."""
    match read:
        case AgentRead(moves=moves, signals=signals) if turn.speaker is Speaker.AGENT:
            return with_agent_turn(state, turn, AgentReading(moves, signals))
        case PhaseRead() if turn.speaker is Speaker.CUSTOMER:
            reading = CustomerReading(read.phase_scores, read.signals, read.because, by=read.by)
            return replace(with_customer_turn(state, turn, reading), learned=state.learned)
        case _:
            return state
