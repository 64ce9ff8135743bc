"""How far a batch is: a bar on a terminal, elsewhere a line for each tenth."""

import sys
from types import TracebackType
from typing import Protocol

from copilot import output


class Shown(Protocol):
    """Shows how much is done."""

    def __enter__(self) -> "Shown": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None: ...

    def done(self, name: str, seconds: float, problem: str) -> None:
        """One more recording, of so much sound, is over."""
        ...


def progress(total_s: float, count: int) -> Shown:
    """For stderr as it is."""
    return Bar(total_s, count) if sys.stderr.isatty() else Lines(total_s, count)


class Bar:
    """A bar, with the time that is left, and a line above it for each problem."""

    def __init__(self, total_s: float, count: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("{task.fields[over]}/{task.fields[count]}"),
            BarColumn(),
            TextColumn("{task.percentage:3.0f} %"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[last]}", markup=False),
            console=Console(stderr=True),
        )
        self._task = self._bar.add_task("", total=total_s, count=count, over=0, last="")
        self._over = 0

    def __enter__(self) -> "Bar":
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def done(self, name: str, seconds: float, problem: str) -> None:
        self._over += 1
        self._bar.update(self._task, advance=seconds, over=self._over, last=name)
        if problem:
            self._bar.console.print(f"{name}: {problem}", markup=False, highlight=False)


class Lines:
    """A line when another tenth of the sound is done, and for each problem."""

    def __init__(self, total_s: float, count: int) -> None:
        self._total_s, self._count = max(total_s, 1e-9), count
        self._done_s, self._over, self._told = 0.0, 0, 0

    def __enter__(self) -> "Lines":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        pass

    def done(self, name: str, seconds: float, problem: str) -> None:
        self._done_s += seconds
        self._over += 1
        if problem:
            output.narrate(f"{name}: {problem}")
        percent = int(100 * min(1.0, self._done_s / self._total_s + 1e-9))
        if self._over == self._count or percent // 10 > self._told // 10:
            self._told = percent
            output.narrate(f"{percent} %, {self._over} of {self._count} recordings")
