"""The facts of a report: what was said and done, each with its turns."""

import pytest

from copilot.events import (
    AnotherAsked,
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
from copilot.method.learned import Kind
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.outcome import Outcome
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.report.facts import Handled, Moment, MomentKind
from copilot.report.gather import facts_of
from copilot.report.promised import promises
from copilot.store.record import CallRecord
from tests.records import SAMPLES, sample_record
from tests.reports import Turn, a, c, call

SAMPLE = pytest.mark.parametrize("name", SAMPLES)
CONVERGENT, DIVERGENT = Phase.CONVERGENT, Phase.DIVERGENT


def moments(*turns: Turn, mode: Mode = Mode.OUTBOUND) -> list[tuple[MomentKind, Handled, int]]:
    found = facts_of(call(*turns, mode=mode)).moments
    return [(m.kind, m.handled, m.said.turn) for m in found]


@SAMPLE
def test_the_same_record_gives_the_same_facts(name: str) -> None:
    assert facts_of(sample_record(name)) == facts_of(sample_record(name))


@SAMPLE
def test_every_quotation_is_in_the_turn_that_it_names(name: str) -> None:
    facts = facts_of(sample_record(name))
    said = {t.turn: t.text for t in facts.turns}
    quoted = [
        *facts.options,
        *(x.said for x in facts.objections),
        *(x.reply for x in facts.objections if x.reply),
        *(x.said for x in facts.moments),
        *(x.said for x in facts.needs),
        *(x.said for x in facts.next_steps),
        *(q.answer for s in facts.spin for q in s.questions if q.answer),
    ]
    assert len(quoted) > 10
    assert [q for q in quoted if q.text not in said[q.turn]] == []


@SAMPLE
def test_the_phases_share_all_speech_and_the_time_line_has_every_turn(name: str) -> None:
    record = sample_record(name)
    facts = facts_of(record)
    assert sum(p.share for p in facts.phases) == pytest.approx(1.0)
    spoken = sum(t.end - t.start for t in facts.turns)
    assert sum(p.seconds for p in facts.phases) == pytest.approx(spoken)
    assert [t.turn for t in facts.turns] == list(range(1, len(facts.turns) + 1))


def test_a_call_of_which_nothing_was_heard_has_facts_too() -> None:
    facts = facts_of(CallRecord(call().head, (), closed=False))
    assert (facts.turns, facts.moments, facts.seconds) == ((), (), 0.0)
    assert facts.outcome is Outcome.NO_CHOICE
    assert not facts.closed


def test_a_question_is_answered_by_what_is_said_before_the_agent_speaks_again() -> None:
    facts = facts_of(
        call(
            a("Who does the payroll today?", Move.SITUATION),
            c("Yes."),
            a("What is hard about it?", Move.PROBLEM),
            c("Every Sunday I retype all the time cards, it is awful."),
        )
    )
    spin = {s.move: s for s in facts.spin}
    assert spin[Move.SITUATION].answered == 0
    assert spin[Move.PROBLEM].answered == 1
    answer = spin[Move.PROBLEM].questions[0].answer
    assert answer is not None
    assert answer.turn == 4
    assert spin[Move.IMPLICATION].questions == ()


def test_only_the_sentence_that_asks_is_quoted_as_the_question() -> None:
    facts = facts_of(call(a("I see. Thank you. What is hard about it?", Move.PROBLEM), c("Hm.")))
    assert facts.spin[1].questions[0].asked.text == "What is hard about it?"


def test_presenting_before_a_need_is_told_from_presenting_after_it() -> None:
    facts = facts_of(
        call(
            a("Staff clock in on a tablet, so hours arrive without retyping.", Move.FEATURE),
            c("Okay.", learned=()),
            a("What is hard?", Move.PROBLEM),
            c("I retype time cards all evening.", learned=[(Kind.PAIN, "I retype time cards")]),
            a("Tax filing is included, filed and paid on the due date.", Move.FEATURE),
        )
    )
    assert [(p.said.turn, p.need_known) for p in facts.presented] == [(1, False), (5, True)]
    rows = {r.entry: r for r in facts.rows}
    assert rows["clock"].before_need
    assert not rows["filing"].before_need
    told = {col.move: col.told_in for col in rows["clock"].columns}
    assert told[Move.FEATURE] == 1
    assert told[Move.EVIDENCE] is None
    assert rows["clock"].answers is not None
    assert rows["clock"].answers.turn == 4


def test_a_doubt_is_met_by_the_cards_answer_a_question_or_not_at_all() -> None:
    doubt = "My accountant does it, I see no need"
    met = facts_of(
        call(
            a("Shall we?", Move.CLOSE),
            c(doubt, CONVERGENT, Signal.OBJECTION_NEED),
            a(
                "She keeps a login and closes the books, we do the hours and the deposits.",
                Move.HANDLE_OBJECTION,
            ),
        )
    ).objections[0]
    assert met.reply is not None
    assert met.reply.turn == 3
    assert met.at_once
    assert met.used_card
    asked = facts_of(
        call(
            c(doubt, CONVERGENT, Signal.OBJECTION_NEED),
            a("What does she do for you?", Move.SITUATION),
        )
    ).objections[0]
    assert asked.reply is not None
    assert not asked.used_card
    left = facts_of(
        call(
            c(doubt, CONVERGENT, Signal.OBJECTION_NEED),
            a("Tax filing is included.", Move.FEATURE),
        )
    ).objections[0]
    assert left.reply is None
    assert left.card_answer.startswith("She keeps a login")


def test_an_answer_to_another_doubt_does_not_count_for_this_one() -> None:
    facts = facts_of(
        call(
            c("That is dear.", CONVERGENT, Signal.OBJECTION_PRICE),
            a("It has tax filing.", Move.FEATURE),
            c("Does it even work?", CONVERGENT, Signal.OBJECTION_TRUST),
            a("There is a trial with your own staff.", Move.HANDLE_OBJECTION, Move.EVIDENCE),
        )
    )
    assert [o.reply.turn if o.reply else None for o in facts.objections] == [None, 4]


def test_an_answer_that_is_not_offered_is_no_answer() -> None:
    said = "I only want scheduling software, this is no use"
    facts = facts_of(call(c(said, CONVERGENT, Signal.OBJECTION_NEED), a("I see.", Move.OPEN)))
    assert facts.objections[0].card_answer == ""


HESITATES = c("I don't know, I can't decide.", CONVERGENT, Signal.HESITATION)


@pytest.mark.parametrize(
    ("reply", "handled"),
    [
        (a("What is holding you back?", Move.PROBLEM), Handled.WENT_BACK),
        (a("So you worry about Sundays?", Move.CONFIRM), Handled.WENT_BACK),
        (a("There is a trial.", Move.HANDLE_OBJECTION, Move.EVIDENCE), Handled.ANSWERED),
        (a("Take your time.", Move.RESPECT_EXIT), Handled.LEFT_ROOM),
        (a("Let me book it now.", Move.CLOSE), Handled.PRESSED_ON),
        (a("It has tax filing.", Move.FEATURE), Handled.PRESSED_ON),
    ],
)
def test_after_hesitation_it_is_told_what_the_agent_did(reply: Turn, handled: Handled) -> None:
    assert (MomentKind.HESITATION, handled, 1) in moments(HESITATES, reply)


def test_pressing_on_after_hesitation_is_a_moment_of_its_own() -> None:
    pushed = moments(HESITATES, a("Let me book it now.", Move.CLOSE), c("Hm."), a("So?", Move.OPEN))
    assert [(k, t) for k, _, t in pushed if k is MomentKind.PUSHED] == [(MomentKind.PUSHED, 2)]


def test_a_turn_that_takes_the_doubt_up_is_not_said_to_push() -> None:
    reply = a("I understand. There is a trial, shall I book it?", Move.HANDLE_OBJECTION, Move.CLOSE)
    assert MomentKind.PUSHED not in [k for k, _, _ in moments(HESITATES, reply)]


def test_presenting_before_asking_is_a_moment_and_so_is_taking_it_back() -> None:
    found = moments(
        a("Hello, is it a good time?", Move.OPEN),
        c("Yes?"),
        a("Staff clock in on a tablet, so hours arrive without retyping.", Move.FEATURE),
        c("Hm."),
        a("Sorry, let me ask first: who does your payroll?", Move.SITUATION),
    )
    assert found == [(MomentKind.PREMATURE_PITCH, Handled.WENT_BACK, 3)]


def test_who_calls_and_asks_is_answered_without_that_being_premature() -> None:
    found = moments(
        c("What does it do?", CONVERGENT, Signal.QUESTION),
        a("Staff clock in on a tablet, so hours arrive without retyping.", Move.FEATURE),
        mode=Mode.INBOUND,
    )
    assert found == []


def test_what_is_said_in_one_go_counts_as_one_reply() -> None:
    facts = facts_of(
        call(
            HESITATES,
            a("I see.", Move.CONFIRM),
            a("It has tax filing.", Move.FEATURE),
            a("What holds you back?", Move.PROBLEM),
            c("The price."),
        )
    )
    moment = facts.moments[0]
    assert moment.handled is Handled.WENT_BACK
    assert moment.reply is not None
    assert moment.reply.turn == 4


def test_a_pitch_in_several_turns_is_one_moment_and_the_reply_comes_after_the_customer() -> None:
    found = moments(
        a("Staff clock in on a tablet.", Move.FEATURE),
        a("Hours arrive without retyping.", Move.ADVANTAGE),
        c("Hm."),
        a("Sorry.", Move.CONFIRM),
        a("Who does your payroll?", Move.SITUATION),
    )
    assert found == [(MomentKind.PREMATURE_PITCH, Handled.WENT_BACK, 1)]


def test_of_one_go_only_the_turn_that_asks_is_a_question() -> None:
    facts = facts_of(
        call(
            a("You are right, sorry.", Move.PROBLEM),
            a("How do you do payroll?", Move.SITUATION),
            c("Well."),
            c("On paper cards, every single Sunday."),
        )
    )
    asked = [(s.move, q.asked.turn, q.answer) for s in facts.spin for q in s.questions]
    assert [(move, turn) for move, turn, _ in asked] == [(Move.SITUATION, 2)]
    assert asked[0][2] is not None
    assert asked[0][2].turn == 4


def test_a_close_that_the_customer_talks_past_pressed_nobody() -> None:
    close = a("Shall I book it?", Move.CLOSE)
    assert MomentKind.TOO_SOON not in [k for k, _, _ in moments(c("Yes."), close, c("In May."))]
    chose = c("No, that is too dear.", CONVERGENT)
    assert MomentKind.TOO_SOON in [k for k, _, _ in moments(c("Yes."), close, chose)]


def test_a_need_is_taken_up_or_missed() -> None:
    need = c(
        "My sister runs three more restaurants, by the way.",
        Phase.COGNITIVE,
        Signal.HIDDEN_NEED,
        learned=[(Kind.NEED, "My sister runs three more restaurants")],
    )
    asked = moments(need, a("Three restaurants: who does your sister's payroll?", Move.SITUATION))
    missed = moments(need, a("And your address?", Move.CLOSE), c("Why?"), a("Well.", Move.OPEN))
    assert (MomentKind.HIDDEN_NEED, Handled.TAKEN_UP, 1) in asked
    assert (MomentKind.HIDDEN_NEED, Handled.MISSED, 1) in missed


def test_a_need_that_was_only_signalled_is_quoted_from_its_turn() -> None:
    facts = facts_of(
        call(c("We open a second bar in May.", Phase.COGNITIVE, Signal.HIDDEN_NEED), a("Ah."))
    )
    assert [n.said.text for n in facts.needs] == ["We open a second bar in May."]


def test_who_is_ready_is_closed_with_or_sold_to() -> None:
    ready = c("Okay, let us do it.", CONVERGENT, Signal.BUYING_SIGNAL)
    closed = moments(ready, a("Good, I'll set it up. Which e-mail?", Move.CLOSE))
    sold = moments(ready, a("It also has tax filing.", Move.FEATURE))
    assert (MomentKind.READY, Handled.CLOSED, 1) in closed
    assert (MomentKind.READY, Handled.KEPT_SELLING, 1) in sold


def test_who_asks_while_agreeing_is_answered_first() -> None:
    ready = c("Fine, and how do I pay?", CONVERGENT, Signal.BUYING_SIGNAL, Signal.QUESTION)
    assert moments(ready, a("It is billed each month.", Move.FEATURE)) == []


def test_who_wants_to_stop_is_let_go_or_ignored() -> None:
    stop = c("Don't call me again.", CONVERGENT, Signal.EXIT_REQUEST)
    let_go = moments(stop, a("Of course, thank you.", Move.RESPECT_EXIT))
    ignored = moments(stop, a("But who does your payroll?", Move.SITUATION))
    assert (MomentKind.EXIT, Handled.LET_GO, 1) in let_go
    assert (MomentKind.EXIT, Handled.IGNORED, 1) in ignored


def test_lines_are_counted_with_what_became_of_them() -> None:
    facts = facts_of(
        call(
            c("Every Sunday, it is a pain."),
            a("What does that cost you?", Move.IMPLICATION),
            c("A bartender."),
            more=[
                LineFinished(1, Move.IMPLICATION, "rules' line", "why", (), True),
                LineFinished(1, Move.IMPLICATION, "What does that cost you?", "why", (), False),
                LineFollowed(1, 2, 0.9),
                LineJudged(1, Verdict.NOT_USEFUL),
                LineJudged(1, Verdict.USED),
                LineFinished(3, Move.EXPLORE, "What else?", "why", (), True),
                AnotherAsked(3),
            ],
        )
    )
    lines = facts.lines
    assert (lines.offered, lines.followed, lines.judged_used, lines.another) == (2, 1, 1, 1)
    assert lines.lines[0].line == "What does that cost you?"
    assert lines.judged_not_useful == 0  # the last verdict counts


def test_what_the_copilot_did_not_hear_is_counted() -> None:
    facts = facts_of(
        call(
            c("Hello."),
            more=[Paused(True), Paused(False), Trouble("recogniser", "utterance-lost", "x")],
        )
    )
    assert (facts.pauses, facts.lost_words) == (1, 1)


def test_a_mark_is_a_moment() -> None:
    facts = facts_of(call(c("Hello."), more=[Marked(1)]))
    assert [(m.kind, m.said.turn) for m in facts.moments] == [(MomentKind.MARKED, 1)]
    assert facts.turns[0].marked


def test_the_longest_stretch_runs_over_turns_until_the_other_speaks() -> None:
    facts = facts_of(call(a("One.", seconds=5), a("Two.", seconds=6), c("Hm."), a("x", seconds=8)))
    assert facts.talk.longest_agent == (1, 2, pytest.approx(11.0))
    assert facts.talk.agent_share == pytest.approx(19 / 23)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (Language.EN, "No need. I'll ship two tomorrow.", ("I'll ship two tomorrow.",)),
        (Language.EN, "I won't send anything. Shall I book it?", ()),
        (Language.EN, "We'll ring you back on Thursday.", ("We'll ring you back on Thursday.",)),
        (Language.ZH_HANT, "可以線上刷卡。我把連結傳到這支手機。", ("我把連結傳到這支手機。",)),
        (Language.ZH_HANT, "如果我幫您安排，好不好？", ()),
        (Language.ZH_HANS, "四十八小时内发货。", ("四十八小时内发货。",)),
        (Language.ZH_HANS, "我跟您说，它很好用。", ()),
    ],
)
def test_promises_are_what_an_agent_says_they_will_do(
    lang: Language, text: str, expected: tuple[str, ...]
) -> None:
    assert promises(text, lang) == expected


def test_next_steps_are_both_sides_and_in_the_order_of_the_call() -> None:
    facts = facts_of(
        call(
            a("I'll send you the trial link.", Move.CLOSE),
            c(
                "Send it to my e-mail.",
                CONVERGENT,
                Signal.BUYING_SIGNAL,
                learned=[(Kind.COMMITMENT, "Send it to my e-mail")],
            ),
        )
    )
    steps = [(s.speaker, s.said.turn) for s in facts.next_steps]
    assert steps == [(Speaker.AGENT, 1), (Speaker.CUSTOMER, 2)]


def of(kind: MomentKind, found: tuple[Moment, ...]) -> list[Moment]:
    return [m for m in found if m.kind is kind]


def test_the_premature_pitch_of_the_sample_is_found_and_so_is_its_repair() -> None:
    found = facts_of(sample_record("en-out-coldroom")).moments
    pitch, hesitation = of(MomentKind.PREMATURE_PITCH, found), of(MomentKind.HESITATION, found)
    assert [(m.said.turn, m.handled) for m in pitch] == [(3, Handled.WENT_BACK)]
    assert [(m.said.turn, m.handled) for m in hesitation] == [(28, Handled.WENT_BACK)]
