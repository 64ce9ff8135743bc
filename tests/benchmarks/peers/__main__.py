"""Hears the same recordings with this project and with others, one after the other.

    python -m tests.benchmarks.peers setup [FOLDER]
    python -m tests.benchmarks.peers AUDIO_FOLDER --cards CALLS_FOLDER --json FILE

`setup` installs the peers, each into a virtual environment of its own in FOLDER (default: in the
user's cache). Everyone hears the customer's channel of each `ID.flac` at real time with the same
Whisper base weights and the same number of threads; processor time is that of the whole process
tree from the first audio on. Run it when the machine does nothing else.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.cut import RATE, beginning, both_sides, customer_alone
from tests.benchmarks.measure import Reference
from tests.benchmarks.peers.environments import PEERS, NotInstalledError, default_folder, set_up
from tests.benchmarks.peers.figures import as_text
from tests.benchmarks.peers.play import SYSTEMS, PeerFailedError, heard
from tests.benchmarks.recordings import card_of

TAIL_S = 3.0  # of silence after the last sound, so that everyone sees its end


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="recordings ID.flac with ID.ref.json, or: setup")
    parser.add_argument("into", type=Path, nargs="?", help="after setup: where to")
    parser.add_argument("--cards", type=Path, help="folder of cards or calls (default: the same)")
    parser.add_argument("--only", nargs="*", metavar="ID", help="these recordings only")
    parser.add_argument("--seconds", type=float, default=1e9, metavar="N", help="the first N only")
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="default: %(default)s")
    parser.add_argument("--peers", type=Path, default=default_folder(), help="where setup put them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    args = parser.parse_args()
    systems = args.systems.split(",")
    if unknown := set(systems) - set(SYSTEMS):
        parser.error(f"no such system: {', '.join(sorted(unknown))}")
    if str(args.folder) == "setup":
        wanted = [peer for peer in PEERS if peer in systems]
        for peer, told in set_up(args.into or default_folder(), wanted):
            print(f"{peer}: {told}", flush=True)
        return 0
    results: list[dict[str, Any]] = []
    for ref_file in sorted(args.folder.glob("*.ref.json")):
        reference = Reference.load(ref_file)
        if args.only and reference.id not in args.only:
            continue
        results += _recording(ref_file, reference, systems, args)
        if args.json:  # what is known so far, should the rest be stopped
            text = json.dumps(results, ensure_ascii=False, indent=1)
            args.json.write_text(text + "\n", encoding="utf-8")
    if not results:
        print(f"no recording with a reference in {args.folder}", file=sys.stderr)
        return 2
    print(as_text(results))
    return 0


def _recording(
    ref_file: Path, reference: Reference, systems: list[str], args: argparse.Namespace
) -> list[dict[str, Any]]:
    own = customer_alone(beginning(reference, args.seconds))
    sides = both_sides(ref_file.with_name(f"{reference.id}.flac"), own.seconds)
    sides = np.pad(sides, ((0, 0), (0, int(TAIL_S * RATE))))
    card = card_of(args.cards or args.folder, reference.id)
    results = []
    for system in systems:
        seconds = sides.shape[1] / RATE
        print(f"{reference.id}, {system}: {seconds:.0f} s …", file=sys.stderr, flush=True)
        about = {"system": system, "id": reference.id, "lang": reference.lang}
        try:
            results.append(heard(system, sides, own, card, args.peers, args.threads))
        except (PeerFailedError, NotInstalledError, subprocess.CalledProcessError) as failed:
            results.append(about | {"failed": str(failed)})
            print(f"  {failed}", file=sys.stderr, flush=True)
    return results


if __name__ == "__main__":
    sys.exit(main())
