"""What an agent is warned of after a turn (method, section 1).

Each warning belongs to one occasion: it is given at the turn that makes it true and not again while
the same thing goes on. At most two at one turn, the most urgent first.
"""

from collections.abc import Callable

from copilot.events import Speaker
from copilot.method.alert_kinds import Alert, AlertKind
from copilot.method.clauses import clauses
from copilot.method.learned import Kind
from copilot.method.modes import Mode
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.needs import Need
from copilot.method.phases import Phase
from copilot.method.said import Said
from copilot.method.signals import Signal
from copilot.method.state import CallState
from copilot.method.telling import tells
from copilot.method.unasked import to_complete

_MOST = 2
_WAITED_TURNS = 3  # customer's turns after which a need has waited too long
_ENOUGH_SPEECH_S = 60.0
_TOO_MUCH = 0.70  # the agent's part of the speech
_AGAIN_BELOW = 0.60  # the agent is warned again only after this was reached
_PRESENTS = frozenset(FABE)
_SELLS = frozenset({*FABE, Move.CLOSE})
_GOES_ON = frozenset({*SPIN, *FABE, Move.EXPLORE, Move.CLOSE, Move.HANDLE_OBJECTION})


def alerts(state: CallState) -> tuple[Alert, ...]:
    """The warnings that the last turn gives rise to; none before anyone spoke."""
    if not state.turns:
        return ()
    last = state.turns[-1]
    rules = _OF_AGENT if last.speaker is Speaker.AGENT else _OF_CUSTOMER
    found = [alert for rule in rules if (alert := rule(state, last)) is not None]
    if found and found[0].kind in _ONE_OF_THESE:
        found = found[:1] + [a for a in found[1:] if a.kind not in _ONE_OF_THESE]
    return tuple(found[:_MOST])


def _exit_ignored(state: CallState, last: Said) -> Alert | None:
    """Who wants to stop is let go at once; the first turn that goes on is the occasion."""
    asked = [t.turn for t in state.customer_turns if Signal.EXIT_REQUEST in t.signals]
    if not state.exit_requested or not asked or not _ignores(last):
        return None
    earlier = any(_ignores(t) for t in state.agent_turns[:-1] if t.turn > asked[-1])
    return None if earlier else Alert(AlertKind.EXIT_IGNORED, last.turn)


def _ignores(turn: Said) -> bool:
    return Move.RESPECT_EXIT not in turn.moves and bool(_GOES_ON & set(turn.moves))


def _pushed(state: CallState, last: Said) -> Alert | None:
    """After hesitation or a refusal one goes back or lets go, and never pushes (rule 4)."""
    before = state.last_customer
    if before is None or before is not state.turns[-2] or Move.RESPECT_EXIT in last.moves:
        return None
    hesitated = Signal.HESITATION in before.signals
    refused = before.phase is Phase.CONVERGENT and _refuses(before, state)
    postponed = any(x.turn == before.turn and x.kind is Kind.COMMITMENT for x in state.learned)
    answers = Signal.QUESTION in before.signals or Signal.BUYING_SIGNAL in before.signals
    presses = Move.CLOSE in last.moves or (
        bool(_PRESENTS & set(last.moves)) and Move.HANDLE_OBJECTION not in last.moves
    )
    if (hesitated or refused) and presses and not postponed and not answers:
        return Alert(AlertKind.PUSHED, last.turn)
    return None


def _refuses(turn: Said, state: CallState) -> bool:
    return any(tells(c.text, "refusal", state.lang) for c in clauses(turn.text, state.lang))


def _premature(state: CallState, last: Said) -> Alert | None:
    earlier = state.agent_turns[-2:-1]
    if Signal.PREMATURE_PITCH not in last.signals:
        return None
    if earlier and Signal.PREMATURE_PITCH in earlier[0].signals:
        return None
    return Alert(AlertKind.PREMATURE_PITCH, last.turn)


def _too_soon(state: CallState, last: Said) -> Alert | None:
    """On a call that the agent made, choosing comes after understanding and collecting (rule 1)."""
    before, unfinished = state.last_customer, state.unfinished()
    if state.mode is Mode.INBOUND or before is None or not unfinished:
        return None
    if not _SELLS & set(last.moves) or Move.HANDLE_OBJECTION in last.moves:
        return None
    if Signal.QUESTION in before.signals or Signal.BUYING_SIGNAL in before.signals:
        return None
    earlier = state.agent_turns[-2:-1]
    if state.exit_requested or Move.RESPECT_EXIT in last.moves:
        return None
    if earlier and _SELLS & set(earlier[0].moves):
        return None
    return Alert(AlertKind.TOO_SOON, last.turn, (unfinished[0],))


def _need_left_at_close(state: CallState, last: Said) -> Alert | None:
    """The agent closes while a need heard in passing waits: once for each need."""
    if Move.CLOSE not in last.moves:
        return None
    closes = [t.turn for t in state.agent_turns[:-1] if Move.CLOSE in t.moves]
    fresh = [
        n
        for n in _waiting(state)
        if not any(c > n.said.turn for c in closes) and _age(n, state) < _WAITED_TURNS
    ]
    return _waits(fresh, last)


def _need_waits(state: CallState, last: Said) -> Alert | None:
    return _waits([n for n in _waiting(state) if _age(n, state) == _WAITED_TURNS], last)


def _waiting(state: CallState) -> list[Need]:
    return [n for n in state.needs if n.dealt_in is None]


def _age(need: Need, state: CallState) -> int:
    """Customer's turns since the need came up."""
    return sum(t.turn > need.said.turn for t in state.customer_turns)


def _waits(waiting: list[Need], last: Said) -> Alert | None:
    if not waiting:
        return None
    return Alert(AlertKind.NEED_WAITING, last.turn, (waiting[0].said.quote,))


def _monologue(state: CallState, last: Said) -> Alert | None:
    if Signal.MONOLOGUE not in last.signals:
        return None
    return Alert(AlertKind.MONOLOGUE, last.turn)


def _talk_ratio(state: CallState, last: Said) -> Alert | None:
    """The agent has had more of the speech than leaves room to think (rule 3)."""
    of_agent = total = share = 0.0
    over = warned = False
    for turn in state.turns:
        spoken = max(0.0, turn.end - turn.start)
        total += spoken
        of_agent += spoken * (turn.speaker is Speaker.AGENT)
        share = of_agent / total if total else 0.0
        enough = total >= _ENOUGH_SPEECH_S
        warned = enough and share > _TOO_MUCH and not over
        over = over or warned
        if enough and share < _AGAIN_BELOW:
            over = False
    return Alert(AlertKind.TALK_RATIO, last.turn, (f"{share:.0%}",)) if warned else None


def _go_back(state: CallState, last: Said) -> Alert | None:
    """Struggle at the choice means that an earlier phase was thin: name it, and what to ask."""
    if not _hesitates(last) or state.exit_requested:
        return None
    earlier, unfinished = state.customer_turns[-2:-1], state.unfinished()
    if (earlier and _hesitates(earlier[0])) or not unfinished:
        return None
    phase = unfinished[0]
    return Alert(AlertKind.GO_BACK, last.turn, (phase, *to_complete(phase, state)))


def _hesitates(turn: Said) -> bool:
    return turn.phase is Phase.CONVERGENT and Signal.HESITATION in turn.signals


_Rule = Callable[[CallState, Said], Alert | None]
_OF_AGENT: tuple[_Rule, ...] = (
    _exit_ignored,
    _pushed,
    _premature,
    _too_soon,
    _need_left_at_close,
    _monologue,
    _talk_ratio,
)
_OF_CUSTOMER: tuple[_Rule, ...] = (_go_back, _need_waits)
_ONE_OF_THESE = frozenset(
    {
        AlertKind.EXIT_IGNORED,
        AlertKind.PUSHED,
        AlertKind.PREMATURE_PITCH,
        AlertKind.TOO_SOON,
    }
)
