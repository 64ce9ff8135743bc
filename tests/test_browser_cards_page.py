"""The card editor in Chromium: a card made, mended and kept, and nothing in it becomes markup."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from copilot.browser.cards_routes import cards_routes
from copilot.browser.shelf import Shelf
from copilot.cardfile import load_card
from tests.browser import MIDDLE, NARROW, WIDE, Seen, in_browser
from tests.markup import MARKUP
from tests.test_cards import GOOD

pytestmark = pytest.mark.browser
FILLED = {
    "name": "Nightjar",
    "company": "Nightjar Monitoring",
    "price": "$29 a month",
    "fabe-0-feature": "a sensor",
    "fabe-0-advantage": "checks every two minutes",
    "fabe-0-benefit": "you hear in time",
}


@asynccontextmanager
async def editor(
    tmp_path: Path, part: str = "#/cards/new", size: tuple[int, int] = WIDE, *, dark: bool = False
) -> AsyncIterator[Seen]:
    more = cards_routes(Shelf(tmp_path))
    async with in_browser(
        None, size=size, dark=dark, more=more, part=part, locale="en-US", reduced_motion="reduce"
    ) as seen:
        yield seen
        assert seen.wrong == []


def field(page: Page, place: str) -> str:
    return f"#field-{place}"


async def fill(page: Page) -> None:
    for place, text in FILLED.items():
        await page.fill(field(page, place), text)


async def no_violations(seen: Seen) -> None:
    found = await Axe().run(seen.page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


async def test_a_card_is_made_from_nothing_and_found_again(tmp_path: Path) -> None:
    async with editor(tmp_path) as seen:
        page = seen.page
        await fill(page)
        evidence, note = field(page, "fabe-0-evidence"), "#field-fabe-0-evidence-fault"
        await page.focus(evidence)
        await page.keyboard.press("Tab")
        await expect(page.locator(note)).to_contain_text("No evidence")
        await expect(page.locator(evidence)).to_have_attribute("aria-invalid", "true")
        await expect(page.locator(evidence)).to_have_attribute("aria-describedby", note[1:])
        await page.fill(evidence, "1,300 shops use it")
        await expect(page.locator(note)).to_be_hidden()
        await page.click("text=Add a fact")
        await page.fill(field(page, "facts-0-text"), "ships in one day")
        await expect(page.locator(".entries dt", has_text="fact-1")).to_be_visible()
        assert await page.input_value("#card-file") == "Nightjar.yaml"
        await page.click("button.main")
        await expect(page.locator("#card-note")).to_have_text("Saved.")
        card = load_card(tmp_path / "Nightjar.yaml")
        assert (card.name, card.fabe[0].evidence) == ("Nightjar", "1,300 shops use it")
        assert card.facts[0].text == "ships in one day"
        await page.reload()
        await expect(page.locator(field(page, "name"))).to_have_value("Nightjar")
        assert await page.evaluate("location.hash") == "#/cards/Nightjar.yaml"


async def test_unsaved_work_survives_a_reload_and_warns_before(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    async with editor(tmp_path, "#/cards/a.yaml") as seen:
        page, asked = seen.page, []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept())[1])
        await page.fill(field(page, "price"), "$31 a month")
        await page.reload()
        await expect(page.locator(field(page, "price"))).to_have_value("$31 a month")
        assert asked == ["beforeunload"]
        assert load_card(tmp_path / "a.yaml").price == "$29 a month"
        await page.click("text=Discard changes")
        await expect(page.locator(field(page, "price"))).to_have_value("$29 a month")


async def test_text_is_kept_to_the_letter_and_shown_as_a_form(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    text = f"# mine\n{GOOD}# to the end\n".replace("$29", "$30")
    async with editor(tmp_path, "#/cards/a.yaml") as seen:
        page = seen.page
        await page.click("button[aria-pressed]:has-text('Text')")
        await page.fill("#card-yaml", text.replace("price: ", "prize: "))
        await expect(page.locator(".fault").first).to_contain_text("line 1")
        await page.fill("#card-yaml", text)
        await expect(page.locator(".faults")).to_contain_text("This card is right")
        await page.click("button.main")
        await expect(page.locator("#card-note")).to_have_text("Saved.")
        assert (tmp_path / "a.yaml").read_text("utf-8") == text
        await page.click("button[aria-pressed]:has-text('Form')")
        await expect(page.locator(field(page, "price"))).to_have_value("$30 a month")
        await expect(page.locator(field(page, "price"))).to_be_disabled()
        await page.click("text=Edit as a form without them")
        await expect(page.locator(field(page, "price"))).to_be_enabled()


async def test_a_card_that_someone_else_changed_is_kept_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    async with editor(tmp_path, "#/cards/a.yaml") as seen:
        page = seen.page
        await page.fill(field(page, "price"), "$1 a month")
        path.write_text(GOOD + "# theirs\n", encoding="utf-8")
        await page.click("button.main")
        await expect(page.locator("#card-note")).to_contain_text("has changed this card")
        await page.click("button.main")
        await expect(page.locator("#card-note")).to_have_text("Saved.")
        assert path.read_text("utf-8") == GOOD + "# theirs\n"
        assert load_card(tmp_path / "a 2.yaml").price == "$1 a month"


async def test_a_card_is_deleted_only_when_asked_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    async with editor(tmp_path, "#/cards/a.yaml") as seen:
        await seen.page.click("button.danger")
        await expect(seen.page.locator("button.danger")).to_contain_text("again")
        assert path.exists()
        await seen.page.click("button.danger")
        await seen.until("() => location.hash === '#/cards'")
        assert not path.exists()


async def test_markup_in_a_card_is_text_and_told_to_be_none_of_it(tmp_path: Path) -> None:
    facts = "".join(f"  - '{text.replace(chr(39), chr(39) * 2)}'\n" for text in MARKUP)
    hostile = GOOD.replace("facts:\n", f"facts:\n{facts}").replace("a sensor", MARKUP[0])
    (tmp_path / "a.yaml").write_text(hostile, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"name: '{MARKUP[3]}'\n", encoding="utf-8")
    assert len(MARKUP) >= 30
    async with editor(tmp_path, "#/cards/a.yaml") as seen:
        page = seen.page
        for number, text in enumerate(MARKUP):
            await expect(page.locator(field(page, f"facts-{number}-text"))).to_have_value(text)
        foreign = "main :is(script, iframe, img, svg, object, embed, base, meta, style, video)"
        assert await page.locator(foreign).count() == 0
        await expect(page.locator(".faults")).to_contain_text(MARKUP[0].split("(")[0][:8])
        await page.evaluate("location.hash = '#/cards'")
        await expect(page.locator(".card-link", has_text=MARKUP[3])).to_be_visible()
        assert await page.locator(foreign).count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, MIDDLE, WIDE], ids=lambda size: str(size[0]))
async def test_axe_finds_nothing_and_nothing_is_wider_than_the_page(
    tmp_path: Path, size: tuple[int, int], dark: bool
) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    broken = GOOD.replace("    evidence: 1,300 shops use it\n", "# a comment\n")
    (tmp_path / "b.yaml").write_text(broken, encoding="utf-8")
    async with editor(tmp_path, "#/cards", size, dark=dark) as seen:
        for part, ready in (
            ("", ".card-link"),
            ("/a.yaml", ".entries dt"),
            ("/b.yaml", ".fault"),
            ("/new", "#field-name"),
        ):
            await seen.page.evaluate("part => { location.hash = part }", f"#/cards{part}")
            await seen.page.locator(ready).first.wait_for()
            await no_violations(seen)
            needed, given = await seen.page.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            assert needed <= given, part
