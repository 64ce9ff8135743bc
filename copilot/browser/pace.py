"""How often something may be asked for (pure)."""

from collections.abc import Callable


class Pace:
    """So many a second, and `burst` at once after a while of none."""

    def __init__(self, per_s: float, burst: float, clock: Callable[[], float]) -> None:
        """`clock` gives seconds; only differences mean anything."""
        self._per_s = per_s
        self._burst = burst
        self._clock = clock
        self._left = burst
        self._at_s = clock()

    def allows(self) -> bool:
        """Whether one more may be asked for now; if so, it counts."""
        now_s = self._clock()
        self._left = min(self._burst, self._left + (now_s - self._at_s) * self._per_s)
        self._at_s = now_s
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True
