"""A real page in a real browser: the copilot's own server, and Debian's Chromium (`chromium`).

    async with in_browser(view) as seen:
        await seen.until("document.title")
        await seen.page.keyboard.press("u")

`seen.pressed` holds what the agent did. No browser is downloaded.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from starlette.routing import BaseRoute

from copilot.browser.binding import Binding
from copilot.browser.locks import Address
from copilot.browser.serve import bound, serving
from copilot.browser.sessions import Sessions
from copilot.browser.site import site
from copilot.browser.stage import Stage
from copilot.clock import monotonic_s
from copilot.events import KeyEvent, Published
from copilot.panel.view import View

WITHIN_S = 10.0
CHROMIUM = "/usr/bin/chromium"
NARROW, MIDDLE, WIDE = (320, 720), (480, 820), (1280, 800)


@dataclass
class Seen:
    """One page that was let in, and what feeds it."""

    page: Page
    context: BrowserContext
    stage: Stage
    address: Address
    sessions: Sessions
    pressed: list[KeyEvent] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Errors of the page's own scripts, and what its policy refused."""

    @property
    def url(self) -> str:
        """The address that lets a tab in."""
        return f"{self.address.url}#{self.sessions.token}"

    def take(self, *published: Published) -> None:
        for each in published:
            self.stage.take(each)

    async def text(self, selector: str) -> str:
        return (await self.page.locator(selector).first.inner_text()).strip()

    async def until(self, script: str, *given: object) -> None:
        """Wait until an expression of the page holds.

        It is asked from outside again and again: within the page, its policy evaluates nothing.
        """
        async with asyncio.timeout(WITHIN_S):
            while not await self.page.evaluate(script, list(given)):  # noqa: ASYNC110
                await asyncio.sleep(0.02)


def chromium() -> str:
    """The browser's program; without it a test is skipped, and fails where nothing may be."""
    found = shutil.which("chromium") or CHROMIUM
    if not os.access(found, os.X_OK):
        told = "Chromium is missing: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    return found


@asynccontextmanager
async def a_browser() -> AsyncIterator[Browser]:
    program = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def served(
    stage: Stage, more: Iterable[BaseRoute] = (), sessions: Sessions | None = None, port: int = 0
) -> AsyncIterator[tuple[Address, Sessions]]:
    """The copilot's server for as long as the block lasts."""
    at, sessions = bound(Binding(port=port, opens=False)), sessions or Sessions()
    async with serving(site(stage, at.address, sessions, more), at):
        yield at.address, sessions


@asynccontextmanager
async def in_browser(
    view: View | None = None,
    *,
    size: tuple[int, int] = MIDDLE,
    dark: bool = False,
    more: Iterable[BaseRoute] = (),
    part: str = "",
    clock: Callable[[], float] = monotonic_s,
    **context: Any,
) -> AsyncIterator[Seen]:
    """The page, let in with the token, at `part` (`#/cards`); `context` as in Playwright.

    `clock` that stands still: nothing leaves the panel by itself.
    """
    stage = Stage(clock)
    stage.show(view)
    async with a_browser() as browser, served(stage, more) as (address, sessions):
        width, height = size
        opened = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **context,
        )
        page = await opened.new_page()
        seen = Seen(page, opened, stage, address, sessions)

        async def on_key(event: KeyEvent) -> None:
            seen.pressed.append(event)

        stage.on_key = on_key
        page.on("pageerror", lambda error: seen.wrong.append(str(error)))
        page.on("console", lambda told: _note(told.type, told.text, seen))
        await page.goto(seen.url)
        await page.locator("nav a").first.wait_for()
        if part:
            await page.evaluate("part => { location.hash = part }", part)
        yield seen
        await page.goto("about:blank")  # the stream is left before the server


def _note(kind: str, text: str, seen: Seen) -> None:
    if kind == "error" and "Failed to load resource" not in text:
        seen.wrong.append(text)
