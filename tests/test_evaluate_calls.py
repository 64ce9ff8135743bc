"""Labelled calls are read as they are written, and what is wrong is said by file and field."""

import json
from pathlib import Path
from typing import Any

import pytest

from copilot.errors import InputError
from copilot.evaluation.audio import load_recorded
from copilot.evaluation.calls import load_calls
from copilot.evaluation.pacing import spoken, spoken_s
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from tests.labelled import TURNS, tiny, write


def test_a_call_is_read_with_its_card_and_labels(tmp_path: Path) -> None:
    call = tiny(tmp_path)
    assert (call.id, call.lang, call.mode, call.card.company) == (
        "tiny",
        "en",
        "outbound",
        "Tallybird",
    )
    assert call.turns[2].moves_maybe == {Move.PROBLEM}
    assert call.turns[3].right_phases == {Phase.DIVERGENT, Phase.COGNITIVE}
    assert call.turns[3].signals_maybe == {Signal.QUESTION}
    assert call.turns[1].next == (Move.IMPLICATION, Move.PROBLEM)
    assert [turn.labelled for turn in call.turns] == [True] * 4 + [False] * 2


def test_calls_come_by_file_name_and_times_of_recordings_are_no_calls(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        write(tmp_path, id=name)
    (tmp_path / "a.ref.json").write_text("{}")
    assert [call.id for call in load_calls(tmp_path)] == ["a", "b", "c"]
    assert [call.id for call in load_calls(tmp_path / "b.json")] == ["b"]


def changed(i: int, **fields: Any) -> dict[str, Any]:
    turns = [dict(turn) for turn in TURNS]
    turns[i] |= fields
    return {"turns": turns}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": ""}, "id:"),
        ({"lang": "fr"}, "lang:"),
        ({"mode": None}, "mode:"),
        ({"turns": []}, "turns:"),
        ({"turns": ["hello"]}, "turns[0]:"),
        ({"product": None}, "product:"),
        (changed(0, speaker="robot"), "turns[0].speaker:"),
        (changed(1, text="  "), "turns[1].text:"),
        (changed(2, moves=["pitch"]), "turns[2].moves: 'pitch'"),
        (changed(2, moves_maybe="problem"), "turns[2].moves_maybe:"),
        (changed(3, phase="confused"), "turns[3].phase: 'confused'"),
        (changed(3, alt_phase="confused"), "turns[3].alt_phase:"),
        (changed(3, signals=[3]), "turns[3].signals: 3"),
        (changed(3, next=["wait"]), "turns[3].next: 'wait'"),
    ],
)
def test_a_malformed_call_is_refused_by_file_and_field(
    tmp_path: Path, changes: dict[str, Any], field: str
) -> None:
    file = write(tmp_path, **{"id": "tiny", **changes})
    with pytest.raises(InputError) as error:
        load_calls(tmp_path)
    assert error.value.reference == "call-invalid"
    assert f"{file}: {field}" in error.value.what
    assert error.value.hint


def test_a_folder_without_calls_and_files_without_json_are_refused(tmp_path: Path) -> None:
    def reference() -> str:
        with pytest.raises(InputError) as error:
            load_calls(tmp_path / "calls")
        return error.value.reference

    assert reference() == "no-such-folder"
    (tmp_path / "calls").mkdir()
    assert reference() == "no-calls"
    (tmp_path / "calls" / "x.json").write_text('{"id": ')
    assert reference() == "call-not-json"
    (tmp_path / "calls" / "x.json").write_text("[]")
    assert reference() == "call-invalid"
    (tmp_path / "calls" / "x.json").unlink()
    write(tmp_path / "calls", product={"name": "x"})
    assert reference() == "card-invalid"
    write(tmp_path / "calls")
    (tmp_path / "calls" / "copy.json").write_bytes((tmp_path / "calls" / "tiny.json").read_bytes())
    assert reference() == "call-id-twice"


def test_a_written_call_takes_as_long_as_it_would_to_say() -> None:
    assert spoken_s("你好嗎，今天天氣很好") == pytest.approx(2.0)
    assert spoken_s("It isn't 1,880 today") == pytest.approx(4 / 2.6)
    assert spoken_s("…") > 0
    (first, second) = spoken(["你好嗎今天天氣很好", "好"])
    assert first == (0.4, pytest.approx(2.4))
    assert second[0] == pytest.approx(2.8)


def test_recordings_are_found_by_the_ids_of_calls(tmp_path: Path) -> None:
    call = tiny(tmp_path)
    with pytest.raises(InputError, match="no recording"):
        load_recorded(tmp_path, [call])
    times = [{"speaker": t["speaker"], "start": i, "end": i + 0.5} for i, t in enumerate(TURNS)]
    (tmp_path / "tiny.flac").touch()
    reference = tmp_path / "tiny.ref.json"
    reference.write_text(json.dumps({"turns": times, "seconds": 9.5}))
    (recorded,) = load_recorded(tmp_path, [call])
    assert (recorded.seconds, recorded.said[1].end) == (9.5, 1.5)
    for wrong in (times[:-1], [{**times[0], "speaker": "customer"}, *times[1:]], [{}, *times[1:]]):
        reference.write_text(json.dumps({"turns": wrong}))
        with pytest.raises(InputError) as error:
            load_recorded(tmp_path, [call])
        assert error.value.reference == "call-invalid"
