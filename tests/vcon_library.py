"""Does a library that is not ours take our vCons? `python -m tests.vcon_library`

Makes a virtual environment of its own for each release of PyPI's `vcon` and loads the vCons of the
samples there. 0.3.10 is the newest that says it runs on Python 3.11; it knows the syntax of 2024.
0.10.0 knows syntax 0.4.0 and asks for Python 3.12, but runs on 3.11 when told to. Needs a package
index; takes a minute. Exit code 0: the library of syntax 0.4.0 found nothing wrong.
"""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from copilot.exchange.forms import export_vcon
from tests.records import SAMPLES, sample_record

NEEDS = ("authlib>=1.6.12,<2", "mutagen", "pydash", "python-dateutil<3", "requests", "uuid6<2025")
RELEASES = {
    "0.3.10": NEEDS,
    "0.10.0": (*NEEDS, "logger>=1.4,<2"),
}
CURRENT = "0.10.0"
LOOK = """
import json, logging, sys, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from vcon import Vcon
for file in sys.argv[1:]:
    given = json.load(open(file, encoding="utf-8"))
    read = Vcon.build_from_json(open(file, encoding="utf-8").read())
    valid, problems = read.is_valid()
    kept = read.to_dict()
    lost = sorted(name for name in given if name != "created_at" and kept.get(name) != given[name])
    transcript = read.find_analysis_by_type("transcript")
    print(json.dumps({
        "valid": valid, "problems": problems, "lost": lost, "uuid": str(read.uuid),
        "parties": [p if isinstance(p, dict) else p.to_dict() for p in read.parties],
        "turns": len(transcript["body"]["turns"]),
    }))
"""


def main() -> int:
    """Print what each release says of each sample."""
    accepted = True
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{name}.vcon.json") for name in SAMPLES]
        for file, name in zip(files, SAMPLES, strict=True):
            file.write_text(export_vcon([sample_record(name)]), encoding="utf-8")
        for release, needs in RELEASES.items():
            python = _environment(Path(folder, release), release, needs)
            done = subprocess.run(
                [python, "-c", LOOK, *map(str, files)], capture_output=True, text=True, check=False
            )
            if done.returncode:
                print(f"vcon {release}: {done.stderr.strip().splitlines()[-1]}")
                accepted &= release != CURRENT
            for name, line in zip(SAMPLES, done.stdout.splitlines(), strict=False):
                said = json.loads(line)
                accepted &= release != CURRENT or (said["valid"] and not said["lost"])
                print(f"vcon {release}, {name}: {json.dumps(said, ensure_ascii=False)}")
    return 0 if accepted else 1


def _environment(folder: Path, release: str, needs: tuple[str, ...]) -> str:
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, *needs], check=True)
    subprocess.run([*pip, "--no-deps", "--ignore-requires-python", f"vcon=={release}"], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
