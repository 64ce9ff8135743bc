"""The pilot's seat in Chromium: three steps, the check, a sample call watched and left."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from copilot.browser.cards_routes import cards_routes
from copilot.browser.seat import Doing, Seat
from copilot.browser.shelf import Shelf
from copilot.browser.stage import Stage
from copilot.browser.start_routes import start_routes
from copilot.fitting import CallOptions
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.panel.view import View, Waits, waiting
from tests.browser import MIDDLE, NARROW, WIDE, a_browser, in_browser, served
from tests.test_browser_start import until
from tests.test_cards import GOOD

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _no_sound_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nowhere'}")
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))


@asynccontextmanager
async def seated(
    tmp_path: Path,
    *,
    size: tuple[int, int] = WIDE,
    dark: bool = False,
    asr_model: str = "whisper-base",
) -> AsyncIterator[tuple[Page, Seat]]:
    """The page of a copilot that leads to calls from there."""
    stage, shelf = Stage(), Shelf(tmp_path / "cards")
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "cards" / "half.yaml").write_text("name: Half\n", encoding="utf-8")
    options = CallOptions("outbound", None, None, "browser", asr_model, "none", None, None, 2)
    seat, wrong = Seat(stage, options, shelf), []
    more = [*cards_routes(shelf), *start_routes(seat)]
    async with a_browser() as browser, served(stage, more) as (address, sessions):
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale="en-US",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await page.goto(f"{address.url}#{sessions.token}")
        await page.locator(".steps").wait_for()
        try:
            yield page, seat
            assert wrong == []
        finally:
            await page.goto("about:blank")
            await seat.close()


async def test_a_page_without_a_call_begins_at_the_three_steps(tmp_path: Path) -> None:
    async with seated(tmp_path) as (page, _):
        assert await page.evaluate("location.hash") == "#/start"
        assert await page.locator(".steps > li").count() == 3
        await expect(page.locator("#start-card")).to_have_value("a.yaml")
        await expect(page.locator("#start-card option", has_text="Half")).to_be_disabled()
        await expect(page.locator("#mode-outbound")).to_be_checked()
        await expect(page.locator("#mode-inbound-told")).to_contain_text("calls to choose")
        await expect(page.locator(".steps")).to_contain_text("The sound server does not answer")


async def test_the_check_says_what_to_do_about_each_failure(tmp_path: Path) -> None:
    async with seated(tmp_path, asr_model=str(tmp_path / "none")) as (page, _):
        await page.click("text=Check everything")
        await expect(page.locator(".finding.failed")).to_have_count(2)
        for nth in range(2):
            await expect(page.locator(".finding.failed").nth(nth)).to_contain_text("Next:")
        await expect(page.locator(".finding.ok")).to_contain_text("Language model")
        await expect(page.locator("button.large")).to_be_enabled()


async def test_a_model_that_is_missing_is_told_on_the_page(tmp_path: Path) -> None:
    async with seated(tmp_path, asr_model=str(tmp_path / "none")) as (page, _):
        await page.click("button.large")
        await expect(page.locator(".trouble")).to_contain_text("Next:")
        assert await page.evaluate("location.hash") == "#/start"


async def test_the_sample_call_is_watched_and_left_for_the_start(tmp_path: Path) -> None:
    async with seated(tmp_path) as (page, seat):
        await page.click("text=Play the sample call")
        await expect(page.locator("body")).to_have_attribute("data-view", "live", timeout=60_000)
        await until(lambda: seat.stage.on_key is not None)
        await page.click("nav a:has-text('Start')")
        await page.click("text=End it")
        await expect(page.locator("button.large")).to_be_enabled()
        assert seat.busy.doing is Doing.NOTHING
        await page.click("text=Play the sample call")
        await expect(page.locator("body")).to_have_attribute("data-view", "live", timeout=60_000)
        await until(lambda: seat.stage.on_key is not None)
        await seat.stop()
        await expect(page.locator("body")).to_have_attribute("data-view", "start", timeout=60_000)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, MIDDLE, WIDE], ids=lambda size: str(size[0]))
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    tmp_path: Path, size: tuple[int, int], dark: bool
) -> None:
    async with seated(tmp_path, size=size, dark=dark, asr_model=str(tmp_path / "none")) as (
        page,
        _,
    ):
        await page.click("text=Check everything")
        await expect(page.locator(".finding.failed")).to_have_count(2)
        await page.click("button.large")
        await page.locator(".trouble").wait_for()
        found = await Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()
        needed, given = await page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert needed <= given


async def test_the_first_run_of_a_call_points_to_the_start_until_there_is_a_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPILOT_CONFIG", str(tmp_path / "none.toml"))
    view = waiting(View.start(Language.EN, Mode.OUTBOUND, None, None), Waits.VOICE)
    more = [*cards_routes(Shelf(tmp_path / "cards")), *start_routes(None)]
    async with in_browser(view, more=more, locale="en-US") as seen:
        await expect(seen.page.locator(".hint")).to_contain_text("New here?")
        await seen.page.click(".hint a")
        await expect(seen.page.locator(".start")).to_contain_text("copilot browser")
        await expect(seen.page.locator("button.large")).to_be_disabled()
        seen.stage.show(None)
        await expect(seen.page.locator(".hint")).to_have_count(0)
