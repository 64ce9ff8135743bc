"""What one system's replay comes to, in the same figures for all; pure."""

from collections.abc import Iterable
from typing import Any

from rapidfuzz.distance import Levenshtein, Prefix

from tests.benchmarks.measure import Event, Reference, measured, spread
from tests.benchmarks.process import DISTURBED_CORES

HEAD = (
    "| system | {of} | turns (no final) | error rate | end of speech to final p50 / p95 / max "
    "| CPU s per s | characters erased / behind a change, per 100 said | memory |"
)

ERASED = ("erased", "erased_behind")


def erased(states: Iterable[str]) -> tuple[int, int]:
    """Characters taken off a display that showed these texts one after the other.

    First those that were removed or replaced, by the fewest edits; then all that stood behind the
    first change, as a display that only appends would have to take them back. Spaces do not
    count: they come and go with how words are joined.
    """
    changed, behind, before = 0, 0, ""
    for state in states:
        now = "".join(state.split())
        changed += sum(tag != "insert" for tag, _, _ in Levenshtein.editops(before, now))
        behind += len(before) - Prefix.similarity(before, now)
        before = now
    return changed, behind


def displayed(events: Iterable[Event]) -> list[str]:
    """All of the customer's text on display after each event that changed it."""
    states, final, partial = [], "", ""
    for event in events:
        if event.get("speaker") != "customer":
            continue
        if event["event"] == "turn_heard":
            final, partial = f"{final} {event['text']}", ""
        elif event["event"] == "partial_heard":
            partial = event["text"]
        elif event["event"] == "speech_started":
            partial = ""
        else:
            continue
        states.append(f"{final} {partial}")
    return states


def as_events(told: Iterable[tuple[float, dict[str, Any]]], seconds: float) -> list[Event]:
    """An adapter's lines, each after so many seconds of wall clock, as events of a replay."""
    events: list[Event] = []
    turn, wall_s, start = 0, 0.0, 0.0
    for wall_s, line in told:
        common = {"speaker": "customer", "wall_s": wall_s}
        if "committed" in line:
            turn, start = turn + 1, line["end"]
            times = {"start": line["start"], "end": line["end"]}
            events.append(
                common | times | {"event": "turn_heard", "turn": turn, "text": line["committed"]}
            )
        elif "shown" in line:
            times = {"start": start, "end": min(wall_s, seconds)}
            events.append(common | times | {"event": "partial_heard", "text": line["shown"]})
    end = {"backlog": 0, "partials_shed": 0, "lines": 0, "wall_s": wall_s}
    return [*events, {"event": "call_ended"} | end]


def figures(reference: Reference, events: list[Event]) -> dict[str, Any]:
    """`reference` holds the customer's turns only."""
    every = measured(reference, events)
    turns = [e for e in events if e["event"] == "turn_heard" and e["speaker"] == "customer"]
    changed, behind = erased(displayed(events))
    return {
        "id": reference.id,
        "lang": reference.lang,
        "turns": every["turns"],
        "no_final": len(every["turns_not_heard"]),
        "error_rate": every["error_rate"]["customer"],
        "characters": len("".join(reference.said("customer").split())),
        "to_final_s": every["latencies_s"]["turn_heard"],
        "erased": changed,
        "erased_behind": behind,
        "committed": "\n".join(t["text"] for t in turns),
        "committed_turns": [{k: t[k] for k in ("start", "end", "wall_s", "text")} for t in turns],
    }


def together(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Several recordings of one system: error rates weigh by what was said."""
    characters = sum(r["characters"] for r in results)
    audio_s = sum(r["audio_s"] for r in results)
    return {
        "turns": sum(r["turns"] for r in results),
        "no_final": sum(r["no_final"] for r in results),
        "error_rate": sum(r["error_rate"] * r["characters"] for r in results) / max(1, characters),
        "to_final_s": [s for r in results for s in r["to_final_s"]],
        "cpu_s_per_audio_s": sum(r["cpu_s_per_audio_s"] * r["audio_s"] for r in results) / audio_s,
        "erased": sum(r["erased"] for r in results),
        "erased_behind": sum(r["erased_behind"] for r in results),
        "characters": characters,
        "peak_pss_mb": max(r["peak_pss_mb"] for r in results),
        "unfinished": sum(r["unfinished"] for r in results),
    }


def as_text(results: list[dict[str, Any]]) -> str:
    """Markdown: each system per language and together, then per recording, then what failed."""
    ran = [r for r in results if "failed" not in r]
    systems = list(dict.fromkeys(r["system"] for r in ran))
    langs = sorted({str(r["lang"]) for r in ran})
    rows = [HEAD.format(of="language"), "|---" * 8 + "|"]
    for lang in [*langs, "all"]:
        for system in systems:
            own = [r for r in ran if r["system"] == system and lang in (r["lang"], "all")]
            if own:
                rows.append(_row(system, lang, together(own)))
    rows += ["", HEAD.format(of="recording"), "|---" * 8 + "|"]
    rows += [_row(r["system"], r["id"], together([r])) for r in ran]
    failed = dict.fromkeys(
        f"{r['system']}, {r['id']}: {r['failed']}" for r in results if "failed" in r
    )
    notes = [*failed, *_disturbed(ran)]
    return "\n".join([*rows, *([""] if notes else []), *notes])


def _disturbed(ran: list[dict[str, Any]]) -> list[str]:
    return [
        f"{r['system']}, {r['id']}: other processes took {r['other_cores']:.1f} cores: run it again"
        for r in ran
        if r["other_cores"] > DISTURBED_CORES
    ]


def _row(system: str, of: str, r: dict[str, Any]) -> str:
    found = spread(r["to_final_s"])
    told = "–"
    if found["n"]:
        told = f"{found['p50']:.2f} / {found['p95']:.2f} / {found['max']:.2f} s"
    cells = (
        system + (" (stopped before its end)" if r["unfinished"] else ""),
        of,
        f"{r['turns']} ({r['no_final']})",
        f"{r['error_rate']:.1%}",
        told,
        f"{r['cpu_s_per_audio_s']:.2f}",
        " / ".join(f"{100 * r[k] / max(1, r['characters']):.0f}" for k in ERASED),
        f"{r['peak_pss_mb']:.0f} MB",
    )
    return f"| {' | '.join(cells)} |"
