"""A program that is killed in the middle of a call loses next to nothing of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="forks and kills")
def test_a_killed_program_loses_nothing_older_than_two_seconds(tmp_path: Path) -> None:
    told = tmp_path / "figures.json"
    subprocess.run(
        [
            *(sys.executable, "-m", "tests.benchmarks.kills"),
            *("--kills", "5", "--seed", "7", "--json", str(told)),
        ],
        cwd=Path(__file__).parent.parent,
        check=True,
        capture_output=True,
    )
    figures = json.loads(told.read_text("utf-8"))
    assert figures["kills"] == 5
    assert figures["in_the_call"] >= 2
    assert figures["oldest_loss_s"] < 2.0
    assert figures["torn_or_doubled"] == 0
    assert figures["stores_broken"] == 0
    assert figures["journals_left"] == 0
