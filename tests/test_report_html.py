"""The page of a report: one file, nothing from outside, words stay words, and readable by all."""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from copilot.language import Language
from copilot.report.compare import By, compare
from copilot.report.facts import CallFacts, Quoted
from copilot.report.gather import facts_of
from copilot.report.html import html
from copilot.report.many_html import many_html
from copilot.store.summary import summary
from tests.records import SAMPLES, sample_record

EVIL = """</style><script>alert(1)</script><img src=x onerror=alert(2)>"'&{{7*7}}"""
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """What a page is made of, and whether its elements are closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@cache
def facts(name: str = "en-out-coldroom") -> CallFacts:
    return facts_of(sample_record(name))


@cache
def comparison_page(lang: Language) -> str:
    calls = [summary(sample_record(n)) for n in SAMPLES]
    return many_html(compare(calls * 2, By.AGENT), lang)


def pages() -> list[str]:
    return [html(facts(n), facts(n).lang) for n in SAMPLES] + [
        comparison_page(lang) for lang in Language
    ]


def test_every_page_is_whole_and_needs_nothing_from_outside() -> None:
    for source in pages():
        page = Page(source)
        names = {tag for tag, _ in page.tags}
        assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
        assert "url(" not in source
        assert "@import" not in source
        for _, attributes in page.tags:
            assert not [a for a in attributes if a.startswith("on") or a in ("src", "style")]
            assert (attributes.get("href") or "#").startswith("#")


def test_the_policy_allows_the_one_style_sheet_and_nothing_else() -> None:
    source = html(facts(), Language.EN)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', source)
    css = source[source.index("<style>") + 7 : source.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy


def test_ids_are_unique_and_every_link_leads_to_a_turn() -> None:
    for source in pages():
        page = Page(source)
        ids = [a["id"] for _, a in page.tags if a.get("id")]
        assert len(ids) == len(set(ids))
        links = {a["href"] for tag, a in page.tags if tag == "a"}
        assert {str(link)[1:] for link in links} <= set(ids)


def test_headings_go_down_one_step_at_a_time() -> None:
    for source in pages():
        levels = [int(tag[1]) for tag, _ in Page(source).tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_what_people_cards_and_files_say_is_never_markup() -> None:
    told = facts()
    quoted = Quoted(3, 13.0, EVIL)
    evil = replace(
        told,
        agent=EVIL,
        product=EVIL,
        consent=EVIL,
        id=EVIL,
        turns=tuple(replace(t, text=EVIL) for t in told.turns),
        rows=tuple(
            replace(r, columns=tuple(replace(c, text=EVIL) for c in r.columns)) for r in told.rows
        ),
        moments=tuple(replace(m, said=quoted, reply=quoted) for m in told.moments),
        learned=tuple(replace(x, quote=EVIL) for x in told.learned),
        objections=tuple(
            replace(o, said=quoted, reply=quoted, card_answer=EVIL, used_card=False)
            for o in told.objections
        ),
        options=(quoted,),
    )
    source = html(evil, Language.EN, prose=f"{EVIL} [3] [999]")
    assert source.count("<script") == 0
    assert source.count("<img") == 0
    assert source.count("</style>") == 1
    assert "49" not in re.findall(r"&#39;&amp;(.{1,7})", source)
    names = {tag for tag, _ in Page(source).tags}
    assert not names & {"script", "img"}


def test_an_agents_name_is_never_markup_in_a_comparison() -> None:
    calls = [replace(summary(sample_record(n)), agent=EVIL) for n in SAMPLES]
    source = many_html(compare(calls, By.AGENT), Language.EN)
    assert "<script" not in source
    assert "<img" not in source


def test_marks_that_turn_the_reading_direction_are_left_out() -> None:
    told = facts()
    first = replace(told.turns[0], text="a\u202eb\x1b[31m")
    turned = replace(told, turns=(first, *told.turns[1:]))
    source = html(turned, Language.EN)
    assert "\u202e" not in source
    assert "\x1b" not in source


def test_the_first_thing_told_is_how_it_ended_then_what_to_keep_and_to_try() -> None:
    source = html(facts(), Language.EN)
    places = [
        source.index(x)
        for x in ("<h1>Agreed", "Keep</h2>", "Try next time</h2>", "Three phases</h2>")
    ]
    assert places == sorted(places)


def test_prose_names_its_turns_as_links_and_no_turn_that_is_not_there() -> None:
    source = html(facts(), Language.EN, prose="They met [3]. Later [999].")
    assert 'They met <a href="#t3" aria-label="turn 3">[3]</a>. Later [999].' in source


@pytest.mark.parametrize("lang", list(Language))
def test_a_page_says_its_language_and_that_of_the_words_in_it(lang: Language) -> None:
    source = html(facts("zhs-in-english"), lang)
    assert f'<html lang="{lang}">' in source
    assert 'class="words" lang="zh-Hans"' in source


def test_a_call_in_which_nobody_spoke_has_a_page_too() -> None:
    told = facts()
    talk = replace(
        told.talk, agent_s=0, customer_s=0, agent_turns=0, customer_turns=0, longest_agent=None
    )
    zero = tuple(replace(p, seconds=0.0, share=0.0, customer_turns=0) for p in told.phases)
    empty = replace(
        told,
        turns=(),
        moments=(),
        rows=(),
        presented=(),
        learned=(),
        needs=(),
        options=(),
        objections=(),
        next_steps=(),
        phases=zero,
        talk=talk,
        spin=tuple(replace(s, questions=()) for s in told.spin),
        closed=False,
    )
    assert "too short for advice" in html(empty, Language.EN)


def test_the_same_call_gives_the_same_bytes() -> None:
    assert html(facts(), Language.EN) == html(facts(), Language.EN)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_stand_out_4_5_to_1_and_what_is_drawn_3_to_1_in_light_and_dark() -> None:
    css = (Path(__file__).parent.parent / "copilot/report/page/page.css").read_text("utf-8")
    themes = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block)) for block in css.split("@me")]
    themes = [t for t in themes if "paper" in t]
    assert len(themes) == 2
    for theme in themes:
        for ground in (theme["paper"], theme["raised"]):
            for ink in ("text", "muted", "warning", "keep", "try", "link"):
                assert contrast(theme[ink], ground) >= 4.5, (ink, ground)
        for ink in ("cognitive", "divergent", "convergent", "warning"):
            assert contrast(theme[ink], theme["paper"]) >= 3, ink


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_lays_the_page_out_and_finds_nothing_against_its_policy(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(html(facts("zht-out-hotel"), Language.ZH_HANT), encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000"),
            *("--dump-dom", file.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "談成了" in done.stdout
    assert "Content Security Policy" not in done.stderr
    assert "CONSOLE" not in done.stderr
