"""What was done well in a call, each with the turns that show it (method, section 1; pure)."""

from collections.abc import Iterator

from copilot.events import Speaker
from copilot.method.learned import Kind
from copilot.method.moves import SPIN, Move
from copilot.method.outcome import Outcome
from copilot.method.signals import Signal
from copilot.report.asked import question_of
from copilot.report.facts import CallFacts, Handled, MomentKind, Question, SpinFact, TurnFact
from copilot.report.tips import Keep, Tip

_ENOUGH_SPEECH_S = 60.0
_MANY_OPTIONS = 3
_MANY_QUESTIONS = 3
_HALF = 0.5
_ASKS = frozenset({*SPIN, Move.EXPLORE, Move.CONFIRM})
_BY_ASKING = (Keep.WENT_BACK, Keep.TOOK_PITCH_BACK, Keep.TOOK_UP_NEED)


def kept(facts: CallFacts) -> Iterator[Tip]:
    """Every rule that was kept where it counted; of one rule the first occasion comes first."""
    yield from _moments(facts)
    yield from _no(facts)
    yield from _spin(facts)
    yield from _options(facts)
    yield from _product(facts)
    yield from _talk(facts)


def _moments(facts: CallFacts) -> Iterator[Tip]:
    codes = {
        (MomentKind.EXIT, Handled.LET_GO): Keep.LET_GO,
        (MomentKind.HESITATION, Handled.WENT_BACK): Keep.WENT_BACK,
        (MomentKind.PREMATURE_PITCH, Handled.WENT_BACK): Keep.TOOK_PITCH_BACK,
        (MomentKind.HIDDEN_NEED, Handled.TAKEN_UP): Keep.TOOK_UP_NEED,
        (MomentKind.READY, Handled.CLOSED): Keep.CLOSED_WHEN_READY,
    }
    for moment in facts.moments:
        code = codes.get((moment.kind, moment.handled))
        if moment.reply is None or code is None:
            continue
        said = facts.turn(moment.reply.turn)
        asked = said is not None and _ASKS & set(said.moves)
        if asked or code is not Keep.TOOK_UP_NEED:
            yield Tip(
                code,
                (moment.said.turn, moment.reply.turn),
                moment.said.start,
                quote=moment.said.text,
                reply=question_of(moment.reply.text, facts.lang)
                if code in _BY_ASKING
                else moment.reply.text,
            )


def _no(facts: CallFacts) -> Iterator[Tip]:
    """A decision against it was accepted."""
    last = _last(facts, Speaker.AGENT)
    if facts.outcome is not Outcome.DECLINED or last is None or not facts.turns:
        return
    if Move.RESPECT_EXIT in last.moves:
        said = _last(facts, Speaker.CUSTOMER, before=last.turn)
        if said is not None:
            turns = (said.turn, last.turn)
            yield Tip(Keep.RESPECTED_NO, turns, said.start, quote=said.text, reply=last.text)


def _spin(facts: CallFacts) -> Iterator[Tip]:
    spin = {s.move: s for s in facts.spin}
    yield from _answers(facts, spin[Move.IMPLICATION], Kind.CONSEQUENCE, Keep.MADE_IT_MATTER)
    yield from _answers(facts, spin[Move.NEED_PAYOFF], Kind.WANTED, Keep.LET_THEM_VALUE_IT)
    yield from _answers(facts, spin[Move.PROBLEM], Kind.PAIN, Keep.FOUND_THE_PAIN)
    first = next((p.said.turn for p in facts.presented), None)
    before = [q for s in facts.spin for q in s.questions if _before(q, first)]
    early = any(m.kind is MomentKind.PREMATURE_PITCH for m in facts.moments)
    asked = tuple(sorted({q.asked.turn for q in before}))
    if first is not None and len(asked) >= _MANY_QUESTIONS and not early:
        start = min(q.asked.start for q in before)
        yield Tip(Keep.ASKED_FIRST, asked, start, number=len(asked))


def _answers(facts: CallFacts, spin: SpinFact, kind: Kind, code: Keep) -> Iterator[Tip]:
    """A question that brought out what it is for."""
    for question in spin.questions:
        answer = question.answer
        if answer is None:
            continue
        told = next(
            (x.quote for x in facts.learned if x.turn == answer.turn and x.kind is kind), ""
        )
        said = facts.turn(answer.turn)
        wants = said is not None and Signal.BUYING_SIGNAL in said.signals
        if told or (code is Keep.LET_THEM_VALUE_IT and wants):
            turns = (question.asked.turn, answer.turn)
            asked = question.asked
            yield Tip(code, turns, asked.start, quote=told or answer.text, reply=asked.text)


def _before(question: Question, turn: int | None) -> bool:
    return question.answer is not None and (turn is None or question.asked.turn < turn)


def _options(facts: CallFacts) -> Iterator[Tip]:
    asked = [t for t in facts.turns if Move.EXPLORE in t.moves]
    if asked and len(facts.options) >= _MANY_OPTIONS:
        turns = sorted({asked[0].turn, *(o.turn for o in facts.options)})
        start = min(asked[0].start, facts.options[0].start)
        yield Tip(Keep.COLLECTED_OPTIONS, tuple(turns), start, number=len(facts.options))


def _product(facts: CallFacts) -> Iterator[Tip]:
    for doubt in facts.objections:
        if doubt.reply is not None and doubt.at_once and doubt.used_card:
            turns = (doubt.said.turn, doubt.reply.turn)
            yield Tip(
                Keep.ANSWERED_DOUBT,
                turns,
                doubt.said.start,
                quote=doubt.said.text,
                reply=doubt.reply.text,
                entry=doubt.card_answer,
                doubt=doubt.kind,
            )
    for row in facts.rows:
        told = {c.move: c for c in row.columns if c.told_in is not None}
        answers, benefit = row.answers, told.get(Move.BENEFIT)
        if benefit is not None and benefit.told_in is not None and answers is not None:
            said = facts.turn(answers.turn)
            if said is not None and answers.turn < benefit.told_in:
                turns = (answers.turn, benefit.told_in)
                yield Tip(
                    Keep.TIED_TO_NEED, turns, said.start, quote=answers.quote, entry=benefit.text
                )
    for row in facts.rows:
        proof = next((c for c in row.columns if c.move is Move.EVIDENCE and c.told_in), None)
        said = facts.turn(proof.told_in) if proof and proof.told_in else None
        if proof is not None and said is not None and not row.before_need:
            yield Tip(Keep.GAVE_PROOF, (said.turn,), said.start, entry=proof.text)


def _talk(facts: CallFacts) -> Iterator[Tip]:
    if not facts.turns:
        return
    first = next((t for t in facts.turns if t.speaker is Speaker.AGENT), None)
    confirmed = [t for t in facts.turns if Move.CONFIRM in t.moves]
    if len(confirmed) > 1:
        turns = tuple(t.turn for t in confirmed)
        yield Tip(Keep.SUMMED_UP, turns, confirmed[0].start, number=len(confirmed))
    talk, longest = facts.talk, facts.talk.longest_customer
    enough = talk.agent_s + talk.customer_s >= _ENOUGH_SPEECH_S
    if enough and talk.agent_share <= _HALF and longest is not None:
        said = facts.turn(longest[0])
        if said is not None:
            yield Tip(
                Keep.ROOM_TO_TALK,
                tuple(range(longest[0], longest[1] + 1)),
                said.start,
                share=1 - talk.agent_share,
            )
    opened = first is not None and first.turn == 1 and Move.OPEN in first.moves
    if first is not None and opened and _asks(first):
        yield Tip(Keep.ASKED_FOR_TIME, (1,), first.start, quote=first.text)


def _asks(turn: TurnFact) -> bool:
    return "?" in turn.text or "？" in turn.text


def _last(facts: CallFacts, speaker: Speaker, before: int | None = None) -> TurnFact | None:
    wanted = (
        t for t in reversed(facts.turns) if t.speaker is speaker and (not before or t.turn < before)
    )
    return next(wanted, None)
