"""The folder of product cards: listed, read, and written so that nobody's work is lost.

DATA/cards/NAME.yaml, closed to everyone else. Who writes says which version was read; where the
file is another one by now, nothing is written.
"""

import hashlib
import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from copilot.cardfile import read_card
from copilot.cardtext import LONGEST_BYTES
from copilot.errors import InputError
from copilot.store.places import data_dir, private_folder

MOST_CARDS = 500  # on the list
LOCK_S = 5.0
_NAME = re.compile(r"\w[\w .()-]{0,79}\.ya?ml")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\..*", re.I)  # file names on Windows


@dataclass(frozen=True, slots=True)
class Kept:
    """A card as it stands on the disk. `digest` names this version of it."""

    name: str
    text: str
    digest: str
    may_change: bool = True


def cards_dir() -> Path:
    """Where the cards are that are made on the page."""
    return data_dir() / "cards"


def digest_of(text: str) -> str:
    """Names a version of a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


class Shelf:
    """`in_use`: the card of the call, which may lie elsewhere and is only read then."""

    def __init__(self, folder: Path | None = None, in_use: Path | None = None) -> None:
        self.folder = folder or cards_dir()
        self._in_use = in_use.absolute() if in_use else None

    @property
    def in_use(self) -> str:
        """The name of the call's card; empty where there is none."""
        return self._in_use.name if self._in_use else ""

    def names(self) -> list[str]:
        """The cards that may be changed, in the order of their names."""
        try:
            found = [p.name for p in self.folder.iterdir() if is_card_name(p.name) and p.is_file()]
        except OSError:
            return []
        return sorted(found, key=str.casefold)[:MOST_CARDS]

    @property
    def guest(self) -> str:
        """The name of the call's card where it lies elsewhere; empty where it does not."""
        apart = self._in_use is not None and self._in_use.parent != self.folder.absolute()
        return self.in_use if apart else ""

    def path(self, name: str) -> Path:
        """Where the card of that name lies. Raises :class:`InputError` ``card-name``."""
        if not is_card_name(name):
            raise InputError(
                "card-name",
                "A card's file cannot go by that name.",
                why="It takes letters, figures, spaces, - _ . ( ), and ends in .yaml.",
                hint="Give it a short name, such as hotel.yaml.",
            )
        return self.folder / unicodedata.normalize("NFC", name)

    def read(self, name: str) -> Kept:
        """Raises :class:`InputError` ``no-such-card``, ``card-not-readable``, ``card-name``."""
        return _kept(self.path(name))

    def read_guest(self) -> Kept:
        """The call's card, wherever it lies. Raises what :meth:`read` raises."""
        if self._in_use is None:
            raise InputError(
                "no-such-card", "This call has no card.", hint="Begin one with --card."
            )
        kept = _kept(self._in_use)
        return Kept(kept.name, kept.text, kept.digest, may_change=False)

    def write(self, name: str, text: str, was: str) -> Kept:
        """Keep `text`, whole or not at all. `was`: the digest that was read; empty for a new card.

        Raises :class:`InputError` ``card-changed``, ``card-exists``, ``card-name``,
        ``card-too-long``, ``card-not-written``.
        """
        path = self.path(name)
        whole = text.encode("utf-8", "replace")
        if len(whole) > LONGEST_BYTES:
            raise InputError(
                "card-too-long",
                "This is too long for a product card.",
                why=f"It has more than {LONGEST_BYTES // 1024} KiB.",
                hint="Keep to what an agent may say about one product.",
            )
        try:
            private_folder(self.folder)
            with FileLock(self.folder / ".lock", timeout=LOCK_S, mode=0o600):
                self._refuse_other(path, was)
                _replace(path, whole)
        except (OSError, TimeoutError) as error:
            raise _not_written(path, error) from error
        return _kept(path)

    def remove(self, name: str, was: str) -> None:
        """Raises :class:`InputError` ``card-changed``, ``no-such-card``, ``card-not-written``."""
        path = self.path(name)
        _kept(path)
        try:
            with FileLock(self.folder / ".lock", timeout=LOCK_S, mode=0o600):
                self._refuse_other(path, was)
                path.unlink(missing_ok=True)
        except (OSError, TimeoutError) as error:
            raise _not_written(path, error) from error

    def _refuse_other(self, path: Path, was: str) -> None:
        if not path.exists():
            return  # what is gone is nobody's work: it is written anew
        if not was:
            raise InputError(
                "card-exists",
                f"There is a card {path.name} already.",
                hint="Give this one another name, or open the other and change it.",
            )
        if _kept(path).digest != was:
            raise InputError(
                "card-changed",
                f"The card {path.name} has been changed meanwhile.",
                why="Another tab or program has written it since it was opened here.",
                hint="Keep this one under another name, or open the card anew.",
            )


def is_card_name(name: str) -> bool:
    """Whether a card's file may go by that name, on every system."""
    return bool(_NAME.fullmatch(name)) and not _DEVICES.fullmatch(name)


def _kept(path: Path) -> Kept:
    text = read_card(path)
    return Kept(path.name, text, digest_of(text))


def _replace(path: Path, whole: bytes) -> None:
    fresh = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(whole)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _not_written(path: Path, error: OSError) -> InputError:
    return InputError(
        "card-not-written",
        f"The card {path.name} cannot be written.",
        why=str(error.strerror or error),
        hint=f"Is the disk full, or {path.parent} not writable? The text is still in this tab.",
    )
