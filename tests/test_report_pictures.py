"""The pictures of a report: areas are time, overlaps are moves, and words are readable by all."""

import itertools
import math
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.method.phases import Phase
from copilot.report.compare import By, compare
from copilot.report.facts import CallFacts, MomentKind, PhaseFact
from copilot.report.gather import facts_of
from copilot.report.pictures.canvas import Canvas, Ink, sign_path
from copilot.report.pictures.circles import WIDTH, moves_between, of_call, of_target, placed
from copilot.report.pictures.timeline import SIGNS, timeline
from copilot.report.pictures.trends import questions_asked, shares_over_time
from copilot.store.summary import summary
from tests.records import SAMPLES, sample_record

C, D, V = Phase


def shares(*values: float) -> dict[Phase, float]:
    return dict(zip(Phase, values, strict=True))


def phases(*values: float) -> list[PhaseFact]:
    told = shares(*values).items()
    return [PhaseFact(p, 200 * s, s, TARGET_SHARES[Mode.OUTBOUND][p], 1, None) for p, s in told]


def root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(svg: str) -> list[str]:
    return [e.text or "" for e in root(svg).iter() if e.tag.endswith("}text")]


@pytest.fixture(scope="module")
def facts() -> CallFacts:
    return facts_of(sample_record("en-out-coldroom"))


def test_areas_are_as_the_shares() -> None:
    circles = placed(shares(0.5, 0.3, 0.2), {})
    areas = [math.pi * c.r**2 for c in circles]
    assert areas[0] / areas[1] == pytest.approx(5 / 3)
    assert areas[0] / areas[2] == pytest.approx(5 / 2)


def test_circles_overlap_only_where_the_customer_moved_and_more_with_every_move() -> None:
    def gap(moves: int) -> float:
        a, b, _ = placed(shares(0.4, 0.4, 0.2), {frozenset((C, D)): moves} if moves else {})
        return (b.x - b.r) - (a.x + a.r)

    assert gap(0) > 0 > gap(1) > gap(2) > gap(9)


@pytest.mark.parametrize(
    "given", [*itertools.permutations((0.9, 0.1, 0.0)), (1 / 3, 1 / 3, 1 / 3), (0, 0, 0)]
)
@pytest.mark.parametrize("moves", [0, 1, 50])
def test_circles_stand_in_their_order_and_inside_the_picture(
    given: tuple[float, float, float], moves: int
) -> None:
    pairs = {frozenset(p): moves for p in itertools.pairwise(Phase)} if moves else {}
    circles = placed(shares(*given), pairs)
    assert [c.x for c in circles] == sorted(c.x for c in circles)
    assert min(c.x - c.r for c in circles) >= 0
    assert max(c.x + c.r for c in circles) <= WIDTH


def test_moves_are_counted_either_way_and_staying_is_none() -> None:
    assert moves_between([C, C, D, C, V, V, D]) == {
        frozenset((C, D)): 2,
        frozenset((C, V)): 1,
        frozenset((D, V)): 1,
    }


def test_a_phase_that_got_nothing_is_a_dashed_ring_with_its_name_and_0_percent() -> None:
    svg = of_call("c", phases(0.7, 0.0, 0.3), {}, Language.EN)
    dashed = [e.get("class") for e in root(svg).iter() if e.get("stroke-dasharray")]
    assert dashed == ["stroke-divergent"]
    assert "divergent" in words(svg)
    assert "0:00 · 0\u202f%" in words(svg)


@pytest.mark.parametrize("lang", list(Language))
def test_the_alternative_text_says_what_the_circles_show(lang: Language) -> None:
    svg = of_call("c", phases(0.5, 0.3, 0.2), moves_between([C, D, C, V]), lang)
    told = root(svg)
    assert told.get("role") == "img"
    ids = (told.get("aria-labelledby") or "").split()
    texts = {e.get("id"): e.text or "" for e in told.iter() if e.get("id")}
    assert [i in texts for i in ids] == [True, True]
    for shown in ("50\u202f%", "30\u202f%", "20\u202f%", "1:40"):
        assert shown in texts["c-desc"]
    assert "2" in texts["c-desc"]


def test_the_ideal_names_no_times_and_no_counts() -> None:
    svg = of_target("t", "ideal", TARGET_SHARES[Mode.INBOUND], Language.EN)
    assert [w for w in words(svg) if ":" in w or "×" in w] == []
    assert "60\u202f%" in words(svg)


def test_every_turn_is_a_bar_and_every_moment_a_numbered_sign(facts: CallFacts) -> None:
    svg = timeline("t", facts, Language.EN)
    agents = [t for t in facts.turns if t.speaker is Speaker.AGENT]
    bars = [e for e in root(svg).iter() if e.get("class") == "fill-muted" and e.get("d")]
    plain = [e for e in bars if e.get("opacity") is None and "C" not in (e.get("d") or "")]
    marked = sum(m.kind is MomentKind.MARKED for m in facts.moments)
    assert len(plain) == len(agents) + marked
    assert [str(n + 1) in words(svg) for n in range(len(facts.moments))] == [True] * len(
        facts.moments
    )


def test_a_call_of_hours_and_a_call_of_nothing_can_be_drawn(facts: CallFacts) -> None:
    many = [replace(facts.moments[0], said=replace(facts.moments[0].said, start=60.0))] * 40
    long = replace(facts, seconds=3 * 3600.0, moments=tuple(many))
    assert "2:00:00" in words(timeline("t", long, Language.EN))
    empty = replace(facts, seconds=0.0, turns=(), moments=())
    assert words(timeline("t", empty, Language.EN))[:3] == ["cognitive", "divergent", "convergent"]


def test_the_same_call_gives_the_same_bytes_without_date_style_or_foreign_address() -> None:
    facts = facts_of(sample_record(SAMPLES[0]))
    svg = timeline("t", facts, facts.lang)
    assert svg == timeline("t", facts, facts.lang)
    assert "style=" not in svg
    assert "font-family" not in svg
    assert re.findall(r"https?://\S+?(?=\")", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"20\d\d-\d\d-\d\d", svg)


def test_han_characters_are_text_for_the_browsers_own_fonts() -> None:
    facts = facts_of(sample_record("zht-out-hotel"))
    assert {"認識", "歧異", "聚斂"} <= set(words(timeline("t", facts, Language.ZH_HANT)))


def test_every_colour_is_named_so_that_the_dark_can_have_its_own() -> None:
    canvas = Canvas("x", 100, 100)
    for ink in Ink:
        canvas.box(1, 1, 5, 5, ink)
        canvas.text(5, 5, "x", ink=ink)
        canvas.line([(0, 0), (9, 9)], ink)
    drawn = [e for e in root(canvas.svg("t", "d")).iter() if e.get("fill") or e.get("stroke")]
    assert len(drawn) == 3 * len(Ink)
    assert [e for e in drawn if not e.get("class")] == []


def test_words_are_never_markup_nor_formulas() -> None:
    canvas = Canvas("x", 100, 100)
    canvas.text(5, 5, "<script>$x^2$</script>\u202e")
    svg = canvas.svg("<b>", "</desc><script>")
    assert "<script" not in svg
    assert words(svg) == ["<script>$x^2$</script> "]


def test_each_kind_of_moment_has_a_shape_for_the_legend() -> None:
    assert set(SIGNS) == set(MomentKind)
    assert all(re.fullmatch(r"[MLCQZ0-9e. -]+", sign_path(s)) for s in SIGNS.values())


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_trends_are_drawn_of_any_number_of_calls(count: int) -> None:
    comparison = compare([summary(sample_record(n)) for n in SAMPLES[:count]], By.WEEK)
    svg = shares_over_time("x", C, comparison.trend, Language.EN)
    assert svg.count('class="fill-cognitive"') == count
    assert f"{count} / {count}" in words(questions_asked("y", comparison.total, Language.EN))
