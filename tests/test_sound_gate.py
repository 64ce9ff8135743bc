"""Which parts of a call's sound may be kept, decided from what became of its utterances."""

import pytest

from copilot.events import Speaker
from copilot.language import Language
from copilot.privacy.discretion import Discretion
from copilot.privacy.sound import MARGIN_S, NEAR_S, ONSET_S, Sound, SoundGate

A, C = Speaker.AGENT, Speaker.CUSTOMER
M = MARGIN_S
EVER = 1_000.0


def gate_of(*judged: tuple[Speaker, float, float, Sound]) -> SoundGate:
    gate = SoundGate()
    for utterance in judged:
        gate.began(*utterance[:2])
        gate.judged(*utterance)
    return gate


def kept(gate: SoundGate, speaker: Speaker) -> list[tuple[float, float]]:
    return [(round(a, 3), round(b, 3)) for a, b in gate.pieces(speaker, 0.0, EVER)]


def test_only_turns_are_kept_with_a_breath_around_them() -> None:
    gate = gate_of((C, 2.0, 3.0, Sound.KEPT), (C, 6.0, 7.0, Sound.NOTHING))
    gate.settled_s(EVER)
    assert kept(gate, C) == [(2.0 - M, 3.0 + M)]
    assert kept(gate, A) == []


def test_a_turn_whose_number_was_taken_out_is_silent_and_the_other_side_is_not() -> None:
    gate = gate_of((C, 2.0, 5.0, Sound.SILENT), (A, 3.0, 4.0, Sound.KEPT))
    gate.settled_s(EVER)
    assert kept(gate, C) == []
    assert kept(gate, A) == [(3.0 - M, 4.0 + M)]


def test_where_the_microphone_hears_the_customer_their_silence_is_the_agents() -> None:
    gate = gate_of((C, 2.0, 5.0, Sound.SILENT), (A, 4.0, 7.0, Sound.KEPT))
    gate.leaks = True
    assert kept(gate, A) == [(5.0 + M, 7.0 + M)]


def test_the_breath_of_a_turn_ends_where_a_silent_one_begins() -> None:
    gate = gate_of((C, 0.0, 15.0, Sound.KEPT), (C, 15.0, 18.0, Sound.SILENT))
    assert kept(gate, C) == [(-M, round(15.0 - M, 3))]


def test_two_turns_that_were_cut_apart_are_one_piece() -> None:
    gate = gate_of((C, 0.0, 15.0, Sound.KEPT), (C, 15.0, 18.0, Sound.KEPT))
    assert kept(gate, C) == [(-M, 18.0 + M)]


@pytest.mark.parametrize("then", [Sound.SILENT, Sound.ASKING])
def test_digits_just_before_a_number_or_a_question_for_one_are_silent(then: Sound) -> None:
    gate = gate_of((C, 2.0, 4.0, Sound.DIGITS), (A, 5.0, 6.0, then))
    gate.settled_s(EVER)
    assert kept(gate, C) == []
    assert kept(gate, A) == ([] if then is Sound.SILENT else [(5.0 - M, 6.0 + M)])


def test_digits_before_digits_before_a_number_are_silent() -> None:
    first, second = (C, 2.0, 4.0, Sound.DIGITS), (C, 16.0, 18.0, Sound.DIGITS)
    gate = gate_of(first, second, (C, 30.0, 31.0, Sound.SILENT))
    gate.settled_s(EVER)
    assert kept(gate, C) == []


def test_digits_soon_after_a_number_are_silent_and_later_ones_are_not() -> None:
    silent, later = (C, 2.0, 4.0, Sound.SILENT), 4.0 + NEAR_S + 0.1
    gate = gate_of(silent, (A, 6.0, 7.0, Sound.DIGITS), (A, later, later + 1, Sound.DIGITS))
    gate.settled_s(EVER)
    assert kept(gate, A) == [(round(later - M, 3), round(later + 1 + M, 3))]


def test_digits_before_the_agent_pauses_are_silent() -> None:
    gate = gate_of((C, 2.0, 4.0, Sound.DIGITS))
    gate.paused(9.0)
    gate.settled_s(EVER)
    assert kept(gate, C) == []


def test_digits_wait_until_nothing_can_belong_to_them() -> None:
    gate = gate_of((C, 2.0, 4.0, Sound.DIGITS))
    assert gate.settled_s(10.0) == 2.0 - M
    assert kept(gate, C) == []
    settled = 4.0 + NEAR_S + ONSET_S
    assert gate.settled_s(settled) == pytest.approx(settled - ONSET_S)
    assert kept(gate, C) == [(2.0 - M, 4.0 + M)]


def test_nothing_is_settled_behind_an_utterance_that_was_not_judged() -> None:
    gate = SoundGate()
    assert gate.settled_s(10.0) == pytest.approx(10.0 - ONSET_S)
    gate.began(C, 9.5)
    gate.began(A, 9.8)
    assert gate.settled_s(60.0) == 9.5 - M
    gate.judged(C, 9.5, 12.0, Sound.KEPT)
    assert gate.settled_s(60.0) == pytest.approx(9.8 - M)
    gate.judged(A, 9.8, 12.0, Sound.NOTHING)
    assert gate.settled_s(60.0) == pytest.approx(60.0 - ONSET_S)


def test_at_the_end_a_few_digits_are_kept_and_many_are_not() -> None:
    gate = gate_of((C, 2.0, 4.0, Sound.DIGITS), (C, 6.0, 8.0, Sound.MANY_DIGITS))
    gate.close()
    assert kept(gate, C) == [(2.0 - M, 4.0 + M)]


def test_at_an_end_with_something_unheard_nothing_undecided_is_kept() -> None:
    gate = gate_of((C, 2.0, 4.0, Sound.DIGITS), (A, 5.0, 6.0, Sound.KEPT))
    gate.began(C, 7.0)
    gate.close()
    assert kept(gate, C) == []
    assert kept(gate, A) == [(5.0 - M, 6.0 + M)]


def test_what_is_forgotten_changes_nothing_that_comes_after() -> None:
    gate = gate_of((C, 2.0, 4.0, Sound.SILENT), (C, 10.0, 12.0, Sound.KEPT))
    gate.forget(11.0)
    gate.began(C, 14.0)
    gate.judged(C, 14.0, 15.0, Sound.DIGITS)
    assert kept(gate, C) == [(10.0 - M, 12.0 + M)]


@pytest.mark.parametrize(
    ("lang", "text", "sound"),
    [
        (Language.EN, "We have nine people on two sites.", Sound.KEPT),
        (Language.EN, "It is 49 dollars a month.", Sound.KEPT),
        (Language.ZH_HANT, "一個月三千五百元，兩年保固。", Sound.KEPT),
        (Language.EN, "That is four five three two.", Sound.DIGITS),
        (Language.ZH_HANT, "然後是四五三二", Sound.DIGITS),
        (Language.EN, "It's four five three two one one one oh.", Sound.MANY_DIGITS),
        (Language.EN, "My number is 0912 345 678.", Sound.SILENT),
        (Language.ZH_HANS, "我的身份证是11010519491231002X", Sound.SILENT),
        (Language.EN, "Write to ana.lin@example.com.", Sound.SILENT),
        (Language.EN, "Charge it to 4532 1110 8888 4491.", Sound.SILENT),
        (Language.EN, "What's your phone number?", Sound.ASKING),
        (Language.EN, "Can I take the long number on the front of the card?", Sound.ASKING),
        (Language.EN, "You said 0 9 1 2, what's the rest of your phone number?", Sound.SILENT),
    ],
)
def test_the_words_of_a_turn_say_what_may_be_kept_of_its_sound(
    lang: Language, text: str, sound: Sound
) -> None:
    assert Discretion(lang).turn(A, 1.0, 3.0, text).sound is sound


def test_every_turn_that_is_withheld_is_silent() -> None:
    door = Discretion(Language.EN)
    asked = door.turn(A, 1.0, 3.0, "Can I take the long number on the front of the card?")
    told = [
        door.turn(C, 4.0, 5.0, "Hang on, let me get my purse."),
        door.turn(C, 9.0, 15.0, "4532 1110 8888 4491"),
        door.turn(A, 16.0, 17.0, "Thank you."),
    ]
    assert asked.text is not None
    assert [(t.text, t.sound) for t in told] == [(None, Sound.SILENT)] * 3
