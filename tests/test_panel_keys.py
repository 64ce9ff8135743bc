"""Every key of the terminal panel: what it tells the call, and what it shows."""

from dataclasses import dataclass, field, replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from copilot.events import (
    AnotherAsked,
    CallEnded,
    CardSearched,
    HelpAsked,
    KeyEvent,
    LineBegun,
    LineFinished,
    LineJudged,
    Marked,
    Paused,
    Published,
    StopAsked,
    Verdict,
)
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.panel.fold import fold
from copilot.panel.keys import KEYS
from copilot.panel.terminal.app import PanelApp, Sheet
from copilot.panel.terminal.cells import Glyphs
from copilot.panel.view import View
from tests.panel_script import card, view_at

EN = Language.EN


@dataclass
class Agent:
    """Someone at a panel; what the panel tells goes back into it, as a call does."""

    view: View = field(default_factory=lambda: view_at("raised", EN))
    told: list[KeyEvent] = field(default_factory=list)
    screen: str = ""
    left: bool = False

    async def hear(self, event: KeyEvent) -> None:
        self.told.append(event)
        now = self.app.view.now_s
        self.app.take(Published(now, now, event))

    async def press(self, *keys: str, size: tuple[int, int] = (80, 24)) -> "Agent":
        self.app = PanelApp(self.view, self.hear, Glyphs.of("utf-8"))
        async with self.app.run_test(size=size) as pilot:
            await self.settle(pilot)
            for key in keys:
                await pilot.press(key)
                await self.settle(pilot)
            drawn = self.app.query_one(Sheet)
            self.screen = "\n".join(drawn.render_line(y).text for y in range(size[1]))
            self.typing = self.app.query_one(Input).display
            self.left = self.app.left.is_set()
        return self

    async def settle(self, pilot: Pilot[None]) -> None:
        await pilot.pause()
        await self.app.workers.wait_for_complete()
        self.app.paint()


def ended(view: View) -> View:
    return fold(view, Published(20.0, 20.0, CallEnded("end-of-recording", 20.0, 4, 1, 0, 0)))


async def test_u_says_that_the_line_was_used() -> None:
    agent = await Agent().press("u")
    assert agent.told == [LineJudged(4, Verdict.USED)]
    assert "Noted: used" in agent.screen


async def test_n_says_that_the_line_is_not_useful() -> None:
    agent = await Agent().press("n")
    assert agent.told == [LineJudged(4, Verdict.NOT_USEFUL)]
    assert "not useful" in agent.screen


async def test_a_asks_for_another_line() -> None:
    agent = await Agent().press("a")
    assert agent.told == [AnotherAsked(4)]
    assert "Another line" in agent.screen


async def test_a_asks_for_a_line_even_where_the_last_one_has_gone() -> None:
    agent = await Agent(replace(view_at("raised", EN), line=None)).press("a")
    assert agent.told == [AnotherAsked(4)]


@pytest.mark.parametrize("key", ["u", "n", "a"])
async def test_where_there_is_no_line_a_key_says_so_and_tells_nobody(key: str) -> None:
    agent = await Agent(View.start(EN, Mode.OUTBOUND, card(EN))).press(key)
    assert agent.told == []
    assert "There is no line now" in agent.screen


async def test_p_pauses_and_goes_on() -> None:
    agent = await Agent().press("p")
    assert agent.told == [Paused(True)]
    assert "Nothing is heard" in agent.screen
    agent = await Agent().press("p", "p")
    assert agent.told == [Paused(True), Paused(False)]
    assert "Nothing is heard" not in agent.screen


async def test_m_marks_the_moment() -> None:
    agent = await Agent().press("m")
    assert agent.told == [Marked(4)]
    assert "★" in agent.screen


async def test_question_mark_lists_every_key_and_any_key_closes_it() -> None:
    agent = await Agent().press("question_mark")
    assert agent.told == [HelpAsked()]
    assert all(key.help[2] in agent.screen for key in KEYS)
    agent = await Agent().press("question_mark", "u")
    assert agent.told == [HelpAsked()]  # the key that closes does nothing else
    assert "any key closes" not in agent.screen


async def test_slash_searches_the_card_while_the_line_stays() -> None:
    agent = await Agent().press("slash", *"account")
    assert agent.typing
    assert "objection-1: My accountant does it" in agent.screen
    assert "TAKE UP THE OBJECTION" in agent.screen
    assert agent.told == []


@pytest.mark.parametrize("close", ["enter", "escape"])
async def test_the_search_closes_and_tells_what_was_looked_up(close: str) -> None:
    agent = await Agent().press("slash", *"uan", close)
    assert agent.told == [CardSearched("uan", ())]  # letters typed are no keys
    assert not agent.typing
    assert "card search" not in agent.screen


async def test_a_search_for_nothing_is_not_told() -> None:
    assert (await Agent().press("slash", "escape")).told == []


async def test_q_ends_the_call_only_when_pressed_twice() -> None:
    agent = await Agent().press("q")
    assert agent.told == []
    assert "q again ends the call" in agent.screen
    agent = await Agent().press("q", "q")
    assert agent.told == [StopAsked()]
    assert "Ending" in agent.screen


async def test_ctrl_c_ends_it_the_first_time_and_at_once_the_second() -> None:
    assert (await Agent().press("ctrl+c")).told == [StopAsked()]
    assert (await Agent().press("ctrl+c", "ctrl+c")).told == [StopAsked(), StopAsked()]
    assert (await Agent().press("slash", "ctrl+c")).told == [StopAsked()]


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_after_the_call_one_key_leaves(key: str) -> None:
    agent = await Agent(ended(view_at("raised", EN))).press(key)
    assert (agent.left, agent.told) == (True, [])


async def test_a_key_that_means_nothing_does_nothing() -> None:
    agent = await Agent().press("x", "enter", "up", "ctrl+p", "escape")
    assert agent.told == []


async def test_a_line_that_grows_keeps_its_words_where_they_were_read() -> None:
    texts = ["What would", "What would that be worth to you, if somebody could take it off your"]
    rows: list[str] = []
    for text in (*texts, f"{texts[1]} hands for good, every single week?"):
        view = view_at("begin", EN)
        event = LineBegun(2, Move.EXPLORE, text, "why", (), False)
        view = fold(view, Published(13.0, 13.0, event))
        agent = await Agent(view).press(size=(60, 24))
        rows.append(next(r for r in agent.screen.splitlines() if "What would" in r))
    assert rows[2].startswith(rows[1].split("…")[0].rstrip()[:50])


async def test_a_resize_draws_the_panel_anew() -> None:
    view = view_at("raised", EN)
    app = PanelApp(view, Agent().hear, Glyphs.of("utf-8"))
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((40, 15), (200, 60), (10, 3), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
            app.paint()
            first = app.query_one(Sheet).render_line(0).text
            assert len(first) == size[0]


async def test_lines_that_arrive_are_drawn_without_being_asked() -> None:
    app = PanelApp(view_at("begin", EN), Agent().hear, Glyphs.of("utf-8"))
    async with app.run_test(size=(80, 24)) as pilot:
        line = LineFinished(2, Move.EXPLORE, "And what else?", "why", (), True)
        app.take(Published(13.0, 13.0, line))
        await pilot.pause(0.3)
        drawn = app.query_one(Sheet)
        assert any("And what else?" in drawn.render_line(y).text for y in range(24))
