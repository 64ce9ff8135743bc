"""Labelled call files: found, checked and read before anything is played.

Every error names the file and the field, such as `turns[3].moves`; turns are counted from 0, as in
the predictions.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from copilot.cardfile import load_card
from copilot.errors import InputError
from copilot.evaluation.labels import LabelledCall, LabelledTurn
from copilot.events import Speaker
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal

_Name = TypeVar("_Name", bound=StrEnum)


def load_calls(place: Path) -> tuple[LabelledCall, ...]:
    """The calls in the folder `place`, by file name; or the one call in the file `place`.

    Raises :class:`InputError`: ``no-such-folder``, ``no-calls``, ``call-not-json``,
    ``call-invalid``, ``call-id-twice``, and what :func:`load_card` raises.
    """
    if not place.exists():
        raise InputError("no-such-folder", f"There is no folder {place}.", hint="Check the path.")
    files = [place] if place.is_file() else sorted(place.glob("*.json"))
    files = [file for file in files if not file.name.endswith(".ref.json")]
    if not files:
        raise InputError(
            "no-calls",
            f"There is no labelled call in {place}.",
            why="A labelled call is a file that ends in .json, and not in .ref.json.",
            hint="Name the folder that holds them; with --audio, name it with --calls.",
        )
    found: dict[str, Path] = {}
    calls = []
    for file in files:
        call = load_call(file)
        if call.id in found:
            raise InputError(
                "call-id-twice",
                f"{file}: the id {call.id} is taken by {found[call.id].name}.",
                hint="Give each call an id of its own.",
            )
        found[call.id] = file
        calls.append(call)
    return tuple(calls)


def load_call(file: Path) -> LabelledCall:
    """One labelled call; errors as :func:`load_calls`."""
    data = parsed(file)
    turns = data.get("turns")
    if not isinstance(turns, list) or not turns:
        raise invalid(file, "turns", "a list of at least one turn is needed")
    if not isinstance(data.get("product"), dict):
        raise invalid(file, "product", "the product card is missing")
    return LabelledCall(
        id=_text(file, data, "id", ""),
        lang=_name(file, data, "lang", "", Language),
        mode=_name(file, data, "mode", "", Mode),
        card=load_card(file),
        turns=tuple(_turn(file, f"turns[{i}]", turn) for i, turn in enumerate(turns)),
    )


def parsed(file: Path) -> Mapping[str, Any]:
    """The JSON object in `file`. Raises :class:`InputError` ``call-not-json``, ``call-invalid``."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            "call-not-json",
            f"{file} cannot be read as JSON.",
            why=str(error),
            hint="A labelled call is a JSON file in UTF-8.",
        ) from error
    if not isinstance(data, dict):
        raise invalid(file, "the file", "it is no JSON object")
    return data


def invalid(file: Path, field: str, what: str) -> InputError:
    return InputError(
        "call-invalid",
        f"{file}: {field}: {what}.",
        hint="copilot evaluate --help tells what a labelled call holds; turns count from 0.",
    )


def _turn(file: Path, place: str, turn: Any) -> LabelledTurn:
    if not isinstance(turn, dict):
        raise invalid(file, place, "it is no JSON object")
    speaker = _name(file, turn, "speaker", place, Speaker)
    text = _text(file, turn, "text", place)
    signals = frozenset(_names(file, turn, "signals", place, Signal))
    signals_maybe = frozenset(_names(file, turn, "signals_maybe", place, Signal))
    if speaker is Speaker.AGENT:
        return LabelledTurn(
            speaker=speaker,
            text=text,
            labelled="moves" in turn,
            moves=frozenset(_names(file, turn, "moves", place, Move)),
            moves_maybe=frozenset(_names(file, turn, "moves_maybe", place, Move)),
            signals=signals,
            signals_maybe=signals_maybe,
        )
    phase = _name(file, turn, "phase", place, Phase) if "phase" in turn else None
    other = turn.get("alt_phase")
    return LabelledTurn(
        speaker=speaker,
        text=text,
        labelled=phase is not None,
        signals=signals,
        signals_maybe=signals_maybe,
        phase=phase,
        alt_phase=None if other is None else _name(file, turn, "alt_phase", place, Phase),
        next=_names(file, turn, "next", place, Move),
    )


def _text(file: Path, data: Mapping[str, Any], field: str, place: str) -> str:
    value = data.get(field)
    if not isinstance(value, str) or not value.strip():
        raise invalid(file, f"{place}.{field}".lstrip("."), "a text is missing")
    return value.strip()


def _name(file: Path, data: Mapping[str, Any], field: str, place: str, names: type[_Name]) -> _Name:
    value = data.get(field)
    if not isinstance(value, str) or value not in list(names):
        known = ", ".join(names)
        what = f"{value!r} is none of {known}" if field in data else f"one of {known} is missing"
        raise invalid(file, f"{place}.{field}".lstrip("."), what)
    return names(value)


def _names(
    file: Path, data: Mapping[str, Any], field: str, place: str, names: type[_Name]
) -> tuple[_Name, ...]:
    """The names in a list, each once; none where the field is missing."""
    values = data.get(field, [])
    if not isinstance(values, list):
        raise invalid(file, f"{place}.{field}", "it is no list")
    for value in values:
        if not isinstance(value, str) or value not in list(names):
            raise invalid(file, f"{place}.{field}", f"{value!r} is none of {', '.join(names)}")
    return tuple(dict.fromkeys(names(value) for value in values))
