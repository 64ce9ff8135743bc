"""What the wheel carries is enough to work with, away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)),
        ],
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(unpacked: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command as the wheel has it, in a folder that is not the checkout."""
    return subprocess.run(
        [sys.executable, "-m", "copilot", *arguments],
        cwd=unpacked.parent,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_prompts_travel_inside(unpacked: Path) -> None:
    prompts = unpacked / "copilot" / "_prompts"
    inside = {p.relative_to(prompts) for p in prompts.rglob("*.md")}
    assert {Path("en/call.md"), Path("zh-Hant/call.md"), Path("zh-Hans/next_line.md")} <= inside
    assert run(unpacked, "prompts").returncode == 0


def test_licence_and_notices_travel_inside(unpacked: Path) -> None:
    assert {"LICENSE", "NOTICES.md"} <= {p.name for p in unpacked.rglob("licenses/*")}


def test_the_sample_calls_of_the_page_travel_inside(unpacked: Path) -> None:
    inside = {p.name for p in (unpacked / "copilot" / "_samples").iterdir()}
    assert inside == {
        f"{name}.{kind}"
        for name in ("zht-out-hotel", "zhs-in-english", "en-out-coldroom")
        for kind in ("flac", "card.yaml")
    }
    code = "from copilot.samples import *; print([sample(lang).recording for lang in Language])"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=unpacked.parent,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.count("_samples") == 3


def test_nothing_but_the_program_travels_inside(unpacked: Path) -> None:
    assert {p.parts[0] for p in (q.relative_to(unpacked) for q in unpacked.iterdir())} == {
        "copilot",
        next(p.name for p in unpacked.glob("*.dist-info")),
    }


@pytest.mark.real_models
def test_a_recording_can_be_replayed_from_it(unpacked: Path) -> None:
    sample = ROOT / "samples" / "en-out-coldroom"
    done = run(
        unpacked,
        *("replay", f"{sample}.flac", "--mode", "outbound", "--lang", "en", "--speed", "max"),
        *("--card", f"{sample}.card.yaml", "--llm", "none", "--panel", "jsonl"),
    )
    assert done.returncode == 0, done.stderr
    assert '"event": "call_ended"' in done.stdout.splitlines()[-1]
