"""Figures of the replays as tables for a terminal and for README."""

from collections.abc import Iterable
from typing import Any

from tests.benchmarks.measure import STAGES, spread


def as_text(results: list[dict[str, Any]]) -> str:
    """Markdown tables: hearing; seconds after the true end of the customer's speech, for each
    recording, each language and all together."""
    head = (
        "| recording | turns (not heard) | error agent / customer | offline agent / customer "
        "| backlog | peak memory | CPU s per s |"
    )
    rows = [head, "|---|---|---|---|---|---|---|", *map(_hearing, results), ""]
    stages = " | ".join(f"{name} p50 / p95" for name in STAGES.values())
    rows += [f"| recording | {stages} |", "|---|" + "---|" * len(STAGES)]
    rows += [
        f"| {r['id']} | " + " | ".join(_told(r["latency_s"][s]) for s in STAGES) + " |"
        for r in results
    ]
    columns = " | ".join(f"{name} p50 / p95 / max" for name in STAGES.values())
    rows += ["", f"| language | {columns} | partial behind the voice |"]
    rows += ["|---|" + "---|" * (len(STAGES) + 1)]
    langs = sorted({r["lang"] for r in results})
    for name, group in [(x, [r for r in results if r["lang"] == x]) for x in langs] + [
        ("all", results)
    ]:
        cells = [_told(pooled(r["latencies_s"][s] for r in group), most=True) for s in STAGES]
        cells.append(_told(pooled(r["partial_behind_s"] for r in group), most=True))
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def pooled(values: Iterable[list[float]]) -> dict[str, float]:
    """The spread of all the values of several recordings."""
    return spread([v for some in values for v in some])


def _hearing(r: dict[str, Any]) -> str:
    cells = (
        r["id"],
        f"{r['turns']} ({len(r['turns_not_heard'])})",
        _rates(r["error_rate"]),
        _rates(r["offline_error_rate"]) if "offline_error_rate" in r else "–",
        str(r["backlog_at_end"]),
        f"{r['peak_rss_mb']:.0f} MB",
        f"{r['cpu_s_per_audio_s']:.2f}",
    )
    return f"| {' | '.join(cells)} |"


def _rates(rates: dict[str, float]) -> str:
    return f"{rates['agent']:.1%} / {rates['customer']:.1%}"


def _told(values: dict[str, float], *, most: bool = False) -> str:
    if not values["n"]:
        return "–"
    told = f"{values['p50']:.2f} / {values['p95']:.2f}"
    return f"{told} / {values['max']:.2f}" if most else told
