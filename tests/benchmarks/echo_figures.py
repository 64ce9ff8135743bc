"""What leaked, what was kept: a heard call against who truly said what."""

from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from typing import Any

import jiwer

from copilot.events import EchoDropped, Published, Speaker, TurnHeard
from copilot.language import Language
from tests.benchmarks.leaky import Turn
from tests.benchmarks.measure import normal

NEAR_S = 1.0
MOSTLY = 0.6


@dataclass
class Figures:
    """Counts of one run; `hits` are words (English) or characters (Chinese) of the agent's."""

    lines: int = 0  # of the agent
    customer_lines: int = 0
    duplicated: int = 0  # agent's lines that are the customer's words
    nobodys: int = 0  # agent's lines while the agent was silent, whatever their words
    hits: int = 0
    words: int = 0
    dropped: int = 0  # by the guard
    dropped_wrongly: int = 0  # of these, lines that hold what the agent said then
    texts: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)


def figures(published: list[Published], turns: tuple[Turn, ...], lang: Language) -> Figures:
    heard = [p.event for p in published if isinstance(p.event, TurnHeard)]
    agent = [t for t in heard if t.speaker is Speaker.AGENT]
    dropped = [p.event for p in published if isinstance(p.event, EchoDropped)]
    found = Figures(lines=len(agent), customer_lines=len(heard) - len(agent), dropped=len(dropped))
    for turn in agent:
        theirs, own = (_found_in(turn, _said(turns, s, turn), lang) for s in ("customer", "agent"))
        silent = not any(
            t["speaker"] == "agent" and min(t["end"], turn.end) - max(t["start"], turn.start) > 0.1
            for t in turns
        )
        if theirs >= MOSTLY and theirs > own:
            found.duplicated += 1
            found.texts.append(f"duplicated {turn.start:.1f}: {turn.text}")
        if silent:
            found.nobodys += 1
            found.texts.append(f"nobody's {turn.start:.1f}: {turn.text}")
    for drop in dropped:
        theirs, own = (_found_in(drop, _said(turns, s, drop), lang) for s in ("customer", "agent"))
        if own >= MOSTLY and own > theirs:
            found.dropped_wrongly += 1
            found.texts.append(f"dropped wrongly {drop.start:.1f}: {drop.text}")
    said = normal(" ".join(t["text"] for t in turns if t["speaker"] == "agent"), lang)
    text = normal(" ".join(t.text for t in agent), lang)
    process = jiwer.process_characters if lang.is_chinese else jiwer.process_words
    result: Any = process(said, text or "-")
    found.hits = result.hits
    found.words = result.hits + result.substitutions + result.deletions
    return found


def _said(turns: tuple[Turn, ...], speaker: str, line: TurnHeard | EchoDropped) -> str:
    near = (
        t["text"]
        for t in turns
        if t["speaker"] == speaker
        and t["start"] < line.end + NEAR_S
        and t["end"] > line.start - NEAR_S
    )
    return " ".join(near)


def _found_in(line: TurnHeard | EchoDropped, said: str, lang: Language) -> float:
    """The share of the line's words that stand in `said`, in order."""
    a, b = (_split(normal(text, lang), lang) for text in (line.text, said))
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(m.size for m in blocks) / max(1, len(a))


def _split(text: str, lang: Language) -> list[str]:
    return list(text) if lang.is_chinese else text.split()


def as_text(rows: list[dict[str, Any]]) -> str:
    """A Markdown table, one row per run."""
    head = (
        "| recording | speech | leak | echo handling | agent's lines | the customer's words "
        "| nobody's | left out (wrongly) | agent's words kept |"
    )
    return "\n".join([head, "|---" * 9 + "|", *map(_row, rows)])


def _row(row: dict[str, Any]) -> str:
    f = row["figures"]
    share = f["duplicated"] / max(1, f["customer_lines"])
    cells = (
        row["recording"],
        row["speech"],
        row["leak"],
        row["echo"],
        str(f["lines"]),
        f"{f['duplicated']} ({share:.1%})",
        str(f["nobodys"]),
        f"{f['dropped']} ({f['dropped_wrongly']})",
        f"{row['kept']:.1%}",
    )
    return f"| {' | '.join(cells)} |"
