"""The cache folder: where a model lies, and whether it is what the catalogue says.

    CACHE/models/NAME/FILE             files whose SHA-256 was right when they were put there
    CACHE/models/NAME/.verified.json   size, time and SHA-256 of each file when last read through
    CACHE/partial/NAME/FILE            what has arrived of a file so far
    CACHE/locks/NAME.lock              held by the one process that fetches NAME

A file is read through (about a second per gigabyte) before its first use and whenever its size or
its time of change is no longer what the record says. `check(..., thorough=True)` always reads it.
"""

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from copilot.errors import ModelFileError
from copilot.models.model import Model, ModelFile
from copilot.models.sources import size_of

RECORD_NAME = ".verified.json"


class FileState(StrEnum):
    """What was found where a model file should be."""

    READY = "ready"
    ABSENT = "absent"
    ALTERED = "altered"


class ModelState(StrEnum):
    """What a glance at a model's sizes and times tells."""

    READY = "ready"
    UNVERIFIED = "here, to be verified before use"
    UNFINISHED = "unfinished"
    ALTERED = "altered"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file of a model, looked at."""

    file: ModelFile
    path: Path
    state: FileState
    why: str = ""  # how it differs, where it is altered


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was when its hash was taken."""

    size_bytes: int
    mtime_ns: int
    sha256: str


def cache_dir() -> Path:
    """`COPILOT_CACHE` if that is set, else a folder in the user's own cache directory."""
    chosen = os.environ.get("COPILOT_CACHE", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_cache_path

    return user_cache_path("call-copilot", appauthor=False)


def sha256_of(path: Path) -> str:
    """The hash of a whole file, in 64 hexadecimal digits."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


class Store:
    """The models in one cache folder. Nothing is created before something is put there."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = root if root is not None else cache_dir()

    def folder(self, model: Model) -> Path:
        return self.root / "models" / model.name

    def partial_folder(self, model: Model) -> Path:
        return self.root / "partial" / model.name

    def lock_path(self, model: Model) -> Path:
        return self.root / "locks" / f"{model.name}.lock"

    def path_for_use(self, model: Model) -> Path:
        """What a program loads: the file where there is one, the folder where there are several."""
        folder = self.folder(model)
        return folder / model.files[0].name if len(model.files) == 1 else folder

    def check(self, model: Model, *, thorough: bool = False) -> tuple[FileCheck, ...]:
        """Every file of the model; `thorough` reads each through, whatever the record says."""
        known = self._record(model)
        record = {} if thorough else dict(known)
        checks = tuple(self._check_file(model, f, record) for f in model.files)
        if record != known:
            self._write_record(model, record)
        return checks

    def ready_path(self, model: Model) -> Path:
        """The path to load, after the proof that every file is the catalogue's.

        Raises ModelFileError: ``model-file-altered`` names the file that differs,
        ``model-file-missing`` the one that is not there.
        """
        checks = self.check(model)
        pull = f"copilot models pull {model.name}"
        for check in checks:
            if check.state is FileState.ALTERED:
                raise ModelFileError(
                    "model-file-altered",
                    f"{check.path} is not the {check.file.name} of {model.name}",
                    why=check.why,
                    hint=f"{pull} fetches it again",
                )
        for check in checks:
            if check.state is FileState.ABSENT:
                raise ModelFileError(
                    "model-file-missing",
                    f"The model {model.name} is not on this computer",
                    why=f"there is no {check.path}",
                    hint=pull,
                )
        return self.path_for_use(model)

    def put(self, model: Model, file: ModelFile, arrived: Path) -> Path:
        """Move a file whose hash was just taken and found right to its place, in one step."""
        folder = self.folder(model)
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / file.name
        arrived.replace(target)
        record = self._record(model)
        record[file.name] = _seen(target, file.sha256)
        self._write_record(model, record)
        return target

    def glance(self, model: Model) -> ModelState:
        """What can be said of the model without reading its files through."""
        record = self._record(model)
        sizes = [size_of(self.folder(model) / f.name) for f in model.files]
        if any(size not in {0, f.size_bytes} for size, f in zip(sizes, model.files, strict=True)):
            return ModelState.ALTERED
        if not all(sizes):
            return ModelState.UNFINISHED if self.arrived_bytes(model) else ModelState.ABSENT
        for file in model.files:
            if record.get(file.name) != _seen(self.folder(model) / file.name, file.sha256):
                return ModelState.UNVERIFIED
        return ModelState.READY

    def arrived_bytes(self, model: Model) -> int:
        """How much of the model is on disk, whole files and unfinished ones together."""
        folders = (self.folder(model), self.partial_folder(model))
        return sum(
            min(f.size_bytes, max(size_of(folder / f.name) for folder in folders))
            for f in model.files
        )

    def _check_file(self, model: Model, file: ModelFile, record: dict[str, _Seen]) -> FileCheck:
        path = self.folder(model) / file.name
        known = record.pop(file.name, None)
        try:
            size_bytes = path.stat().st_size
            if size_bytes != file.size_bytes:
                why = f"it has {size_bytes:,} bytes, the catalogue says {file.size_bytes:,}"
                return FileCheck(file, path, FileState.ALTERED, why)
            seen = _seen(path, file.sha256)  # before the reading: a change during it is noticed
            if known != seen and (found := sha256_of(path)) != file.sha256:
                why = f"its SHA-256 is {found}, the catalogue says {file.sha256}"
                return FileCheck(file, path, FileState.ALTERED, why)
        except FileNotFoundError:
            return FileCheck(file, path, FileState.ABSENT)
        except OSError as error:
            return FileCheck(file, path, FileState.ALTERED, f"it cannot be read: {error.strerror}")
        record[file.name] = seen
        return FileCheck(file, path, FileState.READY)

    def _record(self, model: Model) -> dict[str, _Seen]:
        """What is known of the model's files; nothing where the record cannot be understood."""
        try:
            text = (self.folder(model) / RECORD_NAME).read_text(encoding="utf-8")
            return {name: _Seen(**seen) for name, seen in json.loads(text).items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write_record(self, model: Model, record: dict[str, _Seen]) -> None:
        """A cache that cannot be written to costs a reading at each start, nothing more."""
        path = self.folder(model) / RECORD_NAME
        beside = path.with_name(f"{RECORD_NAME}.{os.getpid()}")
        text = json.dumps({name: asdict(seen) for name, seen in record.items()}, indent=1)
        try:
            beside.write_text(text + "\n", encoding="utf-8")
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()


def _seen(path: Path, sha256: str) -> _Seen:
    stat = path.stat()
    return _Seen(stat.st_size, stat.st_mtime_ns, sha256)
