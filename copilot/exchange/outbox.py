"""Which calls have still to be sent: one small file each, without a word of the call.

    DATA/outbox/CALL.json    {"call": ..., "tries": ..., "not_before": ..., "why": ...}
                             and "store", where that is another than the configured one
    DATA/outbox/.lock        held by the one process that sends

What is sent is written anew from the store at every try. So a call that is deleted is sent no more,
and there is no second copy of it to delete.
"""

import contextlib
import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from copilot.store.places import data_dir, private_folder

MOST_WAITING = 10_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One call that has still to be sent."""

    call: str  # its id
    tries: int = 0
    not_before: str = ""  # ISO 8601, UTC: the receiver asked for it; empty: any time
    why: str = ""  # what the last try came to; empty before any
    store: str = ""  # where it is kept, without a password; empty: in the configured store


class Outbox:
    """The folder. Every method may raise :class:`OSError`."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_dir() / "outbox"

    @property
    def lock(self) -> Path:
        return self.folder / ".lock"

    def put(self, waiting: Waiting) -> bool:
        """Write it down, in place of what was known of that call; False where there is no room."""
        file = self._file(waiting.call)
        private_folder(self.folder)
        if not file.exists() and len(self._files()) >= MOST_WAITING:
            return False
        told = {
            "call": waiting.call,
            "tries": waiting.tries,
            "not_before": waiting.not_before,
            "why": waiting.why,
        }
        if waiting.store:
            told["store"] = waiting.store
        new = file.with_suffix(f".{os.getpid()}.new")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(json.dumps(told))
        os.replace(new, file)
        return True

    def drop(self, call: str) -> None:
        """It was sent, or is no more."""
        self._file(call).unlink(missing_ok=True)

    def waiting(self) -> list[Waiting]:
        """All of them, the oldest call first. A file that is damaged is one that was not tried."""
        return [self._read(file) for file in self._files()]

    def _read(self, file: Path) -> Waiting:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            told = json.loads(file.read_text(encoding="utf-8"))
            return Waiting(
                file.stem,
                int(told["tries"]),
                _instant(told["not_before"]),
                str(told["why"]),
                str(told.get("store", "")),
            )
        return Waiting(file.stem)

    def _files(self) -> list[Path]:
        return sorted(f for f in self.folder.glob("*.json") if _ID.fullmatch(f.stem))

    def _file(self, call: str) -> Path:
        if not _ID.fullmatch(call):
            raise OSError(22, "Not the id of a call", call)
        return self.folder / f"{call}.json"


def due(waiting: Waiting, now: datetime) -> bool:
    """Whether the receiver may be asked again."""
    return not waiting.not_before or datetime.fromisoformat(waiting.not_before) <= now


def _instant(text: object) -> str:
    """ISO 8601 with its zone, or empty."""
    if not text:
        return ""
    read = datetime.fromisoformat(str(text))
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).isoformat()
