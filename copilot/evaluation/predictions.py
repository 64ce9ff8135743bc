"""The predictions file: JSON lines, one per turn, a call at a time, so that a rerun goes on.

Beside FILE stands FILE.settings.json, which tells what the predictions were made with. Predictions
of other settings are refused; a call whose text or card has changed since is played anew.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from copilot.errors import InputError
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.predicted import Prediction, from_json, to_json

Settings = Mapping[str, str]


class PredictionsFile:
    """Finished calls, in memory and, where `path` is given, on disk."""

    def __init__(self, path: Path | None, settings: Settings) -> None:
        self._path = path
        self._settings = settings
        self._texts: dict[str, str] = {}  # of every call with predictions
        self._all: dict[str, tuple[Prediction, ...]] = {}

    def open(self, calls: Sequence[LabelledCall], *, restart: bool, resume: bool) -> int:
        """Take over what is finished of `calls`; how many calls that is.

        `restart` begins anew whatever the file holds. Without `resume` nothing is taken over, but
        predictions of other settings are still refused. Calls that are not among `calls` stay in
        the file. Raises :class:`InputError`: ``predictions-of-other-settings``,
        ``predictions-damaged``, ``cannot-write``.
        """
        texts = {call.id: text_sha(call) for call in calls}
        lengths = {call.id: len(call.turns) for call in calls}
        if self._path is not None:
            writable(self._path)
            if not restart:
                self._take_over(self._path, texts, lengths)
        if not resume:
            self._all = {call: turns for call, turns in self._all.items() if call not in texts}
        kept = len(self._all.keys() & texts.keys())
        self._texts |= texts
        self._rewrite()
        return kept

    def of(self, call: str) -> tuple[Prediction, ...] | None:
        return self._all.get(call)

    def add(self, call: str, turns: Sequence[Prediction]) -> None:
        """Keep a finished call; it is on disk when this returns."""
        self._all[call] = tuple(turns)
        if self._path is not None:
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(_lines(call, turns))
                file.flush()
                os.fsync(file.fileno())

    def _take_over(self, path: Path, texts: Mapping[str, str], lengths: Mapping[str, int]) -> None:
        found = _read(path)
        if not found:
            return
        sidecar = _read_settings(path)
        self._check_settings(path, sidecar.get("settings", {}))
        known: Mapping[str, str] = sidecar.get("calls", {})
        for call, turns in found.items():
            if call not in texts:
                self._all[call], self._texts[call] = turns, known.get(call, "")
            elif len(turns) == lengths[call] and known.get(call) == texts[call]:
                self._all[call] = turns

    def _check_settings(self, path: Path, was: Mapping[str, str]) -> None:
        for name in (*self._settings, *(was.keys() - self._settings.keys())):
            before, now = was.get(name, "not told"), self._settings.get(name, "not told")
            if before != now:
                raise InputError(
                    "predictions-of-other-settings",
                    f"{path} holds predictions that were made otherwise.",
                    why=f"{name} was {before}, and is now {now}.",
                    hint="Name another file; or give --restart to begin this one anew.",
                )

    def _rewrite(self) -> None:
        """Put both files in order; each is whole at every moment."""
        if self._path is None:
            return
        told = {"settings": dict(self._settings), "calls": self._texts}
        _replace(self._path, "".join(_lines(call, turns) for call, turns in self._all.items()))
        _replace(sidecar_of(self._path), json.dumps(told, ensure_ascii=False, indent=2) + "\n")


def sidecar_of(path: Path) -> Path:
    """`p.jsonl` -> `p.jsonl.settings.json`."""
    return path.with_name(f"{path.name}.settings.json")


def text_sha(call: LabelledCall) -> str:
    """What tells two calls apart, their labels left out."""
    said = [[turn.speaker, turn.text] for turn in call.turns]
    text = json.dumps([call.lang, call.mode, repr(call.card), said], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def writable(path: Path) -> None:
    """Raises :class:`InputError` ``cannot-write`` where a file could not be written."""
    folder = path.parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise InputError(
            "cannot-write",
            f"{path} cannot be written.",
            why="It is a folder." if path.is_dir() else f"{folder} is no folder to write in.",
            hint="Make the folder first, or name another place.",
        )


def _read(path: Path) -> dict[str, tuple[Prediction, ...]]:
    """The turns of each call, each turn once, in order; a last line that is cut off is dropped."""
    if not path.exists():
        return {}
    *lines, _ = path.read_text(encoding="utf-8", errors="replace").split("\n")
    found: dict[str, dict[int, Prediction]] = {}
    for number, line in enumerate(lines, 1):
        try:
            call, turn = from_json(json.loads(line))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(
                "predictions-damaged",
                f"{path}, line {number}: this is no prediction.",
                why=f"{type(error).__name__}: {error}",
                hint="Name another file; or give --restart to begin this one anew.",
            ) from error
        found.setdefault(call, {})[turn.i] = turn
    return {call: tuple(turns[i] for i in sorted(turns)) for call, turns in found.items()}


def _read_settings(path: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(sidecar_of(path).read_text(encoding="utf-8"))
        return {name: dict(told[name]) for name in ("settings", "calls")}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            "predictions-of-other-settings",
            f"Nothing tells how the predictions in {path} were made.",
            why=f"{sidecar_of(path).name} is missing or damaged.",
            hint="Name another file; or give --restart to begin this one anew.",
        ) from error


def _lines(call: str, turns: Iterable[Prediction]) -> str:
    return "".join(json.dumps(to_json(call, turn), ensure_ascii=False) + "\n" for turn in turns)


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)
