"""The figures in which other recognisers are compared, and an adapter that really hears."""

import sys
from pathlib import Path

import numpy as np
import pytest

from copilot.language import Language
from tests.benchmarks.cut import beginning, customer_alone
from tests.benchmarks.measure import Reference
from tests.benchmarks.peers.environments import NotInstalledError, ready_python
from tests.benchmarks.peers.figures import as_events, as_text, displayed, erased, figures
from tests.benchmarks.peers.play import PeerFailedError, adapted, heard

TURNS = (
    {"speaker": "agent", "text": "Good morning.", "start": 0.5, "end": 1.5},
    {"speaker": "customer", "text": "I want to cancel.", "start": 2.0, "end": 4.0},
    {"speaker": "customer", "text": "It is too dear.", "start": 6.0, "end": 8.0},
)
CALL = Reference("call", Language.EN, "inbound", 10.0, TURNS)


def test_text_that_only_grows_erases_nothing() -> None:
    assert erased(["I want", "I want to", "I want to cancel."]) == (0, 0)


def test_a_word_replaced_in_the_middle_counts_alone_and_with_all_that_stood_behind_it() -> None:
    assert erased(["a big cat sat", "a pig cat sat"]) == (1, 9)


def test_text_taken_off_counts_whole() -> None:
    assert erased(["thank you", ""]) == (8, 8)


def test_spaces_between_words_are_no_erased_text() -> None:
    assert erased(["你好 吗", "你好吗"]) == (0, 0)


def test_a_final_takes_the_place_of_what_was_shown() -> None:
    told = [
        (2.5, {"shown": "I wand"}),
        (4.5, {"committed": "I want to cancel.", "start": 2.0, "end": 4.0}),
        (6.5, {"shown": "It"}),
    ]
    states = [" ".join(s.split()) for s in displayed(as_events(told, 10.0))]
    assert states == ["I wand", "I want to cancel.", "I want to cancel. It"]


def test_an_adapters_lines_come_to_the_figures_of_a_replay() -> None:
    told = [
        (2.5, {"shown": "I wand"}),
        (4.5, {"committed": "I want to", "start": 2.0, "end": 3.5}),
        (5.0, {"committed": "cancel.", "start": 3.5, "end": 4.0}),
        (12.0, {"done": True}),
    ]
    found = figures(customer_alone(CALL), as_events(told, 10.0))
    assert (found["turns"], found["no_final"]) == (2, 1)
    assert found["to_final_s"] == [1.0]  # of the last piece, after the true end of speech
    assert found["error_rate"] == pytest.approx(4 / 8)  # the turn that has no final
    assert found["erased"] == 1


def test_a_cut_call_ends_before_a_turn_that_is_not_over() -> None:
    cut = beginning(CALL, 7.0)
    assert [t["end"] for t in cut.turns] == [1.5, 4.0]
    assert cut.seconds == 6.0
    assert beginning(CALL, 1e9) == CALL


def test_the_table_has_every_system_and_says_why_one_is_missing() -> None:
    ran = figures(customer_alone(CALL), as_events([], 10.0)) | {
        "system": "phrases",
        "audio_s": 10.0,
        "cpu_s_per_audio_s": 0.25,
        "peak_pss_mb": 300.0,
        "unfinished": True,
        "other_cores": 0.5,
    }
    failed = {"system": "other", "id": "call", "lang": "en", "failed": "no such package"}
    text = as_text([ran, failed])
    rows = [line for line in text.splitlines() if line.startswith("| phrases")]
    assert len(rows) == 3  # of its language, together, of the recording
    assert all("stopped before its end" in row and "100.0%" in row for row in rows)
    assert "other, call: no such package" in text
    assert text.endswith("other processes took 0.5 cores: run it again")


def test_a_peer_whose_installation_was_not_finished_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "realtimestt" / "bin").mkdir(parents=True)
    with pytest.raises(NotInstalledError, match="setup"):
        ready_python(tmp_path, "realtimestt")


@pytest.mark.parametrize("heard_s", [0.0, 0.2])
def test_a_peer_that_breaks_is_reported_by_its_last_words(tmp_path: Path, heard_s: float) -> None:
    script = tmp_path / "adapter.py"
    ready = """print('{"ready": "1"}', flush=True)\n""" if heard_s else ""
    script.write_text(
        f"import sys\nsys.stdin.readline()\n{ready}"
        f"for _ in range({int(heard_s / 0.032)}): sys.stdin.readline()\n"
        "sys.exit('no such thing here')\n"
    )
    sound = np.zeros(16_000, np.float32)
    with pytest.raises(PeerFailedError, match="no such thing here"):
        adapted([sys.executable, str(script)], "weights", sound, customer_alone(CALL), 1)


@pytest.mark.real_models
def test_the_adapter_of_plain_phrases_ends_with_silence_and_invents_nothing(tmp_path: Path) -> None:
    silence = np.zeros((2, 8_000), np.float32)
    found = heard("phrases", silence, customer_alone(CALL), tmp_path, tmp_path, 1)
    assert found["version"].startswith("faster-whisper")
    assert (found["committed"], found["unfinished"], found["no_final"]) == ("", False, 2)
