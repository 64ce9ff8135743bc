"""A report as Markdown, as text, as JSON: golden for the samples, and safe with any words.

To accept a change on purpose: UPDATE_GOLDEN=1 pytest tests/test_report_forms.py
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from copilot.language import Language
from copilot.method.moves import Move
from copilot.method.outcome import Outcome
from copilot.method.phases import Phase
from copilot.method.signals import OBJECTIONS
from copilot.report.facts import Handled, MomentKind
from copilot.report.form import FORMAT, report_json
from copilot.report.gather import facts_of
from copilot.report.markdown import markdown
from copilot.report.text import text, width
from copilot.report.words import (
    COLUMNS,
    DOUBTS,
    HANDLED,
    MOMENTS,
    OUTCOMES,
    QUESTIONS,
    label,
    short,
)
from tests.records import SAMPLES, sample_record
from tests.reports import a, c, call

GOLDEN = Path(__file__).parent / "golden" / "report"
LANGUAGES = pytest.mark.parametrize("lang", list(Language))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_of_a_sample_is_the_golden_file(name: str) -> None:
    facts = facts_of(sample_record(name))
    written = markdown(facts, facts.lang)
    file = GOLDEN / f"{name}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(written, encoding="utf-8")
    assert written.splitlines() == file.read_text(encoding="utf-8").splitlines()


@LANGUAGES
def test_a_report_can_be_read_in_any_language_whatever_was_spoken(lang: Language) -> None:
    facts = facts_of(sample_record("en-out-coldroom"))
    written = markdown(facts, lang)
    heads = [line for line in written.splitlines() if line.startswith("## ")]
    assert len(heads) == len(set(heads)) == 12
    assert facts.turns[0].text.split(",")[0] in written


@LANGUAGES
def test_a_call_of_nothing_has_a_report(lang: Language) -> None:
    facts = facts_of(call(closed=False))
    for written in (markdown(facts, lang), text(facts, lang)):
        assert "{" not in written
        assert label("too_short", lang) in written
    assert json.loads(report_json(facts, lang))["keep"] == []


def test_marks_in_what_was_said_stay_marks() -> None:
    said = "# [x](http://e.x) <script>a</script> | *b* _c_ `d` \\e &amp;\n- f"
    written = markdown(facts_of(call(a(said, Move.SITUATION), c(said))), Language.EN)
    assert "<script>" not in written
    assert "[x](" not in written
    assert r"\# \[x\](http://e.x) \<script\>" in written
    assert all(line.count("*b*") == 0 for line in written.splitlines())
    assert not any(line.startswith("- f") for line in written.splitlines())


def test_text_for_a_terminal_holds_the_words_without_the_marks() -> None:
    said = "I pay *five* dollars, [really] | 50% <b>"
    facts = facts_of(call(a("What is hard?", Move.PROBLEM), c(said)))
    written = text(facts, Language.EN)
    assert "I pay *five* dollars, [really] | 50% <b>" in written
    assert "**" not in written
    assert "\\" not in written


def test_the_table_of_phases_stands_in_columns() -> None:
    facts = facts_of(sample_record("zht-out-hotel"))
    lines = text(facts, facts.lang).splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("階段"))
    rows = lines[at : at + 4]
    shares = [width(r[: r.index("%")]) for r in rows[1:]]
    assert len(set(shares)) == 1


def test_json_says_its_format_and_holds_every_fact() -> None:
    facts = facts_of(sample_record("zhs-in-english"))
    form: dict[str, Any] = json.loads(report_json(facts, facts.lang))
    assert form["format"] == FORMAT
    assert form["call"]["id"] == facts.id
    assert form["call"]["outcome"] == "agreed"
    assert list(form) == ["format", "report_lang", "call", "keep", "try", "facts"]
    names = "turns phases spin presented rows learned needs options objections moments lines talk"
    names += " next_steps unasked lost_words pauses"
    assert " ".join(form["facts"]) == names
    assert [p["phase"] for p in form["facts"]["phases"]] == [str(p) for p in Phase]
    assert form["keep"][0].keys() == {"code", "turns", "at_s", "title", "text"}
    assert form["facts"]["lines"]["offered"] == facts.lines.offered
    assert [s["answered"] for s in form["facts"]["spin"]] == [s.answered for s in facts.spin]


def test_prose_is_a_section_only_where_there_is_some() -> None:
    facts = facts_of(sample_record("en-out-coldroom"))
    assert "prose" not in json.loads(report_json(facts, facts.lang))
    assert "What happened" not in markdown(facts, facts.lang)
    assert "What happened" in markdown(facts, facts.lang, "They agreed [34].")
    assert json.loads(report_json(facts, facts.lang, "It went well [3]."))["prose"]


def test_a_call_that_broke_off_and_words_that_were_lost_are_said() -> None:
    written = markdown(facts_of(call(a("Hi."), c("Yes?"), closed=False)), Language.EN)
    assert "> The program ended before the call did" in written


def test_a_long_quotation_is_cut_at_a_word_and_the_cut_is_marked() -> None:
    cut = short("word " * 60, Language.EN)
    assert cut.endswith("word…")
    assert len(cut) <= 130
    assert short("好" * 60, Language.ZH_HANT) == "好" * 43 + "…"


def test_every_name_has_words() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert set(MOMENTS) == set(MomentKind)
    assert set(HANDLED) == set(Handled)
    assert set(DOUBTS) == set(OBJECTIONS)
    assert len(QUESTIONS) == len(COLUMNS) == 4


JUDGING = ("tone", "mood", "emotion", "語氣", "情緒", "态度", "語調", "nervous", "angry")


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_in_a_report_judges_a_voice_or_a_mood(name: str) -> None:
    facts = facts_of(sample_record(name))
    said = " ".join(t.text for t in facts.turns)
    for lang in Language:
        lines = markdown(facts, lang).splitlines()[:-1]  # the last line says just that
        found = [w for w in JUDGING if any(w in line for line in lines) and w not in said]
        assert found == []
