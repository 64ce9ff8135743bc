"""How long from an event of the call to its pixels in a browser? And pictures of the page.

    python -m tests.benchmarks.browser --events 300 --tabs 1
    copilot replay samples/zht-out-hotel.flac …   # and en-out-coldroom: what is kept is pictured
    python -m tests.benchmarks.browser --pictures samples/

Lines grow on a page in Chromium that is served as always. The clock starts when the panel is handed
the event, and stops in the animation frame after the page has changed: both read this computer's
clock (`performance.timeOrigin`). `--tabs`: so many more tabs watch the same call.
"""

import argparse
import asyncio
import io
import json
import random
import statistics
import time
from contextlib import AsyncExitStack, closing
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

from copilot.browser.stage import Stage
from copilot.events import LineGrew, PartialHeard, Published, Speaker
from copilot.language import Language
from copilot.panel.view import View
from copilot.store.calls import CallStore
from copilot.store.rebuild import view_of
from tests.browser import a_browser, in_browser, served
from tests.panel_script import line, view_at

PIXELS = """() => {
  window.drawn = {};
  const see = () => {
    const words = [...document.querySelectorAll(".say, .partial .words")].map((e) => e.textContent);
    requestAnimationFrame(() => {
      const now = performance.timeOrigin + performance.now();
      for (const each of words) window.drawn[each] ??= now;
    });
  };
  new MutationObserver(see).observe(document.querySelector(".panel"), {
    childList: true, characterData: true, subtree: true,
  });
}"""
PICTURES = (  # name, sample call, second of it, then width, height and whether it is dark
    ("browser-320", "zht-out-hotel", 182, ((320, 720, False), (320, 720, True))),
    ("browser-480", "en-out-coldroom", 180, ((480, 820, False), (480, 820, True))),
    ("browser-1280-light", "en-out-coldroom", 180, ((1280, 800, False),)),
    ("browser-1280-dark", "zht-out-hotel", 182, ((1280, 800, True),)),
)
GAP = 16  # pixels between two screenshots of one picture


async def measured(events: int, tabs: int) -> list[float]:
    """Milliseconds of each event, growing lines and partials in turn."""
    stage = Stage()
    stage.show(view_at("raised", Language.EN))
    turn, move, _, why, evidence, _ = line(Language.EN)
    rng = random.Random(7)
    async with (
        a_browser() as browser,
        served(stage) as (address, sessions),
        AsyncExitStack() as open_,
    ):
        context = await browser.new_context()
        pages: list[Page] = []
        for _ in range(1 + tabs):
            pages.append(await context.new_page())
            await pages[-1].goto(f"{address.url}#{sessions.token}")
            await pages[-1].locator(".say").wait_for()
            open_.push_async_callback(pages[-1].goto, "about:blank")
        seen = pages[0]
        await seen.bring_to_front()
        await seen.evaluate(PIXELS)
        taken: dict[str, float] = {}
        for number in range(events):
            text, at_s = f"words number {number}", 18.0 + number * 0.1
            event = (
                LineGrew(turn, move, text, why, evidence, False)
                if number % 2
                else PartialHeard(Speaker.CUSTOMER, 17.0, at_s, text)
            )
            taken[text] = time.time() * 1000
            stage.take(Published(at_s, at_s, event))
            await asyncio.sleep(rng.uniform(0.08, 0.2))
        drawn = json.loads(await seen.evaluate("JSON.stringify(window.drawn)"))
    return [drawn[text] - began for text, began in taken.items() if text in drawn]


async def pictured(folder: Path) -> None:
    """Write the screenshots of README, of the samples' newest replays in this computer's store."""
    for name, call, at_s, sizes in PICTURES:
        shots = []
        for width, height, dark in sizes:
            view = view_at_second(f"{call}.flac", at_s)
            async with in_browser(view, size=(width, height), dark=dark, clock=lambda: 0.0) as seen:
                await seen.page.locator(".key").first.wait_for()
                await seen.page.wait_for_timeout(600)  # circles have come to rest
                shots.append(Image.open(io.BytesIO(await seen.page.screenshot())))
        beside(shots).save(folder / f"{name}.png", optimize=True)


def view_at_second(source: str, at_s: float) -> View:
    """What the panel of the newest kept call from that recording showed then."""
    with closing(CallStore.open()) as store:
        ids = [c.id for c in store.summaries() if c.source == source]
        if not ids:
            raise SystemExit(f"No call of {source} is kept here: copilot replay samples/{source} …")
        record = store.record(max(ids))
    kept = tuple(p for p in record.events if p.at <= at_s)
    return view_of(replace(record, events=kept))


def beside(shots: list[Image.Image]) -> Image.Image:
    width = sum(s.width for s in shots) + GAP * (len(shots) - 1)
    whole = Image.new("RGB", (width, max(s.height for s in shots)), "#888888")
    x = 0
    for shot in shots:
        whole.paste(shot.convert("RGB"), (x, 0))
        x += shot.width + GAP
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description="How long from an event to its pixels?")
    parser.add_argument("--events", type=int, default=240)
    parser.add_argument("--tabs", type=int, default=0, help="so many more watch")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    if given.pictures:
        asyncio.run(pictured(given.pictures))
        return
    took = sorted(asyncio.run(measured(given.events, given.tabs)))
    cuts = statistics.quantiles(took, n=100)
    print(f"{len(took)} of {given.events} events drawn, {given.tabs} more tabs")
    print(f"p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, most {took[-1]:.0f} ms")


if __name__ == "__main__":
    main()
