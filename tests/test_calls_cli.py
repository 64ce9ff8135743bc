"""`copilot calls`, from the outside."""

import csv
import io
import json
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from copilot.cli import main
from copilot.panel.terminal.cells import width
from copilot.store.calls import configured_store
from copilot.store.filters import instant
from copilot.store.wire import event_to_line, head_to_line
from tests.records import SAMPLES, sample_record

HOTEL, ENGLISH, COLDROOM = (sample_record(name).head.id for name in SAMPLES)
Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three calls in a store of this test's own."""
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    for variable in ("COPILOT_STORE", "COPILOT_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    with configured_store() as store:
        for name in SAMPLES:
            store.put(sample_record(name))
    return tmp_path / "data"


def said(capsys: Out, *arguments: str, code: int = 0) -> str:
    """What `copilot calls` writes to standard output."""
    capsys.readouterr()
    assert main(["calls", *arguments]) == code
    return capsys.readouterr().out


def read(capsys: Out, *arguments: str) -> dict[str, object]:
    told = json.loads(said(capsys, *arguments, "--json"))
    assert isinstance(told, dict)
    return told


def refused(capsys: Out, *arguments: str) -> str:
    """The reference of the error."""
    capsys.readouterr()
    assert main(["calls", *arguments]) != 0
    return capsys.readouterr().err.partition("[")[2].partition("]")[0]


def test_a_list_is_a_table_whose_columns_stand_right_in_every_script(capsys: Out) -> None:
    head, *rows = said(capsys, "list").splitlines()
    assert [row.split()[0] for row in rows] == [COLDROOM, ENGLISH, HOTEL]
    place = head.index("outcome")
    for row in rows:
        before = row[: row.index("agreed")]
        assert width(before) == place


def test_a_list_in_json_has_every_figure(capsys: Out) -> None:
    told = read(capsys, "list", "--limit", "2")
    assert told["of"] == 3
    first = told["calls"][0]  # type: ignore[index]
    assert first["id"] == COLDROOM
    assert first["outcome"] == "agreed"
    assert sum(first["shares"].values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--mode", "inbound"], [ENGLISH]),
        (["--agent", "ANA"], [COLDROOM, ENGLISH, HOTEL]),
        (["--agent", "Ben"], []),
        (["--since", "2026-11-02", "--until", "2026-11-02"], [ENGLISH]),
        (["--until", "2026-11-02T00:00:00Z"], [HOTEL]),
        (["--outcome", "exit"], []),
        (["--min-convergent", "50"], [ENGLISH]),
        (["--max-convergent", "50%", "--min-cognitive", "42.5"], [HOTEL]),
    ],
)
def test_filters(capsys: Out, options: list[str], ids: list[str]) -> None:
    assert [c["id"] for c in read(capsys, "list", *options)["calls"]] == ids  # type: ignore[attr-defined]


def test_show_tells_figures_and_what_was_said(capsys: Out) -> None:
    page = said(capsys, "show", "20261101")
    assert page.startswith(HOTEL)
    assert "outcome          agreed" in page
    turns = sample_record(SAMPLES[0]).events
    first = next(p.event for p in turns if type(p.event).__name__ == "TurnHeard")
    assert f"[1] 0:0{int(first.start)} agent: {first.text}" in page  # type: ignore[union-attr]
    told = read(capsys, "show", "20261101")
    assert told["call"]["id"] == HOTEL  # type: ignore[index]
    assert len(told["turns"]) == told["call"]["turns"]  # type: ignore[index,arg-type]


def test_search_marks_what_it_found(capsys: Out) -> None:
    shown = said(capsys, "search", "多少钱")
    assert HOTEL in shown
    assert "«多少錢»" in shown
    hits = read(capsys, "search", "多少钱")["hits"]
    for hit in hits:  # type: ignore[attr-defined]
        start, end = hit["found"]
        assert hit["snippet"][start:end] in ("多少錢", "多少钱")
    assert read(capsys, "search", "多少", "--mode", "inbound", "--limit", "1")["hits"]
    assert read(capsys, "search", "nothing like this")["hits"] == []
    assert refused(capsys, "search", "？！") == "nothing-to-search"


def test_delete_asks_first(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(capsys, "delete", "last") == "not-confirmed"

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
    said(capsys, "delete", "last", code=1)
    assert len(read(capsys, "list")["calls"]) == 3  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    said(capsys, "delete", "last")
    assert [c["id"] for c in read(capsys, "list")["calls"]] == [ENGLISH, HOTEL]  # type: ignore[attr-defined]
    told = read(capsys, "delete", HOTEL, "20261102", HOTEL, "--yes")
    assert told == {"deleted": [HOTEL, ENGLISH]}
    assert read(capsys, "list")["calls"] == []


def test_delete_takes_the_pages_of_a_call_too(data: Path) -> None:
    reports = data / "reports"
    reports.mkdir()
    for name in (HOTEL, ENGLISH, "comparison"):
        (reports / f"{name}.html").write_text("what was said", encoding="utf-8")
    main(["calls", "delete", HOTEL, "--yes"])
    assert [f.stem for f in reports.iterdir()] == [ENGLISH]


@pytest.mark.parametrize("action", ["show", "delete", "export"])
def test_a_call_that_is_not_there_or_not_one_is_told(capsys: Out, action: str) -> None:
    assert refused(capsys, action, "1999") == "no-such-call"
    assert refused(capsys, action, "2026") == "ambiguous-call"


@pytest.mark.parametrize("form", ["vcon", "json", "csv", "webvtt"])
def test_export_writes_a_call_in_every_form(capsys: Out, tmp_path: Path, form: str) -> None:
    text = said(capsys, "export", HOTEL, "--format", form)
    file = tmp_path / "out"
    said(capsys, "export", HOTEL, "--format", form, "--out", str(file))
    assert file.read_text(encoding="utf-8") == text.replace("\r\n", "\n")
    assert "月光貴賓卡" in text or form in ("csv", "webvtt")


NO_UTF8 = "a\udcff"
"""What Python makes of a byte from a terminal that is no UTF-8."""


def test_bytes_that_are_no_text_find_nothing_and_break_nothing(capsys: Out) -> None:
    for action in ("show", "delete", "export"):
        assert refused(capsys, action, NO_UTF8) == "no-such-call"
    assert refused(capsys, "search", "\udcff") == "nothing-to-search"
    assert read(capsys, "search", "多少錢\udcff")["hits"]
    for options in (["--agent", NO_UTF8], ["--agent", "Ana"]):
        found = read(capsys, "list", *options)["calls"]
        assert len(found) == (3 if options[1] == "Ana" else 0)  # type: ignore[arg-type]
    assert refused(capsys, "list", "--since", NO_UTF8) == "no-such-time"


@pytest.mark.skipif(os.name != "posix", reason="a name that is no UTF-8")
def test_an_export_may_go_to_a_file_whose_name_is_no_utf8(capsys: Out, tmp_path: Path) -> None:
    file = tmp_path / NO_UTF8
    said(capsys, "export", HOTEL, "--out", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_an_exported_file_is_readable_by_its_owner_only_and_told_once(
    capsys: Out, tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    file.write_text("older and open to all", encoding="utf-8")
    file.chmod(0o644)
    capsys.readouterr()
    assert main(["calls", "export", HOTEL, "--format", "csv", "--out", str(file)]) == 0
    assert capsys.readouterr().err.count("Written") == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [f.name for f in tmp_path.glob("*out*")] == ["out.csv"]
    content = file.read_bytes()
    assert content.count(b"\r\n") > 20
    assert content == said(capsys, "export", HOTEL, "--format", "csv").encode()


@pytest.mark.skipif(os.name != "posix", reason="named pipes")
def test_an_export_into_a_pipe_leaves_it_a_pipe(capsys: Out, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as beside:
        came = beside.submit(pipe.read_text, encoding="utf-8")
        said(capsys, "export", HOTEL, "--out", str(pipe))
        assert json.loads(came.result(60))
    assert pipe.is_fifo()


def test_a_call_that_is_named_twice_is_exported_once(capsys: Out) -> None:
    rows = said(capsys, "export", COLDROOM, "last", "--format", "csv", "--per", "call")
    assert len(rows.splitlines()) == 2


def test_export_of_many_is_by_the_filter(capsys: Out) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(
                said(capsys, "export", "--format", "csv", "--per", "call", "--mode", "outbound")
            )
        )
    )
    assert len(rows) == 2
    assert len(json.loads(said(capsys, "export", "--format", "vcon"))) == 3
    assert refused(capsys, "export", "--agent", "Nobody") == "nothing-to-export"


def test_export_leaves_out_calls_of_which_no_words_are_kept(capsys: Out) -> None:
    with configured_store() as store:
        store.delete_words([HOTEL])
    assert len(json.loads(said(capsys, "export"))) == 2
    assert refused(capsys, "export", HOTEL) == "no-words-kept"
    rows = said(capsys, "export", HOTEL, "--format", "csv", "--per", "call").splitlines()
    assert len(rows) == 2
    assert "not kept" in said(capsys, "show", HOTEL)
    assert read(capsys, "show", HOTEL)["turns"] is None


def test_recover_stores_what_a_program_left(capsys: Out, data: Path) -> None:
    record = sample_record(SAMPLES[0])
    said(capsys, "delete", HOTEL, "--yes")
    (data / "journals").mkdir(exist_ok=True)
    lines = [head_to_line(record.head), *(event_to_line(p) for p in record.events[:100])]
    (data / "journals" / f"{HOTEL}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (told,) = read(capsys, "recover")["journals"]  # type: ignore[misc]
    assert (told["outcome"], told["id"], told["closed"]) == ("stored", HOTEL, False)
    assert read(capsys, "recover")["journals"] == []
    assert "broke off" in said(capsys, "list")


def test_purge_says_what_would_go_and_then_removes_it(capsys: Out) -> None:
    days = ["--transcript-days", "0", "--report-days", "36500"]
    every = [HOTEL, ENGLISH, COLDROOM]
    assert read(capsys, "purge", "--dry-run", *days)["words"] == every
    assert "多少" in said(capsys, "search", "多少")
    assert read(capsys, "purge", *days)["words"] == every
    assert said(capsys, "search", "多少") == ""
    assert len(read(capsys, "list")["calls"]) == 3  # type: ignore[arg-type]
    assert read(capsys, "purge", "--report-days", "0")["calls"] == every
    assert read(capsys, "list")["calls"] == []


def test_purge_goes_by_the_configured_days(
    capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[retention]\ntranscript_days = 0\n")
    monkeypatch.setenv("COPILOT_CONFIG", str(file))
    assert len(read(capsys, "purge", "--dry-run")["words"]) == 3  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "arguments",
    [["list", "--since", "soon"], ["list", "--until", "2026-13-01"], ["list", "--since", "99999w"]],
)
def test_what_is_no_time_is_told(capsys: Out, arguments: list[str]) -> None:
    assert refused(capsys, *arguments) == "no-such-time"


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--min-cognitive", "101"],
        ["list", "--limit", "0"],
        ["purge", "--report-days", "-1"],
        ["list", "--outcome", "won"],
        [],
    ],
)
def test_wrong_usage_is_told(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["calls", *arguments])
    assert caught.value.code == 2


NOW = datetime(2026, 11, 23, 8, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("text", "end", "moment"),
    [
        ("7d", False, "2026-11-16T00:30:00Z"),
        ("12h", True, "2026-11-22T12:30:00Z"),
        ("2 w", False, "2026-11-09T00:30:00Z"),
        ("today", False, "2026-11-22T16:00:00Z"),
        ("yesterday", True, "2026-11-22T16:00:00Z"),
        ("2026-11-01", False, "2026-10-31T16:00:00Z"),
        ("2026-11-01", True, "2026-11-01T16:00:00Z"),
        ("2026-11-01T10:00", False, "2026-11-01T02:00:00Z"),
        ("2026-11-01T10:00:00Z", True, "2026-11-01T10:00:00Z"),
    ],
)
def test_moments_are_meant_where_the_person_is(text: str, end: bool, moment: str) -> None:
    assert instant(text, NOW, end=end) == moment
    assert datetime.fromisoformat(moment).tzinfo == UTC
