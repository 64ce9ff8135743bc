"""What it means that the sound of a call cannot be written, and what to do about it (pure)."""

import errno

from copilot.events import Trouble

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def trouble_of(error: Exception, folder: str) -> Trouble:
    """The trouble that `error` is; it lasts to the end of the call."""
    code = error.errno if isinstance(error, OSError) else None
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    problem, next_ = "audio-not-written", "See that the folder is there and can be written to."
    if code in _FULL:
        problem, next_ = "audio-disk-full", "Free some space on that disk."
    text = (
        f"The sound of this call is not kept from here on: {why or type(error).__name__} "
        f"({folder}). The call goes on, and its words are kept. {next_}"
    )
    return Trouble("store", problem, text)
