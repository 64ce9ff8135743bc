"""A comparison of calls as Markdown or JSON (pure); the text for a terminal is the Markdown one.

The JSON form:

    {"format": 1, "by": "agent", "first": …, "last": …, "total": {…}, "groups": […], "trend": […]}

A group holds its ``name``, ``calls``, ``few`` and sums: seconds of audio, of speech, of the
agent's speech and of each phase, the calls in which each question was asked, lines, and outcomes.
Shares are left to whoever reads, who sees with ``few`` when they would tell too much.
"""

import json
from collections.abc import Mapping
from typing import Any

from copilot.language import Language
from copilot.report.compare import Comparison, Group
from copilot.report.markdown import escape
from copilot.report.page_words import PageWords
from copilot.report.tables import Table, tables

FORMAT = 1


def many_markdown(comparison: Comparison, lang: Language) -> str:
    """Four tables under one heading."""
    say = PageWords(lang)
    blocks = [f"# {say['many_title']} · {count_text(comparison, lang)}"]
    if not comparison.total.calls:
        return f"{blocks[0]}\n\n{say['no_calls']}\n"
    blocks.append(span(comparison))
    for table in tables(comparison, lang):
        blocks += [f"## {table.title}", _markdown(table)]
    return "\n\n".join([*blocks, say["few_calls"]]) + "\n"


def many_json(comparison: Comparison) -> str:
    """Indented, ending in a line break; the same calls give the same bytes."""
    form = {
        "format": FORMAT,
        "by": comparison.by,
        "first": comparison.first,
        "last": comparison.last,
        "total": _form(comparison.total),
        "groups": [_form(g) for g in comparison.groups],
        "trend": [_form(g) for g in comparison.trend],
    }
    return json.dumps(form, ensure_ascii=False, indent=2) + "\n"


def span(comparison: Comparison) -> str:
    """From the first call's day to the last one's."""
    first, last = comparison.first_day, comparison.last_day
    return first if first == last else f"{first} – {last}"


def count_text(comparison: Comparison, lang: Language) -> str:
    """How many calls there are."""
    calls, say = comparison.total.calls, PageWords(lang)
    return say["one_call"] if calls == 1 else say["n_calls"].format(n=calls)


def _markdown(table: Table) -> str:
    rows = table.rows if len(table.rows) > 2 else table.rows[:1]
    lines = [table.heads, ["---"] * len(table.heads), *([escape(c) for c in r] for r in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _form(group: Group) -> Mapping[str, Any]:
    return {
        "name": group.name,
        "calls": group.calls,
        "few": group.few,
        "seconds": round(group.seconds, 3),
        "speech_s": round(group.speech_s, 3),
        "agent_s": round(group.agent_s, 3),
        "phase_s": {str(p): round(s, 3) for p, s in group.phase_s.items()},
        "target_s": {str(p): round(s, 3) for p, s in group.target_s.items()},
        "asked": {str(m): n for m, n in group.asked.items()},
        "offered": group.offered,
        "followed": group.followed,
        "used": group.used,
        "outcomes": {str(o): n for o, n in group.outcomes.items()},
    }
