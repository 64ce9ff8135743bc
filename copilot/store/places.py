"""Where calls are kept: one folder of the person who sells, closed to everyone else.

DATA/journals/ID.jsonl        a call that goes on, or that a program left when it died
DATA/journals/ID.jsonl.lock   held by the one process that writes or recovers it
DATA/audio/ID.opus           how a call sounds, where that is kept
DATA/reports/ID.html          a report that was opened in the browser
DATA/calls.db                 the calls that are over
"""

import os
from pathlib import Path


def data_dir() -> Path:
    """`COPILOT_DATA_DIR` if that is set, else a folder in the person's own data directory."""
    chosen = os.environ.get("COPILOT_DATA_DIR", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("call-copilot", appauthor=False)


def journals_dir() -> Path:
    return data_dir() / "journals"


def reports_dir() -> Path:
    """Where `copilot report --open` leaves its pages, named after their calls."""
    return data_dir() / "reports"


def private_folder(folder: Path) -> Path:
    """`folder`, made where it is missing, with those above it; nobody else may look in (0700).

    A folder that is there already is left as it is. Raises :class:`OSError`.
    """
    missing = []
    at = folder
    while not at.exists():
        missing.append(at)
        at = at.parent
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(20, "Not a directory", str(folder))
    return folder
