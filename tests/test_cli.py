"""The command line explains itself, and answers bad input in three lines without a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from copilot.cli import COMMANDS

SAMPLES = Path(__file__).parent.parent / "samples"
HOTEL = SAMPLES / "zht-out-hotel.flac"
CARD = SAMPLES / "zht-out-hotel.card.yaml"
GOOD = ("replay", str(HOTEL), "--mode", "outbound", "--lang", "zh-Hant")


def run(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "copilot", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of things that are not what they should be."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "empty.wav").touch()
    (folder / "words.wav").write_text("only words, and no audio in this file")
    (folder / "card.yaml").write_text("name: x\nprice: y\n")
    entry = "  - {feature: 快, advantage: 比較快, benefit: 省時間, evidence: 測過的紀錄}\n"
    (folder / "long.yaml").write_text(
        f"name: x\nprice: y\nfabe:\n{entry}facts:\n"
        + "".join(f"  - {'這是一句很長的說明文字' * 12} {n}\n" for n in range(30)),
        encoding="utf-8",
    )
    (folder / "broken.yaml").write_text('name: "x\nprice: y\n')
    (folder / "model.gguf").write_bytes(b"GGUF\x03")
    (folder / "other.gguf").write_bytes(b"something else entirely, and long enough")
    (folder / "whisper").mkdir()
    (folder / "prompts").mkdir()
    return folder


# What is typed after `copilot`, the reference it gets, the exit code.
BAD_INPUT = [
    (["fly"], "no-such-command", 2),
    (["replay"], "usage", 2),
    ([*GOOD[:2], "--lang", "en"], "usage", 2),
    ([*GOOD[:4], "sideways"], "usage", 2),
    ([*GOOD[:4], "--lang", "fr"], "usage", 2),
    ([*GOOD, "--speed", "fast"], "usage", 2),
    ([*GOOD, "--targets", "50/50/50"], "usage", 2),
    ([*GOOD, "--targets", "most"], "usage", 2),
    ([*GOOD, "--speed", "0"], "usage", 2),
    ([*GOOD, "--speed", "-1"], "usage", 2),
    ([*GOOD, "--speed", "nan"], "usage", 2),
    ([*GOOD, "--threads", "0"], "usage", 2),
    ([*GOOD, "--panel", "hologram"], "usage", 2),
    ([*GOOD, "--colour", "red"], "usage", 2),
    (["replay", "none.wav", *GOOD[2:]], "no-such-recording", 2),
    (["replay", "{bad}", *GOOD[2:]], "not-a-file", 2),
    (["replay", "{bad}/empty.wav", *GOOD[2:]], "empty-recording", 2),
    (["replay", "{bad}/words.wav", *GOOD[2:]], "not-audio", 2),
    (["replay", str(CARD), *GOOD[2:]], "not-audio", 2),
    (["replay", *[str(HOTEL)] * 2, *GOOD[2:]], "not-one-channel", 2),
    (["replay", *[str(HOTEL)] * 3, *GOOD[2:]], "too-many-recordings", 2),
    ([*GOOD, "--card", "none.yaml"], "no-such-card", 2),
    ([*GOOD, "--card", "{bad}/card.yaml"], "card-invalid", 2),
    ([*GOOD, "--card", "{bad}/broken.yaml"], "card-not-yaml", 2),
    ([*GOOD, "--card", str(HOTEL)], "card-too-long", 2),
    ([*GOOD, "--card", "{bad}"], "card-not-readable", 2),
    ([*GOOD, "--base-url", "http://127.0.0.1:1/v1"], "base-url-without-server", 2),
    ([*GOOD, "--llm", "openai:m", "--base-url", "127.0.0.1:1"], "base-url-not-a-url", 2),
    (
        [*GOOD, "--llm", "openai:m", "--base-url", "http://[::1:80o0"],
        "base-url-not-a-url",
        2,
    ),
    ([*GOOD, "--llm", "openai:", "--base-url", "http://127.0.0.1:1/v1"], "no-model-name", 2),
    ([*GOOD, "--llm", "openai:m"], "no-api-key", 2),
    ([*GOOD, "--card", "{bad}/long.yaml"], "card-too-long-for-model", 2),
    ([*GOOD, "--prompts", "{bad}/prompts"], "prompt-file-missing", 2),
    ([*GOOD, "--asr-model", "whisper-enormous"], "no-such-model", 2),
    ([*GOOD, "--asr-model", "{bad}/whisper"], "not-a-whisper-folder", 2),
    ([*GOOD, "--asr-model", "qwen2.5-coder-1.5b"], "wrong-kind-of-model", 2),
    ([*GOOD, "--asr-model", "whisper-base"], "model-file-missing", 3),
    (["card", "none.yaml"], "no-such-card", 2),
    (["card", str(HOTEL)], "card-too-long", 2),
    (["prompts", "--prompts", "{bad}/prompts"], "prompt-file-missing", 2),
    (["models", "path", "whisper-enormous"], "no-such-model", 2),
    (["models", "path", "whisper-base"], "model-file-missing", 3),
]


@pytest.mark.parametrize(("typed", "reference", "code"), BAD_INPUT, ids=lambda v: str(v)[-40:])
def test_bad_input_gets_what_why_and_next(
    bad: Path, typed: list[str], reference: str, code: int
) -> None:
    done = run(
        *(word.replace("{bad}", str(bad)) for word in typed),
        COPILOT_CACHE=str(bad / "c"),
        OPENAI_API_KEY="",
    )
    assert (f"[{reference}]" in done.stderr, done.returncode) == (True, code), done.stderr
    assert "next:" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_help_lists_every_command_and_ends_with_examples() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in COMMANDS)
    assert "examples:" in done.stdout


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_has_help_with_examples(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "examples:" in done.stdout


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("copilot ")


def test_a_card_is_shown_entry_by_entry() -> None:
    done = run("card", str(CARD))
    assert done.returncode == 0
    assert "price" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp950", "gbk", "cp1252"])
def test_a_terminal_that_lacks_characters_is_no_reason_to_fail(encoding: str) -> None:
    done = run("card", str(CARD), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr


def test_the_prompts_are_checked() -> None:
    done = run("prompts")
    assert done.returncode == 0
    assert done.stdout.count("tokens") == 18


def test_the_catalogue_can_be_read_by_programs() -> None:
    listed = json.loads(run("models", "list", "--json").stdout)["models"]
    assert {"whisper-base", "qwen2.5-coder-1.5b"} <= {model["name"] for model in listed}


def test_a_reader_that_goes_away_is_no_error_message() -> None:
    pipe = f"{sys.executable} -m copilot models list | head -n 1"
    done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
