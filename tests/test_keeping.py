"""A call that is over is in the store, or its journal waits for `copilot calls recover`."""

import argparse
import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from copilot import call as call_module
from copilot.call import CallJournal
from copilot.cli import replay
from copilot.cli.options import call_options
from copilot.coach.briefing import Briefing
from copilot.coach.coach import Coach
from copilot.coach.prompts import load
from copilot.errors import InputError, StoreError
from copilot.events import CallEnded, Event, Published, TurnHeard
from copilot.fitting import CallOptions
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.outcome import KNOWN
from copilot.method.outcome import Outcome as Ended
from copilot.report.compare import By, compare
from copilot.store.calls import configured_store
from copilot.store.journal import Journal
from copilot.store.journal_file import locked_or_none, unlock
from copilot.store.journal_read import journals
from copilot.store.keeping import Keeping, KeptCall, keep
from copilot.store.record import CallRecord
from copilot.store.recover import Outcome, left_over, recover
from tests.calls import PAYROLL, Said, a_call, agent, customer
from tests.records import SAMPLES, sample_record
from tests.test_journal import until

TALK: Sequence[Said] = (
    agent("Who puts the hours together?"),
    customer("Me, every Sunday night, from paper cards. It is a pain."),
    agent("What does that lead to?"),
    customer("And how much is it?"),
)
BRIEFING = Briefing(Mode.OUTBOUND, Language.EN, PAYROLL, load(Language.EN))


class Shelf:
    """A store that keeps what it is given, or refuses."""

    def __init__(self, refuses: Callable[[CallRecord], bool] = lambda _: False) -> None:
        self.kept: dict[str, CallRecord] = {}
        self._refuses = refuses

    def put(self, record: CallRecord, *, words: bool = True) -> None:
        if self._refuses(record):
            raise StoreError("store-locked", "The store is locked.", why="Another one writes.")
        self.kept[record.head.id] = record


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COPILOT_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data" / "journals"


def names_in(folder: Path) -> list[str]:
    return sorted(f.name for f in folder.iterdir()) if folder.exists() else []


def journal_of(shelf: Shelf, consent: str = "") -> KeptCall:
    kept = Keeping("none", "Ana", consent).journal(BRIEFING)
    kept._keep = shelf.put
    return kept


async def test_a_call_that_is_over_is_in_the_store_and_its_journal_is_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = Shelf()
    call = await a_call(*TALK, journal=journal_of(shelf))
    (record,) = shelf.kept.values()
    assert record.closed
    assert list(record.events) == call.published
    assert names_in(folder) == []
    head = record.head
    assert (head.agent, head.llm, head.source, head.card) == (
        "Ana",
        "none",
        "a scripted call",
        PAYROLL,
    )
    assert head.id.startswith(head.began.replace("-", "").replace("T", "-").replace(":", "")[:15])
    assert f"Kept as {head.id}. How it went: copilot report last" in capsys.readouterr().err


async def test_a_kept_call_shows_and_says_the_same_as_one_that_is_not(folder: Path) -> None:
    kept, plain = await a_call(*TALK, journal=journal_of(Shelf())), await a_call(*TALK)
    assert kept.json_lines() == plain.json_lines()


async def test_the_journal_is_written_while_the_call_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def look(published: Published) -> None:
        if isinstance(published.event, TurnHeard) and published.event.turn == 4:
            (file,) = journals(folder)
            seen.append(locked_or_none(file) is None)

    await a_call(*TALK, journal=journal_of(Shelf()), pressing=look)
    assert seen == [True]


async def test_where_the_store_refuses_the_journal_stays_and_is_recovered(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = await a_call(*TALK, journal=journal_of(Shelf(lambda _: True)))
    assert isinstance(call.published[-1].event, CallEnded)
    said = capsys.readouterr().err
    assert "[call-not-stored]" in said
    assert "The store is locked. Another one writes." in said
    assert "copilot calls recover" in said
    assert len(left_over(folder)) == 1
    shelf = Shelf()
    (done,) = recover(folder, shelf)
    assert (done.outcome, done.turns, done.closed, done.damaged) == (Outcome.STORED, 4, True, 0)
    assert list(shelf.kept[done.id].events) == call.published
    assert names_in(folder) == []


async def test_any_failure_of_a_store_leaves_the_call_as_it_was(folder: Path) -> None:
    def bursts(record: CallRecord) -> bool:
        raise ZeroDivisionError("a fault of the store")

    call = await a_call(*TALK, journal=journal_of(Shelf(bursts)))
    assert isinstance(call.published[-1].event, CallEnded)
    assert len(left_over(folder)) == 1


async def test_a_call_that_fails_is_kept_as_far_as_it_went(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(Coach):
        async def _agent_said(self, turn: TurnHeard) -> None:
            await super()._agent_said(turn)
            if turn.turn == 3:
                raise ValueError("a fault of the coach")

    monkeypatch.setattr(call_module, "Coach", Failing)
    shelf = Shelf()
    with pytest.raises(ExceptionGroup):
        await a_call(*TALK, journal=journal_of(shelf))
    (record,) = shelf.kept.values()
    assert not record.closed
    assert [p.event.turn for p in record.events if isinstance(p.event, TurnHeard)] == [1, 2, 3]
    assert names_in(folder) == []


async def test_a_call_that_is_stopped_at_once_is_kept_as_far_as_it_went(folder: Path) -> None:
    shelf = Shelf()
    reached = asyncio.Event()

    def look(published: Published) -> None:
        if isinstance(published.event, TurnHeard) and published.event.turn == 2:
            reached.set()

    running = asyncio.ensure_future(a_call(*TALK, journal=journal_of(shelf), pressing=look))
    await reached.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    (record,) = shelf.kept.values()
    assert not record.closed
    assert any(isinstance(p.event, TurnHeard) for p in record.events)
    assert names_in(folder) == []


@pytest.mark.parametrize("refused", ["refused", "Refused by customer.", "不同意"])
async def test_where_the_customer_refused_no_word_touches_the_disk(
    folder: Path, refused: str
) -> None:
    written: list[bytes] = []

    def looked_at(record: CallRecord) -> None:
        (file,) = journals(folder)
        written.append(file.read_bytes())
        keep(record)

    journal = journal_of(Shelf(), refused)
    journal._keep = looked_at
    await a_call(*TALK, journal=journal)
    assert written[0].count(b'"turn_heard"') == 4
    for word in (b"Sunday", b"paper cards", b"hours together", b"how much"):
        assert word not in written[0].partition(b"\n")[2]
    with configured_store() as store:
        (figures,) = store.summaries()
        assert figures.turns == 4
        assert store.search("Sunday") == []
    assert not any(b"Sunday" in file.read_bytes() for file in (folder.parent).glob("calls.db*"))


ENDINGS = [
    ("Yes, let's do it. Put me down for the trial, please.", Ended.AGREED),
    ("No thanks, I don't want it. Not interested.", Ended.DECLINED),
]


@pytest.mark.parametrize(("last", "ended"), ENDINGS)
async def test_a_refused_call_is_kept_with_its_own_outcome(
    folder: Path, last: str, ended: Ended
) -> None:
    talk = (*TALK, agent("It is 49 a month. Shall we start the trial?"), customer(last))
    await a_call(*talk, journal=Keeping("none", "Ana", "refused").journal(BRIEFING))
    with configured_store() as store:
        (figures,) = store.summaries()
        assert not store.has_words(figures.id)
    assert figures.outcome is ended
    left = b"".join(f.read_bytes() for f in folder.parent.rglob("*") if f.is_file())
    assert last.encode() not in left


async def test_a_journal_without_words_makes_no_outcome_up_and_takes_none_away(
    folder: Path,
) -> None:
    last, ended = ENDINGS[0]
    talk = (*TALK, agent("It is 49 a month. Shall we start the trial?"), customer(last))
    shelf = Shelf(lambda _: True)
    await a_call(*talk, journal=journal_of(shelf, "refused"))
    (file,) = journals(folder)
    journal = file.read_bytes()
    with configured_store() as store:
        recover(folder, store)
        (figures,) = store.summaries()
        assert figures.outcome is Ended.UNKNOWN
        assert compare([figures], By.AGENT).total.outcomes == dict.fromkeys(KNOWN, 0)
        store.delete([figures.id])
    await a_call(*talk, journal=Keeping("none", "Ana", "refused", figures.id).journal(BRIEFING))
    file.write_bytes(journal)
    with configured_store() as store:
        recover(folder, store)
        assert store.summary(figures.id).outcome is ended


async def test_a_call_is_in_the_real_store_word_for_word(folder: Path) -> None:
    call = await a_call(*TALK, journal=Keeping("none", "Ana").journal(BRIEFING))
    assert names_in(folder) == []
    with configured_store() as store:
        (figures,) = store.summaries()
        record = store.record(figures.id)
    assert list(record.events) == call.published
    assert (record.head.agent, record.closed) == ("Ana", True)


async def test_a_journal_that_bursts_holds_up_no_call(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def bursts(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Journal, "follow", bursts)
    call = await a_call(*TALK, journal=journal_of(Shelf()))
    assert isinstance(call.published[-1].event, CallEnded)
    assert "[store-failed]" in capsys.readouterr().err


async def test_a_call_that_never_began_leaves_nothing(folder: Path) -> None:
    async def nothing() -> None: ...

    kept: CallJournal = journal_of(Shelf())

    async def no_events():  # type: ignore[no-untyped-def]
        for published in ():
            yield published

    async def tell(_: Event) -> None: ...

    await kept.follow(no_events(), tell)
    await kept.over()
    assert names_in(folder.parent) == []


def left(folder: Path, name: str, events: int | None = None) -> CallRecord:
    """A journal that a program has left, of the first `events`."""
    record = sample_record(name)
    journal = Journal.open(folder, record.head)
    for published in record.events[:events]:
        journal.append(published)
    journal.close()
    journal.leave()
    return record


def test_recovery_stores_what_was_left_and_leaves_alone_what_goes_on(folder: Path) -> None:
    whole, broken = left(folder, SAMPLES[0]), left(folder, SAMPLES[1], 100)
    going_on = Journal.open(folder, sample_record(SAMPLES[2]).head)
    going_on.append(sample_record(SAMPLES[2]).events[0])
    until(going_on.path.exists)
    shelf = Shelf()
    done = {r.id or r.file.stem: r for r in recover(folder, shelf)}
    assert [r.outcome for r in done.values()] == [
        Outcome.STORED,
        Outcome.STORED,
        Outcome.GOES_ON,
    ]
    assert shelf.kept[whole.head.id] == whole
    assert shelf.kept[broken.head.id].events == broken.events[:100]
    assert not done[broken.head.id].closed
    assert journals(folder) == (going_on.path,)
    going_on.close()
    going_on.remove()
    assert names_in(folder) == []


def test_recovery_refuses_later_versions_and_keeps_their_files(folder: Path) -> None:
    left(folder, SAMPLES[0])
    later = folder / "20990101-000000-000000.jsonl"
    later.write_text('{"format": 9, "head": {}}\n')
    empty = folder / "20260101-000000-000000.jsonl"
    empty.touch()
    (folder / "20250101-000000-000000.jsonl.lock").touch()
    shelf = Shelf()
    done = {r.file.name: r for r in recover(folder, shelf)}
    assert done[later.name].outcome is Outcome.REFUSED
    assert "later version" in done[later.name].why
    assert done[empty.name].outcome is Outcome.EMPTY
    assert len(shelf.kept) == 1
    assert names_in(folder) == [later.name]


def test_one_record_that_the_store_refuses_stops_no_other(folder: Path) -> None:
    first, second = left(folder, SAMPLES[0]), left(folder, SAMPLES[1])
    shelf = Shelf(lambda record: record.head.id == first.head.id)
    outcomes = {r.file.stem: r.outcome for r in recover(folder, shelf)}
    assert outcomes[first.head.id] is Outcome.REFUSED
    assert list(shelf.kept) == [second.head.id]
    assert [f.stem for f in journals(folder)] == [first.head.id]
    assert recover(folder, Shelf())[0].outcome is Outcome.STORED


def test_what_another_recovery_holds_is_left_to_it(folder: Path) -> None:
    record = left(folder, SAMPLES[0])
    (file,) = journals(folder)
    lock = locked_or_none(file)
    assert lock is not None
    shelf = Shelf()
    assert [r.outcome for r in recover(folder, shelf)] == [Outcome.GOES_ON]
    assert shelf.kept == {}
    unlock(lock, remove=True)
    recover(folder, shelf)
    assert shelf.kept[record.head.id] == record


def options(*typed: str) -> CallOptions:
    parser = argparse.ArgumentParser()
    replay.add_arguments(parser)
    needed = ("call.flac", "--mode", "outbound", "--lang", "en")
    return call_options(parser.parse_args([*needed, *typed]))


def test_every_call_is_kept_unless_it_is_said_not_to() -> None:
    assert options().store
    assert not options("--no-store").store


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Refused ", "refused"), ("GIVEN", "given"), ("said\tyes", "given"), ("不同意", "refused")],
)
def test_agent_and_consent_are_noted_in_one_harmless_line(typed: str, kept: str) -> None:
    assert options("--consent", typed).consent == kept
    assert options("--agent", " Ana \n Lee").agent == "Ana Lee"


async def test_a_number_in_agent_or_consent_is_masked_in_what_is_kept(folder: Path) -> None:
    shelf = Shelf()
    kept = Keeping("none", "Ana 415 555 0198", "given, call 0912345678").journal(BRIEFING)
    kept._keep = shelf.put
    await a_call(*TALK, journal=kept)
    (record,) = shelf.kept.values()
    assert record.head.agent == "Ana [phone …198]"
    assert record.head.consent == "given, call [phone …678]"


def test_a_consent_that_is_not_understood_is_told_before_the_call() -> None:
    with pytest.raises(InputError) as caught:
        options("--consent", "perhaps later")
    assert caught.value.reference == "consent-unclear"


def test_a_name_without_end_is_refused() -> None:
    with pytest.raises(SystemExit):
        options("--agent", "x" * 201)


def test_a_folder_that_is_not_there_holds_nothing(folder: Path) -> None:
    assert recover(folder, Shelf()) == []
