"""A kept call in real Chromium: found in the list, played again, its report read, deleted."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.async_playwright import Axe

from copilot.browser.calls_routes import calls_routes
from copilot.browser.playback import playback, shown_at
from copilot.store.audio_file import AudioFile
from copilot.store.audio_places import audio_path
from copilot.store.calls import CallStore
from tests.browser import NARROW, WIDE, Seen, in_browser
from tests.records import SAMPLES, sample_record

pytestmark = pytest.mark.browser

HOTEL, ENGLISH, COLDROOM = SAMPLES
CALL = sample_record(COLDROOM)
ID = CALL.head.id
COURSE = playback(CALL)
AT_S = COURSE.seconds * 0.6


@pytest.fixture
def dsn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    dsn = f"sqlite:///{tmp_path / 'calls.db'}"
    store = CallStore.open(dsn)
    for name in SAMPLES:
        store.put(sample_record(name))
    yield dsn
    store.close()


def keep_sound(seconds: int) -> None:
    """A tone in both channels."""
    file = AudioFile(audio_path(ID))
    tone = (8000 * np.sin(np.arange(16_000) / 16_000 * 2 * np.pi * 440)).astype(np.int16)
    for _ in range(seconds):
        file.write(np.stack([tone, tone]))
    file.close()


def opened(dsn: str, part: str = "", **how: Any) -> Any:
    return in_browser(None, more=calls_routes(dsn), part=f"#/calls{part}", locale="en", **how)


async def ready(seen: Seen) -> None:
    await seen.page.locator(".player").wait_for(timeout=20_000)


async def shown(seen: Seen) -> dict[str, Any]:
    """What stands on the panel, as text."""
    return await seen.page.evaluate(
        """() => ({
            clock: document.querySelector(".stage .time").textContent,
            line: document.querySelector(".stage .say")?.textContent ?? "",
            turns: [...document.querySelectorAll(".stage .said ol:first-child .words")]
                .map((each) => each.textContent.replace("★ ", "")),
        })"""
    )


def expected(at_s: float) -> dict[str, Any]:
    blocks: Any = shown_at(COURSE.frames, at_s)
    turns = sorted((b for n, b in blocks.items() if n.startswith("turn/")), key=lambda b: b["turn"])
    return {
        "clock": f"{blocks['clock'] // 60}:{blocks['clock'] % 60:02d}",
        "line": blocks["line"]["text"],
        "turns": [turn["text"] for turn in turns],
    }


async def seek(seen: Seen, at_s: float) -> None:
    await seen.page.evaluate(
        """at => {
            const where = document.querySelector(".course input");
            where.value = at;
            where.dispatchEvent(new Event("input"));
        }""",
        at_s,
    )


async def where(seen: Seen) -> float:
    return float(await seen.page.evaluate("document.querySelector('.course input').value"))


async def test_any_moment_of_a_call_is_shown_as_the_panel_was_then(dsn: str) -> None:
    async with opened(dsn, f"/{ID}") as seen:
        await ready(seen)
        for share in (0.9, 0.1, 0.6, 0.61, 0.0, 0.35, 1.0):
            at_s = round(COURSE.seconds * share, 3)
            await seek(seen, at_s)
            told = await shown(seen)
            assert told["clock"] == expected(at_s)["clock"]
            assert told["turns"] == expected(at_s)["turns"]
            if expected(at_s)["line"]:
                assert told["line"] == expected(at_s)["line"]
        assert seen.wrong == []


async def test_a_call_plays_pauses_and_plays_faster(dsn: str) -> None:
    async with opened(dsn, f"/{ID}/play") as seen:
        await ready(seen)
        await seen.until("document.activeElement.classList.contains('play')")
        await seek(seen, 30)
        await seen.page.keyboard.press(" ")
        await seen.until("Number(document.querySelector('.course input').value) > 30.5")
        await seen.page.select_option(".transport select", "4")
        begun = await where(seen)
        await seen.until(f"Number(document.querySelector('.course input').value) > {begun + 4}")
        await seen.page.locator(".play").click()
        await seen.until("document.querySelector('.player').dataset.playing === 'false'")
        still = await where(seen)
        assert await shown(seen) == await shown(seen)
        assert (await shown(seen))["turns"] == expected(still)["turns"]
        await asyncio.sleep(0.2)
        assert await where(seen) == still
        assert seen.wrong == []


async def test_a_call_stops_at_its_end_and_begins_again_from_there(dsn: str) -> None:
    async with opened(dsn, f"/{ID}") as seen:
        await ready(seen)
        await seek(seen, COURSE.seconds - 0.3)
        await seen.page.locator(".play").click()
        await seen.until("document.querySelector('.player').dataset.playing === 'false'")
        assert await where(seen) == pytest.approx(COURSE.seconds, abs=0.01)
        await seen.page.locator(".play").click()
        await seen.until("Number(document.querySelector('.course input').value) < 20")


async def test_keys_go_to_turns_alerts_and_marks_within_the_player_alone(dsn: str) -> None:
    turns = [s.at_s for s in COURSE.stops if s.kind == "customer"]
    alert = next(s.at_s for s in COURSE.stops if s.kind == "alert")
    marked = next(s.at_s for s in COURSE.stops if s.kind == "marked")
    async with opened(dsn, f"/{ID}/play") as seen:
        await ready(seen)
        keys = seen.page.keyboard

        async def gone_to(at_s: float) -> None:
            assert await where(seen) == pytest.approx(at_s, abs=0.01)

        await keys.press("c")
        await gone_to(turns[0])
        await keys.press("c")
        await gone_to(turns[1])
        await keys.press("Shift+C")
        await gone_to(turns[0])
        await keys.press("a")
        await gone_to(alert)
        await seek(seen, 0)
        await keys.press("m")
        await gone_to(marked)
        await keys.press("ArrowLeft")
        await gone_to(marked - 5)
        await keys.press("ArrowRight")
        await gone_to(marked)
        await keys.press("End")
        await gone_to(COURSE.seconds)
        await keys.press("Home")
        await gone_to(0)
        await keys.press(">")
        assert await seen.page.locator(".transport select").input_value() == "1.5"
        await seen.page.locator("h1").click()
        await seen.page.evaluate("document.activeElement.blur()")
        await keys.press("End")
        await keys.press("c")
        await gone_to(0)
        assert seen.pressed == []  # nothing of this reaches a call that goes on


async def test_the_sound_is_in_step_with_the_picture(dsn: str) -> None:
    keep_sound(60)
    await_sound = """async () => {
        const Made = window.Audio;
        window.Audio = function () { return (window.made = new Made()); };
    }"""
    async with opened(dsn) as seen:
        await seen.page.evaluate(await_sound)
        await seen.page.evaluate("id => { location.hash = `#/calls/${id}/play` }", ID)
        await ready(seen)
        await seen.until("window.made.readyState > 0")
        await seek(seen, 20)
        await seen.page.select_option(".transport select", "2")
        await seen.page.locator(".play").click()
        await seen.until("window.made.currentTime > 21")
        apart = await seen.page.evaluate(
            "Math.abs(Number(document.querySelector('.course input').value) - made.currentTime)"
        )
        assert apart < 0.3
        assert await seen.page.evaluate("made.playbackRate") == 2
        await seek(seen, 40)
        await seen.until("window.made.currentTime > 40.2")
        await seek(seen, 70)  # behind the end of the sound the call goes on in silence
        await seen.until("Number(document.querySelector('.course input').value) > 70.5")
        assert await seen.page.evaluate("made.paused || made.ended")
        await seek(seen, 10)
        await seen.until("!made.paused && made.currentTime > 10.2")
        assert seen.wrong == []


async def test_sound_that_cannot_be_played_leaves_the_picture(dsn: str) -> None:
    audio_path(ID).parent.mkdir(parents=True)
    audio_path(ID).write_bytes(b"no sound at all" * 50)
    async with opened(dsn, f"/{ID}/play") as seen:
        await ready(seen)
        await seen.page.locator(".play").click()
        await seen.until("Number(document.querySelector('.course input').value) > 1")
        assert "without it" in await seen.text(".player")


async def test_what_was_said_is_found_and_played_from_there(dsn: str) -> None:
    async with opened(dsn) as seen:
        await seen.page.locator("table.calls").wait_for(timeout=20_000)
        assert await seen.page.locator("table.calls tbody tr").count() == 3
        await seen.page.fill("#calls-text", "飯店")
        await seen.page.locator(".hit").first.wait_for(timeout=20_000)
        assert await seen.text(".hit mark") == "飯店"
        await seen.page.fill("#calls-text", "warm")
        await seen.until("document.querySelector('.hit mark')?.textContent === 'warm'")
        at = await seen.page.locator(".hit a").first.get_attribute("href")
        assert at is not None
        await seen.page.locator(".hit a").first.click()
        await ready(seen)
        await seen.until("Number(document.querySelector('.course input').value) > 0")
        assert await where(seen) == pytest.approx(float(at.rsplit("/", 1)[1]), abs=0.01)


async def test_a_list_is_chosen_by_its_filter(dsn: str) -> None:
    async with opened(dsn) as seen:
        await seen.page.locator("table.calls").wait_for(timeout=20_000)
        await seen.page.locator("summary").click()
        await seen.page.select_option("#calls-mode", "inbound")
        await seen.until("document.querySelectorAll('table.calls tbody tr').length === 1")
        await seen.page.fill("#calls-agent", "Nobody")
        await seen.page.locator("#calls-agent").blur()
        await seen.until("!document.querySelector('table.calls')")
        assert "No call is kept" in await seen.text(".sheet")


async def test_a_report_opens_in_a_frame_in_which_nothing_runs(dsn: str) -> None:
    async with opened(dsn, f"/{ID}/report") as seen:
        frame = seen.page.frame_locator(".report iframe")
        await frame.locator("svg").first.wait_for(timeout=20_000)
        assert await seen.page.locator(".report iframe").get_attribute("sandbox") == ""
        assert await frame.locator("h1").inner_text()
        colour = await frame.locator("body").evaluate("e => getComputedStyle(e).maxWidth")
        assert colour == "1060px"  # its own style sheet counts
        report = next(f for f in seen.page.frames if f.url.endswith("/report"))
        assert await seen.page.evaluate(
            "document.querySelector('.report iframe').contentDocument === null"
        )
        assert report.url.startswith(seen.address.url)
        assert seen.wrong == []


async def test_a_call_is_deleted_only_after_it_was_asked(dsn: str) -> None:
    async with opened(dsn, f"/{ID}") as seen:
        await ready(seen)
        away = seen.page.locator(".sheet .danger")
        await away.click()
        await seen.until("document.activeElement.textContent === 'Keep it'")
        await seen.page.keyboard.press("Escape")
        await seen.until("!document.querySelector('dialog')")
        assert count(dsn) == 3
        await away.click()
        await seen.page.locator("dialog .danger").click()
        await seen.page.locator("table.calls").wait_for(timeout=20_000)
        await seen.until("document.querySelectorAll('table.calls tbody tr').length === 2")
        assert count(dsn) == 2


def count(dsn: str) -> int:
    store = CallStore.open(dsn)
    try:
        return store.count()
    finally:
        store.close()


async def test_a_call_that_is_not_there_says_so(dsn: str) -> None:
    async with opened(dsn, "/20200101-000000-000000") as seen:
        await seen.page.locator(".trouble").wait_for(timeout=20_000)
        assert "There is no call 20200101-000000-000000." in await seen.text(".trouble")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("part", ["", f"/{ID}/report"])
async def test_kept_calls_can_be_used_by_everyone(dsn: str, part: str, dark: bool) -> None:
    async with opened(dsn, part, size=NARROW, dark=dark, reduced_motion="reduce") as seen:
        await seen.page.locator(".player" if part else "table.calls").wait_for(timeout=20_000)
        if part:
            await seek(seen, AT_S)
            await seen.page.locator(".report iframe").wait_for(timeout=20_000)
        found = await Axe().run(seen.page, options=AXE)
        assert [v["id"] for v in found.response["violations"]] == [], found.generate_report()
        assert await seen.page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


async def test_a_list_is_a_table_where_there_is_room(dsn: str) -> None:
    async with opened(dsn, size=WIDE) as seen:
        await seen.page.locator("table.calls").wait_for(timeout=20_000)
        tops = await seen.page.evaluate(
            "[...document.querySelectorAll('tbody tr:first-child > *')]"
            ".map((cell) => Math.round(cell.getBoundingClientRect().top))"
        )
        assert len(tops) == 8
        assert len(set(tops)) == 1
        found = await Axe().run(seen.page, options=AXE)
        assert [v["id"] for v in found.response["violations"]] == [], found.generate_report()
