"""The page of a call that goes on, in Chromium, fed by the copilot's own server."""

import json
import time

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from copilot.browser.picture import picture
from copilot.browser.stage import Stage
from copilot.events import (
    AnotherAsked,
    CallEnded,
    CardSearched,
    Event,
    HelpAsked,
    LineBegun,
    LineFinished,
    LineGrew,
    LineJudged,
    ListenAdvised,
    Marked,
    Paused,
    Published,
    Speaker,
    StopAsked,
    Trouble,
    TurnHeard,
    Verdict,
    Withheld,
)
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.panel.fold import fold
from copilot.panel.view import View, Waits, waiting
from tests.browser import MIDDLE, NARROW, WIDE, Seen, a_browser, in_browser, served
from tests.markup import MARKUP
from tests.panel_script import card, line, view_at
from tests.records import sample_record

pytestmark = pytest.mark.browser

LINE = "([text]) => document.querySelector('.say')?.textContent === text"
TURNS = "([n]) => document.querySelectorAll('.turn:not(.partial)').length === n"
LANGUAGES = pytest.mark.parametrize("lang", list(Language), ids=str)


def at(seconds: float, event: Event) -> Published:
    return Published(seconds, seconds, event)


def states(lang: Language) -> dict[str, View]:
    """Everything that can stand in the line's place, with what stands around it."""
    speaks, raised = view_at("speaks", lang), view_at("raised", lang)
    lost = Trouble("audio", "microphone-gone", "The microphone is gone.")
    ended = fold(speaks, at(90.0, CallEnded("end-of-recording", 90.0, 4, 2, 0, 0)))
    return {
        "none": View.start(lang, Mode.OUTBOUND, card(lang)),
        "begin": view_at("begin", lang),
        "line": raised,
        "grows": view_at("grows", lang),
        "dimmed": speaks,
        "listen": fold(raised, at(18.0, ListenAdvised(4, "…"))),
        "paused": fold(speaks, at(20.0, Paused(True))),
        "withheld": fold(speaks, at(20.0, Withheld(True))),
        "device": fold(speaks, at(20.0, lost)),
        "ended": ended,
        "waiting": waiting(ended, Waits.KEY),
    }


async def shown(page: Page) -> dict[str, object]:
    """What stands on the page, by the names of the picture."""
    found: dict[str, object] = await page.evaluate(
        """() => {
          const all = (sel) => [...document.querySelectorAll(sel)].map((e) => e.textContent);
          return {
            line: document.querySelector(".say").textContent,
            move: document.querySelector(".move").textContent,
            why: document.querySelector(".why").textContent,
            tags: all(".tag"),
            fresh: document.querySelector(".line").classList.contains("fresh"),
            here: all(".legend .here .name"),
            beside: [...document.querySelectorAll(".group")].map((g) => [
              g.querySelector("dt").textContent,
              [...g.querySelectorAll("dd")].map((d) => d.textContent),
            ]),
            alerts: all(".news .alert span:last-child"),
            turns: all(".turn:not(.partial) .words"),
            speaking: all(".partial .words"),
            keys: all(".key kbd"),
          };
        }"""
    )
    return found


async def settled(page: Page, wanted: dict[str, object]) -> dict[str, object]:
    """As much as is wanted of what stands on the page, when it is that, or after five seconds."""
    for _ in range(100):
        whole = await shown(page)
        if (now := {part: whole[part] for part in wanted}) == wanted:
            break
        await page.wait_for_timeout(50)
    return now


def expected(view: View) -> dict[str, object]:
    """The same, of the view."""
    blocks = json.loads(json.dumps(picture(view)))
    now = blocks["line"]
    return {
        "line": now["text"],
        "move": now["title"],
        "why": now.get("why", ""),
        "tags": now.get("tags", []),
        "fresh": now["fresh"],
        "here": [p["name"] for p in blocks["phases"] if p["here"]],
        "beside": [[g["label"], g["items"]] for g in blocks["beside"]],
        "alerts": [n["text"] for n in blocks["notices"] if n["kind"] == "alert"],
        "turns": [
            ("★ " if t["marked"] else "") + t["text"]
            for t in (blocks[f"turn/{turn.turn}"] for turn in view.turns)
        ],
        "speaking": [s["text"] for s in blocks["speaking"]],
        "keys": [k["key"] for k in blocks["keys"]],
    }


@LANGUAGES
async def test_the_page_shows_what_the_view_holds(lang: Language) -> None:
    async with in_browser(View.start(lang, Mode.OUTBOUND, None), clock=lambda: 0.0) as seen:
        await seen.page.locator(".key").first.wait_for()
        for name, view in states(lang).items():
            seen.stage.show(view)
            assert await settled(seen.page, expected(view)) == expected(view), name
        assert await seen.page.evaluate("document.documentElement.lang") == lang.value
        assert seen.wrong == []


@pytest.mark.parametrize("name", ["zht-out-hotel", "en-out-coldroom"])
async def test_a_whole_call_watched_ends_as_its_view_does(name: str) -> None:
    record = sample_record(name)
    head, view = record.head, View.start(record.head.lang, record.head.mode, record.head.card)
    async with in_browser(view, clock=lambda: 0.0) as seen:
        for published in record.events:
            view = fold(view, published)
            seen.take(published)
            if isinstance(published.event, LineFinished) and view.line is not None:
                wanted = {part: expected(view)[part] for part in ("here", "line", "turns")}
                assert await settled(seen.page, wanted) == wanted
        await seen.until("() => document.querySelector('.line').dataset.kind === 'ended'")
        assert await settled(seen.page, expected(view)) == expected(view)
        assert len(view.turns) > 8
        assert head.lang.value == await seen.page.evaluate("document.documentElement.lang")
        assert seen.wrong == []


async def test_keys_do_what_they_do_in_the_terminal() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        for key in "uanpm":
            await seen.page.keyboard.press(key)
        await _pressed(seen, 5)
        assert seen.pressed == [
            LineJudged(4, Verdict.USED),
            AnotherAsked(4),
            LineJudged(4, Verdict.NOT_USEFUL),
            Paused(True),
            Marked(4),
        ]


async def test_buttons_are_keys_too() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        await seen.page.get_by_role("button", name="used", exact=True).click()
        await _pressed(seen, 1)
        assert seen.pressed == [LineJudged(4, Verdict.USED)]


async def test_letters_with_modifiers_and_letters_typed_do_nothing() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        for keys in ("Control+u", "Alt+m", "Meta+p"):
            await seen.page.keyboard.press(keys)
        await seen.page.keyboard.press("/")
        await seen.page.keyboard.type("pump")
        await seen.page.keyboard.press("Escape")
        await _pressed(seen, 1)
        assert [type(e) for e in seen.pressed] == [CardSearched]


async def test_letters_can_be_switched_off() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        await seen.page.keyboard.press("?")
        await seen.page.get_by_label("Letters work as keys").uncheck()
        await seen.page.get_by_role("button", name="Close").click()
        await seen.page.keyboard.press("u")
        await seen.page.get_by_role("button", name="mark", exact=True).click()
        await _pressed(seen, 2)
        assert seen.pressed == [HelpAsked(), Marked(4)]


async def test_a_call_is_ended_by_the_second_press_only() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        await seen.page.keyboard.press("q")
        await seen.page.get_by_text("q again ends the call").wait_for()
        assert seen.pressed == []
        await seen.page.keyboard.press("q")
        await _pressed(seen, 1)
        assert seen.pressed == [StopAsked()]


async def test_any_key_closes_the_list_of_keys_and_does_nothing_else() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        await seen.page.keyboard.press("?")
        await seen.page.get_by_text("mark this moment").wait_for()
        await seen.page.keyboard.press("u")
        await seen.page.locator(".over").wait_for(state="hidden")
        assert seen.pressed == [HelpAsked()]
        assert await seen.page.locator(".say").is_visible()


async def test_the_card_is_searched_while_one_types_and_told_when_one_closes() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        await seen.page.keyboard.press("/")
        await seen.page.keyboard.type("account")
        await seen.until("() => document.querySelectorAll('.found dt').length === 1")
        assert "She keeps a login" in await seen.text(".found")
        assert seen.pressed == []
        await seen.page.keyboard.press("Enter")
        await _pressed(seen, 1)
        assert seen.pressed == [CardSearched("account", ("objection-1",))]


async def test_between_calls_enter_begins_and_q_leaves() -> None:
    class Desk:
        done: list[str] = []  # noqa: RUF012

        def begin(self) -> None:
            self.done.append("begin")

        def leave(self) -> None:
            self.done.append("leave")

    view = waiting(View.start(Language.EN, Mode.OUTBOUND, card(Language.EN)), Waits.KEY)
    async with in_browser(view) as seen:
        seen.stage.desk = desk = Desk()
        async with seen.page.expect_response("**/do"):
            await seen.page.keyboard.press("Enter")
        async with seen.page.expect_response("**/do"):
            await seen.page.keyboard.press("q")
        assert desk.done == ["begin", "leave"]


async def test_a_line_grows_in_place_and_is_read_out_once_it_is_whole() -> None:
    turn, move, text, why, evidence, _ = line(Language.EN)
    async with in_browser(view_at("begin", Language.EN)) as seen:
        await seen.page.evaluate(
            """() => {
              const region = document.getElementById("polite");
              window.said = [];
              new MutationObserver(() => window.said.push(region.textContent))
                .observe(region, { childList: true, characterData: true, subtree: true });
            }"""
        )
        seen.take(at(17.0, LineBegun(turn, move, text[:8], why, evidence, False)))
        await seen.until(LINE, text[:8])
        before = await seen.page.locator(".say").bounding_box()
        for end in range(9, len(text) - 1, 6):
            seen.take(at(17.0, LineGrew(turn, move, text[:end], why, evidence, False)))
            await seen.until(LINE, text[:end].rstrip("…"))
        seen.take(at(18.0, LineFinished(turn, move, text, why, evidence, False)))
        await seen.until("() => window.said.length > 0")
        after = await seen.page.locator(".say").bounding_box()
        assert before is not None
        assert after is not None
        assert (before["x"], before["y"]) == (after["x"], after["y"])
        said = await seen.page.evaluate("window.said")
        assert said == [f"take up the objection: {text}"]


async def test_the_line_and_the_circles_move_to_a_small_window_and_come_back() -> None:
    async with in_browser(view_at("raised", Language.EN), size=WIDE) as seen:
        if not await seen.page.evaluate("'documentPictureInPicture' in window"):
            pytest.skip("this Chromium has no window that stays on top")
        async with seen.context.expect_page() as opened:
            await seen.page.get_by_role("button", name="Always on top").click()
        small = await opened.value
        await small.locator(".say", has_text="fair point").wait_for()
        assert await small.locator("svg circle.here").count() == 2
        await seen.page.get_by_text("The line is in the small window.").wait_for()
        await small.keyboard.press("u")
        await _pressed(seen, 1)
        await seen.page.get_by_role("button", name="Back to the page").click()
        await seen.page.locator(".say", has_text="fair point").wait_for()
        assert seen.wrong == []


async def test_a_lost_device_is_told_at_once() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        seen.take(at(18.0, Trouble("audio", "microphone-gone", "The microphone is gone.")))
        await seen.until("() => document.getElementById('assertive').textContent !== ''")
        told = await seen.page.evaluate("document.getElementById('assertive').textContent")
        assert told == await seen.text(".news .trouble span:last-child")


@pytest.mark.parametrize("size", [NARROW, (320, 480), MIDDLE, (800, 600), WIDE, (1920, 1080)])
@LANGUAGES
async def test_nothing_is_wider_than_the_window(size: tuple[int, int], lang: Language) -> None:
    async with in_browser(view_at("speaks", lang), size=size) as seen:
        await seen.page.locator(".key").first.wait_for()
        measure = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        needed, given = await seen.page.evaluate(measure)
        assert needed <= given
        sizes = await seen.page.evaluate(
            "[...document.querySelectorAll('*')].map((e) => [e.className.toString(),"
            " e.textContent.trim() ? parseFloat(getComputedStyle(e).fontSize) : 0])"
        )
        largest = max(sizes, key=lambda each: each[1])
        assert largest[0] == "say"
        small = await seen.page.evaluate(
            "[...document.querySelectorAll('button, nav a, input')]"
            ".filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())"
            ".filter((r) => r.width < 24 || r.height < 24).length"
        )
        assert small == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@LANGUAGES
async def test_axe_finds_nothing(lang: Language, dark: bool) -> None:
    async with in_browser(None, dark=dark, clock=lambda: 0.0, reduced_motion="reduce") as seen:
        for name, view in states(lang).items():
            seen.stage.show(view)
            await seen.until(LINE, expected(view)["line"])
            await seen.until("([l]) => document.documentElement.lang === l", lang.value)
            found = await Axe().run(seen.page, options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        for key in ("?", "Escape", "/"):
            await seen.page.keyboard.press(key)
        await seen.page.locator(".found dt").first.wait_for()
        found = await Axe().run(seen.page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_the_line_stands_out_from_its_ground(dark: bool) -> None:
    for moment in ("raised", "speaks"):
        async with in_browser(view_at(moment, Language.EN), dark=dark) as seen:
            ink, ground = await seen.page.evaluate(
                """() => [
                  getComputedStyle(document.querySelector(".say")).color,
                  getComputedStyle(document.querySelector(".line")).backgroundColor,
                ]"""
            )
            assert contrast(ink, ground) >= 7.0


async def test_what_someone_scrolled_back_to_read_stays() -> None:
    view = view_at("begin", Language.EN)
    for number in range(10, 40):
        view = fold(view, at(20.0, TurnHeard(number, Speaker.CUSTOMER, 20.0, 21.0, "word " * 20)))
    async with in_browser(view, clock=lambda: 0.0) as seen:
        await seen.until(
            "() => { const s = document.querySelector('.said');"
            " return s.scrollTop > 0 && s.scrollHeight - s.scrollTop - s.clientHeight < 2 }"
        )
        await seen.page.evaluate("document.querySelector('.said').scrollTop = 40")
        await seen.page.evaluate(
            "new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))"
        )
        seen.take(at(22.0, TurnHeard(40, Speaker.CUSTOMER, 21.0, 22.0, "newest words of all")))
        await seen.page.locator(".newest").wait_for()
        assert await seen.page.evaluate("document.querySelector('.said').scrollTop") == 40
        await seen.page.locator(".newest").click()
        last = seen.page.get_by_text("newest words of all")
        await last.wait_for()
        assert await seen.page.locator(".newest").is_hidden()


async def test_thirty_strings_of_markup_are_shown_and_do_nothing() -> None:
    assert len(MARKUP) >= 30
    view = view_at("begin", Language.EN)
    turn, move, _, why, evidence, _ = line(Language.EN)
    async with in_browser(view, clock=lambda: 0.0) as seen:
        await seen.page.evaluate(
            "() => { window.hit = 0; window.alert = () => { window.hit += 1 }; }"
        )
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(request.url))
        for number, text in enumerate(MARKUP, 10):
            seen.take(
                at(20.0, TurnHeard(number, Speaker.CUSTOMER, 20.0, 21.0, text)),
                at(20.0, LineFinished(turn, move, text, why, evidence, False)),
            )
            await seen.until(TURNS, number - 10 + 4)
        assert seen.stage.view is not None
        got = await shown(seen.page)
        assert got["turns"] == expected(seen.stage.view)["turns"]
        assert await seen.page.evaluate("window.hit") == 0
        assert (
            await seen.page.locator("main :is(script, img, iframe, object, form, style)").count()
            == 0
        )
        assert [url for url in asked if not url.startswith(seen.address.url)] == []
        assert await seen.page.title() == "Call Copilot"


async def test_a_tab_without_a_key_says_so() -> None:
    async with in_browser(view_at("raised", Language.EN)) as seen:
        await seen.context.clear_cookies()
        await seen.page.goto(seen.address.url)
        await seen.page.get_by_text("This tab has no key.").first.wait_for()
        assert "fair point" not in await seen.text("body")
        await seen.page.goto(seen.url)
        await seen.page.get_by_text("That's a fair point.").first.wait_for()


async def test_a_lost_copilot_is_told_and_on_its_return_nothing_is_missing() -> None:
    first, view = Stage(), view_at("begin", Language.EN)
    first.show(view)
    async with a_browser() as browser:
        async with served(first) as (address, sessions):
            page = await browser.new_page()
            await page.goto(f"{address.url}#{sessions.token}")
            await page.get_by_text("Who puts the hours together?").wait_for()
        gone = time.monotonic()
        await page.get_by_text("The copilot cannot be reached").first.wait_for()
        assert time.monotonic() - gone < 1.0
        second = Stage()
        second.show(view_at("raised", Language.EN))
        async with served(second, sessions=sessions, port=address.port):
            await page.locator(".say", has_text="That's a fair point.").wait_for()
            await page.locator(".connection").wait_for(state="detached")
            assert await page.locator(".turn:not(.partial)").count() == 4
            await page.goto("about:blank")


async def _pressed(seen: Seen, count: int) -> None:
    """Wait until so many actions have arrived: they come one request each."""
    for _ in range(200):
        if len(seen.pressed) >= count:
            return
        await seen.page.evaluate("new Promise((r) => setTimeout(r, 20))")
    raise AssertionError(seen.pressed)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 of two colours as `rgb(1, 2, 3)`."""

    def luminance(colour: str) -> float:
        parts = [int(p) / 255 for p in colour[4:-1].split(",")]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
