"""Which files of a folder are one call (pure).

call.flac                             two channels
call.agent.wav + call.customer.wav    one channel each
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

ENDINGS = frozenset(
    {
        *(".aac", ".aif", ".aiff", ".amr", ".au", ".caf", ".flac", ".gsm", ".m4a", ".mka"),
        *(".mkv", ".mov", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".wav", ".webm", ".wma"),
    }
)
_SIDES = ("agent", "customer")


@dataclass(frozen=True, slots=True)
class Found:
    """One call of a folder, or half of one."""

    name: str  # the path within the folder, without the ending and the side
    files: tuple[PurePath, ...]  # one file with both, or the agent's and the customer's
    problem: str = ""  # why it cannot be replayed; empty: it can be tried


def found_in(files: Iterable[PurePath]) -> tuple[Found, ...]:
    """The calls among `files`, paths within their folder, by name. What is no audio is left out.

    Files and folders whose name begins with a dot are passed over.
    """
    whole: list[Found] = []
    sides: dict[str, dict[str, list[PurePath]]] = {}
    for file in sorted(files):
        if file.suffix.lower() not in ENDINGS or any(p.startswith(".") for p in file.parts):
            continue
        name = file.with_suffix("")
        side = name.suffix[1:].lower()
        if side in _SIDES:
            of = sides.setdefault(name.with_suffix("").as_posix(), {s: [] for s in _SIDES})
            of[side].append(file)
        else:
            whole.append(Found(name.as_posix(), (file,)))
    return tuple(sorted([*_unmistaken(whole), *_pairs(sides)], key=lambda f: (f.name, f.files)))


def _pairs(sides: dict[str, dict[str, list[PurePath]]]) -> Iterable[Found]:
    for name, of in sides.items():
        files = tuple(file for side in _SIDES for file in of[side])
        missing = [side for side in _SIDES if not of[side]]
        if missing:
            yield Found(name, files, f"There is no {name}.{missing[0]} file beside it.")
        elif len(files) > 2:
            yield Found(name, files, f"{len(files)} files are sides of {name}: which two?")
        else:
            yield Found(name, files)


def _unmistaken(whole: list[Found]) -> Iterable[Found]:
    """Two files of one name would share their settings: they are told apart by their endings."""
    names = [found.name for found in whole]
    for found in whole:
        if names.count(found.name) > 1:
            yield Found(found.files[0].as_posix(), found.files)
        else:
            yield found
