"""Between the sound system's thread and ours: blocks with the moment they were captured."""

from collections import deque
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from copilot.audio.chunk import Samples

MOST_BLOCKS = 1_500  # 30 s: about 6 MB a side at 48 kHz
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Block:
    """`samples`: float32, shape (n,), at the stream's rate."""

    samples: Samples
    captured_s: float  # monotonic, when the last sample arrived
    rate: int


class Bounded(Generic[T]):
    """One writer, one reader, no lock: a queue whose oldest piece gives way when it is full."""

    def __init__(self, most: int = MOST_BLOCKS) -> None:
        self._pieces: deque[T] = deque(maxlen=most)
        self.lost = 0
        """Pieces that gave way, so far."""

    def put(self, piece: T) -> None:
        if len(self._pieces) == self._pieces.maxlen:
            self.lost += 1
        self._pieces.append(piece)

    def take(self) -> list[T]:
        """Everything there is, oldest first."""
        taken: list[T] = []
        while self._pieces:
            taken.append(self._pieces.popleft())
        return taken


class Ring:
    """Filled in the sound system's own thread, so filling it copies and stamps, nothing else."""

    def __init__(self, most: int = MOST_BLOCKS) -> None:
        self._blocks: deque[Block] = deque(maxlen=most)
        self.last_s: float | None = None
        """When the latest block arrived; None before the first."""
        self.overflows = 0
        """How often sound was lost: told by the sound system, or because nobody took it."""

    def put(self, data: object, rate: int, now_s: float, *, overflow: bool = False) -> None:
        """`data`: a buffer of float32, one channel."""
        block = np.frombuffer(data, np.float32).copy()  # type: ignore[call-overload]
        if overflow or len(self._blocks) == self._blocks.maxlen:
            self.overflows += 1
        self._blocks.append(Block(block, now_s, rate))
        self.last_s = now_s

    def take(self, until_s: float) -> list[Block]:
        """The blocks that had arrived at `until_s`, oldest first."""
        taken: list[Block] = []
        while self._blocks and self._blocks[0].captured_s <= until_s:
            taken.append(self._blocks.popleft())
        return taken
