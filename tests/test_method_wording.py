"""What the panel says, and the lines that need no model."""

import re

import opencc
import pytest

from copilot.language import Language
from copilot.method.advice import Reason
from copilot.method.cards import NO_CARD
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.method.state import CallState
from copilot.wording import move_name, phase_name, rule_line, why_text
from tests.test_method_state import Talk

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_is_a_few_words(lang: Language, reason: Reason):
    text = why_text(reason, lang)
    assert text
    assert len(text) <= 14 if lang.is_chinese else len(text.split()) <= 8


@pytest.mark.parametrize("lang", list(Language))
def test_every_move_and_phase_has_its_own_name(lang: Language):
    assert len({move_name(m, lang) for m in Move}) == len(Move)
    assert len({phase_name(p, lang) for p in Phase}) == len(Phase)


def test_phases_have_the_methods_own_names():
    assert phase_name(Phase.DIVERGENT, HANT) == "歧異"
    assert phase_name(Phase.DIVERGENT, HANT, short=False) == "歧異性思維"
    assert phase_name(Phase.CONVERGENT, HANS, short=False) == "聚敛性思维"
    assert phase_name(Phase.COGNITIVE, EN, short=False) == "cognitive thinking"


def asking(lang: Language, turns: int, mode: Mode = Mode.OUTBOUND) -> CallState:
    talk = Talk(lang, mode)
    for _ in range(turns):
        talk.customer(
            "太貴了，停車免費嗎？" if lang.is_chinese else "Expensive. Is parking free?",
            Phase.CONVERGENT,
            (Signal.QUESTION,),
        )
    return talk.state


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("turns", [0, 1, 2, 3, 4, 5])
def test_a_line_is_short_enough_to_say(mode: Mode, lang: Language, move: Move, turns: int):
    line = rule_line(move, lang, asking(lang, turns, mode))
    assert line
    assert "{" not in line
    assert len(line) <= 60 if lang.is_chinese else len(line.split()) <= 35


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("move", list(Move))
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_line_holds_no_number_that_the_card_does_not_hold(lang: Language, move: Move, turns: int):
    state = asking(lang, turns)
    assert state.card is not None
    card = " ".join(text for _, text in state.card.entries())
    for number in re.findall(r"\d[\d,.]*", rule_line(move, lang, state)):
        assert number in card


@pytest.mark.parametrize("lang", [EN, HANT])
def test_a_fact_is_said_in_the_cards_own_words(lang: Language):
    words = "停車免費" if lang.is_chinese else "Parking is free"
    assert words in rule_line(Move.FEATURE, lang, asking(lang, 1))


@pytest.mark.parametrize("lang", [EN, HANT])
def test_what_is_not_offered_is_said_openly(lang: Language):
    text = "有潛水課嗎？" if lang.is_chinese else "Do you have diving lessons?"
    state = Talk(lang).customer(text, Phase.CONVERGENT, (Signal.QUESTION,)).state
    line = rule_line(Move.FEATURE, lang, state)
    assert ("潛水課" in line and "沒有" in line) or "Diving lessons" in line


@pytest.mark.parametrize("lang", [EN, HANT])
def test_what_the_card_does_not_say_is_not_made_up(lang: Language):
    text = "你們有幾個教練？" if lang.is_chinese else "Who trains the lifeguards?"
    state = Talk(lang).customer(text, Phase.CONVERGENT, (Signal.QUESTION,)).state
    line = rule_line(Move.FEATURE, lang, state)
    assert any(w in line for w in ("check", "come back to you", "查清楚", "確認"))


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("move", list(Move))
def test_a_call_without_a_card_still_has_lines(lang: Language, move: Move):
    for card in (None, NO_CARD):
        state = CallState.start(Mode.OUTBOUND, lang, card)
        assert rule_line(move, lang, state)


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("move", [Move.SITUATION, Move.PROBLEM, Move.IMPLICATION, Move.EXPLORE])
def test_the_same_question_is_not_worded_the_same_twice(lang: Language, move: Move):
    first, second, third = (rule_line(move, lang, asking(lang, n)) for n in (1, 2, 3))
    assert len({first, second, third}) == 3


@pytest.mark.parametrize("lang", [EN, HANT])
def test_a_line_that_the_agent_has_said_is_passed_over(lang: Language):
    talk = Talk(lang).customer("嗯。" if lang.is_chinese else "Well.", Phase.DIVERGENT, ())
    line = rule_line(Move.EXPLORE, lang, talk.state)
    assert rule_line(Move.EXPLORE, lang, talk.agent(line).state) != line


@pytest.mark.parametrize(("lang", "table"), [(HANT, "s2t"), (HANS, "t2s")])
def test_lines_keep_the_script_of_their_language(lang: Language, table: str):
    converter = opencc.OpenCC(table)
    texts = [why_text(r, lang) for r in Reason] + [move_name(m, lang) for m in Move]
    state = CallState.start(Mode.OUTBOUND, lang, None)
    texts += [rule_line(m, lang, state) for m in Move]
    for text in texts:
        assert "".join(converter.convert(c) for c in text) == text
