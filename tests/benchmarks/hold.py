"""Music, tones, noise and silence on the customer's side: what is invented from them?

    python -m tests.benchmarks.hold --minutes 10 --lang en --lang zh-Hant --json hold.json
    python -m tests.benchmarks.hold --music /usr/share/asterisk/moh   # real music on hold

Each sound passes G.711 and then the voice detector and the recogniser of a call, as fast as they
go. Debian's asterisk-moh-opsound-wav has 18 minutes of music that switchboards really play; what is
generated is made in tests/sound/hold.py. Counted are utterances that the voice detector lets
through, partials and turns that come of them, and questions that a language model would be asked.
"""

import argparse
import json
import sys
import tempfile
import wave
from pathlib import Path
from typing import Any

import numpy as np

from copilot.language import Language
from tests.benchmarks.measure import Reference
from tests.benchmarks.process import replayed
from tests.sound.hold import KINDS, RATE

CARD = Path("samples/en-out-coldroom.card.yaml")
MODEL_ASKED = ("line_begun", "listen_advised")  # by each, a model would have been asked


def measured(name: str, sound: np.ndarray, lang: Language) -> dict[str, Any]:
    """What a call in `lang` hears in `sound` (float32, 8 kHz)."""
    minutes = len(sound) / RATE / 60
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "hold.wav"
        _write(file, sound)
        reference = Reference(name, lang, "outbound", minutes * 60, ())
        run = replayed(file, reference, CARD, ["--llm", "none", "--echo", "off"])
    kinds = [e["event"] for e in run.events]
    texts = [e["text"] for e in run.events if e["event"] in ("turn_heard", "partial_heard")]
    return {
        "sound": name,
        "lang": str(lang),
        "minutes": round(minutes, 2),
        "utterances": kinds.count("speech_started"),
        "partials": kinds.count("partial_heard"),
        "turns": kinds.count("turn_heard"),
        "model_asked": sum(kinds.count(k) for k in MODEL_ASKED),
        "told_as_hold": sum(e["event"] == "hold_heard" and e["on"] for e in run.events),
        "texts": texts[:20],
    }


def files(folder: Path) -> dict[str, np.ndarray]:
    """Every recording of 8 kHz in the folder, by its name."""
    found = {}
    for file in sorted(folder.rglob("*.wav")):
        with wave.open(str(file)) as opened:
            if (opened.getframerate(), opened.getsampwidth(), opened.getnchannels()) == (
                RATE,
                2,
                1,
            ):
                raw = opened.readframes(opened.getnframes())
                found[file.stem] = np.frombuffer(raw, "<i2").astype(np.float32) / 32_768
    return found


def as_text(results: list[dict[str, Any]]) -> str:
    rows = ["| sound | language | minutes | utterances | partials | turns | told as hold |"]
    rows.append("|---|---|---|---|---|---|---|")
    rows += [
        f"| {r['sound']} | {r['lang']} | {r['minutes']:.1f} | {r['utterances']} | {r['partials']} "
        f"| {r['turns']} | {r['told_as_hold']} |"
        for r in results
    ]
    minutes, turns = sum(r["minutes"] for r in results), sum(r["turns"] for r in results)
    rows += [
        "",
        f"{turns} turns invented in {minutes:.0f} minutes: {10 * turns / minutes:.2f} in 10.",
    ]
    return "\n".join(rows)


def _write(file: Path, sound: np.ndarray) -> None:
    """The customer's channel after G.711; a faint line noise on the agent's."""
    noise = 0.001 * np.random.default_rng(5).standard_normal(len(sound))
    heard = _companded(sound + 0.001 * np.random.default_rng(6).standard_normal(len(sound)))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        both = np.stack((noise, heard), axis=1)
        out.writeframes((np.clip(both, -1, 1) * 32_767).astype("<i2").tobytes())


def _companded(sound: np.ndarray) -> np.ndarray:
    """There and back through the mu-law of G.711, as a formula."""
    clipped = np.clip(sound, -1, 1)
    squeezed = np.sign(clipped) * np.log1p(255 * np.abs(clipped)) / np.log(256)
    coarse = np.round(squeezed * 127) / 127
    return np.sign(coarse) * (256 ** np.abs(coarse) - 1) / 255


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="of each generated sound")
    parser.add_argument("--lang", action="append", type=Language, help="default: en")
    parser.add_argument("--kind", action="append", choices=tuple(KINDS), help="default: all")
    parser.add_argument("--music", type=Path, help="a folder of recordings in place of them")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if args.music:
        sounds = files(args.music)
        if not sounds:
            sys.exit(f"no recording of 8 kHz, 16 bit, one channel in {args.music}")
    else:
        sounds = {k: KINDS[k](args.minutes * 60, 1) for k in args.kind or KINDS}
    results = []
    for lang in args.lang or [Language.EN]:
        for name, sound in sounds.items():
            results.append(measured(name, sound, lang))
            print(json.dumps(results[-1], ensure_ascii=False), file=sys.stderr, flush=True)
    if args.json:
        text = json.dumps(results, ensure_ascii=False, indent=1)
        args.json.write_text(text + "\n", encoding="utf-8")
    print(as_text(results))


if __name__ == "__main__":
    main()
