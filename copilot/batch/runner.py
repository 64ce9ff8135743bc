"""Jobs, several at once, each in a process that a terminal's Ctrl-C does not reach.

What one process does, a crash included, is its own recording's affair.
"""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from copilot.batch.plan import Job, Problem

TOLD_BYTES = 16_000  # the end of what a process said is enough to tell why it failed
Command = Callable[[Job], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Finished:
    """One process that is over."""

    job: Job
    exit_code: int
    told: str  # the end of what it said to the person


@dataclass(slots=True)
class Runner:
    """Runs each job once. `finished` is told of each that is over, in any order."""

    command: Command
    at_once: int
    finished: Callable[[Finished], None]
    ready: Callable[[Job], str] = lambda job: ""
    """Asked before each job: why it cannot be begun now; nothing where it can."""
    stopping: bool = field(default=False, init=False)
    _aborting: bool = field(default=False, init=False)
    _running: set["asyncio.subprocess.Process"] = field(default_factory=set, init=False)

    def stop(self) -> None:
        """Start no more; what runs is finished."""
        self.stopping = True

    def abort(self) -> None:
        """Start no more, and end what runs."""
        self.stopping = self._aborting = True
        for process in self._running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    async def run(self, jobs: Sequence[Job]) -> None:
        """Every job, or those that were begun before :meth:`stop`."""
        waiting = iter(jobs)
        async with asyncio.TaskGroup() as tasks:
            for _ in range(max(1, min(self.at_once, len(jobs)))):
                tasks.create_task(self._worker(waiting))

    async def _worker(self, waiting: Iterator[Job]) -> None:
        for job in waiting:
            if self.stopping:
                return
            refused = self.ready(job)
            told = Finished(job, -1, f"copilot: {refused}") if refused else await self._one(job)
            self.finished(told)

    async def _one(self, job: Job) -> Finished:
        try:
            process = await asyncio.create_subprocess_exec(
                *self.command(job),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            return Finished(job, -1, f"copilot: {error.strerror or error}")
        self._running.add(process)
        if self._aborting:
            process.terminate()
        try:
            told = await self._end_of(process)
            return Finished(job, await process.wait(), told)
        finally:
            self._running.discard(process)
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def _end_of(self, process: "asyncio.subprocess.Process") -> str:
        assert process.stderr is not None
        told = b""
        while piece := await process.stderr.read(4096):
            told = (told + piece)[-TOLD_BYTES:]
        return told.decode("utf-8", "replace")


def why(told: str, exit_code: int) -> str:
    """On one line, why a process failed: the error it told, or how it ended."""
    lines = told.splitlines()
    errors = [n for n, line in enumerate(lines) if line.startswith("copilot: ")]
    if errors:
        what = lines[errors[-1]].removeprefix("copilot: ")
        more = [line.strip() for line in lines[errors[-1] + 1 : errors[-1] + 3]]
        whys = [m.removeprefix("why:").strip() for m in more if m.startswith("why:")]
        return " ".join([f"{what}:" if whys else what, *whys])
    if exit_code < 0:
        return f"The process was ended by signal {-exit_code}."
    last = next((line for line in reversed(lines) if line.strip()), "it said nothing")
    return f"The process ended with {exit_code}: {last.strip()[:200]}"


def problem_of(finished: Finished, *, stored: bool) -> Problem | None:
    """What is to be told of a recording; None where it is in the store whole."""
    if finished.exit_code == 0 and stored:
        return None
    reason = why(finished.told, finished.exit_code)
    if stored:
        return Problem(finished.job.name, f"In the store, but not whole: {reason}")
    return Problem(finished.job.name, reason)
