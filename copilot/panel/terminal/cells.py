"""Text measured in the cells of a terminal, where a Han character takes two (pure).

Whatever comes from outside passes :class:`Glyphs` first: no control characters, and nothing that
the terminal's encoding cannot show.
"""

import re
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from copilot.language import Language
from copilot.safe_text import safe_text

_SPELLED = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "·": "-",
        "–": "-",
        "—": "-",
        "→": "->",
        "\u00a0": " ",
        "「": '"',
        "」": '"',
        "：": ": ",
    }
)
# A word with the space after it, or one Han character with the marks that must not begin a row.
_WIDE = r"\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(
    rf"[「『（《“‘(]*(?:[{_WIDE}]|[^\s{_WIDE}]+)?[，。！？；：、」』）》”’…,.!?;:)]*\s*"
)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The signs of a panel. Each takes one cell, the ellipsis of ASCII aside."""

    encoding: str
    empty: str = "○"
    half: str = "◐"
    full: str = "●"
    here: str = "▸"
    bar: str = "█"
    no_bar: str = "░"
    target: str = "│"
    more: str = "…"
    warn: str = "▲"
    bad: str = "✖"
    good: str = "✓"
    dot: str = "·"
    star: str = "★"
    proof: str = "◆"
    edge: str = "▌"

    @classmethod
    def of(cls, encoding: str | None) -> "Glyphs":
        """The full set where the terminal speaks UTF-8; else ASCII, whose widths are certain."""
        name = (encoding or "ascii").lower().replace("_", "-")
        return cls("utf-8") if name in ("utf-8", "utf8", "cp65001") else _ascii(name)

    def words_in(self, lang: Language) -> Language:
        """The panel's own words in `lang`, or in English where the terminal cannot write it."""
        try:
            {Language.ZH_HANT: "說", Language.ZH_HANS: "说"}.get(lang, "").encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return Language.EN
        return lang

    def shown(self, text: str) -> str:
        """`text` as this terminal can show it, as wide as it was or a little wider."""
        text = safe_text(text)
        if self.encoding == "utf-8":
            return text
        try:
            text.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return "".join(self._spelled(c) for c in text)
        return text

    def _spelled(self, character: str) -> str:
        try:
            character.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            spelled = character.translate(_SPELLED)
            return spelled if spelled.isascii() else "?" * cell_len(character)
        return character


def _ascii(encoding: str) -> Glyphs:
    return Glyphs(
        encoding, *("o", "-", "*", ">", "#", ".", "|", "...", "!", "x", "+", "-", "*", "=", "|")
    )


def width(text: str) -> int:
    """Cells."""
    return cell_len(text)


def clipped(text: str, cells: int, more: str) -> str:
    """`text` in at most `cells` cells; `more` stands where something was left out."""
    if cell_len(text) <= cells:
        return text
    if cells <= cell_len(more):
        return set_cell_size(text, max(0, cells)).rstrip()
    return set_cell_size(text, cells - cell_len(more)).rstrip() + more


def padded(text: str, cells: int) -> str:
    """`text` in exactly `cells` cells; too long, it is cut."""
    return set_cell_size(text, max(0, cells))


def wrapped(text: str, cells: int) -> list[str]:
    """Rows of at most `cells` cells (two at least), broken between words and Han characters.

    A closing mark never begins a row, and an opening one never ends it, where there is room. A word
    longer than a row is cut.
    """
    rows, row, cells = [], "", max(2, cells)
    for piece in (m.group() for m in _PIECE.finditer(text.strip())):
        if cell_len(row) + cell_len(piece.rstrip()) > cells and row:
            rows.append(row.rstrip())
            row = ""
        while cell_len(piece.rstrip()) > cells:
            head = _head(piece, cells)
            rows.append(head)
            piece = piece[len(head) :]
        row += piece
    return [*rows, row.rstrip()] if row.strip() else rows


def balanced(text: str, cells: int) -> list[str]:
    """:func:`wrapped` into as few rows, of much the same length: no last word stands alone."""
    rows = wrapped(text, cells)
    if len(rows) < 2:
        return rows
    for narrower in range(-(-cell_len(text) // len(rows)), cells):
        tried = wrapped(text, narrower)
        if len(tried) == len(rows):
            return tried
    return rows


def _head(text: str, cells: int) -> str:
    """As many whole characters as fit, one at least."""
    end = 1
    while end < len(text) and cell_len(text[: end + 1]) <= cells:
        end += 1
    return text[:end]


def fitted(text: str, cells: int, rows: int, more: str) -> list[str]:
    """:func:`wrapped`, at most `rows` of it; `more` ends the last where there is more."""
    lines = wrapped(text, cells)
    if len(lines) <= rows or rows <= 0:
        return lines[: max(0, rows)]
    room = cells - cell_len(more)
    last = (
        lines[rows - 1] if cell_len(lines[rows - 1]) <= room else clipped(lines[rows - 1], room, "")
    )
    return [*lines[: rows - 1], last + more]
