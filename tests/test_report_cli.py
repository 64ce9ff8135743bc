"""`copilot report`: the call is found, the forms are written, and what is wrong is said."""

import json
import os
import stat
import webbrowser
from dataclasses import replace
from pathlib import Path

import pytest

from copilot.cli import main
from copilot.store.calls import configured_store
from copilot.store.record import CallRecord
from copilot.store.wire import event_to_line, head_to_line
from tests.model_server import model_server
from tests.records import sample_record


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("COPILOT_STORE", "COPILOT_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def kept() -> CallRecord:
    record = sample_record("en-out-coldroom")
    earlier = sample_record("zht-out-hotel")
    with configured_store() as store:
        store.put(earlier)
        store.put(record)
    return record


def journal(record: CallRecord, file: Path) -> Path:
    lines = [head_to_line(record.head), *(event_to_line(p) for p in record.events)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_last_is_the_newest_call_as_text(
    kept: CallRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "last"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"Call report {kept.head.id}\n=====")
    assert "You went back when they hesitated [28] [29]" in told.out
    assert told.err == ""


def test_the_beginning_of_an_id_is_enough(
    kept: CallRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "20261101", "--lang", "en"]) == 0
    assert "Call report 20261101" in capsys.readouterr().out


def test_a_journal_is_reported_where_it_lies(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = sample_record("en-out-coldroom")
    torn = CallRecord(record.head, record.events[: len(record.events) // 2])
    file = journal(torn, home / "call.jsonl")
    assert main(["report", str(file)]) == 0
    assert "The program ended before the call did" in capsys.readouterr().out


def test_every_form_is_written_for_its_owner_only(
    home: Path, kept: CallRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {form: home / f"r.{form}" for form in ("html", "markdown", "json")}
    options = [part for form, file in files.items() for part in (f"--{form}", str(file))]
    assert main(["report", kept.head.id, *options]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert [f"Written: {f}" in told.err for f in files.values()] == [True] * 3
    assert files["markdown"].read_text(encoding="utf-8").startswith("# Call report")
    assert json.loads(files["json"].read_text(encoding="utf-8"))["call"]["id"] == kept.head.id
    assert files["html"].read_text(encoding="utf-8").lower().startswith("<!doctype html")
    if os.name == "posix":
        assert {stat.S_IMODE(f.stat().st_mode) for f in files.values()} == {0o600}


def test_a_form_can_be_piped(kept: CallRecord, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "last", "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == 1


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    home: Path, kept: CallRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "last", "--json", str(home / "nowhere" / "r.json")]) == 5
    assert "[system-error]" in capsys.readouterr().err


def test_open_shows_a_page_of_the_data_folder(
    home: Path, kept: CallRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: shown.append(url) or True)
    assert main(["report", "last", "--open"]) == 0
    file = home / "data" / "reports" / f"{kept.head.id}.html"
    assert shown == [file.as_uri()]
    assert file.exists()


def test_where_no_browser_opens_the_file_is_named(
    kept: CallRecord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    assert main(["report", "last", "--open"]) == 0
    assert "the report is" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("last", "no-such-call"),
        ("2031", "no-such-call"),
        ("missing.jsonl", "no-such-call"),
    ],
)
def test_a_call_that_is_not_there_is_said(
    name: str, reference: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", name]) == 2
    told = capsys.readouterr().err
    assert f"[{reference}]" in told
    assert "next:" in told


def test_a_file_that_is_no_journal_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "x.jsonl").write_text("hello\n", encoding="utf-8")
    assert main(["report", str(home / "x.jsonl")]) == 2
    assert "[journal-damaged]" in capsys.readouterr().err
    (home / "x.jsonl").write_text("", encoding="utf-8")
    assert main(["report", str(home / "x.jsonl")]) == 2
    assert "[journal-empty]" in capsys.readouterr().err


def test_an_id_with_strange_signs_names_no_file_outside(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = sample_record("en-out-coldroom")
    strange = CallRecord(replace(record.head, id="../../outside"), record.events)
    monkeypatch.setattr(webbrowser, "open", lambda url: True)
    assert main(["report", str(journal(strange, home / "x.jsonl")), "--open"]) == 0
    assert [f.parent for f in home.rglob("*.html")] == [home / "data" / "reports"]


def test_a_named_model_tells_the_call_and_only_what_holds_is_kept(
    kept: CallRecord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "They doubted whether it cries wolf [24]. They paid 900 dollars [24]."
    with model_server(line=line) as server:
        options = ["--llm", "openai:m", "--base-url", server.base_url]
        assert main(["report", "last", *options]) == 0
    told = capsys.readouterr()
    assert "They doubted whether it cries wolf [24]." in told.out
    assert "900" not in told.out


def test_a_model_that_is_down_leaves_the_report_complete(
    kept: CallRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--llm", "openai:m", "--base-url", "http://127.0.0.1:9/v1"]
    assert main(["report", "last", *options]) == 0
    told = capsys.readouterr()
    assert "the report has no prose" in told.err
    assert "Keep\n----" in told.out
    assert "What happened" not in told.out
