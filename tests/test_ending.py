"""How long a silence ends a turn depends on the words before it."""

import pytest

from copilot.language import Language
from copilot.speech.ending import Ending, ending
from copilot.speech.endpoint import Ended, Endpointer, EndpointSettings

EN, HANS, HANT = Language.EN, Language.ZH_HANS, Language.ZH_HANT
FRAME_S = 0.05


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "How much is it?"),
        (EN, "We spend about two thousand a year."),
        (EN, "No."),
        (HANT, "一個月多少錢？"),
        (HANT, "這樣會很貴嗎"),
        (HANS, "那你们几点关门呢"),
        (HANS, "我想一下吧。"),
    ],
)
def test_a_sentence_that_is_over_sounds_whole(lang: Language, text: str) -> None:
    assert ending(text, lang) is Ending.WHOLE


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (EN, "We looked at the other one, but"),
        (EN, "It was um."),
        (EN, "I would like to"),
        (EN, "So the thing is that,"),
        (HANT, "我們家四個人，然後"),
        (HANT, "價格還可以，可是。"),
        (HANS, "我之前用的是"),
        (HANS, "因为"),
    ],
)
def test_a_sentence_that_has_yet_to_end_sounds_open_whatever_the_recogniser_put_after_it(
    lang: Language, text: str
) -> None:
    assert ending(text, lang) is Ending.OPEN


@pytest.mark.parametrize(
    ("lang", "text"), [(EN, ""), (EN, "we have four"), (HANT, "我們家四個人"), (HANS, "。")]
)
def test_of_other_words_nothing_is_said(lang: Language, text: str) -> None:
    assert ending(text, lang) is Ending.UNKNOWN


def ended_after(words: Ending | None, *, resumed: bool = False) -> float:
    """Seconds of silence that ended a turn of one second, whose words were known after 0.2 s."""
    endpointer = Endpointer(EndpointSettings(), FRAME_S)
    silent = 0
    for number in range(200):
        voiced = number < 20 or (resumed and 24 <= number < 34)
        if number >= (34 if resumed else 20):
            silent += 1
        for decision in endpointer.accept(0.9 if voiced else 0.0):
            if isinstance(decision, Ended):
                return round(silent * FRAME_S, 2)
        if number == 23 and words is not None:
            endpointer.judge(endpointer.pause[0], words)
    raise AssertionError("the turn did not end")


def test_a_whole_sentence_ends_sooner_and_an_open_one_later_than_one_not_known() -> None:
    whole, unknown, open_ = (ended_after(e) for e in (Ending.WHOLE, None, Ending.OPEN))
    assert whole < unknown < open_
    assert ended_after(Ending.UNKNOWN) == unknown


def test_what_was_judged_of_an_earlier_pause_says_nothing_of_the_next() -> None:
    after = ended_after(Ending.OPEN, resumed=True)
    assert after == pytest.approx(ended_after(None), abs=FRAME_S)


def test_words_that_come_too_late_change_nothing() -> None:
    endpointer = Endpointer(EndpointSettings(), FRAME_S)
    for number in range(30):
        list(endpointer.accept(0.9 if number < 20 else 0.0))
    endpointer.judge(0.3, Ending.OPEN)
    assert any(isinstance(d, Ended) for _ in range(4) for d in endpointer.accept(0.0))
