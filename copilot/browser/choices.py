"""What was chosen in the pilot's seat, and remembered for the next time."""

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from copilot.browser.shelf import is_card_name
from copilot.capture.choose import Wishes
from copilot.errors import InputError
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.store.places import data_dir, private_folder

_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Choices:
    """`card` is a name on the shelf, empty for none; devices that are empty are found by
    themselves."""

    mode: Mode = Mode.OUTBOUND
    lang: Language = Language.EN
    card: str = ""
    mic: str = ""
    loopback: str = ""
    softphone: str = ""

    @property
    def wishes(self) -> Wishes:
        return Wishes(self.mic or None, self.loopback or None, self.softphone or None)

    def plain(self) -> dict[str, str]:
        """As JSON holds it."""
        return {
            "mode": self.mode.value,
            "lang": self.lang.value,
            "card": self.card,
            "mic": self.mic,
            "loopback": self.loopback,
            "softphone": self.softphone,
        }


def choices_of(given: Mapping[str, object]) -> Choices:
    """Raises :class:`InputError` ``wrong-choice`` for what cannot be chosen."""
    texts = {
        name: value.strip() if isinstance(value := given.get(name), str) else ""
        for name in ("mode", "lang", "card", "mic", "loopback", "softphone")
    }
    card = texts["card"]
    right = texts["mode"] in list(Mode) and texts["lang"] in list(Language)
    short = all(len(text) <= _LONGEST_NAME for text in texts.values())
    if not (right and short and (not card or is_card_name(card))):
        raise InputError(
            "wrong-choice",
            "This cannot be chosen.",
            why="Mode and language are one of those on the page, and a card is one of its list.",
            hint="Reload the page.",
        )
    texts.pop("mode")
    lang = Language(texts.pop("lang"))
    return Choices(Mode(str(given["mode"])), lang, **texts)


def choices_file() -> Path:
    """Where they are remembered, closed to everyone else."""
    return data_dir() / "browser" / "seat.json"


def remembered(file: Path) -> Choices | None:
    """What was chosen last; None where nothing was, or it cannot be read."""
    with suppress(OSError, ValueError, InputError):
        read = json.loads(file.read_text("utf-8"))
        if isinstance(read, dict):
            return choices_of(read)
    return None


def remember(file: Path, choices: Choices) -> None:
    """What cannot be written is chosen anew the next time."""
    fresh = file.with_name(f".{secrets.token_hex(8)}.new")
    with suppress(OSError):
        private_folder(file.parent)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(choices.plain(), out)
        fresh.replace(file)
