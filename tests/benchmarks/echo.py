"""Lets the customer leak into the agent's microphone, and tells what became of both.

    python -m tests.benchmarks.echo AUDIO_FOLDER --only en-in-broadband-01 --json result.json

For every `ID.flac` with an `ID.ref.json` beside it, the customer's channel is added to the agent's
with a short room response at every level and delay, once as it was recorded and once with agent's
turns moved onto the customer's (talk-over). Each mixture is heard by a whole call, with the real
voice detector and recogniser, without and with echo handling. What is kept is told against the same
call without a leak. Equal audio is recognised once.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from copilot.audio.chunk import SAMPLE_RATE, AudioChunk, Samples
from copilot.audio.echo import EchoCanceller
from copilot.call import Call
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.events import Published
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.models.resolve import resolve_asr
from copilot.speech.detect import SileroDetector
from copilot.speech.recognize import Recognizer
from copilot.speech.whisper import WhisperRecognizer
from tests.benchmarks.echo_figures import Figures, as_text, figures
from tests.benchmarks.leaky import Arrays, Mixed, leaking, loaded, talked_over
from tests.benchmarks.measure import Reference


class Remembering:
    """A recogniser that hears the same sound only once."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer
        self._known: dict[tuple[bytes, bool], str] = {}

    def text(self, audio: Samples, *, final: bool) -> str:
        key = (audio.tobytes(), final)
        if key not in self._known:
            self._known[key] = self._recognizer.text(audio, final=final)
        return self._known[key]


class Watched(EchoCanceller):
    """Counts the processor time it takes."""

    cpu_s = 0.0

    def accept(self, chunk: AudioChunk) -> tuple[AudioChunk, ...]:
        began_s = time.thread_time()
        out = super().accept(chunk)
        self.cpu_s += time.thread_time() - began_s
        return out


@dataclass
class Recorder:
    published: list[Published] = field(default_factory=list)

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self.published.append(published)


def heard(
    call: Mixed, lang: Language, recognizer: Recognizer, echo: EchoCanceller | None
) -> list[Published]:
    panel = Recorder()
    briefing = Briefing(Mode.INBOUND, lang, None, load(lang), False, 0.5, 1.0)
    whole = Call(
        source=lambda clock, pending: Arrays(call, pending),
        detector=SileroDetector,
        recognizer=recognizer,
        model=None,
        briefing=briefing,
        panel=panel,
        echo=echo,
    )
    asyncio.run(whole.run())
    return panel.published


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="recordings ID.flac with ID.ref.json")
    parser.add_argument("--only", nargs="*", metavar="ID", help="these recordings only")
    parser.add_argument("--levels", nargs="*", type=float, default=[-3.0, -6.0], metavar="DB")
    parser.add_argument("--delays", nargs="*", type=float, default=[3, 20, 60, 120], metavar="MS")
    parser.add_argument("--seconds", type=float, default=1e9, help="the beginning only")
    parser.add_argument("--on-only", action="store_true", help="leave out: without echo handling")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    args = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for ref_file in sorted(args.folder.glob("*.ref.json")):
        reference = Reference.load(ref_file)
        if not args.only or reference.id in args.only:
            rows += _recording(ref_file, reference, args)
    print(as_text([*rows, *_sums(rows)]))
    if args.json:
        args.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def _recording(
    ref_file: Path, reference: Reference, args: argparse.Namespace
) -> list[dict[str, Any]]:
    lang = reference.lang
    recognizer = Remembering(WhisperRecognizer(resolve_asr("whisper-base"), lang, (), args.threads))
    recorded = loaded(ref_file.with_name(f"{reference.id}.flac"), reference.turns)
    recorded = recorded.cut(min(args.seconds, len(recorded.agent) / SAMPLE_RATE))
    rows: list[dict[str, Any]] = []
    for speech, call in (("in turn", recorded), ("talk-over", talked_over(recorded))):
        clean = figures(heard(call, lang, recognizer, None), call.turns, lang)
        leaks = [("none", call)] + [
            (f"{level:.0f} dB, {delay:.0f} ms", leaking(call, level, delay))
            for level in args.levels
            for delay in args.delays
        ]
        for leak, mixed in leaks:
            for echo in (None, Watched()):
                if echo is None and args.on_only:
                    continue
                print(reference.id, speech, leak, "on" if echo else "off", file=sys.stderr)
                found = figures(heard(mixed, lang, recognizer, echo), call.turns, lang)
                seconds = len(mixed.agent) / SAMPLE_RATE
                rows.append(
                    {
                        "recording": reference.id,
                        "speech": speech,
                        "leak": leak,
                        "echo": "on" if echo else "off",
                        "kept": found.hits / max(1, clean.hits),
                        "clean_hits": clean.hits,
                        "cpu_share": echo.cpu_s / seconds if echo else 0.0,
                        "figures": asdict(found),
                    }
                )
                print(json.dumps(rows[-1], ensure_ascii=False), file=sys.stderr, flush=True)
    return rows


def _sums(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All leaking runs of one kind together."""
    sums = []
    for speech in ("in turn", "talk-over"):
        for echo in ("off", "on"):
            alike = [
                r
                for r in rows
                if (r["speech"], r["echo"]) == (speech, echo) and r["leak"] != "none"
            ]
            if alike:
                total = Figures()
                for row in alike:
                    total.add(Figures(**row["figures"]))
                kept = total.hits / max(1, sum(r["clean_hits"] for r in alike))
                cpu = max(r["cpu_share"] for r in alike)
                sums.append(
                    {
                        "recording": f"all (processor {cpu:.1%} at most)",
                        "speech": speech,
                        "leak": "all",
                        "echo": echo,
                        "kept": kept,
                        "figures": asdict(total),
                    }
                )
    return sums


if __name__ == "__main__":
    sys.exit(main())
