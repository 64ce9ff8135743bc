"""Cues are found whatever the script, the case or the punctuation."""

import opencc
import pytest

from copilot.language import Language
from copilot.method.cues import find
from copilot.method.cues_en_agent import AGENT as EN_AGENT
from copilot.method.cues_en_customer import CUSTOMER as EN_CUSTOMER
from copilot.method.cues_zh_agent import AGENT as ZH_AGENT
from copilot.method.cues_zh_customer import CUSTOMER as ZH_CUSTOMER
from copilot.method.folding import fold_script
from copilot.method.overlap import pieces, rank


def cues(text: str, lang: Language, whose: str = "customer") -> set[str]:
    return {hit.cue for hit in find(text, lang, whose)}


@pytest.mark.parametrize("table", [ZH_CUSTOMER, ZH_AGENT])
def test_every_character_of_a_chinese_cue_is_found_in_both_scripts(
    table: dict[str, tuple[str, ...]],
):
    to_simplified = opencc.OpenCC("t2s")
    for patterns in table.values():
        for character in {c for p in patterns for c in p if c > "\u3400"}:
            assert fold_script(character) == fold_script(to_simplified.convert(character))


@pytest.mark.parametrize("text", ["這樣太貴了，會不會壞？", "可以幫我訂嗎，錢怎麼付？"])
def test_both_scripts_give_the_same_cues(text: str):
    simplified = opencc.OpenCC("t2s").convert(text)
    assert cues(text, Language.ZH_HANT) == cues(simplified, Language.ZH_HANS)


# Cues that rules name; a weight that hangs on any other may be one language's own.
NAMED_BY_RULES = {
    *("asks", "bad_time", "buying", "bye", "consent", "decline", "distrust", "exit", "guarantee"),
    *("no_need", "pain", "plainly_asks", "plainly_buying", "plainly_dear", "plainly_distrust"),
    *("plainly_no_need", "plainly_torn", "postpone", "price_question", "realise", "refuse", "who"),
}


@pytest.mark.parametrize("table", [ZH_CUSTOMER, EN_CUSTOMER], ids=["zh", "en"])
def test_what_the_rules_name_is_a_cue_of_both_languages(table: dict[str, tuple[str, ...]]):
    assert table.keys() >= NAMED_BY_RULES


def test_the_agents_tables_name_the_same_cues():
    assert ZH_AGENT.keys() == EN_AGENT.keys()


def test_hits_are_words_of_the_turn_as_they_were_said():
    text = "Well — HOW MUCH is it?"
    hit = next(h for h in find(text, Language.EN, "customer") if h.cue == "price_question")
    assert hit.words == ("HOW MUCH",)


def test_a_cue_is_a_whole_word_in_english():
    assert "too_dear" not in cues("I live in Deardon with my endearing aunt", Language.EN)


def test_curly_apostrophes_are_apostrophes():
    assert cues("I don’t know", Language.EN) == cues("I don't know", Language.EN)


def test_a_card_entry_is_found_by_what_is_special_to_it():
    entries = (("a", "the pool opens at six"), ("b", "the pool has parking"))
    assert rank("is there parking at the pool", entries, at_least=0.9)[0] == "b"
    assert rank("hello", entries, at_least=0.9) == ()


def test_numbers_are_compared_without_their_commas():
    assert "1280" in pieces("$1,280 in all") & pieces("1280 元")
