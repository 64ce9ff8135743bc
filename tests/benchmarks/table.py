"""Figures of the replays as tables for a terminal and for README."""

from typing import Any

STAGES = {
    "turn_heard": "turn heard",
    "phase_read": "phase read",
    "instant_line": "line of the rules",
    "model_line": "model's first words",
    "line_whole": "model's line whole",
}


def as_text(results: list[dict[str, Any]]) -> str:
    """Two Markdown tables: hearing, and seconds after the true end of the customer's speech."""
    head = (
        "| recording | turns (not heard) | error agent / customer | offline agent / customer "
        "| backlog | peak memory | CPU s per s |"
    )
    rows = [head, "|---|---|---|---|---|---|---|", *map(_hearing, results), ""]
    stages = " | ".join(f"{name} p50 / p95" for name in STAGES.values())
    rows += [f"| recording | {stages} |", "|---|" + "---|" * len(STAGES)]
    rows += [
        f"| {r['id']} | " + " | ".join(_spread(r["latency_s"][s]) for s in STAGES) + " |"
        for r in results
    ]
    return "\n".join(rows)


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


def _spread(spread: dict[str, float]) -> str:
    return f"{spread['p50']:.2f} / {spread['p95']:.2f}" if spread["n"] else "–"
