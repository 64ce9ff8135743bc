"""Values as JSON knows them, and text that can always be written as UTF-8 (pure)."""

import dataclasses
from collections.abc import Mapping
from enum import Enum


def plain(value: object) -> object:
    """Dataclasses and mappings as objects, sequences as arrays, enumerations as their values.

    Numbers keep their digits; text is made :func:`encodable`.
    """
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return encodable(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return value


def encodable(text: str) -> str:
    """`text` with `?` for the halves of broken characters, which no encoding can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
