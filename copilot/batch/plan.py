"""What a batch will do: which recordings are new, how each is replayed, which cannot be.

Nothing is replayed to find this out; each recording is read through once for its hash.
"""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from copilot.batch.known import by_content, call_id, content_hash, recorded
from copilot.batch.pairing import Found, found_in
from copilot.batch.settings import Manifest, Settings, instant, own_settings
from copilot.errors import CopilotError, InputError

UNKNOWN_S = 60.0  # what a recording counts for, whose length nobody knows


@dataclass(frozen=True, slots=True)
class Job:
    """One recording to replay."""

    name: str
    files: tuple[Path, ...]
    id: str  # of the call that it becomes
    began: datetime
    settings: Settings
    seconds: float  # its length


@dataclass(frozen=True, slots=True)
class Problem:
    """One recording that is not in the store, or not whole, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """Everything in a folder is in one of the three."""

    jobs: tuple[Job, ...]
    known: tuple[str, ...]  # names of recordings that are in the store
    problems: tuple[Problem, ...]


def planned(
    folder: Path, for_all: Settings, manifest: Path | None, stored: Iterable[str]
) -> BatchPlan:
    """`stored`: the ids of the calls in the store that are whole.

    Raises :class:`InputError`: ``no-such-folder``, ``no-recordings``, ``no-such-manifest``,
    ``settings-invalid`` of the manifest. What is wrong with one recording is its problem alone.
    """
    calls = _calls_in(folder)
    table = Manifest(manifest, calls)
    contents = by_content(stored)
    jobs: dict[str, Job] = {}
    known: list[str] = []
    problems: list[Problem] = []
    for found in calls:
        try:
            job = _job(folder, found, table.of(found).over(for_all), contents)
        except CopilotError as error:
            problems.append(Problem(found.name, f"{error.what} {error.why}".strip()))
            continue
        except OSError as error:
            problems.append(Problem(found.name, f"{error.strerror or error}."))
            continue
        content = job.id.rsplit("-", 1)[-1] if job else ""
        if job is None:
            known.append(found.name)
        elif content in jobs:
            problems.append(Problem(found.name, f"It is the same as {jobs[content].name}."))
        else:
            jobs[content] = job
    return BatchPlan(tuple(jobs.values()), tuple(known), tuple(problems))


def _job(folder: Path, found: Found, given: Settings, contents: dict[str, str]) -> Job | None:
    """None: it is in the store."""
    if found.problem:
        raise InputError("half-a-recording", found.problem)
    settings = own_settings(folder, found).over(given)
    missing = "mode" if not settings.mode else "lang"
    if not settings.mode or not (settings.lang or settings.card):  # a card may name the language
        raise InputError(
            "settings-missing",
            f"It is not said which {missing} it has.",
            why=f"Add --{missing}, a {found.name}.yaml or a line of the manifest.",
        )
    files = tuple(folder / file for file in found.files)
    content = content_hash(files, settings.channel or "left")
    if content in contents:
        return None
    seconds = _length_s(files)
    if settings.began:
        began = instant(settings.began)
    else:
        began = recorded(files) - timedelta(seconds=seconds or 0.0)
    return Job(found.name, files, call_id(began, content), began, settings, seconds or UNKNOWN_S)


def _calls_in(folder: Path) -> Sequence[Found]:
    if not folder.is_dir():
        raise InputError("no-such-folder", f"There is no folder {folder}.")
    files = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    calls = found_in(files)
    if not calls:
        raise InputError(
            "no-recordings",
            f"There is no recording in {folder}.",
            why="No file in it has the ending of an audio file, such as .wav or .flac.",
        )
    return calls


def _length_s(files: Sequence[Path]) -> float | None:
    """As the file itself says, without reading it; None where it does not."""
    import av
    import av.error

    with (
        contextlib.suppress(av.error.FFmpegError, OSError, UnicodeError),
        av.open(str(files[0].absolute())) as container,
    ):
        length = container.duration
        return float(length) / float(av.time_base) if length else None
    return None
