"""Which lines in the agent's microphone are the customer's: never one the customer did not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.audio.evidence import Evidence
from copilot.speech.leak import Words, coverage, is_leak, similarity, tokens

LEAKING = Evidence(raw_db=-30.0, cleaned_db=-33.0, customer_db=-26.0, leak_db=-4.0)
HEADSET = Evidence(raw_db=-30.0, cleaned_db=-30.0, customer_db=-26.0, leak_db=None)
LOUDER = Evidence(raw_db=-20.0, cleaned_db=-20.0, customer_db=-26.0, leak_db=-4.0)
GONE = Evidence(raw_db=-30.0, cleaned_db=-46.0, customer_db=-26.0, leak_db=-4.0)
SAID = Words(10.0, 14.0, "Yeah, it drops half the time when my daughter streams upstairs.")


def heard(text: str, start: float = 10.1, end: float = 14.1) -> Words:
    return Words(start, end, text)


@pytest.mark.parametrize(
    "text",
    [
        "Yeah, it drops half the time when my daughter streams upstairs.",
        "it drops half the time when my daughter stream upstairs",
        "Half the time, when my daughter",
        "drops half the time when my daughter's streams up stairs",
    ],
)
def test_what_the_customer_is_saying_is_not_the_agents(text: str) -> None:
    assert is_leak(heard(text), [SAID], LEAKING)


@pytest.mark.parametrize(
    "text",
    [
        "Does it drop every evening, or only at weekends?",
        "Half the time, I see, that must cost you a lot of patience.",
        "Right.",
        "I see, and what happens then?",
    ],
)
def test_other_words_at_the_same_time_are_the_agents(text: str) -> None:
    assert not is_leak(heard(text), [SAID], LEAKING)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("我們家三樓收不到訊號，晚上特別慢。", "我们家三楼收不到讯号，晚上特别慢"),
        ("我們家三樓收不到訊號，晚上特別慢。", "我們家三樓收不到訊號晚上特別漫"),
        ("他說他在做這個的時候有問題", "她說她再坐這個得時候又問題"),
    ],
)
def test_the_script_and_like_sounds_make_no_difference(said: str, text: str) -> None:
    assert is_leak(heard(text), [Words(10.0, 14.0, said)], LEAKING)


def test_an_agent_who_reads_back_after_the_customer_is_kept() -> None:
    back = heard("it drops half the time when my daughter streams upstairs", 15.0, 18.5)
    assert not is_leak(back, [SAID], LEAKING)
    assert not is_leak(back, [SAID], HEADSET)


def test_an_agent_who_is_louder_than_the_leak_is_kept() -> None:
    assert not is_leak(heard(SAID.text), [SAID], LOUDER)


def test_a_sound_that_vanished_with_the_customers_voice_is_no_line_whatever_was_understood() -> (
    None
):
    assert is_leak(heard("You"), [], GONE)


def test_with_a_headset_only_a_long_literal_repetition_at_the_same_time_counts() -> None:
    assert is_leak(heard(SAID.text), [SAID], HEADSET)
    assert not is_leak(heard("half the time"), [SAID], HEADSET)
    assert not is_leak(heard("Okay."), [Words(10.0, 14.0, "Okay.")], HEADSET)
    assert not is_leak(heard(SAID.text, 12.5, 16.0), [SAID], HEADSET)


def test_words_of_long_ago_do_not_count() -> None:
    assert not is_leak(heard(SAID.text, 20.0, 24.0), [SAID], LEAKING)


words = st.sampled_from(
    [
        "price",
        "contract",
        "evening",
        "office",
        "cable",
        "three",
        "router",
        "refund",
        *"好貴想買三樓網",
    ]
)
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)
evidences = st.builds(
    Evidence,
    raw_db=st.floats(-60, -10),
    cleaned_db=st.floats(-60, -10),
    customer_db=st.floats(-60, -10),
    leak_db=st.none() | st.floats(-30, 0),
)


@given(line=texts, said=st.lists(texts, max_size=4), evidence=evidences)
def test_no_line_is_taken_of_which_the_customer_did_not_say_most(
    line: str, said: list[str], evidence: Evidence
) -> None:
    by_sound = evidence.leak_db is not None and evidence.raw_db - evidence.cleaned_db >= 12.0
    customer = [Words(10.0, 14.0, text) for text in said]
    if is_leak(heard(line), customer, evidence) and not by_sound:
        known = set(tokens(" ".join(said)))
        own = tokens(line)
        shared = sum(len(t) if t.isascii() else 3 for t in own if t in known)
        whole = sum(len(t) if t.isascii() else 3 for t in own)
        assert shared >= 0.7 * whole  # like words count in part, so a little below 80 %


@given(line=texts, evidence=evidences)
def test_without_a_word_of_the_customer_only_the_sound_itself_can_take_a_line(
    line: str, evidence: Evidence
) -> None:
    by_sound = evidence.leak_db is not None and evidence.raw_db - evidence.cleaned_db >= 12.0
    assert is_leak(heard(line), [], evidence) == by_sound


@given(line=texts, said=texts, evidence=evidences)
def test_a_louder_agent_is_never_taken_by_words(line: str, said: str, evidence: Evidence) -> None:
    if evidence.raw_db > evidence.customer_db + 3.0 and evidence.raw_db < evidence.cleaned_db + 12:
        assert not is_leak(heard(line), [Words(10.0, 14.0, said)], evidence)


@given(line=texts, before=texts, after=texts)
def test_a_part_of_what_was_said_is_wholly_alike(line: str, before: str, after: str) -> None:
    assert similarity(heard(line), [Words(0.0, 1.0, f"{before} {line} {after}")]) == 1.0


def test_coverage_counts_overlapping_speech_once() -> None:
    said = [Words(0.0, 2.0, "a"), Words(1.0, 3.0, "b")]
    assert coverage(Words(0.0, 5.0, "x"), said) == pytest.approx(3.5 / 5.0)
