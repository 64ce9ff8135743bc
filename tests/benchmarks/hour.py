"""An hour of calls beside a real softphone: does the copilot stay as small as it began?

    python -m tests.benchmarks.hour samples/zht-out-hotel --minutes 60 --json hour.json

One sitting of the copilot on a sound server of its own. A second softphone speaks the customer's
side over G.711, the agent's goes into a virtual microphone; then both hang up, and after a pause
the next call begins. Memory is what the process tree holds: with its part of the shared pages (PSS,
which grows when a neighbour that shared them ends), and what is its own alone (USS).
`--panel terminal` draws on a pseudo terminal that nobody looks at.
"""

import argparse
import contextlib
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from fcntl import ioctl
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import psutil

from tests.benchmarks.measure import Reference
from tests.sound.phone import PhoneCall
from tests.sound.server import RATE, SoundServer
from tests.sound.voices import both_sides

LOOK_EVERY_S = 5.0
READY_WITHIN_S = 180.0
BETWEEN_CALLS_S = 15.0  # more than --end-silence: the copilot waits for the next call
END_SILENCE_S = 8.0
SPAN_MINUTES = 10  # at the beginning and at the end, which are compared
ROWS, COLUMNS = 34, 124
FIRST_PORT = 15_260  # beside whatever else calls on this machine


@dataclass(frozen=True)
class Look:
    """One look at the process tree."""

    at_s: float
    pss_mb: float
    uss_mb: float
    threads: int
    fds: int
    tasks: int  # of asyncio
    cpu_s: float


@dataclass
class Hour:
    """What was seen, and how much was heard meanwhile."""

    looks: list[Look] = field(default_factory=list)
    calls: int = 0
    turns: int = 0
    troubles: dict[str, int] = field(default_factory=dict)

    def minutes(self) -> dict[int, dict[str, float]]:
        """Means per minute."""
        looks: dict[int, list[Look]] = defaultdict(list)
        for look in self.looks:
            looks[int(look.at_s // 60)].append(look)
        names = ("pss_mb", "uss_mb", "threads", "fds", "tasks")
        return {
            minute: {name: round(fmean(getattr(x, name) for x in seen), 1) for name in names}
            for minute, seen in sorted(looks.items())
        }

    def spans(self) -> dict[str, dict[str, float]]:
        """Means of the first minutes and of the last, without the one in which models load."""
        minutes = [row for minute, row in self.minutes().items() if minute >= 1]
        first, last = minutes[:SPAN_MINUTES], minutes[-SPAN_MINUTES:]
        return {
            name: {key: round(fmean(row[key] for row in rows), 1) for key in rows[0]}
            for name, rows in (("first", first), ("last", last))
            if rows
        }

    def as_text(self) -> str:
        """Markdown: the two spans, then every fifth minute."""
        spans, minutes = self.spans(), self.minutes()
        rows = ["| | PSS | USS | threads | open files | tasks |", "|---|---|---|---|---|---|"]
        rows += [_row(f"{name} {SPAN_MINUTES} minutes", row) for name, row in spans.items()]
        rows += [_row(f"minute {m}", row) for m, row in minutes.items() if m % 5 == 0]
        seconds = self.looks[-1].at_s - self.looks[0].at_s if self.looks else 0.0
        cpu = (self.looks[-1].cpu_s - self.looks[0].cpu_s) / seconds if seconds else 0.0
        rows += ["", f"{self.calls} calls, {self.turns} turns heard, {cpu:.2f} of a core."]
        return "\n".join([*rows, f"Troubles: {self.troubles or 'none'}."])


def _row(name: str, row: dict[str, float]) -> str:
    return (
        f"| {name} | {row['pss_mb']:.1f} MB | {row['uss_mb']:.1f} MB | {row['threads']:.1f} "
        f"| {row['fds']:.1f} | {row['tasks']:.1f} |"
    )


class Watched:
    """The copilot in a process of its own."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        """`--panel terminal` in the command gets a terminal, anything else plain files."""
        self._tasks, self.told, self.events = (folder / n for n in ("tasks", "told", "events"))
        environment = environment | {"TASKS_FILE": str(self._tasks), "TERM": "xterm-256color"}
        whole = [sys.executable, "-m", "tests.benchmarks.inside", *command]
        with self.told.open("w") as err, self.events.open("w") as out:
            if "terminal" in command:
                ours, theirs = pty.openpty()
                ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                threading.Thread(target=_discard, args=(ours,), daemon=True).start()
                self.process = subprocess.Popen(
                    whole, env=environment, stdin=theirs, stdout=theirs, stderr=err
                )
                os.close(theirs)
            else:
                self.process = subprocess.Popen(
                    whole, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err
                )

    def look(self, began_s: float) -> Look | None:
        """None where the process is just beginning or ending a part of itself."""
        pss = uss = threads = fds = cpu = 0.0
        try:
            root = psutil.Process(self.process.pid)
            for member in (root, *root.children(recursive=True)):
                memory = member.memory_full_info()
                pss, uss = pss + memory.pss, uss + memory.uss
                threads += member.num_threads()
                fds += member.num_fds()
                times = member.cpu_times()
                cpu += times.user + times.system
            tasks = int(self._tasks.read_text())
        except (psutil.Error, OSError, ValueError):
            return None
        at_s = time.monotonic() - began_s
        mb = (round(pss / 1e6, 2), round(uss / 1e6, 2))
        return Look(round(at_s, 1), *mb, int(threads), int(fds), tasks, cpu)

    def ready(self) -> None:
        """Wait until it waits for a call."""
        end = time.monotonic() + READY_WITHIN_S
        while "Ready after" not in self.told.read_text():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(self.told.read_text())
            time.sleep(0.2)

    def leave(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        finally:
            self.process.kill()


def _discard(terminal: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(terminal, 65_536):
            pass


def hour(
    sides: tuple[np.ndarray, np.ndarray], command: list[str], minutes: float, folder: Path
) -> Hour:
    """Calls one after the other for so many minutes."""
    agent, customer = sides
    server = SoundServer(folder)
    server.start()
    seen = Hour()
    kept = {"COPILOT_DATA_DIR": str(folder / "kept")}
    watched = Watched(command, folder, os.environ | server.environment | kept)
    try:
        watched.ready()
        began_s = time.monotonic()
        until_s = began_s + minutes * 60

        def pass_time(seconds: float) -> None:
            end = min(time.monotonic() + seconds, until_s)
            while (now := time.monotonic()) < end:
                time.sleep(min(LOOK_EVERY_S, end - now))
                if (look := watched.look(began_s)) is not None:
                    seen.looks.append(look)

        while time.monotonic() < until_s and watched.process.poll() is None:
            seen.calls += 1
            call = PhoneCall(server, folder / f"call-{seen.calls}", customer, FIRST_PORT)
            call.begin()
            server.play("agent_voice", agent, "agent")
            pass_time(len(agent) / RATE)
            call.end()
            server.hush()
            pass_time(BETWEEN_CALLS_S)
        watched.leave()
    finally:
        watched.process.kill()
        server.stop()
    for line in watched.events.read_text().splitlines():
        event: dict[str, Any] = json.loads(line)
        seen.turns += event["event"] == "turn_heard"
        if event["event"] == "trouble":
            problem = event["problem"]
            seen.troubles[problem] = seen.troubles.get(problem, 0) + 1
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sample", type=Path, help="a recording without its .flac")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--llm", default="none")
    parser.add_argument("--panel", choices=("jsonl", "terminal"), default="jsonl")
    parser.add_argument("--json", type=Path, help="write every look here")
    args = parser.parse_args()
    reference = Reference.load(args.sample.with_suffix(".ref.json"))
    sides = both_sides(args.sample.with_suffix(".flac"))
    command = ["--mode", reference.mode, "--lang", str(reference.lang), "--llm", args.llm]
    command += ["--card", str(args.sample.with_suffix(".card.yaml")), "--softphone", "baresip"]
    command += ["--panel", args.panel, "--end-silence", str(END_SILENCE_S)]
    with tempfile.TemporaryDirectory() as folder:
        seen = hour(sides, command, args.minutes, Path(folder))
    if args.json:
        seen_whole = asdict(seen) | {"minutes": seen.minutes(), "spans": seen.spans()}
        args.json.write_text(json.dumps(seen_whole, indent=1) + "\n", encoding="utf-8")
    print(seen.as_text())


if __name__ == "__main__":
    main()
