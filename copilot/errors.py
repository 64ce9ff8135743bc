"""Errors that say what happened, why, and what to do next.

Every error that a person can meet is a :class:`CopilotError`. The command line prints it in three
lines and leaves with its exit code; nothing else prints a failure, and no traceback reaches a user.

    CopilotError
    |-- InputError        exit code 2: what was given cannot be used (file, card, option)
    |-- ModelFileError    exit code 3: a model file is missing, damaged, or cannot be fetched
    |-- EngineError       exit code 4: a recogniser or language model that failed
    `-- StoreError        exit code 5: calls that cannot be kept or read
"""

from typing import ClassVar


class CopilotError(Exception):
    """Something a user can put right.

    ``reference`` is a stable name in kebab-case (``no-such-input``), for searching and for tests;
    ``what`` names the thing, ``why`` the cause, ``hint`` the next step.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, reference: str, what: str, *, why: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.reference = reference
        self.what = what
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        lines = [f"{self.what.rstrip('.')} [{self.reference}]"]
        if self.why:
            lines.append(f"  why:  {self.why}")
        if self.hint:
            lines.append(f"  next: {self.hint}")
        return "\n".join(lines)


class InputError(CopilotError):
    """A file, card or option that cannot be used."""

    exit_code = 2


class ModelFileError(CopilotError):
    """A model file that is missing, damaged, or cannot be fetched."""

    exit_code = 3


class EngineError(CopilotError):
    """A recogniser or a language model that does not start or does not answer."""

    exit_code = 4


class StoreError(CopilotError):
    """A store of calls that cannot be reached, read or written."""

    exit_code = 5
