"""Events of a replay against the reference of its recording."""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import jiwer

from copilot.coach.numbers import find_numbers
from copilot.language import Language
from copilot.models.resolve import resolve_asr
from copilot.speech.script import for_heard

SPEAKERS = ("agent", "customer")
STAGES = {
    "turn_heard": "turn heard",
    "phase_read": "phase read",
    "instant_line": "line of the rules",
    "model_line": "model's first words",
    "line_whole": "model's line whole",
}
"""What happens after the true end of a customer's turn, in this order."""
Event = dict[str, Any]


@dataclass(frozen=True)
class Reference:
    """What was said, by whom, and when it truly began and ended."""

    id: str
    lang: Language
    mode: str
    seconds: float
    turns: tuple[dict[str, Any], ...]

    @classmethod
    def load(cls, file: Path) -> "Reference":
        data = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            data["id"], Language(data["lang"]), data["mode"], data["seconds"], tuple(data["turns"])
        )

    def said(self, speaker: str) -> str:
        return " ".join(t["text"] for t in self.turns if t["speaker"] == speaker)


def measured(reference: Reference, events: list[Event]) -> dict[str, Any]:
    """Everything that the events tell about one replay."""
    heard = [e for e in events if e["event"] == "turn_heard"]
    texts = {s: " ".join(t["text"] for t in heard if t["speaker"] == s) for s in SPEAKERS}
    matched = [(turn, _matches(turn, heard)) for turn in reference.turns]
    end = events[-1]
    return {
        "id": reference.id,
        "lang": reference.lang,
        "mode": reference.mode,
        "seconds": reference.seconds,
        "turns": len(reference.turns),
        "turns_not_heard": [t["text"] for t, hits in matched if not hits],
        "turns_heard": len(heard),
        "heard": [{k: t[k] for k in ("speaker", "start", "end", "text")} for t in heard],
        "error_rate": error_rate(reference, texts),
        "backlog_at_end": end["backlog"],
        "partials_shed": end["partials_shed"],
        "partials": sum(e["event"] == "partial_heard" for e in events),
        "trouble": [e["text"] for e in events if e["event"] == "trouble"],
        "lines": {
            "model": _lines(events, instant=False),
            "instant_only": end["lines"] - _lines(events, instant=False),
            "dropped": [e["reason"] for e in events if e["event"] == "line_dropped"],
        },
        "latency_s": {name: spread(v) for name, v in _latencies(matched, events).items()},
        "latencies_s": _latencies(matched, events),
        "partial_behind_s": [
            e["wall_s"] - e["end"] for e in events if e["event"] == "partial_heard"
        ],
        "wall_s": end["wall_s"],
    }


def error_rate(reference: Reference, texts: dict[str, str]) -> dict[str, float]:
    """Character (Chinese) or word (English) error rate per channel, of normalised text."""
    rate = jiwer.cer if reference.lang.is_chinese else jiwer.wer
    return {
        s: float(rate(normal(reference.said(s), reference.lang), normal(texts[s], reference.lang)))
        for s in SPEAKERS
    }


def normal(text: str, lang: Language) -> str:
    """One script, one form of numbers, no case and no punctuation."""
    text = unicodedata.normalize("NFKC", text)
    if lang.is_chinese:
        text = for_heard(Language.ZH_HANS)(text)
    for number in reversed(find_numbers(text, lang)):
        text = f"{text[: number.start]} {float(number.value):g} {text[number.end :]}"
    words = re.sub(r"[^\w']+|_", " ", text.lower()).split()
    return ("" if lang.is_chinese else " ").join(words)


def offline_text(recording: Path, reference: Reference) -> dict[str, str]:
    """Each channel whole, by faster-whisper's own `transcribe` with its usual settings."""
    from faster_whisper import WhisperModel, decode_audio

    model = WhisperModel(str(resolve_asr("whisper-base")), device="cpu", compute_type="int8")
    channels = decode_audio(str(recording), split_stereo=True)
    texts = {}
    for speaker, audio in zip(SPEAKERS, channels, strict=True):
        segments, _ = model.transcribe(
            audio, language=reference.lang.spoken, condition_on_previous_text=False
        )
        texts[speaker] = " ".join(segment.text for segment in segments)
    return texts


def _matches(turn: dict[str, Any], heard: list[Event]) -> list[Event]:
    """The turns heard of the same speaker that overlap the reference turn."""
    return [
        h
        for h in heard
        if h["speaker"] == turn["speaker"]
        and min(h["end"], turn["end"]) - max(h["start"], turn["start"]) > 0.1
    ]


def _latencies(
    matched: list[tuple[dict[str, Any], list[Event]]], events: list[Event]
) -> dict[str, list[float]]:
    """Seconds of wall clock from the true end of each customer turn to each stage."""
    stages: dict[str, list[float]] = {name: [] for name in STAGES}
    for turn, hits in matched:
        if turn["speaker"] != "customer" or not hits:
            continue
        last = hits[-1]
        own = [e for e in events if e.get("turn") == last["turn"]]
        firsts = {
            "turn_heard": last,
            "phase_read": _first(own, "phase_read"),
            "instant_line": _first(own, "line_begun", instant=True),
            "model_line": _first(own, "line_begun", instant=False),
            "line_whole": _first(own, "line_finished", instant=False),
        }
        for name, event in firsts.items():
            if event is not None:
                stages[name].append(event["wall_s"] - turn["end"])
    return stages


def _first(events: list[Event], name: str, **fields: object) -> Event | None:
    wanted = (e for e in events if e["event"] == name)
    return next((e for e in wanted if all(e[k] == v for k, v in fields.items())), None)


def _lines(events: list[Event], *, instant: bool) -> int:
    return sum(e["event"] == "line_finished" and e["instant"] == instant for e in events)


def spread(values: list[float]) -> dict[str, float]:
    """How many there are, their median, 95th percentile and maximum."""
    if not values:
        return {"n": 0}
    p95 = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return {"n": len(values), "p50": median(values), "p95": p95, "max": max(values)}
