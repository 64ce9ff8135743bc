"""A turn -> the events of what it taught, what it warns of and where the call stands (pure)."""

from copilot.events import AlertRaised, CustomerLearned, Event, ObjectionWaits, Progress
from copilot.method.alerts import alerts
from copilot.method.objections import objections
from copilot.method.state import CallState
from copilot.method.unasked import unasked
from copilot.wording.progress import alert_text


def after_turn(before: CallState, state: CallState) -> tuple[Event, ...]:
    """The events of the last turn of ``state``; ``before`` is the call before that turn."""
    new = state.learned[len(before.learned) :]
    return (
        *(CustomerLearned(x.turn, x.kind, x.quote) for x in new),
        *(AlertRaised(a.turn, a.kind, alert_text(a, state.lang)) for a in alerts(state)),
        progress(state),
    )


def progress(state: CallState) -> Progress:
    """Where the call stands now."""
    return Progress(
        turn=state.turn,
        phase=state.phase,
        circles=state.circles,
        agent_share=state.agent_share,
        unasked=unasked(state),
        told=state.told,
        ties=state.ties,
        open_needs=state.open_needs,
        objections=tuple(
            ObjectionWaits(o.turn, o.kind, o.answer)
            for o in objections(state)
            if o.taken_up is None
        ),
    )
