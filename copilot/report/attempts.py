"""What to do differently next time, each with its place in the call (method, section 1; pure)."""

from collections.abc import Iterator

from copilot.events import Speaker
from copilot.method.circles import Missing
from copilot.method.learned import Kind, Learned
from copilot.method.modes import Mode
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.outcome import Outcome
from copilot.method.overlap import pieces
from copilot.method.phases import Phase
from copilot.method.said import Said
from copilot.method.signals import Signal
from copilot.method.topics import Topic
from copilot.report.facts import (
    BADLY,
    CallFacts,
    MomentKind,
    Quoted,
    RowFact,
    TurnFact,
)
from copilot.report.replies import reply_to, said_of
from copilot.report.tips import Tip, Try

_ENOUGH_SPEECH_S = 60.0
_TOO_MUCH = 0.6  # the agent's part of the speech
_SHORT_OF_TARGET = 0.10  # of all speech
_FEW_OPTIONS = 2
_SPOKEN_OF = 0.3  # of an option's pieces that were said again
_PIECES = 3  # of a quotation that is worth coming back to
_ASKS = frozenset({*SPIN, Move.EXPLORE, Move.CONFIRM})
_TELLING = (Kind.CONSEQUENCE, Kind.WANTED, Kind.PAIN, Kind.NEED)
_ANSWERS = frozenset({*FABE, Move.HANDLE_OBJECTION, Move.CLOSE, Move.RESPECT_EXIT})


def attempts(facts: CallFacts) -> Iterator[Tip]:
    """Every place where a rule was not kept; of one rule the first place comes first."""
    yield from _moments(facts)
    yield from _doubts(facts)
    yield from _spin(facts)
    yield from _options(facts)
    yield from _phases(facts)
    yield from _product(facts)
    yield from _end(facts)
    yield from _talk(facts)


def _moments(facts: CallFacts) -> Iterator[Tip]:
    codes = {
        MomentKind.EXIT: Try.LET_THEM_GO,
        MomentKind.HESITATION: Try.DO_NOT_PUSH,
        MomentKind.HIDDEN_NEED: Try.TAKE_UP_NEED,
        MomentKind.READY: Try.CLOSE_WHEN_READY,
    }
    unfinished = next((p.phase for p in facts.phases if p.unfinished), None)
    for moment in facts.moments:
        code, said = codes.get(moment.kind), moment.said
        turns = tuple(sorted({said.turn, *((moment.reply.turn,) if moment.reply else ())}))
        reply = moment.reply.text if moment.reply else ""
        if moment.kind is MomentKind.PREMATURE_PITCH:
            yield Tip(Try.ASK_BEFORE_PITCH, (said.turn,), said.start, quote=said.text)
        elif moment.kind is MomentKind.PUSHED:
            before = _customer_before(facts, said.turn)
            if before is not None:
                yield Tip(
                    Try.DO_NOT_PUSH,
                    (before.turn, said.turn),
                    before.start,
                    quote=before.text,
                    reply=said.text,
                    phase=unfinished,
                )
        elif moment.kind is MomentKind.TOO_SOON:
            yield Tip(
                Try.FINISH_PHASE_FIRST,
                (said.turn,),
                said.start,
                quote=said.text,
                phase=unfinished or Phase.DIVERGENT,
            )
        elif moment.kind is MomentKind.MONOLOGUE:
            turn = facts.turn(said.turn)
            seconds = round(turn.end - turn.start) if turn else 0
            yield Tip(Try.SHORTER_TURNS, (said.turn,), said.start, number=seconds)
        elif code is not None and moment.handled in BADLY:
            phase = unfinished if code is Try.DO_NOT_PUSH else None
            yield Tip(code, turns, said.start, quote=said.text, reply=reply, phase=phase)


def _doubts(facts: CallFacts) -> Iterator[Tip]:
    for doubt in facts.objections:
        let_go = facts.outcome is Outcome.EXIT or doubt.said.turn == _last_turn(facts)
        if doubt.reply is None and not let_go:
            yield Tip(
                Try.TAKE_UP_DOUBT,
                (doubt.said.turn,),
                doubt.said.start,
                quote=doubt.said.text,
                entry=doubt.card_answer,
                doubt=doubt.kind,
            )
        elif doubt.reply is not None and not doubt.at_once and _at_choice(facts, doubt.said.turn):
            yield Tip(
                Try.SOONER_TO_DOUBT,
                (doubt.said.turn, doubt.reply.turn),
                doubt.said.start,
                quote=doubt.said.text,
                entry=doubt.card_answer,
                doubt=doubt.kind,
            )
    if facts.mode is Mode.INBOUND:
        yield from _unanswered(facts)


def _at_choice(facts: CallFacts, turn: int) -> bool:
    said = facts.turn(turn)
    return said is not None and said.phase is Phase.CONVERGENT


def _unanswered(facts: CallFacts) -> Iterator[Tip]:
    """Who calls to choose, and asks, is answered before being asked (section 2)."""
    for said in facts.turns:
        asked = said.phase is Phase.CONVERGENT and Signal.QUESTION in said.signals
        reply = _reply(facts, said.turn)
        if said.speaker is Speaker.AGENT or reply is None or not asked:
            continue
        if reply.moves and not _ANSWERS & set(reply.moves):
            yield Tip(
                Try.ANSWER_FIRST,
                (said.turn, reply.turn),
                said.start,
                quote=said.text,
                reply=reply.text,
            )


def _spin(facts: CallFacts) -> Iterator[Tip]:
    asked = {s.move for s in facts.spin if s.questions}
    pains = [x for x in facts.learned if x.kind in (Kind.PAIN, Kind.NEED)]
    grave = [x for x in facts.learned if x.kind is Kind.CONSEQUENCE]
    if not pains and not grave and Move.PROBLEM not in asked:
        first = _first_fact(facts)
        if first is not None:
            yield _about(facts, Try.FIND_THE_PAIN, first)
    if pains and not grave and Move.IMPLICATION not in asked:
        yield _about(facts, Try.MAKE_IT_MATTER, pains[0])
    valued = any(x.kind is Kind.WANTED for x in facts.learned)
    if (pains or grave) and not valued and Move.NEED_PAYOFF not in asked:
        yield _about(facts, Try.LET_THEM_VALUE_IT, (grave or pains)[-1])


def _options(facts: CallFacts) -> Iterator[Tip]:
    """Options are collected, and none is passed over (rule 7)."""
    for option in facts.options:
        said, reply = facts.turn(option.turn), _reply(facts, option.turn)
        asked = said is not None and Signal.QUESTION in said.signals
        if reply is None or said is None or asked or said.phase is not Phase.DIVERGENT:
            continue
        if {*FABE, Move.CLOSE} & set(reply.moves) and not _ASKS & set(reply.moves):
            turns = (option.turn, reply.turn)
            yield Tip(Try.KEEP_OPTIONS_OPEN, turns, said.start, quote=option.text, reply=reply.text)
    explored = any(Move.EXPLORE in t.moves for t in facts.turns)
    if len(facts.options) < _FEW_OPTIONS and not explored and facts.presented:
        first = next((p for p in facts.presented if p.need_known), facts.presented[0])
        yield Tip(
            Try.COLLECT_OPTIONS,
            (first.said.turn,),
            first.said.start,
            quote=first.said.text,
            number=len(facts.options),
        )


def _phases(facts: CallFacts) -> Iterator[Tip]:
    """A phase that had far less than the mode gives it, the one that lacks most first."""
    chosen = [t for t in facts.turns if _chooses(t)]
    if facts.talk.agent_s + facts.talk.customer_s < _ENOUGH_SPEECH_S or not chosen:
        return
    for circle in sorted(facts.phases, key=lambda p: p.share - p.target):
        short = circle.target - circle.share > _SHORT_OF_TARGET
        place, code = _last_told(facts, circle.phase) or _quoted(chosen[0]), Try.GIVE_PHASE_TIME
        if circle.phase is Phase.CONVERGENT:
            if facts.mode is Mode.OUTBOUND:
                continue
            place, code = _quoted(chosen[0]), Try.GET_TO_CHOICE
        if short or circle.unfinished is Missing.TIME:
            yield Tip(
                code,
                (place.turn,),
                place.start,
                quote=place.text,
                share=circle.share,
                target=circle.target,
                phase=circle.phase,
            )


def _chooses(turn: TurnFact) -> bool:
    return turn.speaker is Speaker.CUSTOMER and turn.phase is Phase.CONVERGENT


def _last_told(facts: CallFacts, phase: Phase) -> Quoted | None:
    """What the customer told last in `phase`: there it could have gone on."""
    own = [t for t in facts.turns if t.speaker is Speaker.CUSTOMER and t.phase is phase]
    for said in reversed(own):
        quote = next((x.quote for x in facts.learned if x.turn == said.turn), "")
        if quote:
            return Quoted(said.turn, said.start, quote)
    return _quoted(own[-1]) if own else None


def _quoted(turn: TurnFact) -> Quoted:
    return Quoted(turn.turn, turn.start, turn.text)


def _product(facts: CallFacts) -> Iterator[Tip]:
    for row in sorted(facts.rows, key=lambda r: r.answers is None):
        yield from _row(facts, row)
    first = next((p.said for p in facts.presented if p.need_known), None)
    later = [t.text for t in facts.turns if first and t.turn >= first.turn and t.moves]
    taken_up = pieces(" ".join(later))
    for kind in _TELLING:
        for known in facts.learned:
            before = first is not None and known.turn < first.turn
            own = pieces(known.quote)
            if known.kind is kind and before and len(own) >= _PIECES and not own & taken_up:
                yield _about(facts, Try.COME_BACK_TO_IT, known)
    for option in facts.options:
        own = pieces(option.text)
        again = len(own & taken_up) / len(own) if own else 1.0
        if first is not None and option.turn < first.turn and again < _SPOKEN_OF:
            yield Tip(Try.COMPARE_OPTION, (option.turn,), option.start, quote=option.text)


def _row(facts: CallFacts, row: RowFact) -> Iterator[Tip]:
    told = {c.move: c.told_in for c in row.columns if c.told_in is not None}
    words = {c.move: c.text for c in row.columns}
    answers = row.answers
    if not row.told:
        if answers is not None and facts.presented:
            entry = words.get(Move.BENEFIT) or words.get(Move.FEATURE, "")
            yield _about(facts, Try.TELL_WHAT_ANSWERS, answers, entry)
        return
    turn = facts.turn(min(told.values()))
    assert turn is not None
    if Move.BENEFIT in words and Move.BENEFIT not in told and answers is not None:
        turns = tuple(sorted({answers.turn, turn.turn}))
        yield Tip(
            Try.SAY_WHAT_IT_MEANS,
            turns,
            turn.start,
            quote=answers.quote,
            entry=words[Move.BENEFIT],
        )
    if Move.EVIDENCE in words and Move.EVIDENCE not in told:
        yield Tip(
            Try.GIVE_PROOF,
            (turn.turn,),
            turn.start,
            quote=words.get(Move.FEATURE, ""),
            entry=words[Move.EVIDENCE],
        )


def _end(facts: CallFacts) -> Iterator[Tip]:
    last = next((t for t in reversed(facts.turns) if t.speaker is Speaker.CUSTOMER), None)
    if last is None:
        return
    ending = [t for t in facts.turns if t.speaker is Speaker.AGENT][-2:]
    arranged = any({Move.CLOSE, Move.CONFIRM} & set(t.moves) for t in ending)
    if facts.outcome is Outcome.UNDECIDED and not facts.next_steps and not arranged:
        yield Tip(Try.AGREE_NEXT_STEP, (last.turn,), last.start, quote=last.text)
    if facts.outcome in (Outcome.EXIT, Outcome.NO_CHOICE):
        return
    known = next((x for x in facts.learned if x.kind in (Kind.NEED, Kind.PAIN, Kind.FACT)), None)
    topics = {Topic.ADJACENT: Try.ASK_WHO_ELSE, Topic.QUANTITY: Try.ASK_HOW_MUCH}
    for topic, code in topics.items():
        if topic in facts.unasked and known is not None:
            yield _about(facts, code, known)


def _talk(facts: CallFacts) -> Iterator[Tip]:
    talk = facts.talk
    agent = [t for t in facts.turns if t.speaker is Speaker.AGENT]
    if not agent:
        return
    enough = talk.agent_s + talk.customer_s >= _ENOUGH_SPEECH_S
    if enough and talk.agent_share > _TOO_MUCH and talk.longest_agent is not None:
        first, last, seconds = talk.longest_agent
        turn = facts.turn(first)
        yield Tip(
            Try.TALK_LESS,
            tuple(range(first, last + 1)),
            turn.start if turn else 0.0,
            number=round(seconds),
            share=talk.agent_share,
        )
    if facts.mode is Mode.OUTBOUND and not any(Move.OPEN in t.moves for t in agent[:2]):
        yield Tip(Try.SAY_WHO, (agent[0].turn,), agent[0].start, quote=agent[0].text)
    for turn in agent:
        if _ASKS & set(turn.moves) and turn.text.count("?") + turn.text.count("？") > 1:
            yield Tip(Try.ONE_AT_A_TIME, (turn.turn,), turn.start, quote=turn.text)
    summed_up = any(Move.CONFIRM in t.moves for t in agent)
    left = facts.outcome in (Outcome.EXIT, Outcome.NO_CHOICE)
    if not summed_up and not left and facts.learned:
        yield _about(facts, Try.SUM_UP, facts.learned[-1])


def _about(facts: CallFacts, code: Try, known: Learned, entry: str = "") -> Tip:
    said = facts.turn(known.turn)
    start = said.start if said else 0.0
    return Tip(code, (known.turn,), start, quote=known.quote, entry=entry)


def _first_fact(facts: CallFacts) -> Learned | None:
    """Where one could have gone on asking: what they told first, or their first words."""
    if facts.learned:
        return facts.learned[0]
    said = next((t for t in facts.turns if t.speaker is Speaker.CUSTOMER), None)
    return Learned(Kind.FACT, said.text, said.turn) if said else None


def _reply(facts: CallFacts, turn: int) -> Said | None:
    return reply_to([said_of(t) for t in facts.turns], turn)


def _customer_before(facts: CallFacts, turn: int) -> TurnFact | None:
    earlier = (t for t in reversed(facts.turns) if t.turn < turn and t.speaker is Speaker.CUSTOMER)
    return next(earlier, None)


def _last_turn(facts: CallFacts) -> int:
    return facts.turns[-1].turn if facts.turns else 0
