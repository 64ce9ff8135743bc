"""The call store, the same in SQLite and in PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from copilot.errors import InputError, StoreError
from copilot.events import Speaker, TurnHeard
from copilot.method.modes import Mode
from copilot.method.outcome import Outcome
from copilot.method.phases import Phase
from copilot.store.calls import CallStore
from copilot.store.filters import CallFilter
from copilot.store.record import CallRecord
from copilot.store.summary import summary
from tests.records import SAMPLES, sample_record
from tests.stores import INITDB, emptied, postgres

HOTEL, ENGLISH, COLDROOM = SAMPLES


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    if INITDB is None:
        pytest.skip("no initdb")
    with postgres() as dsn:
        yield dsn


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def dsn(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'calls.db'}"
    return emptied(request.getfixturevalue("server"))


@pytest.fixture
def store(dsn: str) -> Iterator[CallStore]:
    store = CallStore.open(dsn)
    yield store
    store.close()


@pytest.fixture
def full(store: CallStore) -> CallStore:
    for name in SAMPLES:
        store.put(sample_record(name))
    return store


def saying(text: str, id_: str = "20261120-090000-aaaaaa") -> CallRecord:
    """A call in which the customer says one thing."""
    record = sample_record(COLDROOM)
    heard = next(p for p in record.events if isinstance(p.event, TurnHeard))
    turn = TurnHeard(1, Speaker.CUSTOMER, 1.0, 2.0, text)
    return CallRecord(replace(record.head, id=id_), (replace(heard, event=turn),))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_record_comes_back_equal(store: CallStore, name: str) -> None:
    record = sample_record(name)
    store.put(record)
    assert store.record(record.head.id) == record
    assert store.summary(record.head.id) == summary(record)


def test_putting_a_call_again_changes_nothing(full: CallStore) -> None:
    hits = full.search("the")
    for name in SAMPLES:
        full.put(sample_record(name))
    assert full.count() == 3
    assert full.search("the") == hits
    assert full.record(sample_record(HOTEL).head.id) == sample_record(HOTEL)


def test_a_call_that_broke_off_takes_no_whole_one_s_place(store: CallStore) -> None:
    whole = sample_record(COLDROOM)
    cut = replace(whole, events=whole.events[:40], closed=False)
    store.put(cut)
    assert store.record(whole.head.id) == cut
    store.put(whole)
    store.put(cut)
    assert store.record(whole.head.id) == whole


def test_only_figures_are_kept_of_a_call_without_words(store: CallStore) -> None:
    record = sample_record(COLDROOM)
    store.put(record, words=False)
    assert store.summary(record.head.id) == summary(record)
    assert not store.has_words(record.head.id)
    assert store.search("freezer") == []
    with pytest.raises(InputError) as caught:
        store.record(record.head.id)
    assert caught.value.reference == "no-words-kept"


def test_calls_are_listed_the_newest_first(full: CallStore) -> None:
    began = [s.began for s in full.summaries()]
    assert began == sorted(began, reverse=True)
    assert len(began) == full.count() == 3
    assert [s.began for s in full.summaries(limit=1)] == began[:1]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (CallFilter(), set(SAMPLES)),
        (CallFilter(mode=Mode.INBOUND), {ENGLISH}),
        (CallFilter(agent="ana"), set(SAMPLES)),
        (CallFilter(agent="An"), set()),
        (CallFilter(outcome=Outcome.AGREED), set(SAMPLES)),
        (CallFilter(outcome=Outcome.EXIT), set()),
        (CallFilter(since="2026-11-02T14:05:00Z"), {ENGLISH, COLDROOM}),
        (CallFilter(until="2026-11-02T14:05:00Z"), {HOTEL}),
        (CallFilter(since="2026-11-02T00:00:00Z", until="2026-11-03T00:00:00Z"), {ENGLISH}),
    ],
)
def test_filters_leave_the_calls_for_which_all_of_them_hold(
    full: CallStore, wanted: CallFilter, names: set[str]
) -> None:
    ids = {sample_record(name).head.id for name in names}
    assert {s.id for s in full.summaries(wanted)} == ids
    assert full.count(wanted) == len(ids)


@pytest.mark.parametrize("phase", Phase)
def test_calls_are_chosen_by_the_share_of_a_phase(full: CallStore, phase: Phase) -> None:
    shares = {s.id: s.shares[phase] for s in full.summaries()}
    middle = sorted(shares.values())[1]
    above = full.summaries(CallFilter(at_least={phase: middle}))
    below = full.summaries(CallFilter(at_most={phase: middle}))
    assert {s.id for s in above} == {i for i, share in shares.items() if share >= middle}
    assert {s.id for s in below} == {i for i, share in shares.items() if share <= middle}
    assert len(above) == 2


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("這個價格太貴了", "價格"),
        ("這個價格太貴了", "价格"),
        ("这个价格太贵了", "價格"),
        ("這個價格太貴了", "貴"),
        ("這個價格太貴了", "價格 貴"),
        ("鑰匙放在臺灣櫃檯", "钥匙 台湾"),
        ("那台 iPhone17 要三萬五", "iphone"),
        ("那台 iPhone17 要三萬五", "萬五"),
        ("ＡＢＣ方案，每月１９９９元", "abc 1999"),
        ("The freezer's compressor failed twice", "compress"),
        ("The freezer's compressor failed twice", "FREEZER fail"),
        ("The freezer's compressor failed twice", "freezer's comp"),
        ("It is 25,000 a year", "25,000"),
        ("Café Zoë, naïve", "café zoë"),
        ("call 0912-345-678 please", "0912-345"),
    ],
)
def test_search_finds(store: CallStore, said: str, query: str) -> None:
    store.put(saying(said))
    (hit,) = store.search(query)
    assert (hit.turn, hit.speaker, hit.text) == (1, Speaker.CUSTOMER, said)
    found = hit.snippet
    assert said[:3] in found.text
    assert found.text[found.start : found.end]


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("這個價格太貴了", "格價"),
        ("價值和格式", "價格"),
        ("The compressor failed", "pressor"),
        ("The compressor failed", "compressor works"),
        ("It is 25,000 a year", "5,000"),
    ],
)
def test_search_finds_nothing_else(store: CallStore, said: str, query: str) -> None:
    store.put(saying(said))
    assert store.search(query) == []


@pytest.mark.parametrize(
    "query",
    ["'", '"', "a' OR 1=1 --", "NEAR(a b)", "*", "a & !b", "(", ":*", "價格'", "\\", "a:*b"],
)
def test_no_sign_in_a_query_has_a_meaning_of_its_own(store: CallStore, query: str) -> None:
    store.put(saying("a b or 1 near"))
    try:
        store.search(query)
    except InputError as error:
        assert error.reference == "nothing-to-search"  # noqa: PT017


def test_a_snippet_shows_what_was_found_and_what_stands_around_it(store: CallStore) -> None:
    store.put(saying("一" * 60 + "價格" + "二" * 60))
    (hit,) = store.search("价格")
    shown = hit.snippet
    assert shown.text[shown.start : shown.end] == "價格"
    assert shown.text == "…" + "一" * 24 + "價格" + "二" * 24 + "…"


def test_search_keeps_to_the_filter_and_the_limit(full: CallStore) -> None:
    every = full.search("the", limit=1000)
    assert len(every) > 3
    assert {h.call for h in every} == {sample_record(COLDROOM).head.id}
    assert len(few := full.search("the", limit=2)) == 2
    assert set(few) < set(every)
    assert full.search("the", CallFilter(mode=Mode.INBOUND)) == []


def test_a_call_is_found_by_the_beginning_of_its_id(full: CallStore) -> None:
    id_ = sample_record(HOTEL).head.id
    assert full.find(id_) == full.find(id_[:8]) == id_
    assert full.find("last") == sample_record(COLDROOM).head.id
    with pytest.raises(InputError) as caught:
        full.find("2026")
    assert caught.value.reference == "ambiguous-call"
    assert id_ in caught.value.why
    for unknown in ("1999", "", "%", "_", id_ + "x"):
        with pytest.raises(InputError) as caught:
            full.find(unknown)
        assert caught.value.reference == "no-such-call"


def test_an_id_that_another_begins_with_is_itself(store: CallStore) -> None:
    for id_ in ("20261120-1", "20261120-10"):
        store.put(saying("x", id_))
    assert store.find("20261120-1") == "20261120-1"


def test_in_an_empty_store_there_is_no_last_call(store: CallStore) -> None:
    with pytest.raises(InputError, match="no call yet"):
        store.find("last")


def test_deleting_takes_the_call_out_of_everything(full: CallStore) -> None:
    gone = sample_record(COLDROOM).head.id
    full.delete([gone])
    assert full.count() == 2
    assert full.search("the", limit=1000) == []
    for ask in (full.summary, full.record, full.find):
        with pytest.raises(InputError) as caught:
            ask(gone)
        assert caught.value.reference == "no-such-call"
    full.put(sample_record(COLDROOM))
    assert full.record(gone) == sample_record(COLDROOM)
    assert full.search("the")


def test_deleting_words_leaves_the_figures(full: CallStore) -> None:
    id_ = sample_record(COLDROOM).head.id
    full.delete_words([id_])
    assert full.summary(id_) == summary(sample_record(COLDROOM))
    assert full.search("the", limit=1000) == []
    assert not full.has_words(id_)
    assert full.count() == 3
    assert full.search("的")


def test_many_calls_are_deleted_at_once(store: CallStore) -> None:
    ids = [f"20261120-{n:06}-aaaaaa" for n in range(1100)]
    for id_ in ids[:3] + ids[-3:]:
        store.put(saying("secret", id_))
    store.put(saying("secret"))
    store.delete(ids)
    assert [h.call for h in store.search("secret")] == ["20261120-090000-aaaaaa"]


def test_calls_before_a_moment_are_told_the_oldest_first(full: CallStore) -> None:
    ids = [sample_record(name).head.id for name in SAMPLES]
    assert full.began_before("2026-11-02T14:05:01Z") == ids[:2]
    full.delete_words(ids[:1])
    assert full.began_before("2026-12-01T00:00:00Z", with_words=True) == ids[1:]


def test_several_write_at_once_and_nothing_is_lost(dsn: str) -> None:
    CallStore.open(dsn).close()
    failed: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            store = CallStore.open(dsn)
            for n in range(10):
                store.put(saying(f"writer{writer} call{n}", f"20261120-{writer}-{n}"))
                store.put(saying("all of us", "20261120-shared"))
            store.close()
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    store = CallStore.open(dsn)
    assert store.count() == 41
    assert len(store.search("all of us")) == 1
    assert {len(store.search(f"writer{n}", limit=99)) for n in range(4)} == {10}
    store.close()


def test_two_open_a_new_store_at_once(dsn: str) -> None:
    failed: list[BaseException] = []

    def open_() -> None:
        try:
            CallStore.open(dsn).close()
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=open_) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_names_that_no_database_takes_are_put_right(store: CallStore) -> None:
    record = saying("x")
    odd = replace(record, head=replace(record.head, source="a\udcff.wav", agent="A\0na"))
    store.put(odd)
    assert store.summary(odd.head.id).agent == "Ana"
    assert store.record(odd.head.id).events == odd.events


def test_a_store_of_a_later_version_is_left_alone(dsn: str, store: CallStore) -> None:
    from sqlalchemy import text

    from copilot.store.engine import writing

    with writing(store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as caught:
        CallStore.open(dsn)
    assert caught.value.reference == "store-newer"
