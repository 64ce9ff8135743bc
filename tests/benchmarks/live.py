"""A sample as a real call beside a real softphone, and as a replay: who is heard, and how soon.

    python -m tests.benchmarks.live samples/en-out-coldroom --seconds 60 --llm none

The customer's side is spoken by a second softphone over G.711, the agent's into a virtual
microphone; the copilot captures both from the sound server. Delays count from the true end of a
turn, as it could be heard on this computer.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.measure import Reference, measured
from tests.benchmarks.process import Run, replayed
from tests.sound.phone import PhoneCall
from tests.sound.server import RATE, SoundServer
from tests.sound.voices import both_sides

READY_WITHIN_S = 120.0


def live(
    sides: tuple[np.ndarray, np.ndarray], reference: Reference, card: Path, options: list[str]
) -> list[dict[str, Any]]:
    """The events of a call that is really made."""
    agent, customer = sides
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = SoundServer(folder)
        server.start()
        call = PhoneCall(server, folder / "call", customer)
        command = [sys.executable, "-m", "copilot", "--mode", reference.mode, "--panel", "jsonl"]
        command += ["--lang", reference.lang, "--card", str(card), "--softphone", "baresip"]
        told, events = folder / "told", folder / "events"
        environment = os.environ | server.environment | {"COPILOT_DATA_DIR": str(folder / "kept")}
        with told.open("w") as err, events.open("w") as out:
            copilot = subprocess.Popen(
                [*command, *options],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
            try:
                _until(lambda: "Waiting" in told.read_text(), READY_WITHIN_S)
                call.begin()
                _until(lambda: "established" in call.near.log(), 10)
                server.play("agent_voice", agent, "agent")
                time.sleep(len(agent) / RATE + 3)
                copilot.send_signal(signal.SIGINT)
                copilot.wait(60)
            finally:
                copilot.kill()
                call.end()
                server.stop()
        return [json.loads(line) for line in events.read_text().splitlines()]


def shifted(reference: Reference, events: list[dict[str, Any]]) -> Reference:
    """The reference on the clock of the live call, side by side."""
    turns = []
    for speaker in ("agent", "customer"):
        heard = [
            e["start"] for e in events if e["event"] == "turn_heard" if e["speaker"] == speaker
        ]
        said = [t for t in reference.turns if t["speaker"] == speaker]
        offsets = [h - said[0]["start"] for h in heard[:1]]
        later = [
            min((h - t["start"] for h in heard), key=lambda d: abs(d - offsets[0])) for t in said
        ]
        offset = statistics.median(later) if later else 0.0
        turns += [t | {"start": t["start"] + offset, "end": t["end"] + offset} for t in said]
    return replace(reference, turns=tuple(sorted(turns, key=lambda t: t["start"])))


def _until(done: Any, within_s: float) -> None:
    end = time.monotonic() + within_s
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the copilot or the softphone did not get ready")
        time.sleep(0.1)


def _cut(sides: tuple[np.ndarray, np.ndarray], file: Path) -> None:
    both = np.stack(sides, axis=1)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((both * 32_767).astype("<i2").tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sample", type=Path, help="a recording without its .flac")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--llm", default="none")
    args = parser.parse_args()
    whole = Reference.load(args.sample.with_suffix(".ref.json"))
    turns = tuple(t for t in whole.turns if t["end"] < args.seconds - 1)
    reference = replace(whole, turns=turns, seconds=args.seconds)
    sides = both_sides(args.sample.with_suffix(".flac"), args.seconds)
    card, options = args.sample.with_suffix(".card.yaml"), ["--llm", args.llm]
    beside = live(sides, reference, card, options)
    with tempfile.TemporaryDirectory() as folder:
        cut = Path(folder) / "cut.wav"
        _cut(sides, cut)
        again: Run = replayed(cut, reference, card, options)
    figures = {
        "live": measured(shifted(reference, beside), beside),
        "replay": measured(reference, again.events),
    }
    told = ("error_rate", "turns_heard", "turns_not_heard", "latency_s", "trouble")
    for name, figure in figures.items():
        print(name, json.dumps({key: figure[key] for key in told}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
