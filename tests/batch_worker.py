"""Stands in for `copilot replay` in a batch: the call is scripted, everything around it is real.

    python -m tests.batch_worker FILE … OPTIONS      what a batch starts
    python -m tests.batch_worker --parent FOLDER     such a batch, for tests that need its process

A recording whose text begins with "bad" fails, "crash" dies, "wait" waits until the file `go` lies
beside it.
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from copilot.batch.run import BatchOptions, run_batch
from copilot.batch.settings import Settings
from copilot.errors import InputError
from copilot.events import CallEnded, Published, Speaker, TurnHeard
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.output import narrate, report
from copilot.store.keeping import keep
from copilot.store.record import CallHead, CallRecord

PROGRAM = (sys.executable, "-m", "tests.batch_worker")


def options(folder: Path, at_once: int = 2) -> BatchOptions:
    return BatchOptions(
        folder=folder,
        manifest=None,
        for_all=Settings(mode="outbound", lang="en"),
        at_once=at_once,
        model_bytes=0,
        threads=1,
        replay=(),
        program=PROGRAM,
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", type=Path, nargs="+")
    for name in ("mode", "lang", "agent", "call-id", "began", "speed", "panel", "threads"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--agent-channel")
    args = parser.parse_args()
    file: Path = args.files[0]
    text = file.read_text()
    narrate("Loading the recogniser …")
    if text.startswith("bad"):
        return report(InputError("not-audio", f"{file} holds no audio.", why="It is a text."))
    if text.startswith("crash"):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("wait"):
        (file.parent / f"{file.name}.begun").touch()
        while not (file.parent / "go").exists():
            time.sleep(0.01)
    keep(_record(args))
    return 0


def _record(args: argparse.Namespace) -> CallRecord:
    head = CallHead(
        id=args.call_id,
        began=args.began,
        mode=Mode(args.mode),
        lang=Language(args.lang),
        agent=args.agent,
        source=args.files[0].name,
        llm="none",
        version="0.1",
    )
    heard = TurnHeard(1, Speaker.AGENT, 0.5, 2.0, "Good morning.")
    over = CallEnded("end-of-recording", 3.0, 1, 0, 0, 0)
    return CallRecord(head, (Published(2.0, 2.0, heard), Published(3.0, 3.0, over)))


if __name__ == "__main__":
    if sys.argv[1] == "--parent":
        sys.exit(run_batch(options(Path(sys.argv[2]))))
    sys.exit(main())
