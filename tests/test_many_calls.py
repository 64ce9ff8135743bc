"""How many calls one machine carries: the limit and the table."""

from typing import Any

import pytest

from copilot.language import Language
from tests.benchmarks.many import as_text, carried, figures, limit
from tests.benchmarks.measure import Event, Reference
from tests.benchmarks.process import Run

TURNS = ({"speaker": "customer", "text": "I want to cancel.", "start": 2.0, "end": 4.0},)
CALL = Reference("call", Language.EN, "inbound", 10.0, TURNS)


def events(heard_s: float, backlog: int = 0) -> list[Event]:
    return [
        {"event": "backlog", "wall_s": 4.5, "waiting": 3},
        {"event": "trouble", "wall_s": 4.6, "text": "This machine is busy."},
        {
            "event": "turn_heard",
            "turn": 1,
            "speaker": "customer",
            "start": 2.0,
            "end": 4.0,
            "text": "I want to cancel.",
            "wall_s": 4.0 + heard_s,
        },
        {
            "event": "call_ended",
            "wall_s": 12.0,
            "backlog": backlog,
            "partials_shed": 2,
            "lines": 0,
        },
    ]


def at_once(calls: int, heard_s: float, backlog: int = 0, failed: int = 0) -> dict[str, Any]:
    run = Run(events(heard_s, backlog), cpu_s=6.0, cpu_before_s=1.0, wall_s=10.0, peak_pss_mb=300.0)
    about = {"calls": calls, "work": "recognition", "other_cores": 0.0}
    return figures([(CALL, run)] * calls, ["call left with 1"] * failed, 2) | about


def test_processor_time_before_the_first_audio_is_no_cost_of_a_call() -> None:
    assert at_once(1, 0.8)["cpu_left"] == pytest.approx(0.75)  # 5 s of 2 cores in 10 s
    assert at_once(2, 0.8)["cpu_left"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    "result",
    [at_once(1, 2.1), at_once(1, 0.8, backlog=1), at_once(1, 0.8, failed=1)],
    ids=["late", "waiting at the end", "a process failed"],
)
def test_calls_that_are_late_or_wait_or_fail_are_not_carried(result: dict[str, Any]) -> None:
    assert carried(at_once(1, 0.8))
    assert not carried(result)


def test_the_limit_is_the_most_calls_below_the_first_number_that_is_not_carried() -> None:
    assert limit([at_once(4, 0.9), at_once(1, 0.8), at_once(2, 2.5)], "recognition") == 1
    assert limit([at_once(1, 0.8), at_once(2, 1.0)], "recognition") == 2
    assert limit([at_once(1, 9.0)], "recognition") == 0


def test_the_table_tells_the_limit_per_core_and_what_the_panel_said() -> None:
    text = as_text([at_once(1, 0.8), at_once(2, 2.5, backlog=1)], 2)
    assert "recognition: 1 calls on 2 cores, 0.5 per core." in text
    assert "2 calls, recognition: “This machine is busy.” (2 ×)" in text
    assert "2 calls, recognition: 4 partials were shed" in text
    assert "| recognition | 2 | 2.50 / 2.50 s | – | – | 2 (3) | 0 (4) |" in text
    assert "no larger number was tried" in as_text([at_once(1, 0.8)], 2)


def test_coaching_has_a_second_limit_where_the_lines_still_come_in_time() -> None:
    quick, slow = at_once(1, 0.8), at_once(2, 1.0)
    for result, first_words_s in ((quick, 1.9), (slow, 24.0)):
        result["work"] = "coaching"
        result["latency_s"]["model_line"] = {"n": 1, "p50": 1.0, "p95": first_words_s, "max": 1.0}
    text = as_text([quick, slow], 2)
    assert "coaching: 2 calls on 2 cores, 1 per core" in text
    assert "first words within 4 s (p95): 1 calls, 0.5 per core." in text
