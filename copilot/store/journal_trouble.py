"""What it means that a call cannot be written down, and what to do about it (pure)."""

import errno

from copilot.events import Trouble

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def trouble_of(error: OSError, folder: str) -> Trouble:
    """The trouble that `error` is, told once while it lasts."""
    why = error.strerror or type(error).__name__
    problem, next_ = "store-not-written", "See that the folder is there and can be written to."
    if error.errno in _FULL:
        problem, next_ = "store-disk-full", "Free some space on that disk."
    elif error.errno in _CLOSED:
        problem, next_ = "store-read-only", "Let the folder be written to."
    text = (
        f"This call is not being kept: {why} ({folder}). The call goes on, and what is said "
        f"waits in memory. {next_} It is tried again every two seconds."
    )
    return Trouble("store", problem, text)


def works_again(folder: str, lost: int) -> Trouble:
    """The end of any such trouble; `lost`: events for which memory had no room."""
    text = f"This call is being kept again ({folder})."
    text += f" {lost} events before that are lost." if lost else " Nothing was lost."
    return Trouble("store", "store-works-again", text, over=True)
