"""What was told of the product, and how doubts were met (method, sections 4 and 6; pure)."""

from collections.abc import Sequence

from copilot.events import Speaker
from copilot.method.cards import ProductCard
from copilot.method.fabe import columns, is_told, ties
from copilot.method.followed import is_followed
from copilot.method.learned import Learned
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.objections import TAKES_UP, Raised, objections
from copilot.method.overlap import pieces, weights
from copilot.method.said import Said
from copilot.method.signals import Signal
from copilot.method.state import CallState
from copilot.report.facts import Column, ObjectionFact, Presented, Quoted, RowFact
from copilot.report.replies import reply_to, stretch_after

_ASKS = frozenset({*SPIN, Move.EXPLORE, Move.CONFIRM})
_SAME_WORDS = 2  # pieces that a later answer shares with the doubt


def presented(course: Sequence[CallState]) -> tuple[Presented, ...]:
    """Every turn that presents something, and whether a need was known by then."""
    out: list[Presented] = []
    for state in course:
        said = state.turns[-1]
        moves = tuple(m for m in said.moves if m in FABE)
        if said.speaker is Speaker.AGENT and moves:
            quoted = Quoted(said.turn, said.start, said.text)
            out.append(Presented(quoted, moves, state.need_known))
    return tuple(out)


def rows(course: Sequence[CallState]) -> tuple[RowFact, ...]:
    """Every row of the card with the turns that told its columns; none without a card."""
    if not course or course[-1].card is None:
        return ()
    last, known_from = course[-1], _need_known_from(course)
    told = {(t.entry, t.column): t.turn for t in last.told_columns}
    out: list[RowFact] = []
    for row in last.card.fabe if last.card else ():
        filled = {m: text for m, text in columns(row).items() if text.strip()}
        shown = tuple(Column(m, text, told.get((row.id, m))) for m, text in filled.items())
        first = min((c.told_in for c in shown if c.told_in is not None), default=None)
        early = first is not None and (known_from is None or first < known_from)
        out.append(RowFact(row.id, shown, early, _answered_by(last, row.id)))
    return tuple(out)


def objections_met(state: CallState) -> tuple[ObjectionFact, ...]:
    """Every doubt with the card's answer to it, and the agent's turn that took it up."""
    starts = {t.turn: t.start for t in state.turns}
    out: list[ObjectionFact] = []
    every = objections(state)
    for raised in every:
        first = stretch_after(state.turns, raised.turn)
        reply = _reply(raised, every, state)
        at_once = reply is not None and reply.turn in {t.turn for t in first}
        answer = entry_text(state.card, raised.answer)
        spoken = first if at_once else [reply] if reply is not None else []
        used = _holds(spoken, answer, state.card)
        if not used and not _is_about(raised, state):
            answer = ""
        out.append(
            ObjectionFact(
                kind=raised.kind,
                said=Quoted(raised.turn, starts[raised.turn], raised.quote),
                reply=Quoted(reply.turn, reply.start, reply.text) if reply else None,
                at_once=at_once,
                card_answer=answer,
                used_card=used,
            )
        )
    return tuple(out)


def entry_text(card: ProductCard | None, id_: str) -> str:
    """What answers a doubt: of an objection its answer, of a row its four columns.

    Empty for the summary and for what is not offered: they answer nobody's doubt.
    """
    if card is None or id_ in {"summary", *(fact.id for fact in card.not_offered)}:
        return ""
    answers = {o.id: o.answer for o in card.objections}
    return answers.get(id_) or dict(card.entries()).get(id_, "")


def _need_known_from(course: Sequence[CallState]) -> int | None:
    """The turn that first named a difficulty or a need; None where none did."""
    return next((s.turn for s in course if s.need_known), None)


def _answered_by(state: CallState, entry: str) -> Learned | None:
    """What the customer had said that a row answers; None where the row is not tied to anything."""
    tie = next((t for t in ties(state.card, state.learned) if t.entry == entry), None)
    if tie is None:
        return None
    return next((x for x in state.learned if (x.turn, x.quote) == (tie.turn, tie.quote)), None)


def _reply(raised: Raised, every: Sequence[Raised], state: CallState) -> Said | None:
    """The agent's next turn where that takes the doubt up, or a later one that is about it.

    The next turn does that with an answer or with a question, and who doubts the moment may also be
    met by agreeing on another. A later one is about it when the doubt that came last before it is
    of the same kind, or when it speaks of it in the customer's own words.
    """
    after = [t for t in state.agent_turns if t.turn > raised.turn]
    said = reply_to(state.turns, raised.turn)
    at_once = _ASKS | ({Move.CLOSE} if raised.kind is Signal.OBJECTION_TIMING else set())
    if said is not None and at_once & set(said.moves):
        return said
    first = stretch_after(state.turns, raised.turn)
    for reply in after:
        if not TAKES_UP & set(reply.moves):
            continue
        last = [x for x in every if x.turn < reply.turn][-1]
        own = len(pieces(reply.text) & pieces(raised.quote)) >= _SAME_WORDS
        if reply in first or last.kind is raised.kind or own:
            return reply
    return None


def _is_about(raised: Raised, state: CallState) -> bool:
    """Whether the card's answer is one to this very doubt, by the doubt's own words on the card."""
    doubts = {o.id: o.objection for o in state.card.objections} if state.card else {}
    said = next((t.text for t in state.turns if t.turn == raised.turn), "")
    return bool(pieces(doubts.get(raised.answer, "")) & pieces(said))


def _holds(reply: Sequence[Said], answer: str, card: ProductCard | None) -> bool:
    if card is None or not answer or not reply:
        return False
    text = " ".join(said.text for said in reply)
    weight = weights(t for i, t in card.entries() if i != "name")
    return is_followed(answer, text) or is_told(text, answer, weight)
