"""A report for a terminal: the Markdown one without its marks, the table in columns (pure)."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from copilot.language import Language
from copilot.report.facts import CallFacts
from copilot.report.markdown import markdown

_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~&])")
_BOLD = re.compile(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*")


def text(facts: CallFacts, lang: Language, prose: str = "") -> str:
    """What fits on a page or two: the whole report but the transcript."""
    return as_text(markdown(facts, lang, prose, transcript=False))


def as_text(marked: str) -> str:
    """A report's Markdown for a terminal."""
    return "\n".join(_lines(marked.splitlines())) + "\n"


def _lines(lines: Sequence[str]) -> Iterator[str]:
    table: list[list[str]] = []
    for line in lines:
        if line.startswith("| "):
            table.append([_plain(cell) for cell in line.strip("| ").split(" | ")])
            continue
        yield from _columns(table)
        table = []
        head = re.fullmatch(r"(#+) (.*)", line)
        if head is None:
            yield _plain(line)
        else:
            title = _plain(head[2])
            yield title
            yield ("=" if head[1] == "#" else "-") * width(title)
    yield from _columns(table)


def _columns(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows without the rule, each cell as wide as its column."""
    rows = [row for row in table if set("".join(row)) != {"-"}]
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (c + " " * (w - width(c)) for c, w in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _plain(line: str) -> str:
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", line))


def width(line: str) -> int:
    """Cells that a line takes in a terminal."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)
