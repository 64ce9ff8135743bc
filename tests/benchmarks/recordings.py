"""Replays recordings that have a reference, and tells how well and how soon they were heard.

    python -m tests.benchmarks.recordings samples --json result.json
    python -m tests.benchmarks.recordings AUDIO_FOLDER --cards CALLS_FOLDER --speed 1

Every `ID.flac` with an `ID.ref.json` beside it is replayed by `copilot replay` in a process of its
own; its card is `ID.card.yaml` or `ID.json`. Seconds are counted from the true end of a customer's
speech in the reference to the event on stdout. Run it when the machine does nothing else; with
`--busy 1` another process takes a core away. `--picture` draws where the time goes.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Reference, error_rate, measured, offline_text
from tests.benchmarks.process import Run, busy, replayed
from tests.benchmarks.table import as_text


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="recordings ID.flac with ID.ref.json")
    parser.add_argument("--cards", type=Path, help="folder of cards or calls (default: the same)")
    parser.add_argument("--only", nargs="*", metavar="ID", help="these recordings only")
    parser.add_argument("--speed", default="1", help="as for copilot replay (default: 1)")
    parser.add_argument("--no-offline", action="store_true", help="leave the comparison out")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw it there (SVG or PNG)")
    parser.add_argument(
        "--busy", type=int, default=0, metavar="N", help="N other processes that never rest"
    )
    parser.add_argument("options", nargs="*", help="after --: options handed to copilot replay")
    args = parser.parse_args()
    results = []
    for ref_file in sorted(args.folder.glob("*.ref.json")):
        reference = Reference.load(ref_file)
        if args.only and reference.id not in args.only:
            continue
        print(f"{reference.id}: {reference.seconds:.0f} s of call …", file=sys.stderr, flush=True)
        with busy(args.busy):
            run = replayed(
                ref_file.with_name(f"{reference.id}.flac"),
                reference,
                card_of(args.cards or args.folder, reference.id),
                ["--speed", args.speed, "--no-store", *args.options],
            )
        results.append(_figures(reference, run, ref_file, offline=not args.no_offline))
    print(as_text(results))
    if args.json:
        args.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    if args.picture:
        from tests.benchmarks.waterfall import draw

        draw(results, args.picture)
    return 0


def _figures(reference: Reference, run: Run, ref_file: Path, *, offline: bool) -> dict[str, Any]:
    figures = measured(reference, run.events) | {
        "ready_s": run.ready_s,
        "peak_rss_mb": run.peak_rss_mb,
        "peak_pss_mb": run.peak_pss_mb,
        "cpu_s_per_audio_s": run.cpu_s / reference.seconds,
        "cpu_left_over": 1 - run.cpu_s / max(1.0, run.wall_s) / (os.cpu_count() or 1),
    }
    if offline:
        text = offline_text(ref_file.with_name(f"{reference.id}.flac"), reference)
        figures["offline_error_rate"] = error_rate(reference, text)
    return figures


def card_of(folder: Path, call: str) -> Path:
    yaml = folder / f"{call}.card.yaml"
    return yaml if yaml.exists() else folder / f"{call}.json"


if __name__ == "__main__":
    sys.exit(main())
