"""The figures of an evaluation are those that one gets by hand."""

import dataclasses

import pytest

from copilot.evaluation.labels import LabelledCall, LabelledTurn
from copilot.evaluation.lines import faults_of, length, wrong_script
from copilot.evaluation.predicted import AgentTurn, CustomerTurn, Prediction, Seconds, Unheard
from copilot.evaluation.report import as_data, reported
from copilot.evaluation.scores import Counts, Fault, PlayedCall, Scores, scored
from copilot.events import Speaker
from copilot.language import Language
from copilot.method.cards import NO_CARD
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from tests.calls import PAYROLL

COG, DIV, CON = Phase


def agent(*moves: Move, **kw: object) -> LabelledTurn:
    return LabelledTurn(Speaker.AGENT, "so", True, frozenset(moves), **kw)  # type: ignore[arg-type]


def customer(phase: Phase, **kw: object) -> LabelledTurn:
    return LabelledTurn(Speaker.CUSTOMER, "well", True, phase=phase, **kw)  # type: ignore[arg-type]


def read(i: int, phase: Phase, **kw: object) -> CustomerTurn:
    whole = CustomerTurn(i, phase, {phase: 1.0}, (), (), "", (), Seconds(phase=0.1 * (i + 1)))
    return dataclasses.replace(whole, **kw)  # type: ignore[arg-type]


def call(*turns: LabelledTurn, lang: Language = Language.EN, **kw: object) -> LabelledCall:
    whole = LabelledCall("c", lang, Mode.OUTBOUND, NO_CARD, turns)
    return dataclasses.replace(whole, **kw)  # type: ignore[arg-type]


def figures(labels: LabelledCall, *said: Prediction, seconds: float = 300.0) -> Scores:
    return scored([PlayedCall(labels, said, seconds, {})])


def test_a_tiny_call_gives_the_figures_worked_out_by_hand() -> None:
    labels = call(
        agent(Move.SITUATION),
        customer(COG, signals=frozenset({Signal.QUESTION}), next=(Move.PROBLEM, Move.SITUATION)),
        agent(Move.PROBLEM),
        customer(DIV, next=(Move.EXPLORE,)),
        agent(Move.FEATURE),
        customer(CON, signals=frozenset({Signal.OBJECTION_PRICE}), next=(Move.CLOSE,)),
    )
    s = figures(
        labels,
        AgentTurn(0, (Move.SITUATION,), ()),
        read(1, COG, signals=(Signal.QUESTION,), next=(Move.SITUATION, Move.PROBLEM)),
        AgentTurn(2, (Move.SITUATION, Move.PROBLEM), (Signal.MONOLOGUE,)),
        read(3, CON, next=(Move.CLOSE, Move.CONFIRM, Move.EXPLORE)),
        AgentTurn(4, (Move.BENEFIT,), ()),
        read(5, CON, next=(Move.CONFIRM, Move.EVIDENCE, Move.EXPLORE, Move.CLOSE)),
    )
    assert s.phase_accuracy == pytest.approx(2 / 3)
    # cognitive 1, divergent 0, convergent 2*1 / (2*1 + 1)
    assert s.phase_f1 == pytest.approx((1 + 0 + 2 / 3) / 3)
    assert s.moves[Move.SITUATION] == Counts(right=1, false=1, missed=0)
    assert s.moves[Move.SITUATION].f1 == pytest.approx(2 / 3)
    assert s.spin_f1 == pytest.approx((2 / 3 + 1) / 2)  # the other two do not occur
    assert s.fabe_f1 == 0.0  # feature missed, benefit false
    # question right; monologue false; objection_price missed
    assert s.signals_f1 == pytest.approx(2 / 4)
    assert (s.hit_1, s.hit_3) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert s.confusion == {(COG, COG): 1, (DIV, CON): 1, (CON, CON): 1}
    assert s.phase_s == pytest.approx(0.4)
    assert (s.agent_turns, s.customer_turns, s.unheard) == (3, 3, 0)


def test_the_other_phase_is_as_right_as_the_first() -> None:
    labels = call(customer(COG, alt_phase=DIV), customer(COG, alt_phase=DIV))
    assert figures(labels, read(0, DIV), read(1, COG)).phase_accuracy == 1.0
    wrong = figures(labels, read(0, CON), read(1, COG))
    assert wrong.confusion == {(COG, CON): 1, (COG, COG): 1}


def test_what_one_annotator_saw_is_neither_right_nor_wrong() -> None:
    maybe = {"moves_maybe": frozenset({Move.PROBLEM})}
    labels = call(agent(Move.SITUATION, **maybe))
    for moves in ((Move.SITUATION,), (Move.SITUATION, Move.PROBLEM)):
        s = figures(labels, AgentTurn(0, moves, ()))
        assert (s.spin_f1, s.moves[Move.PROBLEM]) == (1.0, Counts())
    labels = call(customer(COG, signals_maybe=frozenset({Signal.HIDDEN_NEED})))
    assert figures(labels, read(0, COG, signals=(Signal.HIDDEN_NEED,))).signals_f1 is None


def test_a_turn_without_labels_is_not_scored() -> None:
    labels = call(LabelledTurn(Speaker.CUSTOMER, "hm"), LabelledTurn(Speaker.AGENT, "hm"))
    s = figures(labels, read(0, CON, line="Well?"), AgentTurn(1, (Move.OPEN,), ()))
    assert s.phase_accuracy is s.phase_f1 is s.spin_f1 is s.signals_f1 is s.hit_1 is None
    assert s.lines == 1


def test_a_turn_that_was_not_heard_is_wrong() -> None:
    labels = call(
        agent(Move.PROBLEM),
        customer(DIV, signals=frozenset({Signal.QUESTION}), next=(Move.EXPLORE,)),
    )
    s = figures(labels, Unheard(0, Speaker.AGENT), Unheard(1, Speaker.CUSTOMER))
    assert (s.phase_accuracy, s.spin_f1, s.signals_f1, s.hit_3, s.unheard) == (0, 0, 0, 0, 2)
    assert s.confusion == {(DIV, None): 1}


def test_a_change_of_phase_that_the_labels_lack_is_a_false_flip() -> None:
    labels = call(customer(COG), agent(), customer(COG), customer(DIV), customer(DIV))
    steady = (read(0, COG), read(2, COG), read(3, DIV), read(4, DIV))
    assert figures(labels, *steady).false_flips == 0
    jumpy = (read(0, COG), read(2, DIV), read(3, CON), read(4, DIV))
    s = figures(labels, *jumpy, seconds=150.0)
    assert (s.false_flips, s.flips_per_5_min) == (2, 4.0)


def test_a_change_to_the_other_phase_is_no_false_flip() -> None:
    labels = call(customer(COG), customer(COG, alt_phase=DIV))
    assert figures(labels, read(0, COG), read(1, DIV)).false_flips == 0
    assert figures(labels, read(0, COG), read(1, CON)).false_flips == 1


def test_figures_are_told_by_language_by_mode_by_both_and_together() -> None:
    en, zh = call(customer(COG)), call(customer(COG), lang=Language.ZH_HANT, mode=Mode.INBOUND)
    played = [PlayedCall(en, (read(0, COG),), 60, {}), PlayedCall(zh, (read(0, CON),), 60, {})]
    told = as_data(reported(played))
    assert told["total"]["phase_accuracy"] == 0.5
    assert {k: s["phase_accuracy"] for k, s in told["languages"].items()} == {"zh-Hant": 0, "en": 1}
    assert {k: s["phase_accuracy"] for k, s in told["modes"].items()} == {
        "outbound": 1,
        "inbound": 0,
    }
    assert set(told["language_modes"]) == {"zh-Hant/inbound", "en/outbound"}


@pytest.mark.parametrize(
    ("line", "lang", "wrong"),
    [
        ("您現在怎麼處理薪資？", Language.ZH_HANT, ""),
        ("您现在怎么处理薪资？", Language.ZH_HANT, "现么处资"),
        ("皇后在台北的公里數，只要一隻，系統準備了", Language.ZH_HANT, ""),
        ("您现在怎么处理薪资？皇后，后面，台湾", Language.ZH_HANS, ""),
        ("您現在怎麼處理薪資？", Language.ZH_HANS, "現麼處資"),
        ("How do you pay them today?", Language.EN, ""),
        ("How do you pay 他 today?", Language.EN, "他"),
    ],
)
def test_characters_of_the_wrong_script_are_found(line: str, lang: Language, wrong: str) -> None:
    assert wrong_script(line, lang) == wrong


def test_a_line_is_as_long_as_it_is_to_read() -> None:
    assert length("好的，您說的是 3 天？", Language.ZH_HANT) == 8
    assert length("Well - that's 1,880, isn't it?", Language.EN) == 5


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("It is $49 a month; shall we set up the trial?", None),
        ("It is $39 a month; shall we set it up?", Fault.NUMBER),
        ("We guarantee that you will save.", Fault.PROMISE),
        ("Mail me at a@b.com, please.", Fault.OTHER),
        ("word " * 36, Fault.LENGTH),
        ("一起看看吧", Fault.SCRIPT),
    ],
)
def test_faults_of_a_line_are_found(line: str, fault: Fault | None) -> None:
    labels = call(agent(), customer(CON), card=PAYROLL)
    found = faults_of(labels, [read(1, CON, line=line)])
    assert found == ({1: frozenset({fault})} if fault else {})


def test_what_is_said_after_a_line_does_not_support_it() -> None:
    later = dataclasses.replace(agent(), text="It comes to 777 dollars.")
    line = "So it is 777 dollars."
    before = faults_of(call(later, customer(CON)), [read(1, CON, line=line)])
    after = faults_of(call(customer(CON), later), [read(0, CON, line=line)])
    assert (before, after) == ({}, {0: frozenset({Fault.NUMBER})})
