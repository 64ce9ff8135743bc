"""Many calls together: sums that add up, no percentage of a few, and no ranking."""

import json
import time
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from copilot.cli import main
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.outcome import Outcome
from copilot.method.phases import Phase
from copilot.report.compare import By, compare
from copilot.report.many import many_json, many_markdown
from copilot.report.tables import part, tables
from copilot.store.calls import configured_store
from copilot.store.summary import CallSummary
from tests.records import SAMPLES, sample_record

C, D, V = Phase


def a_call(
    began: str = "2026-11-03T10:00:00Z",
    agent: str = "Ana",
    share: tuple[float, float, float] = (0.5, 0.3, 0.2),
    speech_s: float = 100.0,
    **more: object,
) -> CallSummary:
    plain = CallSummary(
        id=began,
        began=began,
        mode=Mode.OUTBOUND,
        lang=Language.EN,
        agent=agent,
        product="",
        source="",
        seconds=speech_s * 1.2,
        turns=20,
        outcome=Outcome.AGREED,
        shares=dict(zip(Phase, share, strict=True)),
        targets={C: 0.45, D: 0.35, V: 0.2},
        agent_share=0.5,
        speech_s=speech_s,
        spin={Move.SITUATION: 3},
        lines_offered=10,
        lines_followed=4,
        lines_used=2,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_long_call_counts_for_more_time_than_a_short_one() -> None:
    calls = [a_call(share=(1, 0, 0), speech_s=300), a_call(share=(0, 0, 1), speech_s=100)]
    total = compare(calls, By.AGENT).total
    assert total.phase_s == {C: 300.0, D: 0.0, V: 100.0}
    assert total.share(C) == pytest.approx(0.75)
    assert total.target(D) == pytest.approx(0.35)


def test_a_question_counts_once_for_each_call_however_often_it_was_asked() -> None:
    calls = [a_call(spin={Move.PROBLEM: 5}), a_call(spin={Move.PROBLEM: 1}), a_call(spin={})]
    assert compare(calls, By.AGENT).total.asked[Move.PROBLEM] == 2


def test_groups_stand_in_the_order_of_names_whatever_their_results() -> None:
    worst = a_call(agent="Ana", outcome=Outcome.DECLINED, lines_followed=0)
    best = a_call(agent="Zoe", lines_followed=10)
    names = [g.name for g in compare([best, worst, best], By.AGENT).groups]
    assert names == ["Ana", "Zoe"]


def test_groups_add_up_to_the_total() -> None:
    calls = [
        a_call(f"2026-11-{d:02}T10:00:00Z", agent="AB"[d % 2], mode=list(Mode)[d % 2])
        for d in range(1, 29)
    ]
    for by in By:
        comparison = compare(calls, by)
        for groups in (comparison.groups, comparison.trend):
            assert sum(g.calls for g in groups) == comparison.total.calls == 28
            assert sum(g.offered for g in groups) == comparison.total.offered
            assert sum(g.outcomes[Outcome.AGREED] for g in groups) == 28


def test_weeks_begin_on_monday_and_a_long_time_goes_by_weeks() -> None:
    sunday, monday = a_call("2026-11-22T23:00:00Z"), a_call("2026-11-23T01:00:00Z")
    assert [g.name for g in compare([monday, sunday], By.WEEK).groups] == [
        "2026-11-16",
        "2026-11-23",
    ]
    assert [g.name for g in compare([monday, sunday], By.AGENT).trend] == [
        "2026-11-22",
        "2026-11-23",
    ]
    year = compare([a_call("2025-11-23T01:00:00Z"), monday], By.AGENT)
    assert [g.name for g in year.trend] == ["2025-11-17", "2026-11-23"]


def test_days_and_weeks_are_those_of_the_person() -> None:
    """22:00 UTC on a Sunday is Monday morning in Taipei."""
    sunday, monday = a_call("2026-11-22T22:00:00Z"), a_call("2026-11-23T17:00:00Z")
    taipei = timezone(timedelta(hours=8))
    there = compare([sunday, monday], By.WEEK, lambda moment: moment.astimezone(taipei))
    assert [g.name for g in there.groups] == ["2026-11-23"]
    assert [g.name for g in there.trend] == ["2026-11-23", "2026-11-24"]
    assert many_markdown(there, Language.EN).count("2026-11-23 – 2026-11-24") == 1
    assert (there.first, there.last) == (sunday.began, monday.began)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set")
def test_the_command_knows_the_zone_of_the_person_in_summer_and_winter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("COPILOT_STORE", "COPILOT_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    record = sample_record(SAMPLES[0])
    with configured_store() as store:
        for began in ("2026-07-05T22:30:00Z", "2026-11-22T22:30:00Z"):
            store.put(replace(record, head=replace(record.head, id=began[:10], began=began)))
    with monkeypatch.context() as there:
        there.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        main(["report", "--since", "2026-07-01", "--by", "week", "--json", "-"])
    time.tzset()
    told = json.loads(capsys.readouterr().out)
    weeks = [group["name"] for group in told["groups"]]
    assert weeks == ["2026-07-06", "2026-11-16"]


def test_fewer_than_five_calls_are_never_told_in_percent() -> None:
    four = many_markdown(compare([a_call()] * 4, By.AGENT), Language.EN)
    five = many_markdown(compare([a_call()] * 5, By.AGENT), Language.EN)
    assert "%" not in four
    assert "4 / 4" in four
    assert "16 / 40" in four
    assert "50 % (45 %)" in five
    assert part(1, 4, few=True) == "1 / 4"
    assert part(0, 0, few=False) == "–"


def test_calls_in_which_nobody_spoke_are_counted_and_divide_nothing() -> None:
    silent = a_call(share=(0, 0, 0), speech_s=0.0, agent_share=0.0, spin={}, lines_offered=0)
    told = many_markdown(compare([silent] * 6, By.AGENT), Language.EN)
    assert "| Ana | 6 |" in told


def test_a_name_that_is_markup_stays_a_name() -> None:
    told = many_markdown(compare([a_call(agent="<b>|x|")] * 2, By.AGENT), Language.EN)
    assert "<b>" not in told.replace("\\<b\\>", "")


@pytest.mark.parametrize("lang", list(Language))
def test_each_table_has_a_cell_for_every_head(lang: Language) -> None:
    for table in tables(compare([a_call(), a_call(agent="Ben")], By.MODE), lang):
        assert {len(row) for row in table.rows} == {len(table.heads)}


def test_json_is_the_same_for_the_same_calls_in_any_order() -> None:
    calls = [a_call(f"2026-11-0{d}T10:00:00Z", agent="AB"[d % 2]) for d in range(1, 8)]
    told = many_json(compare(calls, By.AGENT))
    assert told == many_json(compare(calls[::-1], By.AGENT))
    form = json.loads(told)
    assert form["total"]["calls"] == 7
    assert [g["few"] for g in form["groups"]] == [True, True]
    assert "score" not in told


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def _kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("COPILOT_STORE", "COPILOT_CONFIG"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
        with configured_store() as store:
            for name in SAMPLES:
                store.put(sample_record(name))

    def test_it_compares_what_lies_between_two_days(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ["report", "--since", "2026-11-01", "--until", "2026-11-02", "--lang", "en"]
        assert main([*arguments, "--by", "mode"]) == 0
        told = capsys.readouterr().out
        assert told.startswith("Calls compared · 2 calls\n=")
        assert "inbound " in told

    def test_it_writes_every_form(self, tmp_path: Path) -> None:
        page, data = tmp_path / "m.html", tmp_path / "m.json"
        arguments = ["report", "--since", "2026-11-01", "--until", "2026-11-30"]
        assert main([*arguments, "--html", str(page), "--json", str(data)]) == 0
        assert page.read_text("utf-8").startswith("<!doctype html>")
        assert json.loads(data.read_text("utf-8"))["total"]["calls"] == 3

    def test_no_calls_are_said_to_be_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["report", "--until", "2020-01-01"]) == 0
        assert "There are no calls in this time." in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "reference"),
        [
            ([], "no-call-named"),
            (["last", "--since", "7d"], "option-of-no-use"),
            (["--since", "soon"], "no-such-time"),
            (["--since", "7d", "--llm", "x"], "option-of-no-use"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, arguments: list[str], reference: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["report", *arguments]) != 0
        assert f"[{reference}]" in capsys.readouterr().err
