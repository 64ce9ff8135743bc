"""Stops asking a model that does not answer, and tries again after a while (pure)."""

from dataclasses import dataclass


@dataclass(slots=True)
class Breaker:
    """Opens after `failures` in a row, for `rest_s`; then one question is let through."""

    failures: int = 3
    rest_s: float = 15.0
    _failed: int = 0
    _rests_until_s: float = 0.0

    def allows(self, now_s: float) -> bool:
        """Whether the model may be asked now. `now_s`: seconds on any steady clock."""
        return now_s >= self._rests_until_s

    def failed(self, now_s: float) -> bool:
        """Note a failure; true if it is the first of a row."""
        self._failed += 1
        if self._failed >= self.failures:
            self._rests_until_s = now_s + self.rest_s
        return self._failed == 1

    def answered(self) -> bool:
        """Note an answer; true if there was a failure before it."""
        was_down = self._failed > 0
        self._failed = 0
        self._rests_until_s = 0.0
        return was_down
