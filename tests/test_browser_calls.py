"""Kept calls as the page asks for them, from a real store behind the real gate."""

import json
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from copilot.browser.calls_routes import calls_routes
from copilot.browser.picture import picture
from copilot.browser.playback import EXACT_S, Playback, playback, shown_at, view_at
from copilot.events import AlertRaised, CallEnded, Marked, Speaker, TurnHeard
from copilot.panel.fold import fold
from copilot.panel.view import View
from copilot.store.audio_places import audio_path
from copilot.store.calls import CallStore
from copilot.store.record import CallRecord
from tests.page_client import page_client
from tests.records import SAMPLES, sample_record

HOTEL, ENGLISH, COLDROOM = SAMPLES
DESK = sample_record(HOTEL).head.id
SECRET = "zirconium"


@pytest.fixture
def dsn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    return f"sqlite:///{tmp_path / 'calls.db'}"


@pytest.fixture
def store(dsn: str) -> Iterator[CallStore]:
    store = CallStore.open(dsn)
    for name in SAMPLES:
        store.put(sample_record(name))
    yield store
    store.close()


@pytest.fixture
async def page(dsn: str, store: CallStore) -> AsyncIterator[httpx2.AsyncClient]:
    async with page_client(calls_routes(dsn)) as client:
        yield client


def saying(text: str, id_: str) -> CallRecord:
    """A call in which the customer says one thing."""
    record = sample_record(COLDROOM)
    heard = next(p for p in record.events if isinstance(p.event, TurnHeard))
    turn = TurnHeard(1, Speaker.CUSTOMER, 1.0, 2.0, text)
    return CallRecord(replace(record.head, id=id_), (replace(heard, event=turn),), closed=False)


def folded(record: CallRecord, at_s: float) -> dict[str, object]:
    """What a panel showed at a moment: every event up to it, and the time since the last one."""
    head = record.head
    view = View.start(head.lang, head.mode, head.card, head.target_shares)
    for published in record.events:
        if published.at > at_s:
            break
        view = fold(view, published)
    return dict(picture(view_at(view, at_s)))


def contents(folder: Path) -> list[bytes]:
    return [f.read_bytes() for f in folder.rglob("*") if f.is_file()]


def reference(answer: httpx2.Response) -> str:
    told: str = answer.json()["error"]["reference"]
    return told


async def test_calls_are_listed_the_newest_first_with_their_figures(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    told = (await page.get("/calls")).json()
    assert [c["id"] for c in told["calls"]] == [c.id for c in store.summaries()]
    assert told["of"] == 3
    hotel = next(c for c in told["calls"] if c["id"] == DESK)
    kept = store.summary(DESK)
    assert hotel["lines"]["offered"] == kept.lines_offered > 0
    assert hotel["lines"]["followed"] == kept.lines_followed
    assert sum(hotel["shares"].values()) == pytest.approx(1, abs=0.001)
    assert hotel["product"] == kept.product
    assert hotel["audio"] is False


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("mode=inbound", [ENGLISH]),
        ("mode=outbound", [COLDROOM, HOTEL]),
        ("agent=ANA&limit=1", [COLDROOM]),
        ("agent=nobody", []),
        ("since=2026-11-02&until=2026-11-02", [ENGLISH]),
        ("since=&mode=&outcome=&agent=&limit=", [COLDROOM, ENGLISH, HOTEL]),
    ],
)
async def test_a_list_holds_the_calls_that_the_filter_means(
    page: httpx2.AsyncClient, query: str, names: list[str], store: CallStore
) -> None:
    told = (await page.get(f"/calls?{query}")).json()
    assert [c["id"] for c in told["calls"]] == [sample_record(n).head.id for n in names]
    assert told["of"] == (2 if "limit=1" in query else 0) + (
        1 if "limit=1" in query else len(names)
    )


async def test_calls_are_chosen_by_their_outcome(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    outcome = store.summary(DESK).outcome
    told = (await page.get(f"/calls?outcome={outcome}")).json()
    assert DESK in [c["id"] for c in told["calls"]]
    assert {c["outcome"] for c in told["calls"]} == {outcome.value}


@pytest.mark.parametrize(
    "query",
    [
        "mode=sideways",
        "outcome=great",
        "limit=0",
        "limit=1001",
        "limit=-1",
        "limit=²",
        "since=soon",
    ],
)
async def test_a_filter_that_means_nothing_is_refused(page: httpx2.AsyncClient, query: str) -> None:
    answer = await page.get(f"/calls?{query}")
    assert (answer.status_code, reference(answer)) == (422, "bad-filter")


async def test_two_chinese_characters_are_found_in_either_script(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    turn = next(
        p.event
        for p in sample_record(HOTEL).events
        if isinstance(p.event, TurnHeard) and "飯店" in p.event.text
    )
    for text in ("飯店", "饭店"):
        hits = (await page.get("/calls/search", params={"text": text})).json()["hits"]
        found = {(h["call"], h["turn"]): h["snippet"] for h in hits}
        assert found[DESK, turn.turn][1] == "飯店"
        assert "".join(found[DESK, turn.turn]).strip("…") in turn.text


@pytest.mark.parametrize("text", ["", " ", "…", "%", "\x00"])
async def test_a_search_for_no_word_says_so(page: httpx2.AsyncClient, text: str) -> None:
    answer = await page.get("/calls/search", params={"text": text})
    assert (answer.status_code, reference(answer)) == (422, "nothing-to-search")


async def test_a_call_tells_what_mattered_in_its_own_language(page: httpx2.AsyncClient) -> None:
    told = (await page.get(f"/calls/{DESK}")).json()
    assert told["words"] is True
    said = " ".join(
        p.event.text for p in sample_record(HOTEL).events if isinstance(p.event, TurnHeard)
    )
    learned = [text for group in told["facts"]["learned"] for text in group["texts"]]
    assert learned
    assert all(text in said for text in learned)
    assert told["facts"]["keep"]


async def test_what_was_said_can_be_no_markup_and_no_control(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    text = "<script>alert(1)</script>\u202e\x1b[31m&"
    store.put(saying(text, "20261120-090000-aaaaaa"))
    frames = (await page.get("/calls/20261120-090000-aaaaaa/frames")).text
    assert "<script>alert(1)</script>" in frames  # as text: it is JSON, and drawn as text
    assert "\u202e" not in json.loads(frames)["stops"][0]["text"]
    report = await page.get("/calls/20261120-090000-aaaaaa/report")
    assert "<script" not in report.text
    assert "\x1b" not in report.text


async def test_a_report_is_a_document_in_which_nothing_runs(page: httpx2.AsyncClient) -> None:
    answer = await page.get(f"/calls/{DESK}/report")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'self'", "sandbox"} <= set(policy)
    assert not any("script-src" in part for part in policy)
    assert "<svg" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_a_report_can_be_read_in_another_language(page: httpx2.AsyncClient) -> None:
    assert '<html lang="en">' in (await page.get(f"/calls/{DESK}/report?lang=en")).text
    assert '<html lang="zh-Hant">' in (await page.get(f"/calls/{DESK}/report?lang=xx")).text


@pytest.mark.parametrize("name", SAMPLES)
def test_a_call_can_be_looked_at_in_any_moment_as_it_was_then(name: str) -> None:
    record = sample_record(name)
    course = playback(record)
    anywhere = random.Random(name)
    moments = [anywhere.uniform(0, course.seconds + 2) for _ in range(50)]
    moments += [p.at for p in record.events[:: len(record.events) // 50]]
    ours = [shown_at(course.frames, at_s) for at_s in moments]
    assert [
        at_s for at_s, shown in zip(moments, ours, strict=True) if not alike(record, at_s, shown)
    ] == []
    assert shown_at(course.frames, course.seconds) == folded(record, course.seconds)


def alike(record: CallRecord, at_s: float, shown: object) -> bool:
    """What leaves by itself may leave so late as :data:`EXACT_S`."""
    return shown in (folded(record, at_s), folded(record, max(0.0, at_s - EXACT_S)))


def test_lines_grow_old_between_two_events_as_they_did_in_the_call() -> None:
    record = sample_record(COLDROOM)
    events = record.events
    gap = max(range(1, len(events) - 1), key=lambda n: (events[n].at - events[n - 1].at, -n))
    quiet = replace(
        record,
        events=(
            *events[:gap],
            *(replace(p, at=p.at + 60) for p in events[gap:]),
        ),
    )
    frames = playback(quiet).frames
    between = [f for f in frames if events[gap - 1].at < f.at_s < events[gap].at + 60]
    assert len(between) >= 60  # the clock goes on
    for one in between:
        assert alike(quiet, one.at_s, shown_at(frames, one.at_s))
    assert any("speaking" in f.blocks or "line" in f.blocks for f in between)


def test_frames_are_in_the_order_of_their_moments_and_hold_only_what_changed() -> None:
    course = playback(sample_record(HOTEL))
    moments = [f.at_s for f in course.frames]
    assert moments == sorted(moments)
    assert moments[0] == 0
    assert len(set(moments)) == len(moments)
    before: dict[str, object] = {}
    for one in course.frames:
        assert all(name not in before or before[name] != v for name, v in one.blocks.items())
        before.update(one.blocks)


def test_moments_to_go_to_are_the_customers_turns_alerts_and_marks() -> None:
    record = sample_record(COLDROOM)
    course = playback(record)
    happened = [p.event for p in record.events]
    starts = [
        e.start for e in happened if isinstance(e, TurnHeard) and e.speaker is Speaker.CUSTOMER
    ]
    of_kind = {
        kind: [s for s in course.stops if s.kind == kind]
        for kind in ("customer", "alert", "marked")
    }
    assert [s.at_s for s in of_kind["customer"]] == starts
    assert len(of_kind["alert"]) == sum(isinstance(e, AlertRaised) for e in happened) > 0
    assert len(of_kind["marked"]) == sum(isinstance(e, Marked) for e in happened) > 0
    assert all(s.text for s in course.stops)


def test_a_call_that_broke_off_and_one_of_nothing_are_played_as_far_as_they_go() -> None:
    record = sample_record(HOTEL)
    half = replace(record, events=record.events[:200], closed=False)
    course = playback(half)
    assert course.seconds == half.events[-1].at
    assert shown_at(course.frames, course.seconds) == folded(half, course.seconds)
    nothing = playback(replace(record, events=(), closed=False))
    assert nothing == Playback(0.0, nothing.frames, ())
    assert len(nothing.frames) == 1


async def test_frames_are_those_of_the_record(page: httpx2.AsyncClient) -> None:
    told = (await page.get(f"/calls/{DESK}/frames")).json()
    record = sample_record(HOTEL)
    assert told["lang"] == "zh-Hant"
    assert told["seconds"] == next(
        p.event.seconds for p in record.events if isinstance(p.event, CallEnded)
    )
    assert [(f["at_s"], f["blocks"]) for f in told["frames"]] == [
        (f.at_s, f.blocks) for f in playback(record).frames
    ]


async def test_a_call_of_which_only_figures_are_kept_has_no_frames_and_no_report(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    store.delete_words([DESK])
    told = (await page.get(f"/calls/{DESK}")).json()
    assert (told["words"], told["facts"]) == (False, None)
    for part in ("frames", "report"):
        answer = await page.get(f"/calls/{DESK}/{part}")
        assert (answer.status_code, reference(answer)) == (409, "no-words-kept")


async def test_sound_is_given_in_pieces_where_it_was_kept(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    none = await page.get(f"/calls/{DESK}/audio")
    assert (none.status_code, reference(none)) == (404, "no-audio-kept")
    sound = bytes(range(256)) * 40
    audio_path(DESK).parent.mkdir(parents=True)
    audio_path(DESK).write_bytes(sound)
    assert (await page.get(f"/calls/{DESK}/frames")).json()["audio"] is True
    whole = await page.get(f"/calls/{DESK}/audio")
    assert (whole.content, whole.headers["content-type"]) == (sound, "audio/ogg; codecs=opus")
    piece = await page.get(f"/calls/{DESK}/audio", headers={"Range": "bytes=100-199"})
    assert (piece.status_code, piece.content) == (206, sound[100:200])
    store.delete_words([DESK])  # and never without the words that it says
    assert (await page.get(f"/calls/{DESK}/audio")).status_code == 404


async def test_a_deleted_call_is_gone_from_the_store_and_from_the_disk(
    page: httpx2.AsyncClient, store: CallStore, tmp_path: Path
) -> None:
    id_ = "20261120-090000-aaaaaa"
    store.put(saying(f"the word is {SECRET}", id_))
    audio_path(id_).parent.mkdir(parents=True)
    audio_path(id_).write_bytes(b"sound")
    answer = await page.delete(f"/calls/{id_}")
    assert answer.json() == {"deleted": id_}
    assert not audio_path(id_).exists()
    assert (await page.get(f"/calls/{id_}")).status_code == 404
    assert (await page.get("/calls/search", params={"text": SECRET})).json()["hits"] == []
    store.close()
    files = contents(tmp_path)
    assert files
    assert all(SECRET.encode() not in content for content in files)


@pytest.mark.parametrize(
    "id_", [DESK[:8], "last", "nothing", "%00", "'; DROP TABLE calls", "%2e%2e", "%"]
)
async def test_only_a_whole_id_means_a_call(
    page: httpx2.AsyncClient, store: CallStore, id_: str
) -> None:
    for part in ("", "/frames", "/report", "/audio"):
        assert (await page.get(f"/calls/{id_}{part}")).status_code in (404, 405)
    assert (await page.delete(f"/calls/{id_}")).status_code in (404, 405)
    assert store.count() == 3


async def test_no_page_from_elsewhere_reads_or_deletes_a_call(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    foreign = {"Origin": "https://example.org"}
    for path in ("/calls", f"/calls/{DESK}", f"/calls/{DESK}/frames", f"/calls/{DESK}/report"):
        assert (await page.get(path, headers=foreign)).status_code == 403
    assert (await page.delete(f"/calls/{DESK}", headers=foreign)).status_code == 403
    page.cookies.clear()
    assert (await page.get("/calls")).status_code == 401
    assert (await page.delete(f"/calls/{DESK}")).status_code == 401
    assert store.count() == 3


async def test_a_store_that_cannot_be_read_says_so_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database at all" * 100)
    for dsn in (f"sqlite:///{broken}", f"sqlite:///{tmp_path}"):
        async with page_client(calls_routes(dsn)) as page:
            for path in ("/calls", f"/calls/{DESK}/frames", "/calls/search?text=a"):
                answer = await page.get(path)
                assert answer.status_code == 503
                told = answer.json()["error"]
                assert told["what"]
                assert told["why"]


async def test_a_record_that_cannot_be_read_leaves_the_others_readable(
    page: httpx2.AsyncClient, store: CallStore
) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE records SET events = x'00' WHERE call_id = ?", (DESK,))
    answer = await page.get(f"/calls/{DESK}/frames")
    assert (answer.status_code, reference(answer)) == (503, "record-not-readable")
    other = sample_record(COLDROOM).head.id
    assert (await page.get(f"/calls/{other}/frames")).status_code == 200
    assert len((await page.get("/calls")).json()["calls"]) == 3


async def test_an_empty_store_is_an_empty_list(tmp_path: Path) -> None:
    async with page_client(calls_routes(f"sqlite:///{tmp_path / 'new.db'}")) as page:
        assert (await page.get("/calls")).json() == {"calls": [], "of": 0}
