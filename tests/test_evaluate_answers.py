"""Any model can be evaluated through two files: prompts out, answers in."""

import json
from pathlib import Path
from typing import Any

import pytest

from copilot.cli import main
from copilot.errors import InputError
from copilot.evaluation.answers import load_answers, prompt_sha
from tests.labelled import write
from tests.test_evaluate_play import LINE, READS


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write_lines(file: Path, lines: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        write(tmp_path / "calls", id=name)
    return tmp_path / "calls"


def prompts_of(calls: Path, file: Path, *more: str) -> list[dict[str, Any]]:
    assert main(["evaluate", str(calls), "--prompts", str(file), *more]) == 0
    return lines_of(file)


def answered(prompts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    texts = {"read": READS, "line": LINE}
    return [{"key": p["key"], "answer": texts[p["task"]], "sha": p["sha"]} for p in prompts]


def test_every_prompt_is_written_with_what_it_takes_to_answer_it(
    calls: Path, tmp_path: Path
) -> None:
    prompts = prompts_of(calls, tmp_path / "prompts.jsonl")
    keys = [p["key"] for p in prompts]
    assert len(set(keys)) == len(keys)
    assert {f"{c}:{i}:read" for c in "ab" for i in range(6)} <= set(keys)
    assert [k for k in keys if k.endswith(":line")]
    for p in prompts:
        assert set(p) == {"key", "id", "i", "task", "messages", "max_tokens", "sha"}
        assert p["key"] == f"{p['id']}:{p['i']}:{p['task']}"
        assert p["sha"] == prompt_sha(p["messages"])
        assert p["messages"][0]["role"] == "system"


def test_prompts_are_the_same_each_time(calls: Path, tmp_path: Path) -> None:
    first = prompts_of(calls, tmp_path / "1.jsonl")
    assert prompts_of(calls, tmp_path / "2.jsonl") == first


def test_answers_take_the_place_of_a_model(
    calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = write_lines(
        tmp_path / "answers.jsonl", answered(prompts_of(calls, tmp_path / "p.jsonl"))
    )
    found = tmp_path / "found.jsonl"
    command = ["evaluate", str(calls), "--answers", str(answers), "--predictions", str(found)]
    assert main(command) == 0
    turns = lines_of(found)
    assert {tuple(t["moves"]) for t in turns if t["speaker"] == "agent"} == {("explore",)}
    assert {t["phase"] for t in turns if t["speaker"] == "customer"} == {"divergent"}
    assert "questions were answered" in capsys.readouterr().err
    assert main(command) == 0  # the same once more, and no call is left out
    assert len(lines_of(found)) == len(turns)


def test_a_second_pass_writes_the_prompts_that_the_readings_led_to(
    calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = prompts_of(calls, tmp_path / "1.jsonl")
    readings = [a for a in answered(first) if a["key"].endswith("read")]
    answers = write_lines(tmp_path / "answers.jsonl", readings)
    second = prompts_of(calls, tmp_path / "2.jsonl", "--answers", str(answers))
    assert [p["key"] for p in second if p["task"] == "read"] == [
        p["key"] for p in first if p["task"] == "read"
    ]
    by_key = {p["key"]: p["sha"] for p in first}
    changed = [p for p in second if by_key.get(p["key"]) != p["sha"]]
    assert {p["task"] for p in changed} == {"line"}

    write_lines(tmp_path / "all.jsonl", answered(first))
    capsys.readouterr()
    assert main(["evaluate", str(calls), "--answers", str(tmp_path / "all.jsonl")]) == 0
    asked_otherwise = sum(p["key"] in by_key for p in changed)
    assert f"; {asked_otherwise} answers were for another prompt" in capsys.readouterr().err


def test_without_lines_no_line_is_asked_for(calls: Path, tmp_path: Path) -> None:
    assert {p["task"] for p in prompts_of(calls, tmp_path / "p.jsonl", "--no-lines")} == {"read"}


def test_a_few_answers_leave_the_rest_to_the_rules(
    calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [{"key": "a:0:read", "answer": READS}, {"key": "z:0:read", "answer": READS}]
    file = write_lines(tmp_path / "answers.jsonl", answers)
    found = tmp_path / "found.jsonl"
    command = ["evaluate", str(calls), "--answers", str(file), "--predictions", str(found)]
    assert main(command) == 0
    moves = {t["id"]: t["moves"] for t in lines_of(found) if t["i"] == 0}
    assert moves["a"] == ["explore"] != moves["b"]
    told = capsys.readouterr().err
    assert "1 of " in told
    assert "and 1 answer nothing that is asked" in " ".join(told.split())


def test_predictions_of_other_answers_are_refused(
    calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_lines(tmp_path / "answers.jsonl", [{"key": "a:0:read", "answer": READS}])
    command = ["evaluate", str(calls), "--answers", str(file)]
    command += ["--predictions", str(tmp_path / "found.jsonl")]
    assert main(command) == 0
    write_lines(file, [{"key": "a:0:read", "answer": "{}"}])
    assert main(command) == 2
    assert "[predictions-of-other-settings]" in capsys.readouterr().err
    assert main([*command, "--restart"]) == 0


@pytest.mark.parametrize(
    "line",
    ["no JSON", "[]", '{"key": "a"}', '{"key": 1, "answer": "x"}', '{"key": "a", "answer": "x"}'],
)
def test_malformed_answers_are_refused_by_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"key": "a", "answer": "x"}\n\n' + line + "\n")
    with pytest.raises(InputError) as error:
        load_answers(file)
    assert error.value.reference == "answers-invalid"
    assert "line 3" in error.value.what


def test_answers_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_answers(tmp_path / "none.jsonl")
