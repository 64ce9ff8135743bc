"""One `copilot replay` in a process of its own, watched from outside."""

import json
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


@dataclass
class Run:
    """What a replay printed, and what its process tree used."""

    events: list[dict[str, Any]] = field(default_factory=list)
    ready_s: float = 0.0  # from start of the process to the first audio
    peak_rss_mb: float = 0.0  # resident, summed over the tree
    peak_pss_mb: float = 0.0  # the same with shared pages counted once
    cpu_s: float = 0.0
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
        watcher = threading.Thread(target=_watch, args=(process, run), daemon=True)
        watcher.start()
        assert process.stdout is not None
        for line in process.stdout:
            if not run.events:
                run.ready_s = time.monotonic() - began_s
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


def _watch(process: "subprocess.Popen[str]", run: Run) -> None:
    root = psutil.Process(process.pid)
    while process.poll() is None:
        rss = pss = cpu = 0.0
        try:
            for member in (root, *root.children(recursive=True)):
                memory, times = member.memory_full_info(), member.cpu_times()
                rss, pss = rss + memory.rss, pss + memory.pss
                cpu += times.user + times.system
        except psutil.Error:
            continue
        run.peak_rss_mb = max(run.peak_rss_mb, rss / 1e6)
        run.peak_pss_mb = max(run.peak_pss_mb, pss / 1e6)
        run.cpu_s = max(run.cpu_s, cpu)
        time.sleep(LOOK_EVERY_S)
