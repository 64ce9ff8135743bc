"""Calls as a person reads them: tables whose columns stand right whatever script is in them."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime

from copilot.exchange.turns import turn_rows
from copilot.method.phases import Phase
from copilot.panel.terminal.cells import clipped, padded, width
from copilot.safe_text import safe_text
from copilot.store.record import CallRecord
from copilot.store.search import Hit
from copilot.store.summary import CallSummary

_MOST_CELLS = 24  # of an agent's or a product's name
_RIGHT = frozenset({"length", "C/D/V %", "agent %", "lines"})


def call_table(calls: Iterable[CallSummary], with_audio: Container[str] = ()) -> str:
    """One row for each call; a column for the sound where that of any is kept."""
    calls = list(calls)
    some = any(c.id in with_audio for c in calls)
    head = (
        "id",
        "began",
        "mode",
        "agent",
        "product",
        "outcome",
        "length",
        "C/D/V %",
        "agent %",
        "lines",
        *(("audio",) if some else ()),
    )
    rows = [
        (
            c.id,
            local(c.began),
            c.mode.value,
            _short(c.agent),
            _short(c.product),
            c.outcome.value + ("" if c.closed else " (broke off)"),
            minutes(c.seconds),
            "/".join(f"{100 * c.shares[p]:.0f}" for p in Phase),
            f"{100 * c.agent_share:.0f}",
            f"{c.lines_followed}/{c.lines_offered}",
            *(("kept" if c.id in with_audio else "",) if some else ()),
        )
        for c in calls
    ]
    return table(head, rows)


def hit_lines(hits: Iterable[Hit]) -> str:
    """What was found, by call: the words asked for stand in « »."""
    lines, call = [], ""
    for hit in hits:
        if hit.call != call:
            call = hit.call
            agent = f"  {safe_text(hit.agent)}" if hit.agent else ""
            lines.append(f"{call}  {local(hit.began)}{agent}")
        shown = hit.snippet
        marked = (
            f"{shown.text[: shown.start]}«{shown.text[shown.start : shown.end]}»"
            f"{shown.text[shown.end :]}"
        )
        lines.append(f"  [{hit.turn}] {minutes(hit.start):>6} {hit.speaker:8} {safe_text(marked)}")
    return "\n".join(lines)


def call_page(call: CallSummary, record: CallRecord | None, *, audio: bool = False) -> str:
    """All figures of one call, then what was said where that is kept."""
    figures = [
        ("began", local(call.began)),
        ("mode, language", f"{call.mode}, {call.lang}"),
        ("agent", call.agent or "–"),
        ("product", call.product or "–"),
        ("heard from", call.source),
        ("outcome", call.outcome + ("" if call.closed else "; the program ended before the call")),
        ("length", f"{minutes(call.seconds)}, {call.turns} turns"),
        *(
            (str(p), f"{100 * call.shares[p]:.0f} % (target {100 * call.targets[p]:.0f} %)")
            for p in Phase
        ),
        ("agent's speech", f"{100 * call.agent_share:.0f} %"),
        ("asked", _counts(call.spin)),
        ("told", _counts(call.fabe)),
        ("learned", _counts(call.learned)),
        ("alerts", _counts(call.alerts)),
        (
            "lines",
            f"{call.lines_offered} offered, {call.lines_followed} taken up, {call.lines_used} "
            f"judged used, {call.lines_not_useful} not useful",
        ),
        ("consent", call.consent or "not noted"),
        ("audio", "kept" if audio else "not kept"),
    ]
    lines = [call.id, *(f"  {name:16} {safe_text(str(told))}" for name, told in figures), ""]
    if record is None:
        lines.append("What was said is not kept.")
    else:
        for row in turn_rows(record.events):
            phase = f" ({row.phase})" if row.phase else ""
            lines.append(f"[{row.turn}] {minutes(row.start_s)} {row.speaker}{phase}: {row.text}")
    return "\n".join(lines)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; figures stand at the right of theirs."""
    shown = [tuple(head), *(tuple(safe_text(cell) for cell in row) for row in rows)]
    widths = [max(width(row[place]) for row in shown) for place in range(len(head))]
    return "\n".join(
        "  ".join(
            " " * (cells - width(cell)) + cell if name in _RIGHT else padded(cell, cells)
            for cell, cells, name in zip(row, widths, head, strict=True)
        ).rstrip()
        for row in shown
    )


def local(began: str) -> str:
    """A moment as the clock on this wall told it."""
    return datetime.fromisoformat(began).astimezone().strftime("%Y-%m-%d %H:%M")


def minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _short(name: str) -> str:
    return clipped(safe_text(name), _MOST_CELLS, "…")


def _counts(counts: object) -> str:
    assert isinstance(counts, dict)
    return ", ".join(f"{name} {number}" for name, number in counts.items()) or "none"
