"""A call is written down while it goes on, whatever becomes of the disk."""

import asyncio
import os
import shutil
import stat
import subprocess
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path

import pytest

from copilot.clock import monotonic_s
from copilot.errors import InputError
from copilot.events import Event, Published, Speaker, Trouble, TurnHeard
from copilot.language import Language
from copilot.panel.troubles import trouble_told
from copilot.store import journal as journal_module
from copilot.store.journal import Journal
from copilot.store.journal_file import JournalFile, locked_or_none, unlock
from copilot.store.journal_read import journals, read_journal
from copilot.store.journal_trouble import trouble_of, works_again
from copilot.store.wire import event_to_line, head_to_line
from tests.records import SAMPLES, sample_record

HEAD = sample_record(SAMPLES[0]).head
EVENTS = sample_record(SAMPLES[0]).events


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journals"


def until(true: Callable[[], object], within_s: float = 10.0) -> None:
    """Wait until something has become true."""
    waiting, end_s = threading.Event(), monotonic_s() + within_s
    while not true():
        assert monotonic_s() < end_s
        waiting.wait(0.005)


def filled(journal: Journal, events: Sequence[Published]) -> None:
    for published in events:
        journal.append(published)


def lines_in(journal: Journal) -> int:
    return journal.path.read_bytes().count(b"\n") if journal.path.exists() else 0


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize(
    ("errno_", "problem"),
    [(28, "store-disk-full"), (30, "store-read-only"), (2, "store-not-written")],
)
def test_each_trouble_of_the_disk_is_told_in_the_language_of_the_call(
    errno_: int, problem: str, lang: Language
) -> None:
    trouble = trouble_of(OSError(errno_, os.strerror(errno_)), "the folder")
    assert (trouble.part, trouble.problem, trouble.over) == ("store", problem, False)
    assert os.strerror(errno_) in trouble.text
    told = trouble_told(trouble, lang)
    assert told != trouble.text
    assert told.isascii() == (lang is Language.EN)
    over = works_again("the folder", 0)
    assert trouble_told(over, lang) != over.text


def test_what_was_written_down_is_the_record(folder: Path) -> None:
    journal = Journal.open(folder, HEAD)
    filled(journal, EVENTS)
    assert journal.close()
    assert journal.record == sample_record(SAMPLES[0])
    journal.leave()
    read = read_journal(journal.path)
    assert read is not None
    assert read.record == sample_record(SAMPLES[0])
    assert read.damaged == 0


def test_an_event_is_in_the_file_before_the_next_one_comes(folder: Path) -> None:
    journal = Journal.open(folder, HEAD)
    for number, published in enumerate(EVENTS[:20], start=2):
        journal.append(published)
        until(lambda number=number: lines_in(journal) == number, within_s=2.0)
    journal.close()
    journal.remove()


def test_the_disk_confirms_within_a_second(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed: list[float] = []
    plain = JournalFile.sync

    def sync(self: JournalFile) -> None:
        confirmed.append(monotonic_s())
        plain(self)

    monkeypatch.setattr(JournalFile, "sync", sync)
    journal = Journal.open(folder, HEAD)
    journal.append(EVENTS[0])
    began_s = monotonic_s()
    until(lambda: confirmed, within_s=5.0)
    assert confirmed[0] - began_s < 1.5  # one second, and what a busy machine adds
    journal.close()
    journal.remove()


def test_a_slow_disk_holds_nothing_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()
    monkeypatch.setattr(journal_module, "SYNC_S", 0.0)

    def sync(self: JournalFile) -> None:
        answers.wait(30.0)

    monkeypatch.setattr(JournalFile, "sync", sync)
    journal = Journal.open(folder, HEAD)
    filled(journal, EVENTS)
    until(lambda: lines_in(journal) == len(EVENTS) + 1)
    answers.set()
    assert journal.close()
    journal.remove()


def test_where_the_disk_is_prompt_an_event_is_written_before_anything_else_happens(
    folder: Path,
) -> None:
    journal = Journal(folder, HEAD)  # its thread, which might have the file just then, waits
    journal._put_right()
    journal._sync_took_s = journal_module.PROMPT_S / 2
    for number, published in enumerate(EVENTS[:101], start=2):
        journal.append(published)
        assert lines_in(journal) == number
    journal._thread.start()
    assert journal.close()
    assert journal.record.events == EVENTS[:101]
    journal.remove()


def test_a_write_that_is_refused_in_the_call_is_made_good_by_the_thread(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, caller = JournalFile.write, threading.current_thread()
    refused: list[int] = []

    def write(self: JournalFile, lines: bytes) -> None:
        if threading.current_thread() is caller and not refused:
            refused.append(len(lines))
            os.write(self._fd or 0, lines[: len(lines) // 2])
            raise OSError(28, "No space left on device")
        plain(self, lines)

    monkeypatch.setattr(JournalFile, "write", write)
    journal = Journal.open(folder, HEAD)
    journal.append(EVENTS[0])
    until(lambda: journal._sync_took_s < journal_module.PROMPT_S)
    filled(journal, EVENTS[1:])
    assert journal.close()
    assert refused
    assert journal.record == sample_record(SAMPLES[0])
    journal.remove()


def test_only_its_owner_may_read_it(folder: Path) -> None:
    journal = Journal.open(folder, HEAD)
    until(lambda: journal.path.exists())
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    journal.close()
    journal.remove()


def test_nothing_is_left_of_a_journal_that_was_removed(folder: Path) -> None:
    journal = Journal.open(folder, HEAD)
    filled(journal, EVENTS[:5])
    journal.close()
    assert journals(folder) == (journal.path,)
    journal.remove()
    assert list(folder.iterdir()) == []


def test_a_journal_that_is_written_is_held_and_one_that_was_left_is_not(folder: Path) -> None:
    journal = Journal.open(folder, HEAD)
    until(lambda: journal.path.exists())
    assert locked_or_none(journal.path) is None
    journal.close()
    assert locked_or_none(journal.path) is None
    journal.leave()
    lock = locked_or_none(journal.path)
    assert lock is not None
    unlock(lock, remove=True)


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_a_torn_last_line_is_left_out(folder: Path, cut: int) -> None:
    folder.mkdir(parents=True)
    lines = [head_to_line(HEAD), *map(event_to_line, EVENTS[:10])]
    file = folder / "a.jsonl"
    file.write_bytes("\n".join(lines).encode()[:-cut])
    read = read_journal(file)
    assert read is not None
    assert (read.record.events, read.record.closed, read.damaged) == (EVENTS[:9], False, 0)


def test_lines_that_a_disk_has_spoilt_are_counted_and_the_others_kept(folder: Path) -> None:
    folder.mkdir(parents=True)
    good = [event_to_line(p).encode() for p in EVENTS[:6]]
    spoilt = [good[0], b"\0" * 90, good[1], good[2][:-9], b"\xff\xfe{", *good[3:]]
    file = folder / "a.jsonl"
    file.write_bytes(b"\n".join([head_to_line(HEAD).encode(), *spoilt, b""]))
    read = read_journal(file)
    assert read is not None
    assert read.record.events == (*EVENTS[:2], *EVENTS[3:6])
    assert read.damaged == 3


@pytest.mark.parametrize("written", [b"", b'{"format": 1, "hea'])
def test_a_file_without_a_whole_head_holds_no_call(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(written)
    assert read_journal(file) is None


@pytest.mark.parametrize(
    ("head", "reference"),
    [
        (b'{"format": 2, "head": {}}', "journal-of-later-version"),
        (b'{"format": "x", "head": {}}', "journal-damaged"),
        (b"not a journal", "journal-damaged"),
        (b'{"format": 1, "head": {"id": 4}}', "journal-damaged"),
        (b"\0\0\0\0", "journal-damaged"),
        (b"[1]", "journal-damaged"),
    ],
)
def test_what_is_no_journal_of_this_version_is_refused(
    tmp_path: Path, head: bytes, reference: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(head + b"\n")
    with pytest.raises(InputError) as refused:
        read_journal(file)
    assert refused.value.reference == reference
    assert file.read_bytes() == head + b"\n"


def put_in_the_way(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")


class Teller:
    """Follows a stream with a journal, and keeps the troubles that it tells."""

    def __init__(self, journal: Journal) -> None:
        self.told: list[Trouble] = []
        self._news = asyncio.Event()
        self._events: asyncio.Queue[Published | None] = asyncio.Queue()
        self._following = asyncio.create_task(journal.follow(self._stream(), self._tell))

    def happens(self, *events: Published) -> None:
        for published in events:
            self._events.put_nowait(published)

    async def over(self) -> None:
        self._events.put_nowait(None)
        await self._following

    async def until_told(self, problem: str) -> Trouble:
        async with asyncio.timeout(15):
            while not (found := [t for t in self.told if t.problem == problem]):
                self._news.clear()
                await self._news.wait()
        return found[-1]

    async def _tell(self, event: Event) -> None:
        assert isinstance(event, Trouble)
        self.told.append(event)
        self._news.set()

    async def _stream(self) -> AsyncIterator[Published]:
        while (published := await self._events.get()) is not None:
            yield published


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "TRY_AGAIN_S", 0.1)
    monkeypatch.setattr(journal_module, "SYNC_S", 0.1)


async def closed(journal: Journal) -> bool:
    return await asyncio.to_thread(journal.close)


async def test_a_folder_that_goes_away_comes_back_with_all_that_was_said(folder: Path) -> None:
    journal = Journal.open(folder, HEAD)
    call = Teller(journal)
    call.happens(*EVENTS[:100])
    await asyncio.to_thread(until, lambda: lines_in(journal) == 101)
    shutil.rmtree(folder.parent)
    call.happens(*EVENTS[100:200])
    over = await call.until_told("store-works-again")
    assert over.over
    call.happens(*EVENTS[200:])
    await call.over()
    assert await closed(journal)
    assert [t.problem for t in call.told] == ["store-not-written", "store-works-again"]
    journal.leave()
    read = read_journal(journal.path)
    assert read is not None
    assert read.record == sample_record(SAMPLES[0])


async def test_a_file_in_the_folders_place_is_told_and_the_call_is_still_whole(
    folder: Path,
) -> None:
    put_in_the_way(folder)
    journal = Journal.open(folder, HEAD)
    call = Teller(journal)
    call.happens(*EVENTS)
    told = await call.until_told("store-not-written")
    assert str(folder) in told.text
    await call.over()
    assert not await closed(journal)
    assert journal.record == sample_record(SAMPLES[0])
    journal.leave()


async def test_a_refused_confirmation_has_the_end_written_once_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, refusals = JournalFile.sync, iter((False, True, True))

    def sync(self: JournalFile) -> None:
        if next(refusals, False):
            raise OSError(5, "Input/output error")
        plain(self)

    monkeypatch.setattr(JournalFile, "sync", sync)
    journal = Journal.open(folder, HEAD)
    call = Teller(journal)
    for published in EVENTS:
        call.happens(published)
        await asyncio.sleep(0.001)
    await call.until_told("store-works-again")
    await call.over()
    assert await closed(journal)
    assert journal.record == sample_record(SAMPLES[0])
    journal.remove()


async def test_memory_is_bounded_and_what_is_lost_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "MOST_WAITING", 50)
    put_in_the_way(folder)
    journal = Journal.open(folder, HEAD)
    call = Teller(journal)
    await call.until_told("store-not-written")
    call.happens(*EVENTS[:80])
    await asyncio.to_thread(until, lambda: journal.lost == 30)
    await asyncio.to_thread(folder.unlink)
    over = await call.until_told("store-works-again")
    assert "30 events" in over.text
    await call.over()
    assert await closed(journal)
    assert journal.record.events == EVENTS[30:80]
    journal.remove()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KiB, where this process may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here (root can)")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


async def test_a_full_disk_is_told_and_nothing_is_doubled_or_torn_once_there_is_room(
    small_disk: Path,
) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 420 * 1024)
    journal = Journal.open(small_disk / "journals", HEAD)
    call = Teller(journal)
    for published in EVENTS:
        call.happens(published)
        await asyncio.sleep(0)
    told = await call.until_told("store-disk-full")
    assert "No space left" in told.text
    assert "Free some space" in told.text
    read = read_journal(journal.path)
    assert read is not None
    assert 0 < len(read.record.events) < len(EVENTS)
    assert read.record.events == EVENTS[: len(read.record.events)]
    ballast.unlink()
    await call.until_told("store-works-again")
    turn = TurnHeard(900, Speaker.AGENT, 1.0, 2.0, "later")
    call.happens(Published(1.0, 1.0, turn))
    await call.over()
    assert await closed(journal)
    assert [t.problem for t in call.told] == ["store-disk-full", "store-works-again"]
    assert journal.record.events == (*EVENTS, Published(1.0, 1.0, turn))
    journal.remove()


async def test_a_disk_that_stays_full_leaves_the_whole_call_in_memory(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 480 * 1024)
    journal = Journal.open(small_disk / "journals", HEAD)
    call = Teller(journal)
    call.happens(*EVENTS)
    await call.until_told("store-disk-full")
    await call.over()
    assert not await closed(journal)
    assert journal.record == sample_record(SAMPLES[0])
    journal.leave()


def remounted(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


async def test_a_disk_that_is_read_only_is_told_until_it_is_not(small_disk: Path) -> None:
    await asyncio.to_thread(remounted, small_disk, "ro")
    journal = Journal.open(small_disk / "journals", HEAD)
    call = Teller(journal)
    call.happens(*EVENTS[:50])
    told = await call.until_told("store-read-only")
    assert str(small_disk) in told.text
    await asyncio.to_thread(remounted, small_disk, "rw")
    await call.until_told("store-works-again")
    await call.over()
    assert await closed(journal)
    assert journal.record.events == EVENTS[:50]
    journal.remove()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_without_permission_is_told(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    journal = Journal.open(folder, HEAD)
    filled(journal, EVENTS[:5])
    until(lambda: journal.trouble is not None)
    assert journal.trouble is not None
    assert journal.trouble.problem == "store-read-only"
    assert not journal.close()
    journal.leave()
