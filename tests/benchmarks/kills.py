"""Kills programs in the middle of calls, and counts what is lost.

    python -m tests.benchmarks.kills --kills 200 [--seed 1] [--json FILE]

Each call is a sample's text at sixty times its speed, coached by the rules, journaled and stored as
every call is, in a process of its own that SIGKILL ends at a random moment between its beginning
and some time after its end. What its panel had shown by then is compared with what is in the store
after recovery; every fourth recovery is killed as well, and done again. A loss is a published event
that the store lacks; its age is the time from its publication to the kill. All calls go into one
store, whose integrity is checked each time.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from copilot.audio.pace import Timed
from copilot.call import Call
from copilot.clock import CallClock
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.evaluation.calls import load_call
from copilot.events import LineGrew, PartialHeard, Published
from copilot.pending import Pending
from copilot.speech.scripted import ScriptedRecognizer
from copilot.store.calls import CallStore, configured_store
from copilot.store.journal_read import journals
from copilot.store.keeping import Keeping
from copilot.store.places import data_dir, journals_dir
from copilot.store.recover import recover
from copilot.store.wire import RecordError, event_from_line, event_to_line
from tests.calls import LoudIsVoice, Said, SaidInTurn
from tests.records import SAMPLES, TESTS, said_in

SPEED = 60.0
LONGEST_S = 6.5  # the latest kill; a call lasts about 4.4 s


@dataclass(frozen=True)
class Figures:
    """What came of all the kills."""

    kills: int
    before_the_call: int  # killed before anything had happened
    in_the_call: int
    after_it: int  # while the call was being stored, or later
    lost_events: int
    oldest_loss_s: float
    torn_or_doubled: int  # stored calls that are no beginning of what happened
    calls_missing: int
    stores_broken: int
    recoveries_killed: int
    journals_left: int


class PacedTalk(SaidInTurn):
    """A scripted call at a multiple of its own speed."""

    def __init__(self, said: Sequence[Said], clock: CallClock, pending: Pending) -> None:
        super().__init__(said, pending)
        self._pace = Timed(clock, SPEED)  # type: ignore[assignment]


class Witness:
    """A panel that writes down what it is shown, and when, past all caches of this process."""

    def __init__(self, file: Path) -> None:
        self._fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            line = f"{time.monotonic()}\t{event_to_line(published)}\n"
            os.write(self._fd, line.encode())


def a_journaled_call(name: str, witness: Path) -> None:
    """One call from beginning to end, as a program takes it."""
    file = TESTS.parent / "samples" / f"{name}.json"
    labelled = load_call(file)
    said = said_in(labelled, file.with_suffix(".ref.json"))
    briefing = Briefing(labelled.mode, labelled.lang, labelled.card, load(labelled.lang))
    call = Call(
        source=lambda clock, pending: PacedTalk(said, clock, pending),
        detector=LoudIsVoice,
        recognizer=ScriptedRecognizer([s.text for s in said]),
        model=None,
        briefing=briefing,
        panel=Witness(witness),
        journal=Keeping("none").journal(briefing),
    )
    asyncio.run(call.run())


def killed(work: Callable[[], object], after_s: float) -> float:
    """Do `work` in a process that is killed after so long; the moment of the kill."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(after_s)
    moment_s = time.monotonic()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return moment_s


def shown(witness: Path) -> list[tuple[float, Published]]:
    """What the panel was shown, and when; without the line that the kill tore."""
    out = []
    for line in witness.read_text("utf-8").splitlines() if witness.exists() else ():
        moment, _, told = line.partition("\t")
        try:
            out.append((float(moment), event_from_line(told)))
        except (RecordError, ValueError):
            break
    return out


def facts(events: Sequence[Published]) -> list[Published]:
    """What no later event takes the place of."""
    return [p for p in events if not isinstance(p.event, PartialHeard | LineGrew)]


def recovered() -> None:
    with configured_store() as store:
        recover(journals_dir(), store)


def is_sound() -> bool:
    with sqlite3.connect(data_dir() / "calls.db") as database:
        return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def ids_in(store: CallStore) -> set[str]:
    return {figures.id for figures in store.summaries()}


def run(kills: int, seed: int) -> Figures:
    chance = random.Random(seed)
    recovered()  # makes the store, and loads what the children need
    before = in_call = after = lost = doubled = missing = broken = halved = 0
    oldest_s = 0.0
    known: set[str] = set()
    for number in range(kills):
        witness = data_dir() / f"witness-{number}"
        name = SAMPLES[number % len(SAMPLES)]
        moment_s = killed(
            lambda name=name, witness=witness: a_journaled_call(name, witness),
            chance.uniform(0.0, LONGEST_S),
        )
        if number % 4 == 0 and journals(journals_dir()):
            killed(recovered, chance.uniform(0.0, 0.15))
            halved += 1
        recovered()
        broken += not is_sound()
        seen = shown(witness)
        witness.unlink(missing_ok=True)
        happened = facts([p for _, p in seen])
        with configured_store() as store:
            new = ids_in(store) - known
            known |= new
            kept = facts(store.record(new.pop()).events) if new else []
        before += not happened
        missing += bool(happened) and not kept
        ended = bool(happened) and type(happened[-1].event).__name__ == "CallEnded"
        after += ended
        in_call += bool(happened) and not ended
        both = min(len(kept), len(happened))
        doubled += kept[:both] != happened[:both]
        gone = [at_s for at_s, p in seen if p in happened[both:]]
        lost += len(gone)
        oldest_s = max([oldest_s, *(moment_s - at_s for at_s in gone)])
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{kills}", end="", file=sys.stderr)
    left = len(journals(journals_dir()))
    return Figures(
        kills,
        before,
        in_call,
        after,
        lost,
        round(oldest_s, 4),
        doubled,
        missing,
        broken,
        halved,
        left,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COPILOT_DATA_DIR"] = folder
        os.environ.pop("COPILOT_STORE", None)
        os.environ["COPILOT_CONFIG"] = str(Path(folder) / "config.toml")
        (Path(folder) / "config.toml").touch()
        figures = asdict(run(options.kills, options.seed))
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):18} {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
