"""Figures of all calls and of each language and mode, as plain data (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.evaluation.scores import Counts, PlayedCall, Scores, scored
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.phases import Phase

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """Groups without calls are missing."""

    total: Scores
    languages: Mapping[Language, Scores]
    modes: Mapping[Mode, Scores]
    language_modes: Mapping[tuple[Language, Mode], Scores]


def reported(played: Sequence[PlayedCall]) -> Report:
    """Score the calls together and in their groups."""

    def of(lang: Language | None, mode: Mode | None) -> Scores | None:
        calls = [p for p in played if lang in (None, p.call.lang) and mode in (None, p.call.mode)]
        return scored(calls) if calls else None

    languages = {lang: of(lang, None) for lang in Language}
    modes = {mode: of(None, mode) for mode in Mode}
    both = {(lang, mode): of(lang, mode) for lang in Language for mode in Mode}
    return Report(
        total=scored(played),
        languages={k: s for k, s in languages.items() if s},
        modes={k: s for k, s in modes.items() if s},
        language_modes={k: s for k, s in both.items() if s},
    )


def as_data(report: Report) -> dict[str, Any]:
    """The report as JSON can hold it; figures to four digits, None where nothing was measured."""
    return {
        "total": _scores(report.total),
        "languages": {str(k): _scores(s) for k, s in report.languages.items()},
        "modes": {str(k): _scores(s) for k, s in report.modes.items()},
        "language_modes": {f"{k[0]}/{k[1]}": _scores(s) for k, s in report.language_modes.items()},
    }


def _scores(s: Scores) -> dict[str, Any]:
    return {
        "calls": s.calls,
        "customer_turns": s.customer_turns,
        "agent_turns": s.agent_turns,
        "unheard_turns": s.unheard,
        "minutes": _rounded(s.seconds / 60),
        "phase_accuracy": _rounded(s.phase_accuracy),
        "phase_macro_f1": _rounded(s.phase_f1),
        "phase": {str(p): _counts(c) for p, c in s.phases.items()},
        "confusion": {
            str(label): {
                str(read or "unheard"): s.confusion.get((label, read), 0)
                for read in (*Phase, None)
                if read is not None or s.unheard
            }
            for label in Phase
        },
        "spin_macro_f1": _rounded(s.spin_f1),
        "fabe_macro_f1": _rounded(s.fabe_f1),
        "moves": {str(m): _counts(c) for m, c in s.moves.items()},
        "signals_micro_f1": _rounded(s.signals_f1),
        "signals": {str(x): _counts(c) for x, c in s.signals.items()},
        "next_turns": s.next_turns,
        "next_hit_1": _rounded(s.hit_1),
        "next_hit_3": _rounded(s.hit_3),
        "false_flips": s.false_flips,
        "false_flips_per_5_min": _rounded(s.flips_per_5_min),
        "lines": s.lines,
        "line_faults": {str(f): n for f, n in s.faults.items()},
        "phase_seconds_median": _rounded(s.phase_s),
    }


def _counts(c: Counts) -> dict[str, Any]:
    return {
        "f1": _rounded(c.f1),
        "precision": _rounded(c.precision),
        "recall": _rounded(c.recall),
        "labelled": c.labelled,
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, DIGITS)
