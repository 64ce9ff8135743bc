"""The whole panel as rows of text, for a screen of a given size (pure)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from copilot.panel.keys import keys_of
from copilot.panel.screen_words import say, told
from copilot.panel.search import search
from copilot.panel.terminal.blocks import (
    aside_block,
    keys_block,
    notice_block,
    status_block,
    words_block,
)
from copilot.panel.terminal.cells import Glyphs
from copilot.panel.terminal.ink import Ink, Paper, Row, beside
from copilot.panel.terminal.layout import Block, Place, places
from copilot.panel.terminal.line_block import line_block
from copilot.panel.terminal.phases_block import phases_block
from copilot.panel.view import View

_DRAWN: Mapping[Block, Callable[[View, Paper], list[Row]]] = {
    Block.STATUS: status_block,
    Block.NOTICE: notice_block,
    Block.LINE: line_block,
    Block.PHASES: phases_block,
    Block.ASIDE: aside_block,
    Block.WORDS: words_block,
    Block.KEYS: keys_block,
}


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over everything below the line: the list of keys, or a search of the card."""

    query: str | None = None  # None: the list of keys


def sheet(
    view: View, width: int, height: int, glyphs: Glyphs, overlay: Overlay | None = None
) -> list[Row]:
    """`height` rows of exactly `width` cells. The line is never covered."""
    if width <= 0 or height <= 0:
        return []
    parts: list[list[tuple[int, Row]]] = [[] for _ in range(height)]
    at = places(width, height)
    lang = glyphs.words_in(view.lang)
    for block, place in at.items():
        paper = Paper(place.width, place.height, lang, glyphs)
        for number, row in enumerate(_DRAWN[block](view, paper)):
            parts[place.y + number].append((place.x, row))
    rows = [beside(part, width) for part in parts]
    if overlay is not None:
        top = _below(at[Block.LINE], height)
        paper = Paper(width, height - top, lang, glyphs)
        drawn = _keys(view, paper) if overlay.query is None else _found(view, overlay.query, paper)
        rows[top:] = drawn
    return rows


def _below(line: Place, height: int) -> int:
    """Where an overlay begins: under the line, or over its end where nothing else is left."""
    return min(line.y + line.height, max(0, height - 3))


def _keys(view: View, paper: Paper) -> list[Row]:
    lang = paper.lang
    keys = keys_of(view)
    head = paper.row(
        (f" {say('keys', lang)}", Ink.TITLE), right=(say("keys-hint", lang), Ink.FAINT)
    )
    rows = [
        paper.row((f" {key.shown}  ", Ink.STRONG), (told(key.help, lang), Ink.PLAIN))
        for key in keys
    ]
    if len(rows) >= paper.height:  # two beside each other
        half = Paper(paper.width // 2, 1, lang, paper.glyphs)
        cells = [
            half.row((f" {key.shown} ", Ink.STRONG), (told(key.label, lang), Ink.PLAIN))
            for key in keys
        ]
        middle = (len(cells) + 1) // 2
        pairs = zip(cells[:middle], [*cells[middle:], half.row()], strict=False)
        rows = [beside(((0, a), (half.width, b)), paper.width) for a, b in pairs]
    return paper.filled([head, *rows])


def _found(view: View, query: str, paper: Paper) -> list[Row]:
    """The entries found; the last row is left free for what is typed."""
    lang = paper.lang
    hint = (say("search-hint", lang), Ink.FAINT)
    rows = [paper.row((f" {say('search', lang)}", Ink.TITLE), right=hint)]
    found = search(view.card, query)
    if view.card is None:
        rows.append(paper.row((f" {say('no-card', lang)}", Ink.PLAIN)))
    elif not found:
        rows.append(paper.row((f" {say('nothing-found', lang)}", Ink.PLAIN)))
    for quote in found:
        if len(rows) >= paper.height - 1:
            break
        rows += paper.labelled(f" {quote.entry}", quote.text, Ink.PLAIN, 2)
    return paper.filled(rows[: paper.height - 1])
