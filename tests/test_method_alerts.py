"""What an agent is warned of: once for each occasion, and never for what was well done."""

import opencc
import pytest

from copilot.events import Speaker, TurnHeard
from copilot.language import Language
from copilot.method.alert_kinds import Alert, AlertKind
from copilot.method.alerts import alerts
from copilot.method.circles import Missing
from copilot.method.learned import Kind
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.readings import AgentReading
from copilot.method.signals import Signal
from copilot.method.state import with_agent_turn
from copilot.method.topics import Topic
from copilot.wording.progress import alert_text, kind_name, missing_text, topic_name
from tests.test_method_state import Talk

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS
COG, DIV, CON = Phase


def kinds(talk: Talk) -> list[AlertKind]:
    return [a.kind for a in alerts(talk.state)]


def torn(talk: Talk) -> Talk:
    return talk.customer("I am not sure.", CON, (Signal.HESITATION,))


def test_nothing_is_said_before_anyone_spoke():
    assert alerts(Talk(EN).state) == ()


def test_hesitation_after_thin_understanding_sends_the_agent_back_and_names_what_to_ask():
    talk = Talk(EN).agent("What do you use?", [Move.SITUATION]).customer("This.", COG, ())
    (alert,) = alerts(torn(talk).state)
    assert alert.kind is AlertKind.GO_BACK
    assert alert.detail == (COG, Topic.PROBLEM, Topic.IMPLICATION, Topic.QUANTITY)


def test_hesitation_that_goes_on_is_not_repeated():
    talk = torn(torn(Talk(EN)).agent("What holds you?", [Move.CONFIRM]))
    assert kinds(talk) == []


def test_hesitation_when_all_is_complete_is_no_reason_to_go_back():
    talk = Talk(EN)
    for _ in range(3):
        talk.customer("I walk.", COG, ()).customer("Or I swim.", DIV, ())
    assert kinds(torn(talk)) == []


@pytest.mark.parametrize(
    "moves", [[Move.CLOSE], [Move.HANDLE_OBJECTION, Move.CLOSE], [Move.BENEFIT]]
)
def test_pressing_right_after_hesitation_is_a_push(moves: list[Move]):
    assert kinds(torn(Talk(EN)).agent("Just sign today.", moves)) == [AlertKind.PUSHED]


@pytest.mark.parametrize(
    ("lang", "text"),
    [(EN, "No thanks, I don't think so."), (HANT, "我先不訂了。"), (HANS, "算了，不买了。")],
)
def test_pressing_right_after_a_refusal_is_a_push(lang: Language, text: str):
    talk = Talk(lang).customer(text, CON, ()).agent("…", [Move.CLOSE])
    assert kinds(talk) == [AlertKind.PUSHED]


@pytest.mark.parametrize("moves", [[Move.CONFIRM], [Move.EXPLORE], [Move.RESPECT_EXIT, Move.CLOSE]])
def test_asking_or_letting_go_after_hesitation_is_no_push(moves: list[Move]):
    assert AlertKind.PUSHED not in kinds(torn(Talk(EN)).agent("What holds you?", moves))


def test_agreeing_how_to_go_on_with_who_asked_for_time_is_no_push():
    talk = Talk(EN).customer("I'll ring you back tomorrow.", CON, (Signal.HESITATION,))
    assert AlertKind.PUSHED not in kinds(talk.agent("Then until tomorrow.", [Move.CLOSE]))


def test_going_on_after_a_request_to_stop_is_said_once():
    talk = Talk(EN).customer("Don't call again.", CON, (Signal.EXIT_REQUEST,))
    assert kinds(talk.agent("But it is cheap.", [Move.FEATURE])) == [AlertKind.EXIT_IGNORED]
    talk.customer("No.", CON, ())
    assert AlertKind.EXIT_IGNORED not in kinds(talk.agent("And good.", [Move.FEATURE]))


def test_letting_go_is_no_reason_to_warn():
    talk = Talk(EN).customer("Don't call again.", CON, (Signal.EXIT_REQUEST,))
    assert kinds(talk.agent("Of course. Goodbye.", [Move.RESPECT_EXIT])) == []


def presenting(talk: Talk, *signals: Signal) -> Talk:
    turn = TurnHeard(len(talk.state.turns) + 1, Speaker.AGENT, 0.0, 4.0, "It has a pool.")
    talk.state = with_agent_turn(talk.state, turn, AgentReading((Move.FEATURE,), signals))
    return talk


def test_a_pitch_before_any_need_is_said_once_in_a_row():
    talk = Talk(EN).customer("Hello.", COG, ())
    assert kinds(presenting(talk, Signal.PREMATURE_PITCH)) == [AlertKind.PREMATURE_PITCH]
    talk.customer("Well.", COG, ())
    assert AlertKind.PREMATURE_PITCH not in kinds(presenting(talk, Signal.PREMATURE_PITCH))


def test_a_monologue_is_said():
    assert AlertKind.MONOLOGUE in kinds(presenting(Talk(EN), Signal.MONOLOGUE))


def test_presenting_on_an_outbound_call_before_options_were_collected_is_too_soon():
    talk = Talk(EN).customer("It hurts.", COG, ()).customer("Every day.", COG, ())
    talk.agent("We have a pool.", [Move.FEATURE])
    assert alerts(talk.state) == (Alert(AlertKind.TOO_SOON, 3, (DIV,)),)


@pytest.mark.parametrize("signal", [Signal.QUESTION, Signal.BUYING_SIGNAL])
def test_answering_who_asks_is_not_too_soon(signal: Signal):
    talk = Talk(EN).customer("What is it?", COG, (signal,))
    assert kinds(talk.agent("A pool.", [Move.FEATURE])) == []


def test_who_called_in_to_choose_may_be_presented_to():
    talk = Talk(EN, Mode.INBOUND).customer("I want a pass.", CON, ())
    assert AlertKind.TOO_SOON not in kinds(talk.agent("A pool.", [Move.FEATURE]))


NEED = ((Kind.NEED, "my daughter needs lessons"),)


def test_a_need_that_has_waited_for_three_turns_is_recalled_once():
    talk = Talk(EN).customer("My daughter needs lessons.", COG, (), learned=NEED)
    seen = []
    for _ in range(5):
        talk.agent("I see.", [Move.CONFIRM]).customer("Well.", COG, ())
        seen.append(kinds(talk))
    assert seen == [[], [], [AlertKind.NEED_WAITING], [], []]


def test_closing_while_a_need_waits_recalls_it_once():
    talk = Talk(EN, Mode.INBOUND).customer("My daughter needs lessons.", CON, (), learned=NEED)
    talk.agent("Shall I book it?", [Move.CLOSE])
    (alert,) = alerts(talk.state)
    assert (alert.kind, alert.detail) == (AlertKind.NEED_WAITING, ("my daughter needs lessons",))
    talk.customer("Hm.", CON, ())
    assert kinds(talk.agent("Shall I?", [Move.CLOSE])) == []


def test_an_agent_with_most_of_the_speech_is_told_once():
    talk = Talk(EN, Mode.INBOUND)
    seen = []
    for _ in range(6):
        talk.customer("Mm.", CON, (), seconds=2)
        talk.agent("So then.", [Move.CONFIRM], seconds=18)
        seen.append(kinds(talk))
    assert [AlertKind.TALK_RATIO in k for k in seen] == [False, False, True, False, False, False]


def test_an_agent_who_listened_and_talks_too_much_again_is_told_again():
    talk = Talk(EN, Mode.INBOUND).customer("Mm.", CON, (), seconds=2)
    assert AlertKind.TALK_RATIO in kinds(talk.agent("So.", [Move.CONFIRM], seconds=70))
    talk.customer("Well, you see.", CON, (), seconds=80)
    assert AlertKind.TALK_RATIO in kinds(talk.agent("So.", [Move.CONFIRM], seconds=200))


EVERY_ALERT = [
    Alert(AlertKind.EXIT_IGNORED, 1),
    Alert(AlertKind.PUSHED, 1),
    Alert(AlertKind.GO_BACK, 1, (COG, Topic.PROBLEM, Topic.IMPLICATION)),
    Alert(AlertKind.GO_BACK, 1, (DIV,)),
    Alert(AlertKind.PREMATURE_PITCH, 1),
    Alert(AlertKind.TOO_SOON, 1, (DIV,)),
    Alert(AlertKind.NEED_WAITING, 1, ("x" * 200,)),
    Alert(AlertKind.MONOLOGUE, 1),
    Alert(AlertKind.TALK_RATIO, 1, ("74%",)),
]


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("alert", EVERY_ALERT, ids=lambda a: a.kind)
def test_a_warning_is_a_short_line_in_the_calls_own_words(lang: Language, alert: Alert):
    text = alert_text(alert, lang)
    assert "{" not in text
    assert len(text) <= 40 if lang.is_chinese else len(text) <= 90


def test_a_warning_names_what_to_complete():
    text = alert_text(EVERY_ALERT[2], HANT)
    assert text == "猶豫：回到「認識」，還沒問：困難、影響"
    assert "collect one more option" in alert_text(EVERY_ALERT[3], EN)


@pytest.mark.parametrize(("lang", "table"), [(HANT, "s2t"), (HANS, "t2s")])
def test_the_words_keep_the_script_of_their_language(lang: Language, table: str):
    converter = opencc.OpenCC(table)
    texts = [alert_text(a, lang) for a in EVERY_ALERT] + [kind_name(k, lang) for k in Kind]
    texts += [topic_name(t, lang) for t in Topic] + [missing_text(m, lang) for m in Missing]
    for text in texts:
        assert "".join(converter.convert(c) for c in text) == text
