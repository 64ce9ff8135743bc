"""What predictions depend on, as names and short values that can be compared."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import copilot
from copilot.coach.prompts import CHECKOUT, PACKAGED

_PACKAGE = Path(copilot.__file__).parent
_DECIDING = ("method", "coach", "wording")  # rules, weights, prompts' code, the lines' own words


def common_settings(*, lines: bool, prompt_set: Path | None) -> dict[str, str]:
    """What every evaluation depends on; `prompt_set` None: the shipped prompts."""
    root = prompt_set or (PACKAGED if PACKAGED.is_dir() else CHECKOUT)
    prompts = (p for p in root.glob("*/*") if p.suffix in (".md", ".yaml"))
    code = (p for part in _DECIDING for p in (_PACKAGE / part).rglob("*"))
    return {
        "version": copilot.__version__,
        "lines": "asked for" if lines else "left out",
        "prompts": sha_of_files(root, prompts),
        "rules and weights": sha_of_files(_PACKAGE, (p for p in code if p.suffix != ".pyc")),
    }


def model_file(path: Path) -> str:
    """A model file told by name and size, since reading it whole takes seconds."""
    return f"{path.name}, {path.stat().st_size} bytes"


def sha_of_files(root: Path, files: Iterable[Path]) -> str:
    """Names below `root` and contents, as 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for file in sorted(f for f in files if f.is_file()):
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
