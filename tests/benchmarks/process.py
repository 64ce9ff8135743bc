"""One `copilot replay` in a process of its own, watched from outside."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.measure import Reference

LOOK_EVERY_S = 1.0
DISTURBED_CORES = 0.15  # so much taken by others spoils what is measured


@dataclass
class Run:
    """What a replay printed, and what its process tree used."""

    events: list[dict[str, Any]] = field(default_factory=list)
    ready_s: float = 0.0  # from start of the process to the first audio
    peak_rss_mb: float = 0.0  # resident, summed over the tree
    peak_pss_mb: float = 0.0  # the same with shared pages counted once
    cpu_s: float = 0.0
    cpu_before_s: float = 0.0  # of it, until the first audio
    wall_s: float = 0.0  # from the first audio to the end


def replayed(recording: Path, reference: Reference, card: Path, options: list[str]) -> Run:
    """Replay `recording`; raises :class:`subprocess.CalledProcessError` where that fails."""
    command = [
        *(sys.executable, "-m", "copilot", "replay", str(recording), "--panel", "jsonl"),
        *("--mode", reference.mode, "--lang", reference.lang, "--card", str(card)),
        *options,
    ]
    run = Run()
    began_s = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        watcher = threading.Thread(target=watch, args=(process, run), daemon=True)
        watcher.start()
        assert process.stdout is not None
        for line in process.stdout:
            if not run.events:
                run.ready_s = time.monotonic() - began_s
                run.cpu_before_s = use_of(process.pid).cpu_s
            run.events.append(json.loads(line))
        code = process.wait()
        run.wall_s = time.monotonic() - began_s - run.ready_s
        watcher.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    return run


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many other processes that take all the time they get."""
    others = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)
    ]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


@dataclass(frozen=True)
class Use:
    """What a process tree holds now, and what it has used."""

    rss_mb: float = 0.0
    pss_mb: float = 0.0
    cpu_s: float = 0.0


def use_of(pid: int) -> Use:
    """Nothing where a process of the tree is just beginning or ending."""
    rss = pss = cpu = 0.0
    try:
        root = psutil.Process(pid)
        for member in (root, *root.children(recursive=True)):
            memory, times = member.memory_full_info(), member.cpu_times()
            rss, pss = rss + memory.rss, pss + memory.pss
            cpu += times.user + times.system
    except psutil.Error:
        return Use()
    return Use(rss / 1e6, pss / 1e6, cpu)


class Others:
    """How many cores whatever else runs on this machine takes, from now on."""

    def __init__(self) -> None:
        self._began_s, self._busy_s, self._here_s = time.monotonic(), _busy_s(), _here_s()

    def cores(self, own_s: float) -> float:
        """`own_s`: processor seconds of what is watched since then; the watching itself is left
        out, time that a host takes away is not."""
        wall_s = max(1e-3, time.monotonic() - self._began_s)
        return max(0.0, (_busy_s() - self._busy_s - own_s - _here_s() + self._here_s) / wall_s)


def _here_s() -> float:
    times = os.times()
    return times.user + times.system


def _busy_s() -> float:
    times = psutil.cpu_times()._asdict()
    resting = ("idle", "iowait", "guest", "guest_nice")  # guest is in user already
    return float(sum(v for name, v in times.items() if name not in resting))


def watch(process: "subprocess.Popen[str]", run: Run) -> None:
    """Fill in what `process` uses, until it ends."""
    while process.poll() is None:
        use = use_of(process.pid)
        run.peak_rss_mb = max(run.peak_rss_mb, use.rss_mb)
        run.peak_pss_mb = max(run.peak_pss_mb, use.pss_mb)
        run.cpu_s = max(run.cpu_s, use.cpu_s)
        time.sleep(LOOK_EVERY_S)
