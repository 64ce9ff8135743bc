"""How many recordings this machine can replay at once."""

import contextlib
import os
from pathlib import Path

CORES_EACH = 2
RECOGNISER_BYTES = 1_200_000_000  # a process with the recogniser loaded
_MODEL_FACTOR = 1.5  # a language model in memory, against its file


def jobs_for(cores: int, free_bytes: int | None, model_bytes: int) -> int:
    """At least one. `free_bytes` None: nobody knows, so the cores alone count."""
    by_cores = max(1, cores // CORES_EACH)
    if free_bytes is None:
        return by_cores
    each = RECOGNISER_BYTES + int(model_bytes * _MODEL_FACTOR)
    return max(1, min(by_cores, free_bytes // each))


def free_memory_bytes() -> int | None:
    """What programs could still take without anything being swapped; None where nobody knows."""
    known = [size for size in (_of_machine(), _of_group()) if size is not None]
    return min(known, default=None)


def _of_machine() -> int | None:
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    with contextlib.suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


def _of_group() -> int | None:
    """What a container leaves free, where there is one with a limit."""
    group = Path("/sys/fs/cgroup")
    with contextlib.suppress(OSError, ValueError):
        limit = int((group / "memory.max").read_text(encoding="ascii"))  # "max": no limit
        used = int((group / "memory.current").read_text(encoding="ascii"))
        cached = 0
        for line in (group / "memory.stat").read_text(encoding="ascii").splitlines():
            if line.startswith("inactive_file "):
                cached = int(line.split()[1])
        return max(0, limit - used + cached)
    return None
