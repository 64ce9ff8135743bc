"""A report as tables that fit a terminal, and a pipe."""

from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.table import Table

from copilot.evaluation.report import Report
from copilot.evaluation.scores import Counts, Scores
from copilot.method.moves import FABE, SPIN
from copilot.method.phases import Phase

PIPED_WIDTH = 100  # columns
NOTHING = "-"


def show(report: Report, out: TextIO) -> None:
    """Write the tables: by language and mode, by both, and what was mistaken for what."""
    console = Console(file=out, width=None if out.isatty() else PIPED_WIDTH, highlight=False)
    single = {"all": report.total}
    single |= {str(lang): s for lang, s in report.languages.items()}
    single |= {str(mode): s for mode, s in report.modes.items()}
    console.print(_figures("", single), "")
    both = {f"{lang}\n{mode}": s for (lang, mode), s in report.language_modes.items()}
    if len(both) > 1:
        console.print(_figures("", both), "")
    console.print(_confusion(report.total), "")
    console.print(_each(report.total))


def _figures(corner: str, groups: Mapping[str, Scores]) -> Table:
    with_unheard = any(s.unheard for s in groups.values())
    columns = [_column(s, with_unheard=with_unheard) for s in groups.values()]
    table = _table(corner, *groups)
    for name in columns[0]:
        table.add_row(name, *(column[name] for column in columns))
    return table


def _column(s: Scores, *, with_unheard: bool) -> dict[str, str]:
    """Every figure by its name, in the order of the rows."""
    return {
        "calls": str(s.calls),
        "agent turns": str(s.agent_turns),
        "customer turns": str(s.customer_turns),
        **({"turns not heard": str(s.unheard)} if with_unheard else {}),
        "phase accuracy": _share(s.phase_accuracy),
        "phase macro-F1": _share(s.phase_f1),
        **{f"  {p}": _share(c.f1) for p, c in s.phases.items()},
        "false flips / 5 min": _number(s.flips_per_5_min),
        "SPIN macro-F1": _share(s.spin_f1),
        **{f"  {m}": _share(s.moves[m].f1) for m in SPIN},
        "FABE macro-F1": _share(s.fabe_f1),
        **{f"  {m}": _share(s.moves[m].f1) for m in FABE},
        "signals micro-F1": _share(s.signals_f1),
        "next move hit@1": _share(s.hit_1),
        "next move hit@3": _share(s.hit_3),
        "lines": str(s.lines),
        **{f"  {f.replace('_', ' ')}": str(n) for f, n in s.faults.items()},
        "phase read in s, median": _number(s.phase_s),
    }


def _confusion(scores: Scores) -> Table:
    """Rows: the right phase; columns: the phase that was read."""
    columns: list[Phase | None] = [*Phase]
    columns += [None] if any(read is None for _, read in scores.confusion) else []
    table = _table("right phase, by phase read", *(str(c or "not heard") for c in columns))
    for label in Phase:
        table.add_row(str(label), *(str(scores.confusion.get((label, c), 0)) for c in columns))
    return table


def _each(scores: Scores) -> Table:
    table = _table("each move and signal", "labelled", "precision", "recall", "F1")
    rows: dict[str, Counts] = {str(m): c for m, c in scores.moves.items()}
    rows |= {str(x): c for x, c in scores.signals.items()}
    for name, c in rows.items():
        figures = (c.precision, c.recall, c.f1)
        table.add_row(name, str(c.labelled), *map(_share, figures))
    return table


def _table(corner: str, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(corner, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _share(figure: float | None) -> str:
    return NOTHING if figure is None else f"{figure:.3f}"


def _number(figure: float | None) -> str:
    return NOTHING if figure is None else f"{figure:.2f}"
