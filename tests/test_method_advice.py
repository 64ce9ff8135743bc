"""The rules of the method act (method, section 1). Every rule has its own tests, in two languages.

A rule that must hold whatever is read is given its phase and signals; the others start from words.
"""

import pytest

from copilot.language import Language
from copilot.method.advice import Advice, Reason, advise
from copilot.method.modes import Mode
from copilot.method.moves import FABE, SPIN, Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.state import CallState
from tests.test_method_state import Talk

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS
COG, DIV, CON = Phase.COGNITIVE, Phase.DIVERGENT, Phase.CONVERGENT
BOTH = pytest.mark.parametrize("lang", [EN, HANT])


def say(lang: Language, english: str, chinese: str) -> str:
    return chinese if lang.is_chinese else english


def opened(lang: Language, mode: Mode = Mode.OUTBOUND) -> Talk:
    talk = Talk(lang, mode)
    return talk.agent(say(lang, "Hello, this is Lin.", "您好，我是小林。"), [Move.OPEN])


def understood(lang: Language, mode: Mode = Mode.OUTBOUND) -> Talk:
    """Two turns of understanding, with a pain."""
    talk = opened(lang, mode)
    talk.customer(say(lang, "Yes, I walk to work.", "有，我走路上班。"), COG, ())
    talk.agent(say(lang, "Any trouble with that?", "有什麼困擾嗎？"), [Move.PROBLEM])
    return talk.customer(say(lang, "My knees hurt, it's awful.", "膝蓋很痛，很煩。"), COG, ())


def explored(lang: Language, mode: Mode = Mode.OUTBOUND) -> Talk:
    """Understanding, and two turns of possibilities."""
    talk = understood(lang, mode)
    for _ in range(2):
        talk.agent(say(lang, "What else could you do?", "還有什麼辦法？"), [Move.EXPLORE])
        talk.customer(say(lang, "Or maybe I could swim.", "或者可以去游泳。"), DIV, ())
    return talk


# -- rule 1: order ---------------------------------------------------------------------------


@BOTH
def test_order_situation_before_problem_before_implication_before_options(lang: Language):
    talk = opened(lang)
    talk.customer(say(lang, "Yes, go on.", "可以，你說。"), COG, ())
    best = [talk.advice.ranked[0]]
    facts = say(lang, "I walk to work every day.", "我每天走路上班。")
    pain = say(lang, "My knees hurt on the stairs.", "我上樓梯膝蓋會痛。")
    effect = say(lang, "I stay at home more and more.", "我越來越少出門。")
    for move, answer in (
        (Move.SITUATION, facts),
        (Move.PROBLEM, pain),
        (Move.IMPLICATION, effect),
    ):
        talk.agent(say(lang, "And now?", "然後呢？"), [move]).customer(answer, COG, ())
        best.append(talk.advice.ranked[0])
    assert best == [Move.SITUATION, Move.PROBLEM, Move.IMPLICATION, Move.EXPLORE]


# -- rule 2: overlap -------------------------------------------------------------------------


@BOTH
def test_circles_overlap_a_call_that_moves_back_is_followed_back(lang: Language):
    talk = explored(lang).customer(say(lang, "How much is it?", "多少錢？"), CON)
    talk.agent(say(lang, "Tell me more?", "怎麼說？"), [Move.SITUATION])
    talk.customer(say(lang, "My wife has bad knees too.", "我太太膝蓋也不好。"), COG, ())
    assert talk.advice.ranked[0] in SPIN


# -- rule 3: time buys time ------------------------------------------------------------------


@BOTH
def test_time_spent_understanding_buys_a_quick_choice(lang: Language):
    """The same hesitation: after thin early phases one goes back, after full ones one checks."""
    text = say(lang, "I can't decide, I don't know.", "我選不出來，不知道該怎麼辦。")
    thin = opened(lang).customer(text, CON, (Signal.HESITATION,))
    full = explored(lang).customer(text, CON, (Signal.HESITATION,))
    assert thin.advice.why is Reason.GO_BACK_UNDERSTAND
    assert full.advice.why is Reason.CHECK_UNDERSTANDING


# -- rule 4: struggle means go back ----------------------------------------------------------


@BOTH
def test_struggle_at_the_choice_goes_back_and_never_pushes(lang: Language):
    talk = understood(lang).agent(say(lang, "Shall I book it?", "要幫您訂嗎？"), [Move.CLOSE])
    talk.customer(say(lang, "I'm torn, I really can't decide.", "我很猶豫，選不出來。"), CON)
    assert Signal.HESITATION in talk.state.turns[-1].signals
    assert talk.advice.why in (Reason.GO_BACK_EXPLORE, Reason.GO_BACK_UNDERSTAND)
    assert talk.advice.ranked[0] in (Move.EXPLORE, Move.SITUATION)
    assert Move.CLOSE not in talk.advice.ranked


@BOTH
def test_who_needs_time_is_given_time(lang: Language):
    talk = explored(lang)
    text = say(lang, "I'll talk to my wife and call you back.", "我跟太太商量好了再打給你。")
    talk.customer(text, CON, (Signal.HESITATION,))
    assert talk.advice.why is Reason.LEAVE_ROOM
    assert talk.advice.ranked[0] is Move.CONFIRM


@BOTH
def test_a_decision_against_is_respected_not_pushed(lang: Language):
    talk = explored(lang)
    talk.customer(say(lang, "No thank you, not for me.", "算了，我先不買，謝謝。"), CON)
    assert talk.advice.ranked[0] is Move.RESPECT_EXIT
    assert Move.CLOSE not in talk.advice.ranked


# -- rule 5: ask first -----------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("turns", [1, 2])
def test_ask_first_nothing_is_presented_before_the_need_is_known(lang: Language, turns: int):
    talk = opened(lang)
    for _ in range(turns):
        talk.customer(say(lang, "I walk to work.", "我走路上班。"), COG, ())
    assert not set(talk.advice.ranked) & set(FABE)
    assert talk.advice.ranked[0] in SPIN


@BOTH
def test_ask_first_even_an_order_begins_with_a_question(lang: Language):
    talk = opened(lang, Mode.INBOUND)
    text = say(lang, "Hello, I'd like to order the pass.", "你好，我要訂月票。")
    talk.customer(text, CON, (Signal.BUYING_SIGNAL,))
    assert talk.advice.ranked[0] is Move.SITUATION


# -- rule 6: the hidden order ----------------------------------------------------------------


@BOTH
def test_a_hidden_need_is_asked_about(lang: Language):
    talk = opened(lang)
    text = say(lang, "It's really for my mother too.", "其實我媽也想要。")
    talk.customer(text, COG, (Signal.HIDDEN_NEED,))
    assert talk.advice.why is Reason.HIDDEN_NEED
    assert set(talk.advice.ranked) <= set(SPIN)


# -- rule 7: all possibilities ---------------------------------------------------------------


@BOTH
def test_all_possibilities_one_more_option_before_the_choice(lang: Language):
    talk = understood(lang)
    talk.agent(say(lang, "What have you thought of?", "您想過哪些辦法？"), [Move.EXPLORE])
    text = say(lang, "Maybe I could cycle, or just rest.", "或者騎腳踏車，不然就休息。")
    talk.customer(text, DIV)
    assert talk.advice.why is Reason.ONE_MORE_OPTION
    assert talk.advice.ranked[0] is Move.EXPLORE
    assert Move.CLOSE not in talk.advice.ranked


@BOTH
def test_many_options_may_be_summed_up(lang: Language):
    talk = explored(lang).customer(say(lang, "Or maybe a bike.", "或者腳踏車。"), DIV, ())
    assert talk.advice.why is Reason.SUM_UP_OPTIONS
    assert Move.CONFIRM in talk.advice.ranked


# -- rule 8: convergence is last, and quick --------------------------------------------------


@BOTH
def test_who_is_ready_is_closed_with_at_once(lang: Language):
    talk = explored(lang).agent(say(lang, "Here it is.", "就是這個。"), [Move.FEATURE])
    talk.customer(say(lang, "Great, let's do it.", "好，那就辦這個。"), CON)
    assert talk.advice.ranked[:2] == (Move.CLOSE, Move.CONFIRM)


@BOTH
def test_a_question_of_fact_is_answered_from_the_card_before_anything_else(lang: Language):
    talk = explored(lang).customer(say(lang, "Is parking free?", "停車要錢嗎？"), CON)
    assert talk.advice.ranked[0] is Move.FEATURE
    assert talk.advice.evidence[0] == "fact-2"


@BOTH
def test_the_price_is_answered_with_the_price(lang: Language):
    talk = explored(lang).customer(say(lang, "How much is it a month?", "一個月多少錢？"), CON)
    assert (talk.advice.ranked[0], talk.advice.evidence[0]) == (Move.FEATURE, "price")


@BOTH
def test_an_objection_is_met_with_the_cards_answer(lang: Language):
    talk = explored(lang).customer(say(lang, "That's too expensive.", "這樣太貴了。"), CON)
    assert talk.advice.ranked[0] is Move.HANDLE_OBJECTION
    assert talk.advice.evidence[0] == "objection-1"


@BOTH
def test_a_doubt_that_the_card_does_not_answer_gets_no_entry(lang: Language):
    talk = explored(lang)
    text = say(lang, "How did you get my number?", "你怎麼會有我的電話？")
    talk.customer(text, CON, (Signal.OBJECTION_TRUST,))
    assert talk.advice.ranked[0] is Move.HANDLE_OBJECTION
    assert talk.advice.evidence == ()


# -- exit, opening, mode, listening ----------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text"),
    [(EN, "Don't call me again."), (HANT, "不要再打來了。"), (HANS, "别再打了。")],
)
@pytest.mark.parametrize("phase", list(Phase))
def test_an_exit_request_is_respected_at_once_in_every_phase(
    lang: Language, text: str, phase: Phase
):
    talk = explored(lang).customer(text, phase)
    assert talk.advice == Advice((Move.RESPECT_EXIT,), Reason.WANTS_OUT, (), listen=False)


@BOTH
def test_an_exit_request_holds_for_the_rest_of_the_call(lang: Language):
    talk = opened(lang).customer(say(lang, "Don't call me.", "別再打了。"), CON)
    talk.agent(say(lang, "Just a minute.", "再聽我說。"), [Move.FEATURE])
    talk.customer(say(lang, "Goodbye.", "再見。"), CON, ())
    assert talk.advice.ranked == (Move.RESPECT_EXIT,)


@BOTH
def test_who_is_calling_is_said_before_anything_is_asked(lang: Language):
    talk = Talk(lang).agent(say(lang, "We have an offer.", "我們有優惠。"), [Move.FEATURE])
    talk.customer(say(lang, "Sorry, who is this?", "你是誰？"), COG)
    assert talk.advice.ranked[0] is Move.OPEN
    assert talk.advice.why is Reason.SAY_WHO


@BOTH
def test_mode_decides_what_follows_an_implication(lang: Language):
    def after_implication(mode: Mode) -> Advice:
        talk = understood(lang, mode)
        talk.agent(say(lang, "And then?", "然後呢？"), [Move.IMPLICATION])
        return talk.customer(say(lang, "I stay at home.", "我就待在家。"), COG, ()).advice

    assert after_implication(Mode.OUTBOUND).why is Reason.OPEN_THE_OPTIONS
    assert after_implication(Mode.INBOUND).why is Reason.LET_THEM_VALUE_IT


@BOTH
def test_mode_an_inbound_question_is_answered_and_then_asked_on(lang: Language):
    talk = opened(lang, Mode.INBOUND)
    talk.customer(say(lang, "How much is the pass?", "月票多少錢？"), CON)
    assert talk.advice.why is Reason.ANSWER_THEN_ASK
    assert talk.advice.ranked[:2] == (Move.FEATURE, Move.SITUATION)


# -- what is ruled out, whoever is for it ----------------------------------------------------

EAGER = dict.fromkeys(Move, 0.0)  # a reading that leans to everything alike


def eager_for(*moves: Move) -> dict[Move, float]:
    return EAGER | dict.fromkeys(moves, 50.0)


@BOTH
def test_no_reading_pushes_who_struggles_after_a_thin_start(lang: Language):
    torn = opened(lang).customer(
        say(lang, "I can't decide, honestly.", "我真的很難決定。"), CON, (Signal.HESITATION,)
    )
    pushing = {Move.CLOSE, Move.FEATURE, Move.ADVANTAGE, Move.BENEFIT}
    assert not pushing & set(advise(torn.state, eager_for(*pushing)).ranked)


@BOTH
def test_no_reading_pitches_at_who_was_called_and_has_named_no_need(lang: Language):
    talk = opened(lang).customer(say(lang, "I walk to work.", "我走路上班。"), COG, ())
    assert not {*FABE, Move.CLOSE} & set(advise(talk.state, eager_for(*FABE, Move.CLOSE)).ranked)


@BOTH
def test_no_reading_goes_on_after_an_exit_request(lang: Language):
    talk = opened(lang).customer(
        say(lang, "Don't call me again.", "不要再打來了。"), CON, (Signal.EXIT_REQUEST,)
    )
    assert advise(talk.state, eager_for(Move.CLOSE)).ranked == (Move.RESPECT_EXIT,)


@BOTH
def test_who_asks_at_the_choice_after_a_full_call_is_answered_not_questioned(lang: Language):
    talk = explored(lang).customer(
        say(lang, "But will I use it?", "會不會買了用不到？"), CON, (Signal.QUESTION,)
    )
    advice = advise(talk.state, eager_for(Move.SITUATION, Move.PROBLEM))
    assert not {Move.SITUATION, Move.PROBLEM, Move.IMPLICATION} & set(advice.ranked)


@BOTH
def test_within_the_rules_a_sure_reading_decides_and_the_reason_fits(lang: Language):
    talk = explored(lang)
    advice = advise(talk.state, eager_for(Move.NEED_PAYOFF))
    assert (advice.ranked[0], advice.why) == (Move.NEED_PAYOFF, Reason.LET_THEM_VALUE_IT)


def test_a_sound_of_thinking_is_listened_to():
    talk = understood(EN).agent("And what does that do?", [Move.IMPLICATION])
    assert talk.customer("Hmm. Oh.", COG, ()).advice.listen


@pytest.mark.parametrize("signal", [Signal.QUESTION, Signal.OBJECTION_PRICE, Signal.EXIT_REQUEST])
def test_who_waits_for_an_answer_is_not_left_in_silence(signal: Signal):
    talk = understood(EN).agent("And what does that do?", [Move.IMPLICATION])
    assert not talk.customer("Hmm. Oh.", CON, (signal,)).advice.listen


def test_before_a_word_is_said_the_call_is_opened():
    advice = advise(CallState.start(Mode.OUTBOUND, EN, None))
    assert advice.ranked[0] is Move.OPEN


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("signal", [None, *Signal])
def test_every_situation_has_one_to_three_moves(mode: Mode, phase: Phase, signal: Signal | None):
    talk = opened(EN, mode).customer("Well.", phase, (signal,) if signal else ())
    assert 1 <= len(talk.advice.ranked) <= 3
    assert len(set(talk.advice.ranked)) == len(talk.advice.ranked)
