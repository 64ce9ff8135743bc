"""A virtual environment for each peer, away from the project's own.

    FOLDER/torch              torch, once for all of them: it takes gigabytes
    FOLDER/PEER               the peer and what this use of it needs, beside that torch
    FOLDER/PEER/.ready        its versions, then what was asked for; without it: unfinished

Packages come from wherever pip is set up to look. A peer is installed without its own list of
requirements: microphones, other engines and graphics cards are no part of the comparison, and
some of them build from source.
"""

import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copilot.models.store import cache_dir

READY = ".ready"
TORCH = ("torch", "numpy")
NEEDED_GB = 8.0


class NotInstalledError(Exception):
    """Why a peer cannot be had; one line."""


@dataclass(frozen=True, slots=True)
class Packages:
    """What one peer's environment holds. The adapters were written for these versions."""

    itself: str
    with_requirements: tuple[str, ...]
    alone: tuple[str, ...] = ()

    def as_text(self) -> str:
        return " ".join((self.itself, *self.with_requirements, *self.alone))


PEERS = {
    "whisperlivekit": Packages(
        "whisperlivekit==0.2.26",
        (
            "faster-whisper>=1.2,<1.3",
            "fastapi",
            "librosa",
            "python-multipart",
            "soundfile",
            "tiktoken",
            "uvicorn",
            "websockets",
        ),
    ),
    "realtimestt": Packages(
        "realtimestt==1.1.2",
        (
            "faster-whisper==1.2.1",
            "colorama==0.4.6",
            "halo==0.0.31",
            "packaging",
            "scipy==1.17.1",
            "soundfile==0.13.1",
            "webrtcvad-wheels==2.0.14",
            "websocket-client==1.9.0",
            "websockets==16.0",
        ),
        ("silero-vad>=6.2.1",),
    ),
    "whisper-live": Packages(
        "whisper-live==0.10.0",
        ("faster-whisper==1.2.0", "prometheus-client", "requests", "scipy", "websockets"),
    ),
}


def default_folder() -> Path:
    return cache_dir() / "peers"


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    windows = environment / "Scripts" / "python.exe"
    return windows if windows.exists() else environment / "bin" / "python"


def ready_python(folder: Path, peer: str) -> Path:
    """The interpreter that has the peer; raises :class:`NotInstalledError`."""
    if not _is_ready(folder, peer):
        raise NotInstalledError(f"not set up in {folder}: python -m tests.benchmarks.peers setup")
    return python_of(folder / peer)


def set_up(folder: Path, peers: list[str]) -> Iterator[tuple[str, str]]:
    """Install what is missing; gives each peer and its versions, or why it cannot be had."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _torch(folder)
    except NotInstalledError as no:
        yield from ((peer, f"not installed: torch: {no}") for peer in peers)
        return
    for peer in peers:
        ready = folder / peer / READY
        try:
            if not _is_ready(folder, peer):
                _install(folder, peer)
            yield peer, ready.read_text(encoding="utf-8").splitlines()[0]
        except NotInstalledError as no:
            yield peer, f"not installed: {no}"


def _is_ready(folder: Path, peer: str) -> bool:
    """Whether all that is asked for today was installed."""
    ready = folder / peer / READY
    return ready.exists() and PEERS[peer].as_text() in ready.read_text(encoding="utf-8")


def _torch(folder: Path) -> None:
    home = folder / "torch"
    if (home / READY).exists():
        return
    free_gb = shutil.disk_usage(folder).free / 1e9
    if free_gb < NEEDED_GB:
        raise NotInstalledError(f"{free_gb:.0f} GB free in {folder}, {NEEDED_GB:.0f} are needed")
    _create(home)
    _pip(home, *TORCH)
    _finish(home, ("torch",), " ".join(TORCH))


def _install(folder: Path, peer: str) -> None:
    home, packages = folder / peer, PEERS[peer]
    _create(home)
    torch_packages = _site_packages(folder / "torch")
    (_site_packages(home) / "torch.pth").write_text(f"{torch_packages}\n", encoding="utf-8")
    _pip(home, *packages.with_requirements)
    _pip(home, "--no-deps", packages.itself, *packages.alone)
    _finish(
        home, (packages.itself.split("==")[0], "faster-whisper", "ctranslate2"), packages.as_text()
    )


def _create(home: Path) -> None:
    venv.create(home, clear=True, with_pip=True)


def _site_packages(home: Path) -> Path:
    told = _asked(home, "import sysconfig; print(sysconfig.get_path('purelib'))")
    return Path(told)


def _finish(home: Path, packages: tuple[str, ...], wanted: str) -> None:
    told = f"', '.join(f'{{p}} {{v(p)}}' for p in {packages!r})"
    code = f"from importlib.metadata import version as v; print({told})"
    (home / READY).write_text(f"{_asked(home, code)}\n{wanted}\n", encoding="utf-8")


def _asked(home: Path, code: str) -> str:
    done = subprocess.run(
        [str(python_of(home)), "-c", code], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotInstalledError(_last_line(done.stderr))
    return done.stdout.strip()


def _pip(home: Path, *what: str) -> None:
    print(f"{home.name}: {' '.join(what)} …", file=sys.stderr, flush=True)
    done = subprocess.run(
        [str(python_of(home)), "-m", "pip", "install", "--quiet", *what],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotInstalledError(_last_line(done.stderr))


def _last_line(text: str) -> str:
    errors = [line for line in text.splitlines() if line.startswith("ERROR")]
    return (errors or text.strip().splitlines() or ["no reason given"])[-1].strip()
