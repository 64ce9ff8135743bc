"""The file of a journal: whole lines, locked against other processes, mended after a fault.

Everything here blocks, and raises :class:`OSError` where the system refuses.
"""

import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from copilot.store.places import private_folder

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class JournalFile:
    """One file, from one thread; `head` is its first line, with its end."""

    def __init__(self, path: Path, head: bytes) -> None:
        self.path = path
        self._head = head
        self._fd: int | None = None
        self._lock: FileLock | None = None
        self._whole_bytes = 0  # what was written whole
        self._safe_bytes = 0  # what of it the disk has confirmed, and the head
        self._named = False  # the disk has confirmed the file's name

    @property
    def is_open(self) -> bool:
        return self._fd is not None

    def open(self) -> None:
        """Make the file, with its head; nothing is left of it where that fails."""
        self._begin(self._head)

    def write(self, lines: bytes) -> None:
        """Append whole lines: all of them, or none once :meth:`mend` has been called."""
        assert self._fd is not None
        left = memoryview(lines)
        while left:
            left = left[os.write(self._fd, left) :]
        self._whole_bytes += len(lines)

    @property
    def whole_bytes(self) -> int:
        """What was written so far."""
        return self._whole_bytes

    def sync(self) -> None:
        """Have the disk confirm what was written before. It may take seconds, and may be done
        while more is written."""
        assert self._fd is not None
        os.fsync(self._fd)
        if not self._named:
            _sync_folder(self.path.parent)
            self._named = True

    def confirmed(self, size_bytes: int) -> None:
        """`size_bytes`: what was written before :meth:`sync` was called."""
        self._safe_bytes = size_bytes

    def moved(self) -> bool:
        """Whether the file that is written to is no longer the one with this name."""
        assert self._fd is not None
        own = os.fstat(self._fd)
        try:
            named = os.stat(self.path)
        except FileNotFoundError:
            return True
        return (own.st_dev, own.st_ino) != (named.st_dev, named.st_ino)

    def mend(self, *, distrust: bool) -> None:
        """Make the file end with a whole line again; `distrust`: with one that is confirmed.

        A file that was taken away with its folder is written anew, from what of it is still held.
        """
        assert self._fd is not None
        self._whole_bytes = self._safe_bytes if distrust else self._whole_bytes
        os.ftruncate(self._fd, self._whole_bytes)
        if self.moved():
            held, old = self.content(), self._fd
            self._unlock()
            self._begin(held)
            os.close(old)

    def content(self) -> bytes:
        """Everything that was written whole."""
        assert self._fd is not None
        os.lseek(self._fd, 0, os.SEEK_SET)
        parts, left = [], self._whole_bytes
        while left and (part := os.read(self._fd, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def remove(self) -> None:
        """The call is kept elsewhere: leave nothing behind."""
        self._shut()
        self.path.unlink(missing_ok=True)
        self._unlock(remove=True)

    def leave(self) -> None:
        """Close the file and let others have it."""
        self._shut()
        self._unlock(remove=True)

    def _begin(self, content: bytes) -> None:
        private_folder(self.path.parent)
        self._lock = _locked(self.path)
        try:
            fd = os.open(self.path, _FLAGS | os.O_TRUNC, 0o600)
            try:
                left = memoryview(content)
                while left:
                    left = left[os.write(fd, left) :]
            except OSError:
                os.close(fd)
                with suppress(OSError):
                    self.path.unlink()
                raise
        except OSError:
            self._unlock(remove=True)
            raise
        self._fd = fd
        self._named = False
        self._whole_bytes = self._safe_bytes = len(content)

    def _shut(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _unlock(self, *, remove: bool = False) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            unlock(lock, remove=remove)


def lock_of(path: Path) -> Path:
    """The file whose lock tells that `path` is being written or recovered."""
    return path.with_name(f"{path.name}.lock")


def locked_or_none(path: Path) -> FileLock | None:
    """The lock of `path`, taken; None where another process, or this one, holds it."""
    lock = FileLock(lock_of(path), timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return None
    return lock


def unlock(lock: FileLock, *, remove: bool) -> None:
    """Give the lock back; `remove`: and its file, as what it guarded is gone.

    The file goes first, so that whoever waits for it sees that it is no longer the one to hold; a
    system that removes no open file has it removed afterwards.
    """
    file = Path(lock.lock_file)
    if remove:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    with suppress(OSError):
        lock.release()
    if remove and os.name == "nt":
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _locked(path: Path) -> FileLock:
    lock = locked_or_none(path)
    if lock is None:
        raise BlockingIOError(11, "Another process holds this journal", str(path))
    return lock


def _sync_folder(folder: Path) -> None:
    """Have the disk know the file's name as well, where the system can be asked to."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
