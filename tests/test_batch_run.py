"""A folder of recordings becomes calls of the store, in processes of their own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from copilot.batch.run import NOT_ALL, run_batch
from copilot.cli import main
from copilot.store.calls import configured_store
from tests.batch_worker import options
from tests.test_batch import make

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    return tmp_path / "recordings"


def stored() -> list[str]:
    with configured_store() as store:
        return sorted(call.id for call in store.summaries())


def until(true: Callable[[], bool], within_s: float = 60.0) -> None:
    end = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_everything_that_is_a_call_is_imported_and_what_is_not_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder, "a.wav", "b.agent.wav", "b.customer.wav", "bad.wav", "crash.wav", "c.agent.wav")
    assert run_batch(options(folder)) == NOT_ALL
    told = capsys.readouterr().err
    assert len(stored()) == 2
    assert "2 recordings imported." in told
    assert "3 could not be, or not whole:" in told
    assert "bad: " in told
    assert "holds no audio [not-audio]: It is a text." in told
    assert "crash: The process was ended by signal 9." in told
    assert "c: There is no c.customer file beside it." in told
    assert "100 %, 4 of 4 recordings" in told


def test_a_second_run_imports_what_is_new_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_batch(options(make(folder, "a.wav"))) == 0
    first = stored()
    assert run_batch(options(make(folder, "b.wav"))) == 0
    assert set(first) < set(stored())
    assert len(stored()) == 2
    assert "1 recordings to import, 1 are in the store" in capsys.readouterr().err
    with configured_store() as store:
        store.delete(first)
    assert run_batch(options(folder)) == 0
    assert first[0] in stored()


def test_what_a_broken_import_left_behind_is_no_hindrance(folder: Path, data: Path) -> None:
    make(folder, "a.wav")
    assert run_batch(options(folder)) == 0
    (call,) = stored()
    with configured_store() as store:
        store.delete([call])
    journal = data / "journals" / f"{call}.jsonl"
    journal.parent.mkdir(exist_ok=True)
    journal.write_text("torn")
    assert run_batch(options(folder)) == 0
    assert stored() == [call]
    assert not journal.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C there stops at once")
def test_ctrl_c_finishes_what_runs_and_tells_how_to_go_on(folder: Path) -> None:
    make(folder, *(f"wait{n}.wav" for n in range(5)))
    batch = _parent(folder)
    until(lambda: len(list(folder.glob("*.begun"))) == 2)
    batch.send_signal(signal.SIGINT)
    assert "Ctrl-C again stops at once" in _read_until(batch, "Stopping")
    (folder / "go").touch()
    told = batch.communicate(timeout=60)[1]
    assert batch.returncode == 130
    assert "2 recordings imported." in told
    assert "3 are left. To go on, give the same command again" in told
    assert len(stored()) == 2
    assert run_batch(options(folder)) == 0
    assert len(stored()) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C there stops at once")
def test_a_second_ctrl_c_stops_at_once(folder: Path) -> None:
    make(folder, *(f"wait{n}.wav" for n in range(3)))
    batch = _parent(folder)
    until(lambda: len(list(folder.glob("*.begun"))) == 2)
    batch.send_signal(signal.SIGINT)
    _read_until(batch, "Stopping")
    batch.send_signal(signal.SIGINT)
    told = batch.communicate(timeout=60)[1]
    assert batch.returncode == 130
    assert "0 recordings imported." in told
    assert stored() == []


@pytest.mark.parametrize(
    ("arguments", "reference"),
    [
        (["--batch", "no/such/folder"], "no-such-folder"),
        (["--batch", ".", "a.wav"], "batch-of-one"),
        (["--batch", ".", "--no-store"], "batch-keeps-calls"),
        (["--batch", ".", "--jobs", "0"], "usage"),
        (["a.wav", "--jobs", "2"], "usage"),
        (["--batch", str(SAMPLES), "--manifest", "no/such.csv"], "no-such-manifest"),
        (["--batch", str(SAMPLES), "--llm", "no-such-model"], "no-such-model"),
    ],
)
def test_what_cannot_be_a_batch_is_told_before_anything_is_done(
    arguments: list[str], reference: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["replay", "--mode", "inbound", "--lang", "en", *arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    assert code in (2, 3)
    assert f"[{reference}]" in capsys.readouterr().err


@pytest.mark.real_models
def test_real_recordings_are_imported_with_the_real_recogniser(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _cut("en-out-coldroom", folder / "cold.flac", 25.0)
    shutil.copy(SAMPLES / "en-out-coldroom.card.yaml", folder / "cold.card.yaml")
    _cut("zhs-in-english", folder / "school.flac", 25.0)
    (folder / "school.yaml").write_text(
        "mode: inbound\nlang: zh-Hans\nagent: 小林\nbegan: 2026-11-20 09:30:00Z\n"
    )
    (folder / "broken.wav").write_bytes(b"RIFF no sound")
    command = ["replay", "--batch", str(folder), "--mode", "outbound", "--lang", "en"]
    assert main([*command, "--jobs", "2", "--threads", "1"]) == NOT_ALL
    assert "broken: " in (told := capsys.readouterr().err)
    assert "2 recordings imported." in told
    with configured_store() as store:
        calls = {call.lang: call for call in store.summaries()}
        school = store.record(calls["zh-Hans"].id)  # type: ignore[index]
    assert (school.head.began, school.head.agent) == ("2026-11-20T09:30:00Z", "小林")
    assert school.head.id.startswith("20261120-093000-")
    assert all(call.turns >= 2 and 24 < call.seconds < 26 for call in calls.values())
    assert calls["en"].product  # type: ignore[index]
    assert main(command) == NOT_ALL
    assert "1 recordings to import, 2 are in the store" in capsys.readouterr().err


def _parent(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.batch_worker", "--parent", str(folder)],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=dict(os.environ),
    )


def _read_until(batch: "subprocess.Popen[str]", beginning: str) -> str:
    assert batch.stderr is not None
    for line in batch.stderr:
        if line.startswith(beginning):
            return line
    raise AssertionError(f"it never said {beginning}")


def _cut(sample: str, to: Path, seconds: float) -> None:
    """The beginning of a sample, as a file of its own."""
    with av.open(str(SAMPLES / f"{sample}.flac")) as source, av.open(str(to), "w") as cut:
        sound = source.streams.audio[0]
        out = cut.add_stream("flac", rate=sound.rate, layout="stereo")
        left = round(seconds * sound.rate)
        for frame in source.decode(sound):
            samples = frame.to_ndarray()
            wide = samples.shape[0] if frame.format.is_planar else samples.shape[1] // 2
            taken = min(left, samples.shape[1] if frame.format.is_planar else wide)
            samples = samples[:, : taken if frame.format.is_planar else taken * 2]
            part = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples), format=frame.format.name, layout="stereo"
            )
            part.sample_rate, part.pts = sound.rate, round(seconds * sound.rate) - left
            cut.mux(out.encode(part))
            left -= taken
            if not left:
                break
        cut.mux(out.encode(None))
