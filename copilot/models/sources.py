"""What a source of model files does, whichever it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from copilot.models.model import ModelFile


class SourceFailed(Exception):  # noqa: N818 - it says what happened; the next source is tried
    """A source could not give a file; the text says why, for the account of what was tried."""


class Fetcher(Protocol):
    """A source at work. What it brings is not trusted: the caller takes the hash."""

    def fetch(self, file: ModelFile, partial: Path, moved: Callable[[int], None]) -> None:
        """Append to `partial` until it has the file's size; `moved` hears how large it is.

        `partial` may hold the file's beginning already. Raises SourceFailed.
        """

    def close(self) -> None:
        """Leave nothing behind but `partial`."""


def size_of(path: Path) -> int:
    """The size of a file in bytes; 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
