"""A line must do what its step asks, in words of its own."""

import pytest

from copilot.coach.fit import Task, misfit
from copilot.method.moves import Move

SAID = (
    "We keep the flowers in a walk-in cooler in the back of the shop.",
    "上禮拜天早上斷了兩個多小時，外送的單全部跑掉，我在那邊拔插頭插插頭。",
)
CARD = "It calls your phone when the cooler warms up. 裝機當場用測速網站測給客戶看"


def task(move: Move) -> Task:
    return Task.of(move, CARD, SAID)


@pytest.mark.parametrize(
    ("move", "line"),
    [
        (Move.PROBLEM, "A cooler in the back, then. What goes wrong with it?"),
        (Move.IMPLICATION, "斷了兩個多小時，那外送怎麼辦？"),
        (Move.EXPLORE, "還有沒有別的可能？"),
        (Move.FEATURE, "It calls your phone as soon as the cooler gets warm."),
        (Move.EVIDENCE, "裝機的時候，師傅當場用測速網站測給您看。"),
        (Move.CLOSE, "Shall I send one out?"),
        (Move.RESPECT_EXIT, "好的，不打擾您了，謝謝。"),
    ],
)
def test_a_line_that_does_its_step_fits(move: Move, line: str) -> None:
    assert misfit(line, task(move)) == ""


@pytest.mark.parametrize(
    "line",
    [
        "We keep the flowers in a walk-in cooler.",
        "外送的單全部跑掉，我在那邊拔插頭插插頭。",
        "早上斷了兩個多小時，外送的單全部跑掉，這樣嗎？",
    ],
)
def test_a_line_that_says_an_earlier_turn_again_does_not(line: str) -> None:
    assert misfit(line, task(Move.PROBLEM)) == "echo"


@pytest.mark.parametrize("line", ["It must be hard for you.", "這樣真的很辛苦。"])
@pytest.mark.parametrize("move", [Move.SITUATION, Move.NEED_PAYOFF, Move.EXPLORE])
def test_a_step_that_asks_needs_a_question(move: Move, line: str) -> None:
    assert misfit(line, task(move)) == "off-move"


@pytest.mark.parametrize("line", ["I had a holiday in Spain once.", "今天天氣很好，我想出去走走。"])
@pytest.mark.parametrize("move", [Move.FEATURE, Move.BENEFIT, Move.HANDLE_OBJECTION])
def test_a_step_that_tells_rests_on_the_card(move: Move, line: str) -> None:
    assert misfit(line, task(move)) == "off-move"
