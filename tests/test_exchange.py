"""What leaves as a file: whole, safe to open, and what its form says it is."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from copilot.errors import InputError
from copilot.events import LineFollowed, PhaseRead, Speaker, TurnHeard
from copilot.exchange.cells import csv_text, safe, text_of
from copilot.exchange.forms import FORMS, export_csv, export_vcon, export_webvtt
from copilot.exchange.table import CALL_COLUMNS, TURN_COLUMNS
from copilot.exchange.vcon import to_vcon, uuid_of
from copilot.exchange.webvtt import to_webvtt
from copilot.exchange.whole import from_json, to_json
from copilot.method.modes import Mode
from copilot.store.record import CallRecord
from copilot.store.summary import summary
from copilot.store.wire import RecordError
from tests.hostile import BAD, records, texts
from tests.records import SAMPLES, sample_record
from tests.vcon_schema import UNSIGNED_VCON

VCON = Draft202012Validator(UNSIGNED_VCON, format_checker=FormatChecker(["date-time", "uuid"]))
COMPUTED = re.compile(r"^[\s\"'\ufeff]*[=+\-@＝＋－＠\t\r\n]")
CUE = re.compile(r"(\d+)\n(\S+) --> (\S+)\n<v ([^>\n]*)>([^\n]*)\n")


def turns(record: CallRecord) -> list[TurnHeard]:
    return [p.event for p in record.events if isinstance(p.event, TurnHeard)]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# -- JSON


@given(records())
def test_json_gives_the_record_back_to_the_last_digit(record: CallRecord) -> None:
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize("name", SAMPLES)
def test_a_real_call_comes_back_from_json_with_its_card(name: str) -> None:
    record = sample_record(name)
    assert record.head.card is not None
    assert from_json(to_json(record)) == record


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"format": "call-copilot-call", "version": 2}'),
        '{"format": "call-copilot-call", "version": 1, "head": {}, "events": 3}',
        '{"format": "call-copilot-call", "version": 1, "head": {}, "events": []}',
    ],
)
def test_json_that_is_no_call_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        from_json(text)


# -- vCon


@given(records())
def test_every_vcon_is_one_by_the_draft(record: CallRecord) -> None:
    VCON.validate(json.loads(export_vcon([record]).encode()))


@pytest.mark.parametrize("change", [{"vcon": "0.3.0"}, {"uuid": "x"}, {"created_at": "today"}])
def test_the_schema_refuses_what_is_no_vcon(change: dict[str, str]) -> None:
    told = json.loads(to_vcon(sample_record(SAMPLES[0]))) | change
    assert not VCON.is_valid(told)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_vcon_tells_who_called_whom_what_was_said_and_what_was_read(name: str) -> None:
    record = sample_record(name)
    told = json.loads(to_vcon(record))
    roles = [party["role"] for party in told["parties"]]
    outbound = record.head.mode is Mode.OUTBOUND
    assert roles == (["agent", "customer"] if outbound else ["customer", "agent"])
    assert told["parties"][roles.index("agent")]["name"] == "Ana"
    transcript, report, figures = told["analysis"]
    assert [(roles[t["party"]], t["text"]) for t in transcript["body"]["turns"]] == [
        (turn.speaker, turn.text) for turn in turns(record)
    ]
    phases = {t["turn"]: t["phase"] for t in report["body"]["turns"] if "phase" in t}
    read = [p.event for p in record.events if isinstance(p.event, PhaseRead)]
    assert phases == {event.turn: event.phase for event in read}
    assert figures["body"]["outcome"] == summary(record).outcome
    assert {a["vendor"] for a in told["analysis"]} == {"Call Copilot"}
    assert told["subject"] == record.head.card.name  # type: ignore[union-attr]


def test_a_vcon_holds_no_sound_and_says_that_it_was_left_out() -> None:
    told = json.loads(to_vcon(sample_record(SAMPLES[0])))
    (dialog,) = told["dialog"]
    assert dialog["type"] == "recording"
    assert not {"body", "url"} & dialog.keys()
    assert "audio left out" in told["redacted"]["type"]
    assert "uuid" not in told["redacted"]  # no fuller version exists


def test_what_is_known_of_consent_goes_along() -> None:
    record = sample_record(SAMPLES[0])
    asked = replace(record, head=replace(record.head, consent="given"))
    assert json.loads(to_vcon(record))["attachments"] == []
    (consent,) = json.loads(to_vcon(asked))["attachments"]
    assert (consent["purpose"], consent["body"]) == ("consent", "given")


def test_the_same_call_has_the_same_uuid_and_another_call_another() -> None:
    one, other = (sample_record(name).head for name in SAMPLES[:2])
    assert uuid_of(one) == uuid_of(replace(one, agent="Ben"))
    assert uuid_of(one) != uuid_of(other)
    assert uuid_of(one).version == 8
    assert uuid_of(one).variant == "specified in RFC 4122"
    assert sorted((other, one), key=lambda h: uuid_of(h).bytes) == sorted(
        (other, one), key=lambda h: h.began
    )


# -- CSV


@given(texts)
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    assert not safe(text).startswith(tuple("=+-@＝＋－＠\t\r\n"))
    assert safe(text).startswith("'") or not COMPUTED.match(text)
    assert text_of(safe(text)) == text


@pytest.mark.parametrize("text", [t for t in BAD if COMPUTED.match(t)])
def test_a_text_that_a_spreadsheet_would_compute_begins_with_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["49 a month", "多少錢", "'tis", '"no," he said', "a=b", "3-4"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


@given(records())
def test_a_row_per_turn_holds_what_was_said_and_breaks_out_of_no_cell(record: CallRecord) -> None:
    read = rows(export_csv([record]).encode().decode())
    assert [(r["turn"], r["speaker"], text_of(r["text"])) for r in read] == [
        (str(t.turn), t.speaker, t.text) for t in turns(record)
    ]
    for row in read:
        assert tuple(row) == TURN_COLUMNS
        for name, value in row.items():
            if name not in ("turn", "start_s", "end_s"):
                assert not value.startswith(tuple("=+-@\t\r"))


def test_a_row_per_turn_tells_the_line_that_was_offered_and_followed() -> None:
    record = sample_record(SAMPLES[2])
    read = {r["turn"]: r for r in rows(export_csv([record]))}
    followed = [p.event for p in record.events if isinstance(p.event, LineFollowed)]
    assert followed
    for event in followed:
        assert float(read[str(event.turn)]["followed_share"]) == round(event.share, 3)
        assert read[str(event.turn)]["line"]


def test_a_row_per_call_has_every_column_and_the_figures_of_the_summary() -> None:
    calls = [sample_record(name) for name in SAMPLES]
    read = rows(export_csv(calls, per="call"))
    assert [r["id"] for r in read] == [c.head.id for c in calls]
    for row, figures in zip(read, map(summary, calls), strict=True):
        assert tuple(row) == CALL_COLUMNS
        assert row["outcome"] == figures.outcome
        assert float(row["share_cognitive"]) == round(figures.shares["cognitive"], 3)  # type: ignore[index]
        assert int(row["asked_problem"]) == figures.spin.get("problem", 0)  # type: ignore[call-overload]
        assert row["closed"] == "yes"


def test_lines_end_as_the_form_says_and_the_mark_for_old_spreadsheets_is_a_choice() -> None:
    text = csv_text(["a", "b"], [["x\ny", 1.5], [None, True]])
    assert text == '"a","b"\r\n"x\ny",1.5\r\n"","yes"\r\n'
    assert csv_text(["a"], [], bom=True) == '\ufeff"a"\r\n'


# -- WebVTT


@given(records())
def test_captions_hold_every_turn_and_nothing_that_was_said_becomes_a_cue_or_a_tag(
    record: CallRecord,
) -> None:
    text = to_webvtt(record).encode().decode()
    heading, *blocks = text.split("\n\n")
    assert heading == "WEBVTT"
    assert blocks[0].startswith("NOTE ")
    assert "-->" not in blocks[0]
    cues = [CUE.fullmatch(block if block.endswith("\n") else block + "\n") for block in blocks[1:]]
    assert None not in cues
    said = {str(t.turn): " ".join(t.text.replace("\x00", " ").split()) for t in turns(record)}
    assert {c[1]: unescape(c[5]) for c in cues if c} == said
    assert all("<" not in c[5] and "-->" not in c[5] for c in cues if c)
    starts = [c[2] for c in cues if c]
    assert all(c[2] < c[3] or len(c[2]) < len(c[3]) for c in cues if c)
    assert starts == sorted(starts, key=lambda s: (len(s), s))


def test_captions_name_the_agent_and_speak_the_calls_language() -> None:
    hotel = to_webvtt(sample_record("zht-out-hotel"))
    assert "<v Ana>" in hotel
    assert "<v 客戶>" in hotel
    nameless = sample_record("zhs-in-english")
    nameless = replace(nameless, head=replace(nameless.head, agent=""))
    assert "<v 坐席>" in to_webvtt(nameless)


def test_a_time_after_ten_hours_and_a_turn_of_no_length_are_still_a_cue() -> None:
    record = sample_record(SAMPLES[0])
    first = next(p for p in record.events if isinstance(p.event, TurnHeard))
    late = TurnHeard(1, Speaker.AGENT, 36_000.0001, 36_000.0002, "hello")
    text = to_webvtt(replace(record, events=(replace(first, event=late),)))
    assert "10:00:00.000 --> 10:00:00.001" in text


# -- all


@pytest.mark.parametrize("form", FORMS)
def test_a_call_in_which_nothing_happened_is_a_file_of_every_form(form: str) -> None:
    record = replace(sample_record(SAMPLES[0]), events=(), closed=False)
    assert FORMS[form].text([record])


@pytest.mark.parametrize("form", ["vcon", "json"])
def test_several_calls_are_an_array(form: str) -> None:
    assert len(json.loads(FORMS[form].text([sample_record(n) for n in SAMPLES]))) == 3


def test_captions_of_several_calls_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        export_webvtt([sample_record(n) for n in SAMPLES])
    assert refused.value.reference == "captions-of-many"


@pytest.mark.parametrize("form", FORMS)
def test_half_a_character_stops_no_export(form: str) -> None:
    record = sample_record(SAMPLES[0])
    broken = replace(record, head=replace(record.head, agent="A\udcff", consent="\ud800"))
    assert "A?" in FORMS[form].text([broken]).encode().decode()
