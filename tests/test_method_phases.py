"""Where the customer's decision stands, read by rules (method, section 8)."""

import pytest

from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.reading import CustomerReading, combine, read_customer
from copilot.method.signals import Signal
from copilot.method.state import CallState
from tests.test_method_state import Talk

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS
COG, DIV, CON = Phase.COGNITIVE, Phase.DIVERGENT, Phase.CONVERGENT


def read(text: str, lang: Language, talk: Talk | None = None) -> CustomerReading:
    state = talk.state if talk else CallState.start(Mode.OUTBOUND, lang, None)
    return read_customer(text, lang, state)


def asked(lang: Language, question: str, move: Move) -> Talk:
    return Talk(lang).agent(question, [move])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "We have two vans and my brother drives most days, it broke down twice last month."),
        (HANT, "我們家四個人，每天早上都在趕，上個月還遲到三次。"),
        (HANS, "我们家四个人，每天早上都在赶，上个月还迟到三次。"),
    ],
)
def test_facts_about_themselves_are_cognitive(lang: Language, text: str):
    question = "您平常怎麼處理？" if lang.is_chinese else "How do you manage at the moment?"
    assert read(text, lang, asked(lang, question, Move.SITUATION)).phase is COG


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "Maybe we could hire someone, or just do it ourselves. What do other people do?"),
        (HANT, "或者請人來弄，不然就自己做，還有別的辦法嗎？"),
        (HANS, "或者请人来弄，不然就自己做，还有别的办法吗？"),
    ],
)
def test_collecting_possibilities_is_divergent(lang: Language, text: str):
    question = "您想過哪些辦法？" if lang.is_chinese else "What have you thought of?"
    assert read(text, lang, asked(lang, question, Move.EXPLORE)).phase is DIV


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "How much is it, and is there a contract?"),
        (HANT, "那這個多少錢，有綁約嗎？"),
        (HANS, "那这个多少钱，有绑约吗？"),
    ],
)
def test_asking_price_and_terms_is_convergent(lang: Language, text: str):
    assert read(text, lang).phase is CON


@pytest.mark.parametrize(
    ("lang", "text"),
    [(EN, "Hello, how much do you charge?"), (HANT, "你好，請問怎麼賣？"), (HANS, "喂你们多少钱")],
)
def test_an_inbound_opener_that_asks_the_price_is_convergent(lang: Language, text: str):
    talk = Talk(lang, Mode.INBOUND).agent("您好。" if lang.is_chinese else "Hello.", [Move.OPEN])
    assert read(text, lang, talk).phase is CON


@pytest.mark.parametrize("lang", [EN, HANT])
@pytest.mark.parametrize(("move", "phase"), [(Move.SITUATION, COG), (Move.EXPLORE, DIV)])
def test_a_bare_yes_keeps_the_phase_of_the_question_it_answers(
    lang: Language, move: Move, phase: Phase
):
    talk = Talk(lang)
    talk.customer("嗯我在家" if lang.is_chinese else "I am at home.", phase)
    talk.agent("是這樣嗎" if lang.is_chinese else "Is that so?", [move])
    assert read("嗯對" if lang.is_chinese else "yes", lang, talk).phase is phase


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "Not interested, don't call me again."),
        (EN, "please take me off your list"),
        (HANT, "我沒興趣，不要再打來了"),
        (HANT, "請把我的電話刪掉"),
        (HANS, "不需要，别再打了"),
    ],
)
def test_do_not_call_again_is_a_decision_and_an_exit_request(lang: Language, text: str):
    talk = asked(lang, "您好" if lang.is_chinese else "Hello", Move.OPEN)
    reading = read(text, lang, talk)
    assert Signal.EXIT_REQUEST in reading.signals


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "They never call me back, that's the problem."),
        (EN, "Why don't you call me on Friday?"),
        (HANT, "他們都不打電話給我，我很困擾。"),
        (HANT, "可以幫我打包嗎"),
    ],
)
def test_talk_about_calls_is_no_exit_request(lang: Language, text: str):
    assert Signal.EXIT_REQUEST not in read(text, lang).signals


@pytest.mark.parametrize(
    ("lang", "text", "signal"),
    [
        (EN, "That's too expensive for us.", Signal.OBJECTION_PRICE),
        (HANT, "這樣太貴了啦", Signal.OBJECTION_PRICE),
        (HANS, "这也太贵了吧", Signal.OBJECTION_PRICE),
        (EN, "I really don't know, I can't decide.", Signal.HESITATION),
        (HANT, "我還在猶豫，選不出來", Signal.HESITATION),
        (EN, "Okay, let's do it. Send it to this number.", Signal.BUYING_SIGNAL),
        (HANT, "好，那就訂這個，幫我留一台", Signal.BUYING_SIGNAL),
        (HANS, "行，那就订这个，帮我留一台", Signal.BUYING_SIGNAL),
        (EN, "How long is the warranty?", Signal.QUESTION),
        (HANT, "保固多久", Signal.QUESTION),
    ],
)
def test_signals_are_heard_at_the_choice(lang: Language, text: str, signal: Signal):
    talk = Talk(lang).customer("很好" if lang.is_chinese else "Fine.", CON)
    talk.agent("您覺得呢" if lang.is_chinese else "We can do that.", [Move.FEATURE])
    assert signal in read(text, lang, talk).signals


@pytest.mark.parametrize(
    ("lang", "with_marks", "without"),
    [
        (EN, "How much is it? Is there a contract?", "how much is it is there a contract"),
        (HANT, "多少錢？要綁約嗎？", "多少錢要綁約嗎"),
        (HANT, "多少錢？要綁約嗎？", "多少钱要绑约吗"),
    ],
)
def test_a_recogniser_without_punctuation_changes_nothing(
    lang: Language, with_marks: str, without: str
):
    assert read(with_marks, lang).phase is read(without, lang).phase is CON


def test_the_words_that_show_it_are_words_of_the_turn():
    text = "那一個月要多少錢，可以分期嗎？"
    because = read(text, HANT).because
    assert because
    assert all(words in text for words in because)


@pytest.mark.parametrize("text", ["", "…", "？", "嗯", "!!!", "a" * 5000])
@pytest.mark.parametrize("lang", [EN, HANT])
def test_any_text_gives_three_shares_that_sum_to_one(lang: Language, text: str):
    scores = read(text, lang).phase_scores
    assert set(scores) == set(Phase)
    assert sum(scores.values()) == pytest.approx(1)


RULES = {COG: 0.6, DIV: 0.3, CON: 0.1}


def test_model_and_rules_are_mixed_by_weight():
    model = {COG: 0.1, DIV: 0.1, CON: 0.8}
    assert combine(RULES, model, 0.0) == pytest.approx(RULES)
    assert combine(RULES, model, 1.0)[CON] == pytest.approx(0.8)
    mixed = combine(RULES, model, 0.5)
    assert RULES[CON] < mixed[CON] < 0.8
    assert sum(mixed.values()) == pytest.approx(1)


def test_a_phase_that_the_model_left_out_can_still_win_by_the_rules():
    sure = {COG: 0.01, DIV: 0.01, CON: 0.98}
    mixed = combine(sure, {COG: 0.5, DIV: 0.5}, 0.3)
    assert max(mixed, key=lambda p: mixed[p]) is CON
