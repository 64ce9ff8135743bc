"""How long listing, searching and comparing take with many calls in the store.

    python -m tests.benchmarks.store [CALLS] [--dsn DSN]

A store that has calls already is filled up to CALLS.
The calls are the labelled ones of the tests, each in many variants: other agents, days, lengths and
a few words of their own. Medians of nine runs, in seconds; a busy machine shows in the difference
between the two.
"""

import argparse
import os
import random
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from copilot.clock import monotonic_s
from copilot.events import TurnHeard
from copilot.method.modes import Mode
from copilot.method.phases import Phase
from copilot.store import search as searching
from copilot.store.calls import CallStore
from copilot.store.engine import writing
from copilot.store.filters import CallFilter
from copilot.store.record import CallRecord
from copilot.store.rows import packed, row_of
from copilot.store.schema import calls, records, turns
from copilot.store.summary import summary
from copilot.store.wire import head_to_line
from tests.records import SAMPLES, rules_record

AGENTS = ("Ana", "Ben", "怡君", "志明", "晓雯", "Priya", "Tom", "佩珊", "Lena", "海涛")
NAMES = (
    *SAMPLES,
    "en-in-broadband-01",
    "en-out-payroll-01",
    "zhs-in-kitchen-01",
    "zhs-out-crm-01",
    "zht-in-fibre-01",
    "zht-out-gym-01",
    "zht-out-travelins-01",
)
WITHIN_S = 0.3
AT_ONCE = 250


def varied(base: CallRecord, number: int, rng: random.Random) -> CallRecord:
    """Another call much like `base`."""
    began = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(seconds=number * 1700)
    head = replace(
        base.head,
        id=f"{began:%Y%m%d-%H%M%S}-{number:06x}",
        began=f"{began:%Y-%m-%dT%H:%M:%SZ}",
        agent=rng.choice(AGENTS),
    )
    stretch = rng.uniform(0.6, 1.8)
    events = []
    for published in base.events:
        event = published.event
        if isinstance(event, TurnHeard):
            longer = event.start + (event.end - event.start) * stretch
            event = replace(event, end=longer, text=f"{event.text} {rng.choice(AGENTS)}{number}")
        events.append(replace(published, event=event))
    return CallRecord(head, tuple(events))


def fill(store: CallStore, count: int) -> None:
    """As :meth:`CallStore.put`, many in one transaction; whole records are those of the base."""
    bases = [rules_record(name) for name in NAMES]
    blobs = {b.head.id: packed(b.events) for b in bases}
    rng = random.Random(6)
    for start in range(store.count(), count, AT_ONCE):
        batch = []
        for number in range(start, min(count, start + AT_ONCE)):
            base = rng.choice(bases)
            batch.append((varied(base, number, rng), blobs[base.head.id]))
        with writing(store.engine) as connection:
            connection.execute(insert(calls), [row_of(summary(r), True) for r, _ in batch])
            connection.execute(
                insert(records),
                [
                    {
                        "call_id": r.head.id,
                        "head": head_to_line(r.head),
                        "events": blob,
                        "closed": True,
                    }
                    for r, blob in batch
                ],
            )
            connection.execute(insert(turns), [row for r, _ in batch for row in _turns(r)])
            ids = [r.head.id for r, _ in batch]
            said = connection.execute(
                select(turns.c.n, turns.c.text).where(turns.c.call_id.in_(ids))
            )
            searching.index(connection, [(n, told) for n, told in said])


def _turns(record: CallRecord) -> list[dict[str, object]]:
    said = [p.event for p in record.events if isinstance(p.event, TurnHeard)]
    return [
        {
            "call_id": record.head.id,
            "turn": t.turn,
            "speaker": t.speaker.value,
            "start_s": t.start,
            "end_s": t.end,
            "phase": None,
            "text": t.text,
        }
        for t in said
    ]


def timed(work: Callable[[], object], runs: int = 9) -> tuple[float, float]:
    """Medians of `runs`: on the wall, and of this process's own work."""
    took, worked = [], []
    for _ in range(runs):
        began_s, before = monotonic_s(), os.times()
        work()
        took.append(monotonic_s() - began_s)
        worked.append(sum(os.times()[:2]) - sum(before[:2]))
    return statistics.median(took), statistics.median(worked)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calls", type=int, nargs="?", default=10_000)
    parser.add_argument("--dsn", default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "calls.db"
        store = CallStore.open(args.dsn or f"sqlite:///{file}")
        began_s = monotonic_s()
        fill(store, args.calls)
        size = f", {file.stat().st_size / 1e6:.0f} MB" if file.exists() else ""
        print(f"{store.count()} calls in {monotonic_s() - began_s:.0f} s{size}")
        few = CallFilter(agent="Ana", mode=Mode.OUTBOUND, at_least={Phase.COGNITIVE: 0.3})
        tasks: dict[str, Callable[[], object]] = {
            "list, the newest 50": lambda: store.summaries(limit=50),
            "list, filtered by agent, mode and share": lambda: store.summaries(few),
            "find a call by the beginning of its id": lambda: store.find("20260601-0331"),
            "search 價格 (in either script)": lambda: store.search("價格"),
            "search 的 (in most Chinese turns)": lambda: store.search("的"),
            "search the (in most English turns)": lambda: store.search("the"),
            "search a name of one call": lambda: store.search("ana77"),
            "search filtered": lambda: store.search("一個月", few),
            "read one record": lambda: store.record(store.find("last")),
            "compare: the figures of every call": store.summaries,
            "put one call": lambda: store.put(rules_record(SAMPLES[0])),
        }
        slow = []
        for name, work in tasks.items():
            median_s, worked_s = timed(work)
            print(f"  {name:42} {median_s:.3f}  (processor {worked_s:.2f})")
            slow += [name] if median_s > WITHIN_S else []
        one = store.find("last")
        began_s = monotonic_s()
        store.delete([one])
        print(f"  {'delete one call, overwritten':42} {monotonic_s() - began_s:.3f}")
        store.close()
    print(f"over {WITHIN_S} s: {', '.join(slow) or 'none'}")
    return int(bool(slow))


if __name__ == "__main__":
    raise SystemExit(main())
