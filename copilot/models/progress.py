"""How a pull is told: a bar where a person watches, else a line for every tenth."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, TextIO

from copilot.models.model import Model, readable_size
from copilot.models.pull import Reporter

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def reporter_for(stream: TextIO) -> AbstractContextManager[Reporter]:
    """A reporter that writes to `stream` as suits it."""
    return _bar(stream) if stream.isatty() else _lines(stream)


@contextmanager
def _lines(stream: TextIO) -> Iterator[Reporter]:
    yield LineReporter(stream)


@contextmanager
def _bar(stream: TextIO) -> Iterator[Reporter]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=stream)) as progress:
        yield BarReporter(progress)


class LineReporter:
    """A line at the start and for every further tenth of a model."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told: dict[str, int] = {}  # tenths, by model

    def moved(self, model: Model, done_bytes: int) -> None:
        tenths = 10 * done_bytes // model.size_bytes
        if tenths <= self._told.get(model.name, -1):
            return
        self._told[model.name] = tenths
        done, whole = readable_size(done_bytes), readable_size(model.size_bytes)
        self.note(f"{model.name}: {10 * tenths} %, {done} of {whole}")

    def note(self, text: str) -> None:
        print(text, file=self._stream, flush=True)


class BarReporter:
    """A bar for each model, and notes above it."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress
        self._bars: dict[str, TaskID] = {}

    def moved(self, model: Model, done_bytes: int) -> None:
        bar = self._bars.get(model.name)
        if bar is None:
            bar = self._progress.add_task(model.name, total=model.size_bytes, completed=done_bytes)
            self._bars[model.name] = bar
        self._progress.update(bar, completed=done_bytes)

    def note(self, text: str) -> None:
        self._progress.console.print(text, markup=False, highlight=False)
