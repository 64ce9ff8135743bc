"""What an agent's turn does, read by rules (method, sections 3 to 6)."""

import pytest

from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.reading import read_agent
from copilot.method.signals import Signal
from tests.test_method_state import Talk

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS


def begun(lang: Language) -> Talk:
    """A call in which the agent has said who is calling and the customer lets them go on."""
    if lang.is_chinese:
        talk = Talk(lang).agent("您好，我是藍灣泳池的小林，現在方便說話嗎？")
        return talk.customer("方便，你說。", Phase.COGNITIVE, ())
    talk = Talk(lang).agent("Hello, this is Lin from Lagoon Baths, is it a good time?")
    return talk.customer("Yes, go on.", Phase.COGNITIVE, ())


def moves(text: str, talk: Talk) -> tuple[Move, ...]:
    return read_agent(text, talk.state.lang, talk.state).moves


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "Good morning, my name's Lin, I'm calling from Lagoon Baths. Is now a good time?"),
        (HANT, "您好，我是藍灣泳池的小林，請問現在方便說話嗎？"),
        (HANS, "您好，我是蓝湾泳池的小林，请问现在方便说话吗"),
    ],
)
def test_greeting_and_asking_for_time_opens(lang: Language, text: str):
    assert Move.OPEN in moves(text, Talk(lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "How many people are in your team, and what do you use at the moment?"),
        (HANT, "您家裡幾個人住？目前是用哪一家的？"),
        (HANS, "您家里几个人住？目前是用哪一家的"),
    ],
)
def test_asking_for_facts_is_a_situation_question(lang: Language, text: str):
    assert Move.SITUATION in moves(text, begun(lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "What's the hardest part of that, is there any trouble with it?"),
        (HANT, "用起來有沒有哪裡不順、覺得困擾的？"),
        (HANS, "用起来有没有哪里不顺、觉得困扰的"),
    ],
)
def test_asking_for_difficulties_is_a_problem_question(lang: Language, text: str):
    talk = begun(lang).agent("您平常怎麼做？" if lang.is_chinese else "How do you do it now?")
    talk.customer("就自己弄。" if lang.is_chinese else "I do it myself.", Phase.COGNITIVE, ())
    assert Move.PROBLEM in moves(text, talk)


@pytest.mark.parametrize(
    ("lang", "pain", "text"),
    [
        (EN, "It breaks down and I lose hours.", "And what does that cost you over a year?"),
        (HANT, "常常壞掉，很麻煩。", "那一直這樣下去，對生意影響多大？損失多少？"),
    ],
)
def test_asking_what_it_leads_to_is_an_implication_question(lang: Language, pain: str, text: str):
    talk = begun(lang).agent("有什麼困擾嗎" if lang.is_chinese else "Any trouble?", [Move.PROBLEM])
    assert Move.IMPLICATION in moves(text, talk.customer(pain, Phase.COGNITIVE, ()))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "What else have you thought of, any other options?"),
        (HANT, "除了這個，您還想過哪些辦法？都可以說。"),
        (HANS, "除了这个，您还想过哪些办法？都可以说。"),
    ],
)
def test_collecting_options_with_the_customer_is_exploring(lang: Language, text: str):
    talk = begun(lang).customer(
        "也許自己來吧" if lang.is_chinese else "Maybe I could do it myself.", Phase.DIVERGENT, ()
    )
    assert Move.EXPLORE in moves(text, talk)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "Shall I book you in for Thursday, then? What name and address is it?"),
        (HANT, "那我幫您登記禮拜四，請問怎麼稱呼？地址是？"),
    ],
)
def test_asking_for_the_decision_closes(lang: Language, text: str):
    talk = begun(lang).customer(
        "好啊" if lang.is_chinese else "Sounds good.", Phase.CONVERGENT, (Signal.BUYING_SIGNAL,)
    )
    assert Move.CLOSE in moves(text, talk)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "You're off the list, we won't call again. Sorry to have bothered you, take care."),
        (HANT, "好的，我把資料刪除，不會再打擾您，祝您順心。"),
    ],
)
def test_letting_go_after_an_exit_request_is_respect_exit(lang: Language, text: str):
    talk = begun(lang).customer(
        "不要再打來" if lang.is_chinese else "Don't call me again.",
        Phase.CONVERGENT,
        (Signal.EXIT_REQUEST,),
    )
    assert Move.RESPECT_EXIT in moves(text, talk)


@pytest.mark.parametrize("text", ["", "…", "嗯", "ok", "yes yes yes"])
def test_every_turn_has_one_to_three_moves(text: str):
    assert 1 <= len(moves(text, Talk(EN))) <= 3


PITCH = {
    EN: "We have a swim pass at £38 a month, the warm pool is open from six in the morning.",
    HANT: "我們有晨泳月票，每月一千二百元，溫水池早上六點開放。",
}


@pytest.mark.parametrize("lang", [EN, HANT])
def test_presenting_before_any_need_is_known_is_a_premature_pitch(lang: Language):
    talk = begun(lang)
    assert Signal.PREMATURE_PITCH in read_agent(PITCH[lang], lang, talk.state).signals


@pytest.mark.parametrize("lang", [EN, HANT])
def test_presenting_after_the_need_is_known_is_not(lang: Language):
    talk = begun(lang).customer(
        "我膝蓋很痛，睡不著" if lang.is_chinese else "My back hurts, it's awful.",
        Phase.COGNITIVE,
        (),
    )
    assert Signal.PREMATURE_PITCH not in read_agent(PITCH[lang], lang, talk.state).signals


@pytest.mark.parametrize("lang", [EN, HANT])
def test_answering_a_caller_who_asks_is_no_premature_pitch(lang: Language):
    talk = Talk(lang, Mode.INBOUND).customer(
        "多少錢？" if lang.is_chinese else "How much is it?", Phase.CONVERGENT
    )
    assert Signal.PREMATURE_PITCH not in read_agent(PITCH[lang], lang, talk.state).signals


@pytest.mark.parametrize("lang", [EN, HANT])
def test_a_long_turn_is_a_monologue(lang: Language):
    signals = read_agent(PITCH[lang] * 8, lang, begun(lang).state).signals
    assert Signal.MONOLOGUE in signals
    assert Signal.MONOLOGUE not in read_agent(PITCH[lang], lang, begun(lang).state).signals
