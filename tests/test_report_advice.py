"""Three things to keep and three to try: each rule on a call that breaks or keeps it."""

import pytest

from copilot.language import Language
from copilot.method.learned import Kind
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.outcome import Outcome
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.report.advice import advise_after
from copilot.report.attempts import attempts
from copilot.report.gather import facts_of
from copilot.report.keep import kept
from copilot.report.tips import ALIKE, WEIGHTS, Keep, Tip, Try
from copilot.report.words import tip_text, tip_title
from tests.records import SAMPLES, sample_record
from tests.reports import Turn, a, c, call

CONVERGENT, DIVERGENT, COGNITIVE = Phase.CONVERGENT, Phase.DIVERGENT, Phase.COGNITIVE
TIMECARDS = c(
    "I retype time cards every Sunday and I hate it.",
    learned=[(Kind.PAIN, "I retype time cards every Sunday")],
)
CLOCK = "Staff clock in on a tablet, so hours arrive without retyping."
FILING = "Tax filing is included, filed and paid on the due date."
HELLO = a("Hello, this is Ray from Tallybird, is it a good time?", Move.OPEN)


def tried(*turns: Turn, mode: Mode = Mode.OUTBOUND) -> dict[Try, Tip]:
    found: dict[Try, Tip] = {}
    for tip in attempts(facts_of(call(*turns, mode=mode))):
        assert isinstance(tip.code, Try)
        found.setdefault(tip.code, tip)
    return found


def done_well(*turns: Turn, mode: Mode = Mode.OUTBOUND) -> dict[Keep, Tip]:
    found: dict[Keep, Tip] = {}
    for tip in kept(facts_of(call(*turns, mode=mode))):
        assert isinstance(tip.code, Keep)
        found.setdefault(tip.code, tip)
    return found


STOP = c("Please don't call me again.", CONVERGENT, Signal.EXIT_REQUEST)
HESITATES = c("I don't know, I can't decide.", CONVERGENT, Signal.HESITATION)
READY = c("Okay, let us do it.", CONVERGENT, Signal.BUYING_SIGNAL)
SISTER = c(
    "My sister runs three more restaurants.",
    COGNITIVE,
    Signal.HIDDEN_NEED,
    learned=[(Kind.NEED, "My sister runs three more restaurants")],
)
DOUBT = c("My accountant does it, I see no need.", CONVERGENT, Signal.OBJECTION_NEED)
OPTION = c(
    "I could get my nephew to type it.",
    DIVERGENT,
    learned=[(Kind.OPTION, "I could get my nephew to type it")],
)


@pytest.mark.parametrize(
    ("code", "turns", "where"),
    [
        (Try.LET_THEM_GO, (STOP, a("But who does payroll?", Move.SITUATION)), (1, 2)),
        (Try.ASK_BEFORE_PITCH, (HELLO, c("Yes?"), a(CLOCK, Move.FEATURE)), (3,)),
        (Try.DO_NOT_PUSH, (HESITATES, a("Let me book it.", Move.CLOSE)), (1, 2)),
        (Try.TAKE_UP_NEED, (SISTER, a("Your address?", Move.CLOSE)), (1, 2)),
        (Try.TAKE_UP_DOUBT, (DOUBT, a(FILING, Move.FEATURE), c("Hm.")), (1,)),
        (Try.FIND_THE_PAIN, (a("Who does it?", Move.SITUATION), c("I do it myself.")), (2,)),
        (Try.MAKE_IT_MATTER, (TIMECARDS, a("I see.", Move.CONFIRM)), (1,)),
        (Try.LET_THEM_VALUE_IT, (TIMECARDS, a("I see.", Move.CONFIRM)), (1,)),
        (Try.KEEP_OPTIONS_OPEN, (OPTION, a(CLOCK, Move.FEATURE)), (1, 2)),
        (Try.COLLECT_OPTIONS, (TIMECARDS, a(CLOCK, Move.FEATURE)), (2,)),
        (Try.CLOSE_WHEN_READY, (READY, a(FILING, Move.FEATURE)), (1, 2)),
        (Try.GIVE_PROOF, (TIMECARDS, a(CLOCK, Move.FEATURE)), (2,)),
        (Try.SAY_WHAT_IT_MEANS, (TIMECARDS, a(CLOCK, Move.FEATURE)), (1, 2)),
        (Try.TELL_WHAT_ANSWERS, (TIMECARDS, a(FILING, Move.FEATURE)), (1,)),
        (Try.COMPARE_OPTION, (TIMECARDS, OPTION, a(FILING, Move.FEATURE)), (2,)),
        (Try.ASK_WHO_ELSE, (TIMECARDS, a("So?", Move.CONFIRM), READY), (1,)),
        (Try.SAY_WHO, (a("Who does payroll?", Move.SITUATION), c("Me.")), (1,)),
        (Try.SUM_UP, (TIMECARDS, a("What else?", Move.EXPLORE), READY), (3,)),
        (Try.ASK_HOW_MUCH, (TIMECARDS, a("So?", Move.CONFIRM), READY), (1,)),
        (
            Try.SHORTER_TURNS,
            (a("Well.", Move.FEATURE, Signal.MONOLOGUE, seconds=50), c("Hm.")),
            (1,),
        ),
        (
            Try.SOONER_TO_DOUBT,
            (
                DOUBT,
                a(FILING, Move.FEATURE),
                c("Hm."),
                a("Your accountant keeps it.", Move.HANDLE_OBJECTION),
            ),
            (1, 4),
        ),
        (Try.FINISH_PHASE_FIRST, (TIMECARDS, a("Shall I book it?", Move.CLOSE)), (2,)),
        (
            Try.ONE_AT_A_TIME,
            (a("Who does it? And how often?", Move.SITUATION), c("Me, weekly.")),
            (1,),
        ),
    ],
)
def test_what_was_not_done_is_named_with_its_turns(
    code: Try, turns: tuple[Turn, ...], where: tuple[int, ...]
) -> None:
    assert tried(*turns)[code].turns == where


@pytest.mark.parametrize(
    ("code", "turns"),
    [
        (Try.LET_THEM_GO, (STOP, a("Of course, goodbye.", Move.RESPECT_EXIT))),
        (Try.ASK_BEFORE_PITCH, (TIMECARDS, a(CLOCK, Move.FEATURE))),
        (Try.DO_NOT_PUSH, (HESITATES, a("What holds you back?", Move.PROBLEM))),
        (Try.TAKE_UP_NEED, (SISTER, a("Who does your sister's?", Move.PROBLEM))),
        (Try.TAKE_UP_DOUBT, (DOUBT, a("What does she do?", Move.SITUATION))),
        (Try.FIND_THE_PAIN, (a("What is hard?", Move.PROBLEM), c("The time cards."))),
        (Try.MAKE_IT_MATTER, (TIMECARDS, a("What does it cost you?", Move.IMPLICATION))),
        (Try.KEEP_OPTIONS_OPEN, (OPTION, a("What else?", Move.EXPLORE))),
        (Try.CLOSE_WHEN_READY, (READY, a("Good, which e-mail?", Move.CLOSE))),
        (Try.SAY_WHO, (HELLO, c("Yes."))),
    ],
)
def test_what_was_done_is_not_asked_for(code: Try, turns: tuple[Turn, ...]) -> None:
    assert code not in tried(*turns)


def test_only_who_called_is_answered_before_being_asked() -> None:
    turns = (
        c("How much is it?", CONVERGENT, Signal.QUESTION),
        a("How many staff have you?", Move.SITUATION),
        c("Nine."),
    )
    assert tried(*turns, mode=Mode.INBOUND)[Try.ANSWER_FIRST].turns == (1, 2)
    assert Try.ANSWER_FIRST not in tried(*turns, mode=Mode.OUTBOUND)


def test_a_phase_that_had_far_less_than_its_share_is_named_by_mode() -> None:
    turns = (
        c("How much is it?", CONVERGENT, Signal.QUESTION, seconds=5),
        a("How many staff have you, and who does it?", Move.SITUATION, seconds=5),
        c("Nine of us, and I do it all.", seconds=60),
    )
    inbound = tried(*turns, mode=Mode.INBOUND)
    assert inbound[Try.GET_TO_CHOICE].target == pytest.approx(0.6)
    outbound = tried(*turns)
    assert Try.GET_TO_CHOICE not in outbound
    assert outbound[Try.GIVE_PHASE_TIME].phase is DIVERGENT


def test_an_agent_who_has_most_of_the_speech_is_told_where() -> None:
    tip = tried(a("Long.", Move.FEATURE, seconds=50), c("Hm.", seconds=15))[Try.TALK_LESS]
    assert (tip.turns, tip.number) == ((1,), 50)


def test_an_open_end_is_named_and_one_that_was_arranged_is_not() -> None:
    later = c("I'll have to think about it.", CONVERGENT, Signal.HESITATION)
    assert Try.AGREE_NEXT_STEP in tried(TIMECARDS, a("So?", Move.OPEN), later)
    arranged = (later, a("Shall I ring on Thursday?", Move.CLOSE))
    assert Try.AGREE_NEXT_STEP not in tried(TIMECARDS, a("So?", Move.OPEN), *arranged)


@pytest.mark.parametrize(
    ("code", "turns", "where"),
    [
        (Keep.LET_GO, (STOP, a("Of course, goodbye.", Move.RESPECT_EXIT)), (1, 2)),
        (Keep.WENT_BACK, (HESITATES, a("What holds you back?", Move.PROBLEM)), (1, 2)),
        (
            Keep.TOOK_PITCH_BACK,
            (HELLO, c("Yes?"), a(CLOCK, Move.FEATURE), c("Hm."), a("Who does it?", Move.SITUATION)),
            (3, 5),
        ),
        (Keep.TOOK_UP_NEED, (SISTER, a("Who does your sister's?", Move.PROBLEM)), (1, 2)),
        (
            Keep.MADE_IT_MATTER,
            (
                a("What does it lead to?", Move.IMPLICATION),
                c("I lost a bartender.", learned=[(Kind.CONSEQUENCE, "I lost a bartender")]),
            ),
            (1, 2),
        ),
        (
            Keep.FOUND_THE_PAIN,
            (a("What is hard?", Move.PROBLEM), TIMECARDS),
            (1, 2),
        ),
        (
            Keep.LET_THEM_VALUE_IT,
            (
                a("What would it be worth?", Move.NEED_PAYOFF),
                c("I'd have my Sundays.", learned=[(Kind.WANTED, "I'd have my Sundays")]),
            ),
            (1, 2),
        ),
        (Keep.CLOSED_WHEN_READY, (READY, a("Good, which e-mail?", Move.CLOSE)), (1, 2)),
        (
            Keep.TIED_TO_NEED,
            (TIMECARDS, a("No evening spent on time cards any more.", Move.BENEFIT)),
            (1, 2),
        ),
        (
            Keep.GAVE_PROOF,
            (TIMECARDS, a("There is a 30-day trial with your own staff.", Move.EVIDENCE)),
            (2,),
        ),
        (
            Keep.ANSWERED_DOUBT,
            (
                DOUBT,
                a(
                    "She keeps a login and closes the books; we do the hours and the deposits.",
                    Move.HANDLE_OBJECTION,
                ),
            ),
            (1, 2),
        ),
        (Keep.ASKED_FOR_TIME, (HELLO, c("Yes.")), (1,)),
        (
            Keep.SUMMED_UP,
            (TIMECARDS, a("So Sundays.", Move.CONFIRM), c("Yes."), a("Right.", Move.CONFIRM)),
            (2, 4),
        ),
    ],
)
def test_what_was_done_well_is_named_with_its_turns(
    code: Keep, turns: tuple[Turn, ...], where: tuple[int, ...]
) -> None:
    assert done_well(*turns)[code].turns == where


def test_a_need_that_was_only_pitched_at_is_not_praised() -> None:
    pitch = a("For three more restaurants your sister gets tax filing.", Move.FEATURE)
    assert Keep.TOOK_UP_NEED not in done_well(SISTER, pitch)


def test_asking_first_counts_only_without_an_early_pitch() -> None:
    asked = (
        a("Who does it?", Move.SITUATION),
        c("I do it all myself."),
        a("What is hard?", Move.PROBLEM),
        TIMECARDS,
        a("What does that cost you?", Move.IMPLICATION),
        c("My whole Sunday, every week."),
        a(CLOCK, Move.FEATURE),
    )
    assert done_well(*asked)[Keep.ASKED_FIRST].number == 3
    early = (HELLO, c("Yes?"), a(CLOCK, Move.FEATURE), c("Hm."), *asked)
    assert Keep.ASKED_FIRST not in done_well(*early)


def test_a_no_that_was_accepted_is_worth_keeping() -> None:
    no = c("No thank you, it is not for us.", CONVERGENT)
    record = call(TIMECARDS, a("Shall we?", Move.CLOSE), no, a("Thank you.", Move.RESPECT_EXIT))
    facts = facts_of(record)
    assert facts.outcome is Outcome.DECLINED
    assert Keep.RESPECTED_NO in [t.code for t in kept(facts)]


def test_options_that_were_asked_for_are_counted() -> None:
    more = c(
        "Or a bookkeeper, or pay them all cash.",
        DIVERGENT,
        learned=[(Kind.OPTION, "a bookkeeper"), (Kind.OPTION, "pay them all cash")],
    )
    tip = done_well(OPTION, a("What else?", Move.EXPLORE), more)[Keep.COLLECTED_OPTIONS]
    assert (tip.number, tip.turns) == (3, (1, 2, 3))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_three_of_each_and_the_same_every_time(name: str) -> None:
    advice = advise_after(facts_of(sample_record(name)))
    assert (len(advice.keep), len(advice.attempt)) == (3, 3)
    assert advice == advise_after(facts_of(sample_record(name)))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_tip_names_turns_of_the_call_and_its_time(name: str) -> None:
    facts = facts_of(sample_record(name))
    for tip in (*kept(facts), *attempts(facts)):
        assert tip.turns
        assert tip.turns == tuple(sorted(tip.turns))
        turns = [facts.turn(t) for t in tip.turns]
        assert tip.at_s in {t.start for t in turns if t}


def test_no_two_tips_say_nearly_the_same() -> None:
    for name in SAMPLES:
        advice = advise_after(facts_of(sample_record(name)))
        for tips in (advice.keep, advice.attempt):
            codes = {t.code for t in tips}
            assert len(codes) == len(tips)
            assert [alike for alike in ALIKE if len(alike & codes) > 1] == []


def test_a_call_of_a_single_answer_gets_no_advice() -> None:
    advice = advise_after(facts_of(call(HELLO, c("Wrong number."))))
    assert (advice.keep, advice.attempt) == ((), ())


def test_letting_go_matters_more_than_anything_else() -> None:
    record = call(HELLO, c("Yes?"), a(CLOCK, Move.FEATURE), STOP, a(FILING, Move.FEATURE), c("No!"))
    advice = advise_after(facts_of(record))
    assert [t.code for t in advice.attempt][:2] == [Try.LET_THEM_GO, Try.ASK_BEFORE_PITCH]


def test_the_mode_changes_what_matters_most() -> None:
    assert WEIGHTS[Try.ANSWER_FIRST][1] > WEIGHTS[Try.COLLECT_OPTIONS][1]
    assert WEIGHTS[Try.ANSWER_FIRST][0] < WEIGHTS[Try.COLLECT_OPTIONS][0]
    assert set(WEIGHTS) == {*Keep, *Try}


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("code", [*Keep, *Try])
def test_every_tip_has_words_in_every_language(code: Keep | Try, lang: Language) -> None:
    tip = Tip(code, (3,), 61.0, "a", "b", "e", 4, 0.25, 0.5, DIVERGENT)
    for text in (tip_title(tip, lang), tip_text(tip, lang)):
        assert text
        assert "{" not in text
        assert "}" not in text
    assert tip_text(tip, lang) != tip_text(tip, next(x for x in Language if x is not lang))


def test_braces_in_a_quotation_stay_as_they_are() -> None:
    tip = Tip(Try.TAKE_UP_DOUBT, (3,), 61.0, "{at} {x}", entry="{card}")
    assert "{at} {x}" in tip_text(tip, Language.EN)
    assert "{card}" in tip_text(tip, Language.EN)
