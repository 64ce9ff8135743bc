"""Moments that the method has a rule for, and what the agent did with them (section 1; pure)."""

from collections.abc import Iterator, Sequence

from copilot.events import Speaker
from copilot.method.alert_kinds import AlertKind
from copilot.method.learned import Kind, Learned
from copilot.method.modes import Mode
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.needs import Need, needs
from copilot.method.phases import Phase
from copilot.method.said import Said
from copilot.method.signals import OBJECTIONS, Signal
from copilot.method.state import CallState
from copilot.report.facts import Handled, Moment, MomentKind, Quoted, TurnFact
from copilot.report.replies import reply_to, stretches

_ASKS = frozenset({*SPIN, Move.EXPLORE})
_PRESENTS = frozenset(FABE)
_TAKES_UP = frozenset({Move.HANDLE_OBJECTION, Move.EVIDENCE})


def moments(course: Sequence[CallState], turns: Sequence[TurnFact]) -> tuple[Moment, ...]:
    """Every moment in the order of the call; `turns` tell what the agent was warned of."""
    if not course:
        return ()
    last = course[-1]
    found = [
        *_warned(turns, course),
        *_hesitations(last),
        *_hidden_needs(last),
        *_ready(last),
        *_exits(last),
        *_marked(turns),
    ]
    order = list(MomentKind)
    return tuple(sorted(found, key=lambda m: (m.said.turn, order.index(m.kind))))


def _warned(turns: Sequence[TurnFact], course: Sequence[CallState]) -> Iterator[Moment]:
    """What an agent's turn did too early, too hard or too long.

    A warning that the agent takes back in the same go, by asking or by taking up the doubt, is no
    moment.
    """
    state = course[-1]
    whole = {said.turn: group for group in stretches(state.turns) for said in group}
    told: set[tuple[MomentKind, int]] = set()  # once for what was said in one go
    early = {
        s.turn for s, before in zip(course, (None, *course), strict=False) if _pitches(s, before)
    }
    for fact in turns:
        if fact.speaker is Speaker.CUSTOMER:
            continue
        moves = {m for s in whole[fact.turn] for m in s.moves}
        reply = reply_to(state.turns, fact.turn)
        softened = bool(moves & {*_ASKS, *_TAKES_UP, Move.CONFIRM, Move.RESPECT_EXIT})
        said = Quoted(fact.turn, fact.start, fact.text)
        kind = None
        if AlertKind.PREMATURE_PITCH in fact.alerts or fact.turn in early:
            kind = MomentKind.PREMATURE_PITCH
        elif AlertKind.PUSHED in fact.alerts and not softened:
            kind = MomentKind.PUSHED
        elif AlertKind.TOO_SOON in fact.alerts and not softened and _pressed(moves, fact, state):
            kind = MomentKind.TOO_SOON
        if kind is not None:
            if (kind, whole[fact.turn][0].turn) not in told:
                yield Moment(kind, said, Speaker.AGENT, _after_pitch(reply), _quoted(reply))
            told.add((kind, whole[fact.turn][0].turn))
        if AlertKind.MONOLOGUE in fact.alerts:
            yield Moment(MomentKind.MONOLOGUE, said, Speaker.AGENT, Handled.NOTHING, None)


def _pressed(moves: set[Move], fact: TurnFact, state: CallState) -> bool:
    """Whether it made the customer choose: of a close that they go on telling after, it did not."""
    after = next((t for t in state.customer_turns if t.turn > fact.turn), None)
    return bool(moves & _PRESENTS) or after is None or after.phase is Phase.CONVERGENT


def _pitches(state: CallState, before: CallState | None) -> bool:
    """On a call that the agent made: told from the card before a need was known, and unasked."""
    said = state.turns[-1]
    if state.mode is Mode.INBOUND or said.speaker is Speaker.CUSTOMER:
        return False
    if not _PRESENTS & set(said.moves):
        return False
    if before is None:
        return bool(state.told_columns)
    heard = before.last_customer
    asked = heard is not None and heard.phase is Phase.CONVERGENT
    told = len(state.told_columns) > len(before.told_columns)
    return told and not asked and not before.need_known


def _after_pitch(reply: Said | None) -> Handled:
    """Whether the agent's next turn goes back to asking."""
    if reply is None:
        return Handled.NOTHING
    if Move.RESPECT_EXIT in reply.moves:
        return Handled.LET_GO
    if _ASKS & set(reply.moves):
        return Handled.WENT_BACK
    return Handled.PRESSED_ON if _sells(reply) else Handled.ANSWERED


def _hesitations(state: CallState) -> Iterator[Moment]:
    """Struggle at the choice: go back and complete, never push (rule 4)."""
    for said in state.customer_turns:
        if Signal.HESITATION not in said.signals or said.phase is not Phase.CONVERGENT:
            continue
        reply = reply_to(state.turns, said.turn)
        yield _moment(MomentKind.HESITATION, said, _after_hesitation(reply), reply)


def _after_hesitation(reply: Said | None) -> Handled:
    if reply is None:
        return Handled.NOTHING
    moves = set(reply.moves)
    if Move.RESPECT_EXIT in moves:
        return Handled.LEFT_ROOM
    if moves & _ASKS:
        return Handled.WENT_BACK
    if moves & _TAKES_UP:
        return Handled.ANSWERED
    if moves & {Move.CLOSE, *FABE}:
        return Handled.PRESSED_ON
    return Handled.WENT_BACK if Move.CONFIRM in moves else Handled.NOTHING


def _hidden_needs(state: CallState) -> Iterator[Moment]:
    """A need beyond the one being discussed is asked about (rule 6)."""
    by_turn = {t.turn: t for t in state.turns}
    for need in needs_heard(state):
        said = by_turn.get(need.said.turn)
        if said is None:
            continue
        reply = by_turn.get(need.dealt_in or 0)
        done = Handled.TAKEN_UP if reply else Handled.MISSED
        quoted = Quoted(said.turn, said.start, need.said.quote)
        shown = _quoted(reply or reply_to(state.turns, said.turn))
        yield Moment(MomentKind.HIDDEN_NEED, quoted, Speaker.CUSTOMER, done, shown)


def needs_heard(state: CallState) -> tuple[Need, ...]:
    """The needs that were learned, and those that a turn was read to hold without its words."""
    known = {x.turn for x in state.learned if x.kind is Kind.NEED}
    more = (
        Learned(Kind.NEED, t.text, t.turn)
        for t in state.customer_turns
        if Signal.HIDDEN_NEED in t.signals and t.turn not in known
    )
    heard = sorted((*state.learned, *more), key=lambda x: x.turn)
    return needs(heard, state.turns, state.lang)


def _ready(state: CallState) -> Iterator[Moment]:
    """The customer wants it: agree the step instead of going on to sell (rule 8).

    Of several such turns in a row the first is the moment. Who asks something in the same breath
    is answered first: that is a moment only where the agent agrees the step at once.
    """
    was_ready = False
    doubts = {Signal.HESITATION, Signal.EXIT_REQUEST, *OBJECTIONS}
    for said in state.customer_turns:
        wants = Signal.BUYING_SIGNAL in said.signals and not doubts & set(said.signals)
        reply = reply_to(state.turns, said.turn)
        closes = reply is not None and Move.CLOSE in reply.moves
        ready = said.phase is Phase.CONVERGENT and wants
        ready = ready and (closes or Signal.QUESTION not in said.signals)
        if ready and not was_ready:
            yield _moment(MomentKind.READY, said, _after_ready(reply, state), reply)
        was_ready = ready or (wants and was_ready)


def _after_ready(reply: Said | None, state: CallState) -> Handled:
    closed_before = any(Move.CLOSE in t.moves for t in state.agent_turns if reply is not t)
    if reply is None or set(reply.moves) & {Move.CLOSE, Move.CONFIRM, Move.RESPECT_EXIT}:
        done = reply is not None or closed_before
        return Handled.CLOSED if done else Handled.NOTHING
    return Handled.KEPT_SELLING if _sells(reply) else Handled.NOTHING


def _exits(state: CallState) -> Iterator[Moment]:
    """Who wants to stop is let go at once."""
    was_asked = False
    for said in state.customer_turns:
        asked = Signal.EXIT_REQUEST in said.signals
        if asked and not was_asked:
            reply = reply_to(state.turns, said.turn)
            yield _moment(MomentKind.EXIT, said, _after_exit(reply), reply)
        was_asked = asked


def _after_exit(reply: Said | None) -> Handled:
    if reply is None or Move.RESPECT_EXIT in reply.moves:
        return Handled.LET_GO
    goes_on = {*SPIN, *FABE, Move.EXPLORE, Move.CLOSE, Move.HANDLE_OBJECTION}
    return Handled.IGNORED if goes_on & set(reply.moves) else Handled.NOTHING


def _marked(turns: Sequence[TurnFact]) -> Iterator[Moment]:
    for fact in turns:
        if fact.marked:
            quoted = Quoted(fact.turn, fact.start, fact.text)
            yield Moment(MomentKind.MARKED, quoted, fact.speaker, Handled.NOTHING, None)


def _sells(said: Said) -> bool:
    moves = set(said.moves)
    return bool(moves & {*_PRESENTS, Move.CLOSE}) and Move.HANDLE_OBJECTION not in moves


def _moment(kind: MomentKind, said: Said, handled: Handled, reply: Said | None) -> Moment:
    quoted = Quoted(said.turn, said.start, said.text)
    return Moment(kind, quoted, said.speaker, handled, _quoted(reply))


def _quoted(said: Said | None) -> Quoted | None:
    return Quoted(said.turn, said.start, said.text) if said else None
