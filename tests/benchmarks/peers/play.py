"""One system hears one recording at real time, in a process of its own, watched from outside."""

import base64
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from copilot.models.resolve import resolve_asr
from tests.benchmarks.cut import at_16_khz, write
from tests.benchmarks.measure import Event, Reference
from tests.benchmarks.peers.environments import ready_python
from tests.benchmarks.peers.figures import as_events, figures
from tests.benchmarks.process import Others, Run, replayed, use_of, watch

ADAPTERS = Path(__file__).parent / "adapters"
RATE = 16_000
STEP = 512  # samples at 16 kHz: 32 ms
READY_WITHIN_S = 180.0
PATIENCE_S = 240.0  # after the last sound, for a peer that fell behind

OWN = ("copilot", "phrases")
FILES = {
    "phrases": "of_phrases.py",
    "whisperlivekit": "of_whisperlivekit.py",
    "realtimestt": "of_realtimestt.py",
    "whisper-live": "of_whisperlive.py",
}
SYSTEMS = ("copilot", *FILES)


class PeerFailedError(Exception):
    """What an adapter said last."""


@dataclass
class Played:
    events: list[Event] = field(default_factory=list)
    run: Run = field(default_factory=Run)
    version: str = ""
    unfinished: bool = False  # stopped while it still worked


def heard(
    system: str, sides: np.ndarray, reference: Reference, card: Path, peers: Path, threads: int
) -> dict[str, Any]:
    """Figures of one system. `sides`: agent and customer at 8 kHz; the customer's is heard.

    Raises PeerFailedError, environments.NotInstalledError or subprocess.CalledProcessError.
    """
    others = Others()
    if system == "copilot":
        played = _copilot(sides, reference, card, threads)
    else:
        python = Path(sys.executable) if system in OWN else ready_python(peers, system)
        command = [str(python), str(ADAPTERS / FILES[system])]
        model = str(resolve_asr("whisper-base"))
        played = adapted(command, model, sides[1], reference, threads)
    audio_s = sides.shape[1] / 8_000
    used = {
        "system": system,
        "version": played.version,
        "audio_s": audio_s,
        "cpu_s_per_audio_s": (played.run.cpu_s - played.run.cpu_before_s) / audio_s,
        "peak_pss_mb": played.run.peak_pss_mb,
        "ready_s": played.run.ready_s,
        "wall_s": played.run.wall_s,
        "unfinished": played.unfinished,
        "other_cores": others.cores(played.run.cpu_s),
    }
    return used | figures(reference, played.events)


def _copilot(sides: np.ndarray, reference: Reference, card: Path, threads: int) -> Played:
    """The agent's side is silent, so that it hears what the others hear."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "call.wav"
        write(file, np.stack([np.zeros_like(sides[1]), sides[1]]))
        options = ["--llm", "none", "--no-store", "--threads", str(threads)]
        run = replayed(file, reference, card, options)
    return Played(run.events, run, "this project")


def adapted(
    command: list[str], model: str, sound: np.ndarray, reference: Reference, threads: int
) -> Played:
    """What an adapter makes of one channel at 8 kHz; raises :class:`PeerFailedError`."""
    played = Played()
    told: list[tuple[float, dict[str, Any]]] = []
    environment = os.environ | {
        "OMP_NUM_THREADS": str(threads),
        "HF_HUB_OFFLINE": "1",
        "CUDA_VISIBLE_DEVICES": "",
    }
    began_s = time.monotonic()
    ready = threading.Event()
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            text=True,
            encoding="utf-8",
        ) as process,
    ):

        def read() -> None:
            assert process.stdout is not None
            for text in process.stdout:
                line = json.loads(text)
                if "ready" in line:
                    played.version = line["ready"]
                    ready.set()
                else:
                    told.append((time.monotonic() - began_s - played.run.ready_s, line))
            ready.set()

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        watcher = threading.Thread(target=watch, args=(process, played.run), daemon=True)
        watcher.start()
        most_s = READY_WITHIN_S + len(sound) / 8_000 + 2 * PATIENCE_S
        stop = threading.Timer(most_s, process.kill)  # one that takes no more sound blocks us
        stop.start()
        assert process.stdin is not None
        try:
            _say(
                process,
                {"model": model, "threads": threads} | {"lang": reference.lang.spoken},
            )
            ready.wait(READY_WITHIN_S)
            if not played.version:
                raise PeerFailedError("it was not ready in time")
            played.run.cpu_before_s = use_of(process.pid).cpu_s
            played.run.ready_s = time.monotonic() - began_s
            _speak(process, at_16_khz(sound), began_s + played.run.ready_s)
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            played.unfinished = True
        except (PeerFailedError, BrokenPipeError):
            told.clear()
        finally:
            stop.cancel()
            process.kill()
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
            process.wait()
            reader.join()
            watcher.join()
        if not played.unfinished and (not told or "done" not in told[-1][1]):
            errors.seek(0)
            lines = errors.read().strip().splitlines() or ["it stopped without a word"]
            raise PeerFailedError(lines[-1])
    played.run.wall_s = time.monotonic() - began_s - played.run.ready_s
    played.events = as_events(told, len(sound) / 8_000)
    return played


def _speak(process: "subprocess.Popen[str]", sound: np.ndarray, began_s: float) -> None:
    """Each piece when its last sample is due."""
    for start in range(0, len(sound), STEP):
        piece = sound[start : start + STEP]
        due_s = began_s + (start + len(piece)) / RATE
        time.sleep(max(0.0, due_s - time.monotonic()))
        _say(process, {"pcm": base64.b64encode(piece.tobytes()).decode("ascii")})
    _say(process, {"end": True})


def _say(process: "subprocess.Popen[str]", what: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(what) + "\n")
    process.stdin.flush()
