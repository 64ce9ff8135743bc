"""The part of an agent's turn that asks is found among what is said around it."""

import pytest

from copilot.language import Language
from copilot.method.asked import asked_part
from copilot.method.features import ASKED, agent_features
from copilot.method.modes import Mode
from copilot.method.state import CallState


@pytest.mark.parametrize(
    ("lang", "text", "asked"),
    [
        (
            Language.EN,
            "It's 1.5 litres, with a lid. Does it leak?  We can swap it.",
            "Does it leak?",
        ),
        (Language.EN, "Who cooks? I see. And who cleans?", "Who cooks? And who cleans?"),
        (Language.EN, "I see. Tell me how many are you. Thank you.", "Tell me how many are you."),
        (Language.ZH_HANT, "含安裝一萬二。請問您住幾樓？", "請問您住幾樓？"),
        (Language.ZH_HANS, "能送，加五十。您那边离县城多远？不急。", "您那边离县城多远？"),
    ],
)
def test_sentences_that_ask_are_kept_and_the_others_are_not(
    lang: Language, text: str, asked: str
) -> None:
    assert asked_part(text, lang) == asked


def test_a_turn_that_asks_nothing_is_kept_whole() -> None:
    text = "That is settled. We come on Monday."
    assert asked_part(text, Language.EN) == text


def test_without_marks_the_end_of_the_turn_is_kept() -> None:
    words = [f"word{i}" for i in range(60)]
    assert asked_part(" ".join(words), Language.EN) == " ".join(words[-28:])
    assert asked_part("好" * 90 + "嗎", Language.ZH_HANT) == "好" * 39 + "嗎"


@pytest.mark.parametrize("text", ["", "?", "。。。", "？！", "…"])
@pytest.mark.parametrize("lang", list(Language))
def test_marks_alone_break_nothing(lang: Language, text: str) -> None:
    assert asked_part(text, lang).replace(" ", "") == text


def test_what_is_offered_does_not_count_as_asked() -> None:
    state = CallState.start(Mode.INBOUND, Language.EN, None)
    text = "The guarantee is five years. How many of you are there?"
    f, _ = agent_features(text, Language.EN, state)
    assert "=guarantee" in f
    assert f"{ASKED}=guarantee" not in f
    assert f"{ASKED}=how many" in f
