"""Several calls at once on one machine: how many does it carry, and what is seen where it breaks?

    python -m tests.benchmarks.many AUDIO_FOLDER --cards CALLS_FOLDER --calls 1,2,4 --json FILE

Each call is a `copilot replay` at real time in a process of its own, of the first `--seconds` of
one of the recordings. Once for recognition alone, once with a language model. A number of calls is
carried if nobody waits for recognition at the end, 95 of 100 turns are heard within two seconds
of the true end of speech, and every process ends well.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from tests.benchmarks.cut import beginning, both_sides, write
from tests.benchmarks.measure import Event, Reference, measured, spread
from tests.benchmarks.process import DISTURBED_CORES, Others, Run, replayed
from tests.benchmarks.recordings import card_of
from tests.benchmarks.table import pooled

HEARD_WITHIN_S = 2.0
FIRST_WORDS_WITHIN_S = 4.0  # of the model's line, told beside the limit
STAGES = ("turn_heard", "instant_line", "model_line")
WORK = {"none": "recognition", "default": "coaching"}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="recordings ID.flac with ID.ref.json")
    parser.add_argument("--cards", type=Path, help="folder of cards or calls (default: the same)")
    parser.add_argument("--only", nargs="*", metavar="ID", help="these recordings only")
    parser.add_argument("--calls", default="1,2,4", metavar="N,N", help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=90.0, help="default: %(default)s")
    parser.add_argument(
        "--llm", default="none,default", help="none, default or both (default: %(default)s)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("options", nargs="*", help="after --: options handed to copilot replay")
    args = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        cuts = _cuts(args, Path(folder))
        if not cuts:
            print(f"no recording with a reference in {args.folder}", file=sys.stderr)
            return 2
        for llm in args.llm.split(","):
            for calls in map(int, args.calls.split(",")):
                print(f"{calls} at once, {WORK[llm]} …", file=sys.stderr, flush=True)
                results.append(_at_once(list(islice(cycle(cuts), calls)), llm, args.options))
                if args.json:
                    text = json.dumps(results, ensure_ascii=False, indent=1)
                    args.json.write_text(text + "\n", encoding="utf-8")
    print(as_text(results, os.cpu_count() or 1))
    return 0


def _cuts(args: argparse.Namespace, folder: Path) -> list[tuple[Path, Reference, Path]]:
    """The beginning of each recording, and its card."""
    cuts = []
    for ref_file in sorted(args.folder.glob("*.ref.json")):
        whole = Reference.load(ref_file)
        if args.only and whole.id not in args.only:
            continue
        cut = beginning(whole, args.seconds)
        file = folder / f"{cut.id}.wav"
        write(file, both_sides(ref_file.with_name(f"{cut.id}.flac"), cut.seconds))
        cuts.append((file, cut, card_of(args.cards or args.folder, cut.id)))
    return cuts


def _at_once(
    cuts: list[tuple[Path, Reference, Path]], llm: str, options: list[str]
) -> dict[str, Any]:
    chosen = ["--no-store", *(["--llm", "none"] if llm == "none" else []), *options]

    def one(cut: tuple[Path, Reference, Path]) -> Run | str:
        try:
            return replayed(*cut, chosen)
        except subprocess.CalledProcessError as error:
            return f"{cut[1].id} left with {error.returncode}"

    others = Others()
    with ThreadPoolExecutor(len(cuts)) as pool:
        runs = list(pool.map(one, cuts))
    ended = [(cut[1], r) for cut, r in zip(cuts, runs, strict=True) if isinstance(r, Run)]
    failed = [r for r in runs if isinstance(r, str)]
    about = {
        "calls": len(cuts),
        "work": WORK[llm],
        "other_cores": others.cores(sum(run.cpu_s for _, run in ended)),
    }
    return figures(ended, failed, os.cpu_count() or 1) | about


def figures(runs: list[tuple[Reference, Run]], failed: list[str], cores: int) -> dict[str, Any]:
    """Of all calls that ran at once, together."""
    every = [measured(reference, run.events) for reference, run in runs]
    wall_s = max((run.wall_s for _, run in runs), default=1.0)
    used_s = sum(run.cpu_s - run.cpu_before_s for _, run in runs)
    return {
        "latencies_s": {s: [v for e in every for v in e["latencies_s"][s]] for s in STAGES},
        "latency_s": {s: pooled(e["latencies_s"][s] for e in every) for s in STAGES},
        "backlog_at_end": sum(e["backlog_at_end"] for e in every),
        "backlog_most": max((_waiting(run.events) for _, run in runs), default=0),
        "partials": sum(e["partials"] for e in every),
        "partials_shed": sum(e["partials_shed"] for e in every),
        "lines_of_model": sum(e["lines"]["model"] for e in every),
        "lines_dropped": dict(Counter(x for e in every for x in e["lines"]["dropped"])),
        "turns_not_heard": sum(len(e["turns_not_heard"]) for e in every),
        "cpu_left": max(0.0, 1 - used_s / wall_s / cores),
        "memory_mb": sum(run.peak_pss_mb for _, run in runs),
        "ready_s": max((run.ready_s for _, run in runs), default=0.0),
        "trouble": dict(Counter(x for e in every for x in e["trouble"])),
        "failed": failed,
    }


def _waiting(events: list[Event]) -> int:
    return max((e["waiting"] for e in events if e["event"] == "backlog"), default=0)


def carried(r: dict[str, Any]) -> bool:
    """Whether the machine kept up with so many calls."""
    heard = r["latency_s"]["turn_heard"]
    quick = bool(heard["n"]) and heard["p95"] < HEARD_WITHIN_S
    return quick and not r["backlog_at_end"] and not r["failed"]


def in_time(r: dict[str, Any]) -> bool:
    """Whether the model's lines came while they were still of use, too."""
    words = r["latency_s"]["model_line"]
    return carried(r) and bool(words["n"]) and words["p95"] < FIRST_WORDS_WITHIN_S


def limit(
    results: list[dict[str, Any]], work: str, enough: Callable[[dict[str, Any]], bool] = carried
) -> int:
    """The most calls that were carried, with every smaller number carried too; 0 if none."""
    most = 0
    for r in sorted((r for r in results if r["work"] == work), key=lambda r: r["calls"]):
        if not enough(r):
            break
        most = r["calls"]
    return most


def as_text(results: list[dict[str, Any]], cores: int) -> str:
    """Markdown: a row for each number of calls, the limits, and what the panel said beyond them."""
    rows = [
        "| work | calls | heard p50 / p95 | line of the rules p50 / p95 "
        "| model's first words p50 / p95 | waiting at the end (most) | partials (shed) "
        "| model's lines (dropped) | CPU left | memory | carried |",
        "|---" * 11 + "|",
        *map(_row, results),
        "",
    ]
    for work in dict.fromkeys(r["work"] for r in results):
        own = [r["calls"] for r in results if r["work"] == work]
        most = limit(results, work)
        more = ", or more: no larger number was tried" if most == max(own) else ""
        rows.append(f"{work}: {most} calls on {cores} cores, {most / cores:g} per core{more}.")
    if any(r["work"] == "coaching" for r in results):
        most = limit(results, "coaching", in_time)
        rows.append(
            f"coaching with the model's first words within {FIRST_WORDS_WITHIN_S:g} s (p95): "
            f"{most} calls, {most / cores:g} per core."
        )
    for r in results:
        rows += [f"{r['calls']} calls, {r['work']}: {told}" for told in _said(r)]
    return "\n".join(rows)


def _row(r: dict[str, Any]) -> str:
    cells = (
        r["work"],
        str(r["calls"]),
        *(_told(r["latencies_s"][s]) for s in STAGES),
        f"{r['backlog_at_end']} ({r['backlog_most']})",
        f"{r['partials']} ({r['partials_shed']})",
        f"{r['lines_of_model']} ({sum(r['lines_dropped'].values())})",
        f"{r['cpu_left']:.0%}",
        f"{r['memory_mb']:.0f} MB",
        "yes" if carried(r) else "no",
    )
    return f"| {' | '.join(cells)} |"


def _told(values: list[float]) -> str:
    found = spread(values)
    return f"{found['p50']:.2f} / {found['p95']:.2f} s" if found["n"] else "–"


def _said(r: dict[str, Any]) -> list[str]:
    """What people at the panels saw of it, where anything was to be seen; what spoils figures."""
    said = [f"“{text}” ({count} ×)" for text, count in r["trouble"].items()]
    if r["backlog_most"]:
        said.append(f"up to {r['backlog_most']} utterances waited to be recognised")
    if r["partials_shed"]:
        said.append(f"{r['partials_shed']} partials were shed")
    if r["turns_not_heard"]:
        said.append(f"{r['turns_not_heard']} turns of the reference were not heard")
    said += [f"{count} lines dropped: {why}" for why, count in r["lines_dropped"].items()]
    if r["other_cores"] > DISTURBED_CORES:
        said.append(f"other processes took {r['other_cores']:.1f} cores meanwhile: run it again")
    return [*said, *r["failed"]]


if __name__ == "__main__":
    sys.exit(main())
