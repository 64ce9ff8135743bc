"""The terminal panel as it stands on a screen: bytes that a reviewer reads in a diff.

To accept a change on purpose: UPDATE_GOLDEN=1 pytest tests/test_panel_screen.py
"""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.events import (
    CallEnded,
    EchoDropped,
    Event,
    HoldHeard,
    LineFinished,
    PartialHeard,
    Paused,
    Published,
    Speaker,
    Trouble,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.panel.fold import fold
from copilot.panel.terminal.app import PanelApp, Sheet
from copilot.panel.terminal.cells import Glyphs, balanced, fitted, width, wrapped
from copilot.panel.terminal.ink import STYLES, plain
from copilot.panel.terminal.layout import Block, places
from copilot.panel.terminal.sheet import Overlay, sheet
from copilot.panel.view import View
from tests.panel_script import card, view_at

GOLDEN = Path(__file__).parent / "golden" / "panel"
UTF8 = Glyphs.of("utf-8")
SIZES = ((40, 15), (80, 24), (124, 34))
ALL_SIZES = (*SIZES, (200, 60), (100, 16), (99, 16), (30, 8), (12, 4), (1, 1))
EN = Language.EN


async def no_key(event: object) -> None:
    raise AssertionError(event)


async def screen(view: View, size: tuple[int, int]) -> list[str]:
    """What Textual draws, without the blanks at the ends of the rows."""
    app = PanelApp(view, no_key, UTF8, clock=lambda: 0.0)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.paint()
        drawn = app.query_one(Sheet)
        return [drawn.render_line(y).text.rstrip() for y in range(size[1])]


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_screen_is_that_of_the_golden_file(size: tuple[int, int], lang: Language) -> None:
    parts: list[str] = []
    for moment in ("raised", "grows", "speaks"):
        parts += [f"== {moment}", *await screen(view_at(moment, lang), size)]
    text = "\n".join(parts) + "\n"
    golden = GOLDEN / f"{size[0]}x{size[1]}-{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp950", "gbk", "cp1252"])
@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("size", ALL_SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_every_row_has_every_cell_and_can_be_written(
    size: tuple[int, int], lang: Language, encoding: str
) -> None:
    for moment in ("begin", "speaks"):
        for overlay in (None, Overlay(), Overlay(""), Overlay("8")):
            rows = sheet(view_at(moment, lang), *size, Glyphs.of(encoding), overlay)
            assert [width(plain(r)) for r in rows] == [size[0]] * size[1]
            for row in rows:
                plain(row).encode(encoding)


@pytest.mark.parametrize("size", ALL_SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_places_cover_the_screen_and_do_not_overlap(size: tuple[int, int]) -> None:
    cells = [
        (x, y)
        for p in places(*size).values()
        for x in range(p.x, p.x + p.width)
        for y in range(p.y, p.y + p.height)
    ]
    assert len(cells) == len(set(cells))
    assert all(x < size[0] and y < size[1] for x, y in cells)
    assert {y for _, y in cells} == set(range(size[1]))


def test_the_line_is_the_last_to_give_way_and_the_largest_on_a_small_screen() -> None:
    assert set(places(40, 4)) == {Block.LINE}
    for height in range(15, 25):
        rows = {block: place.height for block, place in places(60, height).items()}
        assert rows[Block.LINE] == max(rows.values())


def row_of(rows: list[str], text: str) -> int:
    return next(y for y, row in enumerate(rows) if text in row)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_nothing_moves_while_the_agent_looks(size: tuple[int, int]) -> None:
    for before, after in (("raised", "speaks"), ("raised", "grows")):
        old = [plain(r) for r in sheet(view_at(before, EN), *size, UTF8)]
        new = [plain(r) for r in sheet(view_at(after, EN), *size, UTF8)]
        assert row_of(old, "TAKE UP") == row_of(new, "TAKE UP")
        assert row_of(old, "62") == row_of(new, "62")
        assert row_of(old, "? help") == row_of(new, "? help")


@pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
def test_help_and_search_never_cover_the_line(size: tuple[int, int]) -> None:
    view = view_at("raised", EN)
    bare = [plain(r) for r in sheet(view, *size, UTF8)]
    line = places(*size)[Block.LINE]
    for overlay in (Overlay(), Overlay("price")):
        covered = [plain(r) for r in sheet(view, *size, UTF8, overlay)]
        assert covered[: line.y + line.height] == bare[: line.y + line.height]
        assert covered[line.y + line.height :] != bare[line.y + line.height :]
    listed = [plain(r) for r in sheet(view, *size, UTF8, Overlay())]
    assert all(any(f" {key} " in row for row in listed) for key in "?uan/pmq")


ATTACKS = ["\x1b[2J\x1b[31mred", "\x9b31m", "\rover", "a\nb", "\u202eback", "\x07", "[red]x[/red]"]


@pytest.mark.parametrize("attack", ATTACKS)
async def test_nothing_spoken_or_written_reaches_the_terminal_raw(attack: str) -> None:
    view = View.start(EN, Mode.OUTBOUND, card(EN))
    events: list[Event] = [
        TurnHeard(1, Speaker.CUSTOMER, 0.0, 1.0, attack + " one"),
        PartialHeard(Speaker.AGENT, 1.0, 2.0, attack + " two"),
        LineFinished(1, Move.OPEN, attack + " three", attack, (attack,), False),
        Trouble("audio", "x", attack + " four"),
    ]
    for event in events:
        view = fold(view, Published(2.0, 2.0, event))
    text = "".join(await screen(view, (80, 24)))
    assert not {c for c in text if ord(c) < 32 or 127 <= ord(c) < 160} | set("\u202e") & set(text)
    assert all(word in text for word in ("one", "two", "three", "four"))
    assert ("[red]" in text) == ("[red]" in attack)  # brackets are words, not orders


def test_sixteen_colours_and_no_more() -> None:
    for style in STYLES.values():
        for colour in (style.color, style.bgcolor):
            assert colour is None or (colour.number is not None and colour.number < 16)


def drawn(view: View, size: tuple[int, int] = (80, 24)) -> str:
    return "\n".join(plain(r) for r in sheet(view, *size, UTF8))


def test_without_colour_the_words_tell_what_the_dimming_tells() -> None:
    assert "they speak" in drawn(view_at("speaks", EN))
    assert "客戶在說" in drawn(view_at("speaks", Language.ZH_HANT))
    assert "writing" in drawn(view_at("grows", EN))
    assert "for now" in drawn(view_at("raised", EN))


def after(view: View, *events: Event) -> View:
    for event in events:
        view = fold(view, Published(view.now_s, view.now_s, event))
    return view


def test_a_pause_and_the_end_are_told_in_the_place_of_the_line() -> None:
    view = view_at("raised", EN)
    assert "Nothing is heard" in drawn(after(view, Paused(True)))
    ended = drawn(after(view, CallEnded("stopped", 65.0, 4, 1, 0, 0)))
    assert "Call ended 1:05" in ended
    assert "4 turns, 1 lines offered, 0 taken up" in ended


@pytest.mark.parametrize(
    ("lang", "counted"),
    [
        (EN, "3 left out as echo"),
        (Language.ZH_HANT, "回音略過 3 句"),
        (Language.ZH_HANS, "回音略过 3 句"),
    ],
)
def test_lines_that_were_echo_are_counted_in_the_status(lang: Language, counted: str) -> None:
    echo = EchoDropped(15.0, 17.0, "that is too dear", 3)
    assert counted in drawn(after(view_at("raised", lang), echo), (124, 34))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_hold_is_told_in_plain_words(size: tuple[int, int]) -> None:
    held = HoldHeard(True, 4.0)
    assert "Music or tones from the customer" in drawn(after(view_at("begin", EN), held), size)
    assert "音樂或提示音" in drawn(after(view_at("begin", Language.ZH_HANT), held), size)


def test_a_lost_device_comes_before_any_alert_even_where_there_is_one_row() -> None:
    lost = Trouble("audio", "microphone-lost", "The microphone is gone.")
    small = [plain(r) for r in sheet(after(view_at("raised", EN), lost), 40, 15, UTF8)]
    assert "The microphone is gone." in small[places(40, 15)[Block.NOTICE].y]


TEXT = st.text(
    st.sampled_from("ab c，。「」！x…é2 客戶說（）【】〜％ー한글"), min_size=0, max_size=60
)


@given(TEXT, st.integers(2, 30))
def test_wrapping_keeps_every_character_and_every_row_fits(text: str, cells: int) -> None:
    rows = wrapped(text, cells)
    assert all(width(row) <= cells for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())
    assert len(balanced(text, cells)) == len(rows)


@given(TEXT, st.integers(4, 30), st.integers(1, 4))
def test_what_does_not_fit_is_seen_to_be_cut(text: str, cells: int, rows: int) -> None:
    fit = fitted(text, cells, rows, "…")
    assert len(fit) <= rows
    assert all(width(row) <= cells for row in fit)
    if len(wrapped(text, cells)) > rows:
        assert fit[-1].endswith("…")


def test_a_closing_mark_does_not_begin_a_row() -> None:
    assert wrapped("我先確認，好嗎", 8) == ["我先確", "認，好嗎"]
    assert balanced("one two three four five", 20) == ["one two three", "four five"]
