"""`copilot replay --batch`: what is new in a folder goes into the store, as far as it can."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copilot import output
from copilot.batch.plan import BatchPlan, Job, Problem, planned
from copilot.batch.progress import Shown, progress
from copilot.batch.room import free_memory_bytes, jobs_for
from copilot.batch.runner import Finished, Runner, problem_of
from copilot.batch.settings import MANIFEST, Settings
from copilot.engines import cores
from copilot.errors import InputError
from copilot.store.calls import CallStore, configured_store
from copilot.store.journal_file import locked_or_none, unlock
from copilot.store.places import journals_dir

NOT_ALL = 1  # exit code: some recordings are not in the store
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What the user asked for."""

    folder: Path
    manifest: Path | None  # None: the folder's own, where it has one
    for_all: Settings
    at_once: int | None  # None: what the machine can do
    model_bytes: int  # size of the language model that each process loads; 0 for none
    threads: int | None
    replay: tuple[str, ...]  # further options of `copilot replay`, as they are given to it
    program: tuple[str, ...] = (sys.executable, "-P", "-m", "copilot", "replay")


def run_batch(options: BatchOptions) -> int:
    """Import what is new; the exit code."""
    own = options.folder / MANIFEST
    manifest = options.manifest or (own if own.is_file() else None)
    with configured_store() as store:
        stored = (call.id for call in store.summaries() if call.closed)
        plan = planned(options.folder, options.for_all, manifest, stored)
        batch = _Batch(options, store, plan)
        with contextlib.suppress(KeyboardInterrupt):  # told below, whatever was interrupted
            asyncio.run(batch.run())
    return batch.told()


class _Batch:
    def __init__(self, options: BatchOptions, store: CallStore, plan: BatchPlan) -> None:
        at_once = options.at_once or jobs_for(cores(), free_memory_bytes(), options.model_bytes)
        self._options = options
        self._store = store
        self._plan = plan
        self._threads = options.threads or max(1, cores() // max(1, min(at_once, len(plan.jobs))))
        self._problems: list[Problem] = list(plan.problems)
        self._over = 0
        self._shown: Shown = progress(sum(job.seconds for job in plan.jobs), len(plan.jobs))
        self._runner = Runner(self._command, at_once, self._finished, _ready)

    async def run(self) -> None:
        jobs, known = self._plan.jobs, self._plan.known
        output.narrate(
            f"{len(jobs)} recordings to import, {len(known)} are in the store"
            + (f", {self._runner.at_once} at once." if jobs else ".")
        )
        for problem in self._plan.problems:
            output.narrate(f"{problem.name}: {problem.why}")
        if not jobs:
            return
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C stops at once there
            loop.add_signal_handler(signal.SIGINT, self._interrupted)
        with self._shown:
            await self._runner.run(jobs)

    def told(self) -> int:
        """Say what became of everything; the exit code."""
        left = len(self._plan.jobs) - self._over
        failed = len(self._problems)
        imported = self._over - (failed - len(self._plan.problems))
        output.narrate(f"{imported} recordings imported.")
        if failed:
            output.narrate(f"{failed} could not be, or not whole:")
            for problem in self._problems:
                output.narrate(f"  {problem.name}: {problem.why}")
        if left:
            output.narrate(
                f"{left} are left. To go on, give the same command again: "
                "what is in the store is not replayed again."
            )
            return INTERRUPTED
        return NOT_ALL if failed else 0

    def _command(self, job: Job) -> Sequence[str]:
        settings = job.settings
        given = {
            "--mode": settings.mode,
            "--lang": settings.lang,
            "--card": settings.card,
            "--agent": settings.agent,
            "--consent": settings.consent,
            "--agent-channel": settings.channel or "left",
            "--threads": str(self._threads),
            "--call-id": job.id,
            "--began": job.began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        return [
            *self._options.program,
            *(str(file.absolute()) for file in job.files),
            *("--speed", "max", "--panel", "none"),
            *(f"{name}={value}" for name, value in given.items() if value),
            *self._options.replay,
        ]

    def _finished(self, finished: Finished) -> None:
        problem = problem_of(finished, stored=self._is_stored(finished.job.id))
        self._over += 1
        if problem:
            self._problems.append(problem)
        self._shown.done(finished.job.name, finished.job.seconds, problem.why if problem else "")

    def _is_stored(self, call: str) -> bool:
        try:
            return self._store.summary(call).closed
        except InputError:
            return False

    def _interrupted(self) -> None:
        if self._runner.stopping:
            self._runner.abort()
        else:
            self._runner.stop()
            output.narrate("Stopping: what has begun is finished. Ctrl-C again stops at once.")


def _ready(job: Job) -> str:
    """Take away what an import of this recording that was broken off has left behind."""
    journal = journals_dir() / f"{job.id}.jsonl"
    if not journal.exists():
        return ""
    try:
        lock = locked_or_none(journal)
        if lock is None:
            return "Another program is importing it."
        journal.unlink(missing_ok=True)
        unlock(lock, remove=True)
    except OSError as error:
        return f"{error.strerror or error} ({journal})"
    return ""
