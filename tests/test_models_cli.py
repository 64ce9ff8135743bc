"""`copilot models`, as a person and as two processes at once use it."""

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot.cli import models as command
from copilot.errors import InputError, ModelFileError
from copilot.models import catalogue
from copilot.models.progress import LineReporter
from tests.models_kit import CONFIG, GGUF, WEIGHTS, Hub, tiny_llm, tiny_recogniser

KIT = Path(__file__).with_name("models_kit.py")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COPILOT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    tiny = {m.name: m for m in (tiny_recogniser(), tiny_llm())}
    monkeypatch.setattr(catalogue, "CATALOGUE", tiny)
    monkeypatch.setattr(catalogue, "DEFAULT_ASR", "tiny-recogniser")
    monkeypatch.setattr(catalogue, "DEFAULT_LLM", "tiny-llm")
    return tmp_path / "cache"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with Hub().running() as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        yield hub


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def start(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(KIT), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(KIT.parent.parent)},
    )


def test_pull_without_a_name_brings_both_defaults(
    hub: Hub, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("pull") == 0
    told = capsys.readouterr()
    folder = cache / "models"
    assert told.out.split() == [
        str(folder / "tiny-recogniser"),
        str(folder / "tiny-llm" / "tiny.gguf"),
    ]
    assert (folder / "tiny-llm" / "tiny.gguf").read_bytes() == GGUF
    assert "tiny-recogniser: 100 %, 250 kB of 250 kB" in told.err


def test_a_name_that_is_not_in_the_catalogue_lists_those_that_are() -> None:
    for action in ("pull", "verify", "path"):
        with pytest.raises(InputError, match="nobody") as caught:
            run(action, "nobody")
        assert caught.value.hint == "name one of tiny-recogniser, tiny-llm"


def test_path_prints_what_a_program_can_load(
    hub: Hub, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ModelFileError) as caught:
        run("path", "tiny-llm")
    assert caught.value.reference == "model-file-missing"
    run("pull", "tiny-llm")
    capsys.readouterr()
    assert run("path", "tiny-llm") == 0
    assert capsys.readouterr().out == f"{cache / 'models' / 'tiny-llm' / 'tiny.gguf'}\n"


def test_verify_names_the_altered_file_and_leaves_with_3(
    hub: Hub, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("pull")
    assert run("verify") == 0
    weights = cache / "models" / "tiny-recogniser" / "model.bin"
    weights.write_bytes(bytes(len(WEIGHTS)))
    capsys.readouterr()
    assert run("verify") == 3
    told = capsys.readouterr()
    assert f"{weights} is altered: its SHA-256 is" in told.out
    assert "tiny-llm: every file is the catalogue's" in told.out
    assert "copilot models pull tiny-recogniser" in told.err
    assert run("pull", "tiny-recogniser") == 0
    assert run("verify") == 0


def test_verify_of_an_empty_cache_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify") == 0
    assert capsys.readouterr().out.startswith("no model is in ")


def test_list_shows_what_is_known_and_what_is_here(
    hub: Hub, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("pull", "tiny-llm")
    unfinished = cache / "partial" / "tiny-recogniser" / "model.bin"
    unfinished.parent.mkdir(parents=True)
    unfinished.write_bytes(WEIGHTS[:125_000])
    capsys.readouterr()
    assert run("list") == 0
    told = capsys.readouterr().out
    assert told.isascii()
    for word in ("recogniser", "250 kB", "MIT", "unfinished, 49 % here", "hears nothing"):
        assert word in told
    assert tiny_recogniser().main_file.sha256 in told
    assert "from hub tiny/recogniser, then package index, 3 wheels" in told

    assert run("list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["cache"] == str(cache)
    recogniser, llm = listed["models"]
    assert (recogniser["state"], recogniser["arrived_bytes"]) == ("unfinished", 125_000)
    assert (llm["state"], llm["default"]) == ("ready", True)
    assert [f["name"] for f in recogniser["files"]] == ["config.json", "model.bin"]


def test_lines_come_by_tenths_and_not_more_often(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = LineReporter(sys.stderr)
    model = tiny_recogniser()
    for done_bytes in range(0, model.size_bytes + 1, 500):
        reporter.moved(model, done_bytes)
    reporter.moved(model, model.size_bytes)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[3] == "tiny-recogniser: 30 %, 76 kB of 250 kB"


def test_two_processes_that_pull_at_once_fetch_each_file_once(hub: Hub, cache: Path) -> None:
    second_waits = threading.Event()
    hub.before_body = lambda _name: second_waits.wait(10) and None
    first = start("pull", "tiny-recogniser")
    assert first.stderr is not None
    assert first.stderr.readline().startswith("tiny-recogniser: 0 %")  # holds the lock
    second = start("pull", "tiny-recogniser")
    assert second.stderr is not None
    assert "another process is fetching it" in second.stderr.readline()
    second_waits.set()
    for process in (first, second):
        out, _ = process.communicate(timeout=20)
        assert (process.returncode, out.strip()) == (0, str(cache / "models" / "tiny-recogniser"))
    assert hub.asked == [("config.json", 0), ("model.bin", 0)]
    assert (cache / "models" / "tiny-recogniser" / "model.bin").read_bytes() == WEIGHTS


@pytest.mark.skipif(os.name == "nt", reason="sends an interrupt as POSIX does")
def test_an_interrupted_pull_says_one_line_and_goes_on_later(hub: Hub, cache: Path) -> None:
    half_sent, never = threading.Event(), threading.Event()

    def stop_at_the_weights(name: str) -> None:
        if name == "model.bin":
            half_sent.set()
            never.wait(10)

    hub.before_body = stop_at_the_weights
    process = start("pull", "tiny-recogniser")
    partial = cache / "partial" / "tiny-recogniser" / "model.bin"
    assert half_sent.wait(10)
    assert process.stderr is not None
    while "50 %" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=10)
    never.set()
    assert process.returncode == 130
    assert told.splitlines()[-1].startswith("tiny-recogniser: interrupted; ")
    assert "Traceback" not in told
    kept = partial.stat().st_size
    assert 0 < kept <= len(WEIGHTS) // 2

    hub.asked.clear()
    hub.before_body = lambda _name: None
    assert run("pull", "tiny-recogniser") == 0
    assert hub.asked == [("model.bin", kept)]
    assert (cache / "models" / "tiny-recogniser" / "config.json").read_bytes() == CONFIG
