"""How each recording of a folder is to be replayed: for all, from a table, or from its own file.

    manifest.csv     a line per recording: file, mode, lang, card, agent, began, consent, channel
    call.yaml        the same names, for call.flac or call.agent.wav + call.customer.wav
    call.card.yaml   its product card, where nothing else names one

A recording's own file comes before the table, the table before the options for all. Paths are
relative to the file that names them.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from copilot.batch.pairing import Found
from copilot.errors import InputError
from copilot.privacy.consent_words import noted

MANIFEST = "manifest.csv"
_CHOICES = {
    "mode": ("outbound", "inbound"),
    "lang": ("zh-Hant", "zh-Hans", "en"),
    "channel": ("left", "right"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What is said of one recording; empty where nothing is said."""

    mode: str = ""
    lang: str = ""
    card: str = ""  # a path
    agent: str = ""
    began: str = ""  # ISO 8601; without a zone: this machine's
    consent: str = ""
    channel: str = ""  # the agent's side of a two-channel file: "left", "right"

    def over(self, other: "Settings") -> "Settings":
        """These, and `other` where these say nothing."""
        return replace(
            other, **{f.name: v for f in fields(self) if (v := str(getattr(self, f.name)))}
        )


NAMES = tuple(f.name for f in fields(Settings))


class Manifest:
    """The table, by file name. Raises :class:`InputError`: ``no-such-manifest``,
    ``manifest-invalid``."""

    def __init__(self, file: Path | None, calls: Sequence[Found]) -> None:
        """`calls`: a line that means none of them is an error."""
        self._of: dict[str, Settings] = {}
        if file is None:
            return
        known = {name: found.name for found in calls for name in _called(found)}
        for line, row in _rows(file):
            meant = row.pop("file", "").strip()
            where = f"{file}, line {line}"
            if meant not in known:
                raise _invalid(where, f"There is no recording {meant or 'without a name'}.")
            self._of[known[meant]] = checked(row, where, file.parent)

    def of(self, found: Found) -> Settings:
        return self._of.get(found.name, Settings())


def own_settings(folder: Path, found: Found) -> Settings:
    """From the recording's own file. Raises :class:`InputError` as :func:`checked` does."""
    file = folder / f"{found.name}.yaml"
    beside = folder / f"{found.name}.card.yaml"
    card = Settings(card=str(beside) if beside.is_file() else "")
    if not file.is_file():
        return card
    try:
        told = yaml.safe_load(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _invalid(str(file), f"It cannot be read: {' '.join(str(error).split())}.") from error
    if not isinstance(told, dict | None):
        raise _invalid(str(file), "It is no list of NAME: VALUE.")
    return checked(told or {}, str(file), file.parent).over(card)


def checked(told: Mapping[str, Any], where: str, folder: Path) -> Settings:
    """Raises :class:`InputError`: ``settings-invalid``, ``consent-unclear``."""
    values: dict[str, str] = {}
    for name, value in told.items():
        if name not in NAMES:
            raise _invalid(where, f"There is no {name!r}; there are {', '.join(NAMES)}.")
        if isinstance(value, datetime):  # as YAML reads one
            value = value.isoformat()
        if name == "consent" and isinstance(value, bool):  # as YAML reads yes and no
            value = "given" if value else "refused"
        if isinstance(value, bool):
            raise _invalid(where, f"{name} is read as {value}: put its text between quotes.")
        if value is not None and not isinstance(value, str | int | float):
            raise _invalid(where, f"{name} is no text.")
        text = "" if value is None else str(value).strip()
        if text and text not in _CHOICES.get(name, (text,)):
            raise _invalid(where, f"{name} is {text!r}, not one of {', '.join(_CHOICES[name])}.")
        values[name] = noted(text, where) if name == "consent" else text
    if values.get("card"):
        values["card"] = str(folder / values["card"])
    if values.get("began"):
        instant(values["began"], where)
    return Settings(**values)


def instant(text: str, where: str = "--began") -> datetime:
    """UTC. Raises :class:`InputError` ``settings-invalid``."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _invalid(where, f"began is {text!r}, not a time such as 2026-11-23T14:05.") from None


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    """The lines of the table with their numbers."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            read = csv.DictReader(lines, restkey="", strict=True)
            return [(read.line_num, {k: v or "" for k, v in row.items()}) for row in read]
    except FileNotFoundError:
        raise InputError("no-such-manifest", f"There is no manifest {file}.") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _invalid(str(file), f"It cannot be read: {error}.") from error


def _called(found: Found) -> set[str]:
    """By which names a line of the table may mean a recording."""
    return {found.name, *(file.as_posix() for file in found.files)}


def _invalid(where: str, why: str) -> InputError:
    return InputError("settings-invalid", f"{where} cannot be used.", why=why)
