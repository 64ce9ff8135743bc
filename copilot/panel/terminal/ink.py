"""Rows of coloured text: sixteen colours, and none of them carries a meaning alone (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rich.style import Style

from copilot.language import Language
from copilot.panel.terminal.cells import Glyphs, clipped, fitted, padded, width


class Ink(StrEnum):
    """What a piece of text is for."""

    PLAIN = "plain"
    FAINT = "faint"
    STRONG = "strong"
    TITLE = "title"  # of the line that counts now
    TITLE_FAINT = "title-faint"
    HEADING = "heading"
    AGENT = "agent"
    CUSTOMER = "customer"
    PARTIAL = "partial"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


STYLES: Mapping[Ink, Style] = {
    Ink.PLAIN: Style(),
    Ink.FAINT: Style(dim=True),
    Ink.STRONG: Style(bold=True),
    Ink.TITLE: Style(color="green", bold=True, reverse=True),
    Ink.TITLE_FAINT: Style(dim=True, reverse=True),
    Ink.HEADING: Style(color="cyan"),
    Ink.AGENT: Style(color="blue"),
    Ink.CUSTOMER: Style(color="magenta"),
    Ink.PARTIAL: Style(italic=True),
    Ink.GOOD: Style(color="green"),
    Ink.WARN: Style(color="yellow", bold=True),
    Ink.BAD: Style(color="red", bold=True),
}

Span = tuple[str, Ink]
Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A rectangle to write on, in one language, with the signs that the terminal has."""

    width: int
    height: int
    lang: Language
    glyphs: Glyphs

    def row(self, *spans: Span, right: Span = ("", Ink.FAINT)) -> Row:
        """One row: `spans` from the left, `right` at its right edge; what is too long is cut."""
        tail = self.glyphs.shown(right[0])
        room = self.width - width(tail) - (1 if tail else 0)
        if tail and room < 8:
            tail, room = "", self.width
        out: list[Span] = []
        for text, ink in spans:
            piece = clipped(self.glyphs.shown(text), room, self.glyphs.more)
            room -= width(piece)
            out.append((piece, ink))
        fill = spans[-1][1] if spans and spans[-1][1] in _FILLING else Ink.PLAIN
        gap = self.width - sum(width(t) for t, _ in out) - width(tail)
        out.append((" " * gap, fill))
        if tail:
            out.append((tail, fill if fill in _FILLING else right[1]))
        return tuple(out)

    def paragraph(self, text: str, ink: Ink, rows: int, *, indent: int = 0) -> list[Row]:
        """`text` in at most `rows` rows."""
        lines = fitted(self.glyphs.shown(text), max(1, self.width - indent), rows, self.glyphs.more)
        return [self.row((" " * indent + line, ink)) for line in lines]

    def labelled(self, label: str, text: str, ink: Ink, rows: int) -> list[Row]:
        """A label, a colon and the text, which goes on under itself."""
        head = self.glyphs.shown(label + ("：" if self.lang.is_chinese else ": "))
        room = max(1, self.width - width(head))
        lines = fitted(self.glyphs.shown(text), room, rows, self.glyphs.more)
        gap = " " * width(head)
        return [
            self.row((head, Ink.HEADING), (line, ink))
            if number == 0
            else self.row((gap + line, ink))
            for number, line in enumerate(lines)
        ]

    def filled(self, rows: Iterable[Row]) -> list[Row]:
        """Exactly as many rows as the paper has."""
        out = list(rows)[: self.height]
        return [*out, *(self.row() for _ in range(self.height - len(out)))]


_FILLING = (Ink.TITLE, Ink.TITLE_FAINT)  # drawn over the whole row


def plain(row: Row) -> str:
    """The row's characters."""
    return "".join(text for text, _ in row)


def beside(parts: Iterable[tuple[int, Row]], cells: int) -> Row:
    """Rows that stand side by side, each from its own column, in one row of `cells`."""
    out: list[Span] = []
    at = 0
    for x, row in sorted(parts, key=lambda p: p[0]):
        out.append((" " * (x - at), Ink.PLAIN))
        out.extend(row)
        at = x + sum(width(t) for t, _ in row)
    out.append((padded("", cells - at), Ink.PLAIN))
    return tuple(span for span in out if span[0])
