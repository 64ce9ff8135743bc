"""By what a recording is known again: the hash of its content ends the id of its call.

    20261123-140500-3f9a2c8b1d0e

So the store itself tells which recordings are in it, under whatever name they come, and one that
was deleted from it may be imported again.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

HASH_DIGITS = 12
_PIECE_BYTES = 1 << 20


def content_hash(files: Sequence[Path], agent_channel: str) -> str:
    """12 hexadecimal digits of all bytes, and of which side is the agent. Raises OSError."""
    digest = hashlib.sha256(f"{len(files)} {agent_channel}\n".encode())
    for file in files:
        with file.open("rb") as piece_by_piece:
            size = 0
            while piece := piece_by_piece.read(_PIECE_BYTES):
                digest.update(piece)
                size += len(piece)
        digest.update(f"\n{size}\n".encode())
    return digest.hexdigest()[:HASH_DIGITS]


def call_id(began: datetime, content: str) -> str:
    """The id of the call that a recording becomes."""
    return f"{began.astimezone(UTC):%Y%m%d-%H%M%S}-{content}"


def recorded(files: Sequence[Path]) -> datetime:
    """When the first of the files was written to last: the end of the call, or later."""
    return datetime.fromtimestamp(min(f.stat().st_mtime for f in files), UTC)


def by_content(ids: Iterable[str]) -> dict[str, str]:
    """The ids of imported calls by the hash of their recording."""
    return {id_.rsplit("-", 1)[-1]: id_ for id_ in ids if len(id_) - id_.rfind("-") == 13}
