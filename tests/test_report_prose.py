"""Prose from facts only: a sentence that goes beyond them is left out."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from copilot.coach.model import Question
from copilot.coach.prompts import load_after_call
from copilot.coach.scripted import ScriptedModel
from copilot.language import Language
from copilot.report.facts import CallFacts
from copilot.report.gather import facts_of
from copilot.report.narrator import told
from copilot.report.prose import checked, given, material, references, sentences
from tests.records import SAMPLES, sample_record


@pytest.fixture
def coldroom() -> CallFacts:
    return facts_of(sample_record("en-out-coldroom"))


@pytest.fixture
def hotel() -> CallFacts:
    return facts_of(sample_record("zht-out-hotel"))


HOLD = [
    "The agent presented before a need was known and then went back to asking [3] [5].",
    "Losing the flowers cost about two thousand dollars, and a church went elsewhere [12].",
    "The customer thought of replacing the compressor or of a camera [16] [18].",
    "They doubted whether it cries wolf [24].",
    "They kept “going back and forth” [28].",
    "It ended with Tyler as the second number to call [34].",
    "The customer had 30 days free [32].",
]


@pytest.mark.parametrize("sentence", HOLD)
def test_a_sentence_that_says_what_its_turns_hold_stays(sentence: str, coldroom: CallFacts) -> None:
    assert checked(sentence, coldroom, Language.EN) != ""


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The customer lost a church.", "names no turn"),
        ("The customer lost a church [99].", "no such turn"),
        ("The customer lost a church [0].", "no such turn"),
        ("Losing the flowers cost three thousand dollars [12].", "another number"),
        ("The customer saved 45 percent [12].", "a number nobody said"),
        ("The customer told Margaret about the church [12].", "a name nobody said"),
        ("They said “I will never forget the church” [12].", "words nobody said"),
        ("The customer sounded angry about the church [12].", "judges a mood"),
        ("The agent had a friendly tone about the church [12].", "judges a voice"),
        ("The agent did an excellent job with the church [12].", "praises"),
        ("Bananas ripen quicker in paper bags [12].", "nothing of that turn"),
        ("The church " + "and the church " * 20 + "[12].", "too long to be read"),
    ],
)
def test_a_sentence_that_goes_beyond_the_facts_is_left_out(
    sentence: str, why: str, coldroom: CallFacts
) -> None:
    kept = "They doubted whether it cries wolf [24]."
    assert checked(f"{sentence} {kept}", coldroom, Language.EN) == kept, why


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("客戶提到櫃台排隊四十分鐘，早上十一點就要退房[8]。", True),
        ("這樣一趕，最後一天就吵架[10]。", True),
        ("爸爸明年四月七十歲，快三十個人要吃飯[14]。", True),
        ("客戶想過請人來家裡煮，或去海鮮餐廳【16】。", True),
        ("客戶擔心一年才去三次，買了用不到 [24]。", True),
        ("客戶一年花五萬元[12]。", False),
        ("陳先生提到櫃台排隊[8]。", False),
        ("客戶的語氣很生氣，櫃台排隊太久[8]。", False),
        ("櫃台排隊太久。", False),
        ("客戶說「我要告你們」，櫃台排隊太久[8]。", False),
        ("客戶提到 Marriott 的櫃台[8]。", False),
    ],
)
def test_chinese_sentences_are_held_to_the_same(
    sentence: str, stays: bool, hotel: CallFacts
) -> None:
    assert bool(checked(sentence, hotel, Language.ZH_HANT)) is stays


def test_references_are_read_in_every_form_and_written_in_one(coldroom: CallFacts) -> None:
    assert references("a [3], b [4, 5] c【6】d ［7］") == (3, 4, 5, 6, 7)
    told = checked("- [16, 18] They thought of a camera or a compressor.", coldroom, Language.EN)
    assert told == "They thought of a camera or a compressor [16] [18]."


def test_a_list_is_read_as_sentences() -> None:
    answer = "1. First [2].\n* **Second** [3]!\n\n# Third? [4] Fourth [5]"
    assert list(sentences(answer)) == ["First [2].", "Second [3]!", "Third? [4]", "Fourth [5]"]


def test_the_same_sentence_is_told_once(coldroom: CallFacts) -> None:
    once = "They doubted whether it cries wolf [24]."
    assert checked(f"{once} {once}", coldroom, Language.EN) == once


@pytest.mark.parametrize("name", SAMPLES)
def test_the_facts_name_turns_of_the_call_and_fit_the_small_model(name: str) -> None:
    facts = facts_of(sample_record(name))
    turns = {t.turn for t in facts.turns}
    assert {t for f in given(facts, facts.lang) for t in f.turns} <= turns
    assert len(material(facts, facts.lang, budget=500)) <= 500 + 100


@pytest.mark.parametrize("name", SAMPLES)
async def test_a_model_is_given_the_facts_and_no_transcript(name: str) -> None:
    facts = facts_of(sample_record(name))
    model = ScriptedModel(["It ended [35]."])
    assert (
        await told(facts, facts.lang, load_after_call(facts.lang), model, 5.0) == "It ended [35]."
    )
    (message,) = model.asked[0].messages
    assert "{" not in message["content"]
    assert facts.turns[0].text not in message["content"]
    assert message["content"].rstrip().endswith((":", "："))


class Stalled(ScriptedModel):
    """A model that answers a while and then no more."""

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        yield "They doubted whether it cries wolf [24]. They"
        await asyncio.Event().wait()


async def test_what_a_slow_model_has_told_in_time_is_not_lost(coldroom: CallFacts) -> None:
    answer = await told(coldroom, coldroom.lang, load_after_call(Language.EN), Stalled(), 0.05)
    assert checked(answer, coldroom, Language.EN) == "They doubted whether it cries wolf [24]."
