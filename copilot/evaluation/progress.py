"""How far an evaluation is: a bar where a person watches, else a line for each call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Protocol, TextIO


class Progress(Protocol):
    def call_done(self, call: str, seconds: float) -> None:
        """The call with this id took `seconds` to play."""
        ...


@contextmanager
def progress_on(stream: TextIO, *, calls: int, turns: dict[str, int]) -> Iterator[Progress]:
    """`turns`: how many each call has; the bar moves by turns, since calls differ in length."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")  # an id may have characters that the terminal lacks
    if not stream.isatty():
        yield _Lines(stream, calls)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("turns"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("Playing", total=sum(turns.values()))
        yield _Bar(lambda call: bar.update(task, advance=turns[call], description=call[:30]))


class _Lines:
    def __init__(self, stream: TextIO, calls: int) -> None:
        self._stream, self._calls, self._done = stream, calls, 0

    def call_done(self, call: str, seconds: float) -> None:
        self._done += 1
        print(f"{self._done}/{self._calls} {call}: {seconds:.1f} s", file=self._stream, flush=True)


class _Bar:
    def __init__(self, move: Callable[[str], object]) -> None:
        self._move = move

    def call_done(self, call: str, seconds: float) -> None:
        self._move(call)
