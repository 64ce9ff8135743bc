"""What was tried, how it went, and what to do about it (pure)."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"  # a call works, not at its best
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `hint` says what to do unless all is well."""

    check: str  # a stable name in kebab-case
    state: State
    text: str
    hint: str = ""

    def lines(self) -> str:
        mark = {State.OK: "ok  ", State.WARNING: "!   ", State.FAILED: "FAIL"}[self.state]
        told = f"{mark} {self.check:12} {self.text}"
        return f"{told}\n{'':17} next: {self.hint}" if self.hint else told


def ok(check: str, text: str) -> Finding:
    return Finding(check, State.OK, text)


def warning(check: str, text: str, hint: str) -> Finding:
    return Finding(check, State.WARNING, text, hint)


def failed(check: str, text: str, hint: str) -> Finding:
    return Finding(check, State.FAILED, text, hint)
