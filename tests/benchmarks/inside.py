"""The copilot as a program, telling how many asyncio tasks it has: `python -m` in its place.

    TASKS_FILE=tasks python -m tests.benchmarks.inside --mode inbound …

The file holds one number, written anew every second by a thread of its own.
"""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from copilot.cli import main

EVERY_S = 1.0
_run = asyncio.run


def _counted(coroutine: Coroutine[Any, Any, Any]) -> Any:
    async def with_count() -> Any:
        loop = asyncio.get_running_loop()
        threading.Thread(target=_tell, args=(loop,), daemon=True).start()
        return await coroutine

    return _run(with_count())


def _tell(loop: asyncio.AbstractEventLoop) -> None:
    file = Path(os.environ["TASKS_FILE"])
    while not loop.is_closed():
        whole = file.with_suffix(".new")
        whole.write_text(str(len(asyncio.all_tasks(loop))))
        whole.replace(file)
        time.sleep(EVERY_S)


if __name__ == "__main__":
    asyncio.run = _counted
    sys.exit(main())
