"""The course of a call: needs that wait, the hidden order, three circles, FABE, objections."""

from dataclasses import replace

import pytest

from copilot.language import Language
from copilot.method.circles import Missing
from copilot.method.fabe import Told
from copilot.method.learned import Kind
from copilot.method.moves import Move
from copilot.method.objections import objections
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.topics import Topic
from copilot.method.unasked import to_complete, unasked
from tests.test_method_state import Talk

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS
COG, DIV, CON = Phase
NEED_EN = ((Kind.NEED, "my daughter needs swimming lessons"),)
NEED_ZH = ((Kind.NEED, "我女兒也要學游泳"),)


def needing(lang: Language) -> Talk:
    text = (
        "對了，我女兒也要學游泳。" if lang.is_chinese else "Oh, my daughter needs swimming lessons."
    )
    return Talk(lang).customer(text, COG, (), learned=NEED_ZH if lang.is_chinese else NEED_EN)


@pytest.mark.parametrize("lang", [EN, HANT])
def test_a_need_waits_while_the_agent_speaks_of_other_things(lang: Language):
    other = "我們的月票很划算。" if lang.is_chinese else "Our pass is good value."
    assert len(needing(lang).agent(other, [Move.FEATURE]).state.open_needs) == 1


@pytest.mark.parametrize(
    ("lang", "reply"),
    [(EN, "How old is your daughter?"), (HANT, "您女兒幾歲了？")],
)
def test_a_need_that_the_agent_asks_about_at_once_is_dealt_with(lang: Language, reply: str):
    talk = needing(lang).agent(reply, [Move.SITUATION])
    assert talk.state.open_needs == ()
    assert [n.dealt_in for n in talk.state.needs] == [2]


def test_a_question_about_the_first_subject_passes_another_persons_need_by():
    talk = needing(HANT).agent("那您自己游泳之後，腰還痛嗎？", [Move.IMPLICATION])
    assert [n.dealt_in for n in talk.state.needs] == [2]  # it speaks of swimming
    talk = needing(HANT).agent("那您的腰還會痛嗎？", [Move.IMPLICATION])
    assert len(talk.state.open_needs) == 1


def test_a_difficulty_that_the_agent_goes_into_at_once_is_dealt_with():
    talk = Talk(EN).customer("It drops out.", COG, (), learned=((Kind.NEED, "it drops out"),))
    assert talk.agent("Since when?", [Move.PROBLEM]).state.open_needs == ()


@pytest.mark.parametrize(
    ("lang", "reply"),
    [
        (EN, "Coming back to it: there are swimming lessons for your daughter."),
        (HANT, "剛才說女兒學游泳，這裡也有課。"),
    ],
)
def test_a_need_that_is_spoken_about_later_is_dealt_with(lang: Language, reply: str):
    talk = needing(lang).agent("嗯" if lang.is_chinese else "I see.", [Move.CONFIRM])
    talk.customer("好" if lang.is_chinese else "Well.", COG, ())
    assert talk.agent(reply, [Move.FEATURE]).state.open_needs == ()


def test_at_the_beginning_everything_is_unasked():
    assert unasked(Talk(EN).state) == tuple(Topic)


@pytest.mark.parametrize(
    ("lang", "question", "topic"),
    [
        (EN, "How many of you are there?", Topic.QUANTITY),
        (HANT, "一個月大概跑幾趟？", Topic.QUANTITY),
        (HANS, "一共多少人用？", Topic.QUANTITY),
        (EN, "Is there anybody else who would use it?", Topic.ADJACENT),
        (HANT, "除了您，家裡還有誰會用？", Topic.ADJACENT),
        (HANS, "别的地方还有需要吗？", Topic.ADJACENT),
    ],
)
def test_a_question_for_quantity_or_for_more_takes_its_topic_off(
    lang: Language, question: str, topic: Topic
):
    assert topic not in unasked(Talk(lang).agent(question, [Move.SITUATION]).state)


@pytest.mark.parametrize("move", [Move.PROBLEM, Move.IMPLICATION, Move.NEED_PAYOFF])
def test_an_asked_question_takes_its_topic_off(move: Move):
    assert Topic(move) not in unasked(Talk(EN).agent("And so?", [move]).state)


def test_what_is_told_unasked_is_known():
    talk = Talk(EN).customer("It leaks.", COG, (), learned=((Kind.PAIN, "It leaks"),))
    assert Topic.PROBLEM not in unasked(talk.state)
    talk.customer("Nine.", COG, (), learned=((Kind.FACT, "we have nine vans"),))
    assert not {Topic.QUANTITY, Topic.SITUATION} & set(unasked(talk.state))


def test_what_would_complete_understanding_is_named():
    talk = Talk(EN).agent("What do you use?", [Move.SITUATION])
    assert to_complete(COG, talk.state) == (Topic.PROBLEM, Topic.IMPLICATION, Topic.QUANTITY)


def test_a_circle_says_why_its_phase_is_unfinished():
    talk = Talk(EN)
    for _ in range(2):
        talk.customer("I walk.", COG, (), seconds=20)
        talk.customer("Or swim.", DIV, (), seconds=1)
    cognitive, divergent, convergent = talk.state.circles
    assert (cognitive.unfinished, cognitive.turns, cognitive.seconds) == (None, 2, 40)
    assert divergent.unfinished is Missing.TIME
    assert Talk(EN).state.circles[0].unfinished is Missing.TURNS
    assert (convergent.unfinished, convergent.target) == (None, 0.20)


def test_targets_of_its_own_decide_what_is_unfinished():
    talk = Talk(EN)
    for _ in range(2):
        talk.customer("I walk.", COG, (), seconds=20)
        talk.customer("Or swim.", DIV, (), seconds=4)
    assert talk.state.unfinished() == (DIV,)
    own = {COG: 0.8, DIV: 0.1, CON: 0.1}
    assert replace(talk.state, own_targets=own).unfinished() == ()


@pytest.mark.parametrize(
    ("lang", "said", "column"),
    [
        (EN, "And there is a free week before you sign.", Move.EVIDENCE),
        (EN, "The warm pool is open from six in the morning.", Move.FEATURE),
        (HANT, "簽約前可以免費游一週。", Move.EVIDENCE),
    ],
)
def test_which_column_of_a_row_was_told_is_known(lang: Language, said: str, column: Move):
    talk = Talk(lang).agent(said, [Move.FEATURE])
    assert Told("fabe-1", column, 1) in talk.state.told_columns


@pytest.mark.parametrize(
    ("lang", "pain"),
    [(EN, "my joints are stiff before work"), (HANT, "上班前關節都卡卡的")],
)
def test_a_benefit_is_tied_to_what_this_customer_said_with_its_evidence(lang: Language, pain: str):
    talk = Talk(lang).customer(pain, COG, (), learned=((Kind.PAIN, pain),))
    (tie,) = talk.state.ties
    assert (tie.entry, tie.quote, tie.turn) == ("fabe-1", pain, 1)
    assert tie.benefit
    assert tie.evidence


def test_nothing_is_tied_before_a_need_is_known():
    talk = Talk(EN).customer("Warm pool? I work.", COG, (), learned=((Kind.FACT, "warm pool"),))
    assert talk.state.ties == ()


def test_an_objection_carries_its_kind_the_cards_answer_and_whether_it_was_taken_up():
    talk = Talk(EN).customer("Hm, that is too expensive.", CON, (Signal.OBJECTION_PRICE,))
    (raised,) = objections(talk.state)
    assert (raised.kind, raised.turn, raised.answer) == (Signal.OBJECTION_PRICE, 1, "objection-1")
    assert raised.taken_up is None
    talk.agent("You can pause it.", [Move.HANDLE_OBJECTION])
    assert objections(talk.state)[0].taken_up == 2
