"""Where the sound of calls is kept, and how it goes away again: DATA/audio/CALL.opus.

Two channels, the agent left and the customer right; second 0 of the file is second 0 of the call.
Whatever blocks here raises :class:`OSError` where the system refuses.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from copilot.store.places import data_dir

SUFFIX = ".opus"
_ZEROS = bytes(1 << 16)


def audio_dir() -> Path:
    return data_dir() / "audio"


def audio_path(call: str) -> Path:
    """Where the sound of this call is, or would be."""
    return audio_dir() / f"{call}{SUFFIX}"


def has_audio(call: str) -> bool:
    return audio_path(call).is_file()


def audio_files() -> Mapping[str, Path]:
    """Every file of sound by its call, the first call first."""
    folder = audio_dir()
    found = folder.glob(f"*{SUFFIX}") if folder.is_dir() else ()
    return {file.name.removesuffix(SUFFIX): file for file in sorted(found)}


def last_written(file: Path) -> str:
    """ISO 8601, UTC, to the second."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def remove_audio(file: Path) -> None:
    """Overwrite the file and remove it; nothing where there is none.

    A file that cannot be overwritten is still removed.
    """
    try:
        _overwrite(file)
    except FileNotFoundError:
        return
    finally:
        file.unlink(missing_ok=True)


def _overwrite(file: Path) -> None:
    """The same bytes of the disk, as far as the file system keeps them in their place."""
    if file.is_symlink():
        return
    fd = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        left = os.fstat(fd).st_size
        while left > 0:
            left -= os.write(fd, _ZEROS[: min(left, len(_ZEROS))])
        os.fsync(fd)
    finally:
        os.close(fd)
