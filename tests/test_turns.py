"""Where an utterance begins and ends. One letter is 96 ms; see lanes.py."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from copilot.speech.endpoint import Began, Ended, EndpointSettings
from tests.lanes import FRAMES, LETTER_S, decisions, turns


def test_voice_between_silences_is_one_utterance() -> None:
    assert turns("..CCCC.......") == [(2, 6)]


def test_a_short_pause_does_not_end_the_utterance() -> None:
    assert turns("..CCCC..CCCC.......") == [(2, 12)]


def test_a_long_pause_does() -> None:
    assert turns("..CCCC.......CCCC.......") == [(2, 6), (13, 17)]


def test_a_click_is_not_an_utterance() -> None:
    assert turns("...C.......b.....") == []


def test_a_breath_in_the_pause_does_not_hold_the_utterance_open() -> None:
    assert turns("..CCCC...b...") == [(2, 6)]


def test_a_breath_is_not_part_of_the_utterance() -> None:
    assert turns("..CCCC..b.......") == [(2, 6)]


def test_a_monologue_is_cut_at_the_maximum_and_nothing_of_it_is_lost() -> None:
    settings = EndpointSettings(maximum_turn_s=10 * LETTER_S)
    found = turns("C" * 25 + ".......", settings)
    assert (found[0][0], found[-1][1]) == (0, 25)
    assert all(a[1] == b[0] for a, b in pairwise(found))


def test_a_monologue_is_cut_where_it_is_quietest() -> None:
    settings = EndpointSettings(maximum_turn_s=20 * LETTER_S)
    assert turns("C" * 15 + ".." + "C" * 8 + ".......", settings)[0] in [(0, 15), (0, 16), (0, 17)]


def test_each_piece_of_a_monologue_is_announced() -> None:
    settings = EndpointSettings(maximum_turn_s=10 * LETTER_S)
    kinds = [type(d) for d in decisions("C" * 15 + ".......", settings)]
    assert kinds == [Began, Ended] * 2


def test_the_end_of_the_audio_ends_the_utterance() -> None:
    assert turns("...CCCC") == [(3, 7)]


def test_silence_holds_nothing() -> None:
    assert turns("." * 600) == []


def test_the_wanted_silence_can_be_set() -> None:
    drawn = "..CCCC.....CCCC........."
    assert len(turns(drawn, EndpointSettings(silence_s=0.4))) == 2
    assert len(turns(drawn, EndpointSettings(silence_s=0.7))) == 1


@given(st.text(alphabet=list(FRAMES), max_size=200))
def test_utterances_are_in_order_and_never_overlap(drawn: str) -> None:
    found = [d for d in decisions(drawn) if isinstance(d, Ended)]
    assert all(u.start < u.end for u in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet=list(FRAMES), max_size=200))
def test_every_beginning_has_its_end(drawn: str) -> None:
    kinds = [type(d) for d in decisions(drawn)]
    assert kinds[::2] == [Began] * (len(kinds) // 2)
    assert kinds[1::2] == [Ended] * (len(kinds) // 2)
