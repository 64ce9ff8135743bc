"""What stands on a panel at each moment, whoever draws it."""

from dataclasses import replace

import pytest

from copilot.events import (
    AlertRaised,
    AnotherAsked,
    Backlog,
    CallEnded,
    CallStarted,
    EchoDropped,
    Event,
    HoldHeard,
    LineBegun,
    LineDropped,
    LineFinished,
    LineFollowed,
    LineGrew,
    LineJudged,
    ListenAdvised,
    Marked,
    PartialHeard,
    Paused,
    Published,
    Speaker,
    SpeechStarted,
    StopAsked,
    Trouble,
    TurnHeard,
    Verdict,
)
from copilot.language import Language
from copilot.method.alert_kinds import AlertKind
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.panel.fold import LEARNED_KEPT, TURNS_KEPT, at, fold
from copilot.panel.search import search
from copilot.panel.view import LineState, Notice, Quote, View, noticed
from tests.panel_script import card, view_at

AGENT, CUSTOMER = Speaker
EN = Language.EN
Said = tuple[float, Event]


def seen(*events: Said, until: float = 0.0) -> View:
    view = View.start(EN, Mode.OUTBOUND, card(EN))
    for at_s, event in events:
        view = fold(view, Published(at_s, at_s, event))
    return at(view, until) if until else view


def began(text: str, turn: int = 2, *, instant: bool = False) -> LineBegun:
    return LineBegun(turn, Move.FEATURE, text, "why", ("price",), instant)


def grew(text: str, turn: int = 2) -> LineGrew:
    return LineGrew(turn, Move.FEATURE, text, "why", ("price",), False)


def done(text: str, turn: int = 2, *, instant: bool = False) -> LineFinished:
    return LineFinished(turn, Move.FEATURE, text, "why", ("price",), instant)


CUSTOMER_SAID: Said = (5.0, TurnHeard(2, CUSTOMER, 2.0, 4.2, "How much?"))
RULES: tuple[Said, ...] = (
    CUSTOMER_SAID,
    (5.0, began("Rules.", instant=True)),
    (5.0, done("Rules.", instant=True)),
)


def test_a_line_shows_its_move_its_reason_and_the_words_it_rests_on() -> None:
    line = seen(*RULES).line
    assert line is not None
    assert (line.turn, line.move, line.text, line.why) == (2, Move.FEATURE, "Rules.", "why")
    assert line.evidence == (Quote("price", "$49 a month plus $5 per employee"),)
    assert (line.instant, line.whole) == (True, True)


def test_the_models_line_takes_its_place_and_grows() -> None:
    view = seen(*RULES, (6.0, began("It")), (6.1, grew("It is")))
    assert view.line is not None
    assert (view.line.text, view.line.whole, view.line.instant) == ("It is", False, False)
    view = fold(view, Published(6.2, 6.2, done("It is $49.")))
    assert view.line is not None
    assert (view.line.text, view.line.whole) == ("It is $49.", True)


def test_there_is_one_line_at_a_time_the_one_for_the_last_turn() -> None:
    view = seen(*RULES, (9.0, began("Other.", 4, instant=True)))
    assert view.line is not None
    assert view.line.turn == 4


def test_a_line_that_is_dropped_is_gone_and_another_turns_line_is_not() -> None:
    assert seen(*RULES, (6.0, LineDropped(2, "unsupported"))).line is None
    assert seen(*RULES, (6.0, LineDropped(1, "customer-went-on"))).line is not None


def test_a_line_is_dimmed_while_the_customer_speaks_again() -> None:
    view = seen(*RULES, (7.0, SpeechStarted(CUSTOMER, 6.9)))
    assert view.line_state is LineState.CUSTOMER_SPEAKS


def test_a_noise_of_the_customers_dims_it_for_a_moment_only() -> None:
    noise = (7.0, SpeechStarted(CUSTOMER, 6.9))
    assert seen(*RULES, noise, until=9.9).line_state is LineState.CUSTOMER_SPEAKS
    assert seen(*RULES, noise, until=10.1).line_state is LineState.NOW


def test_a_line_gets_old_and_then_it_is_gone() -> None:
    assert seen(*RULES, until=24.9).line_state is LineState.NOW
    assert seen(*RULES, until=25.1).line_state is LineState.OLD
    assert seen(*RULES, until=50.1).line is None


def test_a_line_is_past_when_the_agent_has_spoken_and_leaves_soon_after() -> None:
    spoke: Said = (10.0, TurnHeard(3, AGENT, 6.0, 9.0, "It is 49 a month."))
    assert seen(*RULES, spoke).line_state is LineState.PAST
    assert seen(*RULES, spoke, until=17.9).line is not None
    assert seen(*RULES, spoke, until=18.1).line is None


def test_a_word_of_the_agents_does_not_put_the_line_behind() -> None:
    assert seen(*RULES, (7.0, TurnHeard(3, AGENT, 6.0, 6.5, "I see."))).line_state is LineState.NOW


def test_what_the_agent_said_before_the_line_came_does_not_either() -> None:
    early: Said = (5.5, TurnHeard(3, AGENT, 1.0, 4.9, "As I said, it runs on a tablet."))
    assert seen(*RULES, early).line_state is LineState.NOW


def test_words_do_not_change_under_an_agent_who_is_reading_them_aloud() -> None:
    speaks: Said = (6.0, SpeechStarted(AGENT, 5.9))
    view = seen(*RULES, speaks, (6.5, began("Mod")), (7.0, done("Model's.")))
    assert view.line is not None
    assert view.line.text == "Rules."
    view = fold(view, Published(9.0, 9.0, TurnHeard(3, AGENT, 5.9, 8.5, "Rules.")))
    assert view.line is not None
    assert (view.line.text, view.held) == ("Rules.", None)


def test_a_cough_of_the_agents_only_delays_the_models_line() -> None:
    cough: Said = (6.0, SpeechStarted(AGENT, 5.9))
    view = seen(*RULES, cough, (6.5, began("Mod")), (7.0, done("Model's.")), until=9.5)
    assert view.line is not None
    assert (view.line.text, view.line.since) == ("Model's.", 7.0)


def test_a_held_line_that_is_dropped_leaves_the_one_being_read() -> None:
    speaks: Said = (6.0, SpeechStarted(AGENT, 5.9))
    view = seen(*RULES, speaks, (6.5, began("Mod")), (7.0, LineDropped(2, "unsupported")))
    assert view.line is not None
    assert (view.line.text, view.held) == ("Rules.", None)


def test_another_line_that_was_asked_for_is_shown_even_while_the_agent_speaks() -> None:
    speaks: Said = (6.0, SpeechStarted(AGENT, 5.9))
    view = seen(*RULES, speaks, (6.5, AnotherAsked(2)), (6.5, began("Other.", instant=True)))
    assert view.line is not None
    assert view.line.text == "Other."


def test_a_line_that_was_said_is_marked_and_counted_and_not_replaced() -> None:
    view = seen(*RULES, (9.0, LineFollowed(2, 3, 0.8)), (9.5, began("Model's.")))
    assert view.line is not None
    assert (view.line.followed, view.line.text, view.followed) == (True, "Rules.", 1)


def test_the_advice_to_listen_takes_the_place_of_a_line() -> None:
    view = seen(*RULES, (9.0, ListenAdvised(4, "then ask")))
    assert (view.line, view.listen and view.listen.why) == (None, "then ask")
    assert seen(*RULES, (9.0, ListenAdvised(4, "w")), (10.0, began("x", 6))).listen is None


@pytest.mark.parametrize(
    ("verdict", "notice"),
    [(Verdict.USED, Notice.USED), (Verdict.NOT_USEFUL, Notice.NOT_USEFUL)],
)
def test_a_verdict_is_on_the_line_and_answered(verdict: Verdict, notice: Notice) -> None:
    view = seen(*RULES, (6.0, LineJudged(2, verdict)))
    assert view.line is not None
    assert (view.line.verdict, view.notice) == (verdict, (notice, 6.0))
    old = seen(*RULES, (6.0, LineJudged(1, verdict)))
    assert old.line is not None
    assert old.line.verdict is None


def test_an_answer_to_a_key_leaves_by_itself() -> None:
    view = noticed(seen(*RULES), Notice.QUIT_AGAIN)
    assert at(view, 8.9).notice is not None
    assert at(view, 9.1).notice is None


def test_alerts_leave_by_themselves_and_the_most_urgent_is_first() -> None:
    def alert(kind: AlertKind) -> AlertRaised:
        return AlertRaised(2, kind, kind)

    view = seen(
        (10.0, alert(AlertKind.TALK_RATIO)),
        (11.0, alert(AlertKind.MONOLOGUE)),
        (12.0, alert(AlertKind.GO_BACK)),
        (13.0, alert(AlertKind.GO_BACK)),
    )
    assert [a.kind for a in view.alerts] == [AlertKind.GO_BACK, AlertKind.MONOLOGUE]
    assert [a.kind for a in at(view, 23.5).alerts] == [AlertKind.GO_BACK]
    assert at(view, 25.5).alerts == ()


def test_words_so_far_give_way_to_the_turn() -> None:
    view = seen(
        (3.0, SpeechStarted(CUSTOMER, 2.9)),
        (4.0, PartialHeard(CUSTOMER, 2.9, 3.9, "how mu")),
        (4.5, PartialHeard(CUSTOMER, 2.9, 4.4, "how much")),
    )
    assert [s.text for s in view.speaking] == ["how much"]
    view = fold(view, Published(6.0, 6.0, TurnHeard(1, CUSTOMER, 2.9, 5.0, "How much?")))
    assert (view.speaking, view.turns[-1].text) == ((), "How much?")


def test_speech_that_began_after_a_turn_goes_on_when_its_words_come_late() -> None:
    view = seen((7.0, SpeechStarted(CUSTOMER, 6.9)), (7.2, TurnHeard(1, CUSTOMER, 2.0, 5.0, "x")))
    assert view.is_speaking(CUSTOMER)


def test_both_may_speak_at_once() -> None:
    view = seen((1.0, SpeechStarted(CUSTOMER, 1.0)), (1.2, SpeechStarted(AGENT, 1.2)))
    assert view.is_speaking(CUSTOMER)
    assert view.is_speaking(AGENT)


def test_health_is_counted_in_audio_from_the_end_of_speech() -> None:
    view = seen(*RULES, (6.0, began("Model's.")), (6.5, Backlog(3)))
    assert view.health.line_after_s == pytest.approx(0.8)
    assert view.health.heard_after_s == pytest.approx(0.8)
    assert view.health.backlog == 3


def trouble(problem: str, part: str = "audio", *, over: bool = False) -> Trouble:
    return Trouble(part, problem, problem, over)


def test_a_lost_device_is_told_until_it_is_back() -> None:
    view = seen((1.0, trouble("microphone-lost")), until=300.0)
    assert view.banner is not None
    assert seen((1.0, trouble("x")), (9.0, trouble("x", over=True))).troubles == ()


def test_other_troubles_are_told_for_a_while_and_named_until_they_are_over() -> None:
    slow: Said = (1.0, trouble("model-slow", "language-model"))
    assert seen(slow, until=10.0).banner is not None
    late = seen(slow, until=20.0)
    assert (late.banner, len(late.troubles)) == (None, 1)
    back: Said = (21.0, trouble("answers-again", "language-model", over=True))
    assert seen(slow, back).troubles == ()


def test_one_end_of_trouble_does_not_hide_another() -> None:
    view = seen(
        (1.0, trouble("microphone-lost")),
        (1.0, trouble("loopback-lost")),
        (2.0, trouble("loopback-lost", over=True)),
    )
    assert [t.trouble.problem for t in view.troubles] == ["microphone-lost"]


def test_what_is_over_is_told_for_a_moment() -> None:
    view = seen(
        (1.0, trouble("microphone-missing")), (9.0, trouble("microphone-missing", over=True))
    )
    assert view.recovered is not None
    assert view.recovered.trouble.over
    assert at(view, 15.1).recovered is None


@pytest.mark.parametrize("problem", ["customer-changed", "microphone-lost-sound"])
def test_news_of_a_device_leaves_by_itself_and_its_end_hides_no_other(problem: str) -> None:
    gone: Said = (1.0, trouble("microphone-missing"))
    view = seen(gone, (1.0, trouble(problem)), until=17.0)
    assert [t.trouble.problem for t in view.troubles] == ["microphone-missing"]
    view = fold(view, Published(18.0, 18.0, trouble(problem, over=True)))
    assert [t.trouble.problem for t in view.troubles] == ["microphone-missing"]


def test_what_is_never_over_leaves_by_itself() -> None:
    assert seen((1.0, trouble("partials-shed", "recogniser")), until=20.0).troubles == ()


def test_what_was_the_customer_in_the_microphone_leaves_the_words_and_is_counted() -> None:
    speaks: Said = (1.5, PartialHeard(AGENT, 0.5, 1.5, "that is too"))
    customer: Said = (1.6, PartialHeard(CUSTOMER, 0.4, 1.5, "that is too dear"))
    dropped: Said = (2.5, EchoDropped(0.5, 2.0, "that is too dear", 3))
    view = seen(speaks, customer, dropped)
    assert [s.speaker for s in view.speaking] == [CUSTOMER]
    assert view.health.left_out == 3
    assert view.turns == ()


def test_what_the_agent_says_after_an_echo_stays() -> None:
    echo: Said = (2.5, EchoDropped(0.5, 2.0, "that is too dear", 1))
    view = seen((2.4, PartialHeard(AGENT, 2.1, 2.4, "Let me")), echo)
    assert [s.text for s in view.speaking] == ["Let me"]


def test_hold_lasts_until_it_is_over_or_the_call_is() -> None:
    began: Said = (12.0, HoldHeard(True, 2.0))
    assert seen(began, until=300.0).on_hold
    assert not seen(began, (40.0, HoldHeard(False, 40.0))).on_hold
    assert not seen(began, (40.0, CallEnded("stopped", 40.0, 0, 0, 0, 0))).on_hold


def test_a_pause_says_so_and_forgets_half_a_sentence() -> None:
    view = seen((1.0, PartialHeard(CUSTOMER, 0.5, 1.0, "four two")), (2.0, Paused(True)))
    assert (view.paused, view.speaking) == (True, ())


def test_a_mark_is_on_the_turn() -> None:
    view = seen(*RULES, (6.0, Marked(2)))
    assert [t.marked for t in view.turns] == [True]
    assert view.notice == (Notice.MARKED, 6.0)


def test_the_end_of_a_call_takes_the_line_away() -> None:
    view = seen(*RULES, (9.0, StopAsked()), (9.5, CallEnded("stopped", 9.5, 1, 1, 0, 0)))
    assert (view.line, view.notice) == (None, None)
    assert view.ended is not None


def test_a_second_call_begins_with_an_empty_panel() -> None:
    view = seen(*RULES, (9.5, CallEnded("stopped", 9.5, 1, 1, 0, 0)))
    view = fold(view, Published(0.0, 0.0, CallStarted(Mode.INBOUND, EN, "X", "s")))
    assert (view.now_s, view.mode, view.turns, view.ended) == (0.0, Mode.INBOUND, (), None)
    assert view.card == card(EN)


def test_before_anyone_spoke_everything_is_unasked_and_no_phase_is_open() -> None:
    view = View.start(EN, Mode.INBOUND, None)
    assert (view.phase, len(view.unasked), view.objection) == (None, 6, None)
    assert [c.target for c in view.circles] == [0.2, 0.2, 0.6]


def test_a_doubt_stands_there_with_the_cards_answer() -> None:
    objection = view_at("raised", EN).objection
    assert objection is not None
    assert objection.answer is not None
    assert objection.answer.entry == "objection-1"
    assert objection.answer.text.startswith("She keeps a login")
    assert objection.quote.startswith("I don't know")


def test_options_needs_and_the_phase_are_those_of_the_call() -> None:
    view = view_at("raised", EN)
    assert [o.quote for o in view.options] == ["my sister could do it"]
    assert [n.quote for n in view.open_needs] == ["my daughter waits for dinner"]
    assert view.phase is Phase.CONVERGENT


def test_a_long_call_does_not_grow_without_end() -> None:
    view = View.start(EN, Mode.OUTBOUND, None)
    for n in range(3 * TURNS_KEPT):
        view = fold(view, Published(n, n, TurnHeard(n, CUSTOMER, n, n + 0.5, "x")))
    assert len(view.turns) == TURNS_KEPT
    assert LEARNED_KEPT >= 50


def test_time_alone_changes_nothing_but_the_time() -> None:
    view = seen(*RULES)
    assert replace(at(view, 6.0), now_s=5.0) == view


@pytest.mark.parametrize(
    ("lang", "query", "first"),
    [
        (EN, "accountant", "objection-1"),
        (EN, "TABLET clock", "fabe-1"),
        (EN, "pri", "price"),
        (Language.ZH_HANT, "住宿券", "price"),
        (Language.ZH_HANT, "转送家人", "objection-1"),
        (Language.ZH_HANS, "週末打折 八折", "fabe-1"),
    ],
)
def test_the_card_is_searched_by_words_in_either_script(
    lang: Language, query: str, first: str
) -> None:
    assert search(card(lang), query)[0].entry == first


def test_a_search_for_nothing_shows_all_and_for_what_is_not_there_none() -> None:
    assert len(search(card(EN), "  ")) == 5
    assert search(card(EN), "zebra") == ()
    assert search(None, "x") == ()
