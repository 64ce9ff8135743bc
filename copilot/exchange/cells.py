"""Values as cells of CSV that no spreadsheet takes for a formula (pure).

A spreadsheet computes a text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line's end,
some also after blanks or quotation marks, and some by the full-width signs. Such a text gets an
apostrophe in front, which spreadsheets take for "this is text"; :func:`text_of` takes it off again.
"""

from collections.abc import Iterable, Sequence
from csv import writer
from enum import Enum

from copilot.exchange.plain import encodable

_BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠﹢﹣−")
_PASSED_OVER = " \"'`\u00a0\u3000“”‘’「」\ufeff\u200b\x00"

Cell = str | int | float | bool | None


def safe(text: str) -> str:
    """`text`, or an apostrophe and `text` where a spreadsheet might compute it."""
    return f"'{text}" if _computed(text) else text


def text_of(cell: str) -> str:
    """What :func:`safe` was given."""
    return cell[1:] if cell.startswith("'") and _computed(cell[1:]) else cell


def cell(value: object) -> Cell:
    """Numbers to the millisecond, nothing for None, everything else as safe text."""
    if isinstance(value, Enum):
        return safe(str(value.value))
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, tuple | list):
        return safe(" | ".join(str(cell(v)) for v in value))
    return safe(encodable(str(value)))


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]], *, bom: bool = False) -> str:
    """RFC 4180: every text in quotation marks, lines that end with CR LF, a heading.

    `bom`: begins with the mark by which older spreadsheets know UTF-8.
    """
    lines = _Lines()
    # 2 is QUOTE_NONNUMERIC: text is quoted, so that no cell ends before its time.
    out = writer(lines, quoting=2, lineterminator="\r\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([_written(cell(value)) for value in row])
    return ("\ufeff" if bom else "") + "".join(lines.written)


def _written(value: Cell) -> Cell:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _computed(text: str) -> bool:
    bare = text.lstrip(_PASSED_OVER)
    return text.startswith(_BEGINS_FORMULA) or bare.startswith(_BEGINS_FORMULA)


class _Lines:
    """What the writer of CSV writes to."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, line: str) -> int:
        self.written.append(line)
        return len(line)
