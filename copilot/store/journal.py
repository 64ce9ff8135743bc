"""The journal of a call that goes on: every event is in a file a moment after it happened.

    journal = Journal.open(folder, head)
    await journal.follow(events, tell)   # until there are no more
    journal.close()                      # what waits is written; the file stays, and is held
    journal.record                       # all of it, for the store
    journal.remove()                     # or .leave(): for `copilot calls recover`

Each event is written at once, and a thread has the disk confirm it within a second. A disk that is
slow to confirm gets everything from a thread, so that neither a slow disk nor a dead one holds up
the call. What cannot be written waits in memory, up to a limit, and is tried again; that is told
once, and once more when it works again.
"""

import asyncio
import errno
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

from copilot.clock import monotonic_s
from copilot.events import Event, Published, Trouble
from copilot.store.journal_file import JournalFile
from copilot.store.journal_read import SUFFIX, events_in, record_of
from copilot.store.journal_trouble import trouble_of, works_again
from copilot.store.record import CallHead, CallRecord
from copilot.store.wire import event_from_line, event_to_line, head_to_line

SYNC_S = 0.8  # the disk confirms what was written at least so often
PROMPT_S = 0.5  # a disk that takes longer to confirm is not waited for
TRY_AGAIN_S = 2.0
CLOSE_WITHIN_S = 5.0  # a disk that answers nothing for so long is given up
MOST_WAITING = 50_000  # events: about six hours of a call

Tell = Callable[[Event], Awaitable[None]]


class Journal:
    """One call's journal. Its file belongs to whoever holds `_owning`, and after :meth:`close` to
    the caller."""

    def __init__(self, folder: Path, head: CallHead) -> None:
        line = f"{head_to_line(head)}\n".encode("utf-8", "replace")
        self.head = head
        self.path = folder / f"{head.id}{SUFFIX}"
        self.lost = 0
        """Events for which there was no room while nothing could be written."""
        self.trouble: Trouble | None = None
        """What keeps the file from being written now."""
        self._file = JournalFile(self.path, line)
        self._waiting: deque[Published] = deque()
        self._lines: deque[bytes] = deque()  # taken from what waits, not yet confirmed
        self._written = 0  # of `_lines`, those in the file
        self._distrust = False  # the disk refused to confirm: the end of the file may be lost
        self._well = False  # the file is open and ends with a whole line
        self._owning = threading.Lock()
        self._failure: Exception | None = None  # of :meth:`append`
        self._syncing: Future[float] | None = None
        self._syncing_bytes = 0
        self._syncing_lines = 0
        self._sync_took_s = PROMPT_S  # the last one; until there is one, the disk counts as slow
        self._synced_s = -SYNC_S  # when the disk was last asked
        self._again_s = 0.0
        self._closing = False
        self._changed = threading.Condition()
        self._tell: Callable[[Trouble], None] | None = None
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    @classmethod
    def open(cls, folder: Path, head: CallHead) -> "Journal":
        """Begin to write. It never fails: a file that cannot be made is a trouble to tell."""
        journal = cls(folder, head)
        journal._thread.start()
        return journal

    def append(self, published: Published) -> None:
        """Take an event; it is written at once, here or in the thread."""
        with self._changed:
            if self._closing:
                return
            if len(self._waiting) >= MOST_WAITING:
                self._waiting.popleft()
                self.lost += 1
            self._waiting.append(published)
            prompt = self._well and self._sync_took_s < PROMPT_S and not self._sync_is_slow()
            self._changed.notify()
        if prompt and self._owning.acquire(blocking=False):
            try:
                self._write_waiting()
            except Exception as error:  # the thread tells it, and tries again
                self._failure, self._well = error, False
            finally:
                self._owning.release()

    def _sync_is_slow(self) -> bool:
        return self._syncing is not None and monotonic_s() - self._synced_s >= PROMPT_S

    async def follow(self, events: AsyncIterator[Published], tell: Tell) -> None:
        """Take every event until there are no more; `tell` publishes troubles of this journal."""
        loop = asyncio.get_running_loop()
        troubles: asyncio.Queue[Trouble] = asyncio.Queue()

        def from_thread(trouble: Trouble) -> None:
            with suppress(RuntimeError):  # the loop is gone: there is nobody left to tell
                loop.call_soon_threadsafe(troubles.put_nowait, trouble)

        async def telling() -> None:
            while True:
                await tell(await troubles.get())

        with self._changed:
            self._tell = from_thread
            if self.trouble is not None:
                troubles.put_nowait(self.trouble)
        teller = asyncio.create_task(telling(), name="troubles of the journal")
        try:
            async for published in events:
                self.append(published)
        finally:
            with self._changed:
                self._tell = None
            teller.cancel()
            await asyncio.wait([teller])

    def close(self) -> bool:
        """Write what waits, as far as that is possible; whether all of it is in the file."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(CLOSE_WITHIN_S)
        return not self.stuck and not self._lines and not self._waiting

    @property
    def stuck(self) -> bool:
        """After :meth:`close`: the disk answers nothing; leave the file alone."""
        return self._thread.is_alive()

    @property
    def record(self) -> CallRecord:
        """The call as far as it was told, from file and memory. After :meth:`close`."""
        waiting = tuple(self._waiting)
        lines = tuple(self._lines)[self._written :]
        events: tuple[Published, ...] = ()
        if self._file.is_open:
            _, _, written = self._file.content().partition(b"\n")
            events, _ = events_in(written)
        held = tuple(event_from_line(line.decode("utf-8").rstrip("\n")) for line in lines)
        return record_of(CallRecord(self.head, ()), (*events, *held, *waiting))

    def remove(self) -> None:
        """The record is kept elsewhere. After :meth:`close`; raises :class:`OSError`."""
        self._file.remove()

    def leave(self) -> None:
        """Leave the file for `copilot calls recover`. After :meth:`close`."""
        with suppress(OSError):
            self._file.leave()

    def _run(self) -> None:
        while self._step(last=self._is_over()):
            pass

    def _is_over(self) -> bool:
        """Wait until there is something to do; whether the journal is being closed."""
        with self._changed:
            busy = self._syncing is not None or bool(self._lines)
            if not self._closing and not (self._waiting and self._well):
                now_s = monotonic_s()
                due_s = self._again_s if not self._well else self._synced_s + SYNC_S
                wait_s = max(0.01, due_s - now_s) if busy or not self._well else None
                self._changed.wait(wait_s)
            return self._closing

    def _step(self, *, last: bool) -> bool:
        """Do what is due; false when it was the last. Whatever goes wrong, the call goes on."""
        try:
            with self._owning:
                if self._failure is not None:
                    self._failed(self._failure)
                if self._well or last or monotonic_s() >= self._again_s:
                    self._put_right()
                    self._write_waiting()
                    self._confirm(last=last)
                    if self.trouble is not None and not self._lines:
                        self._works_again()
        except Exception as error:
            self._failed(error)
        return not last

    def _write_waiting(self) -> None:
        if self._well:
            self._take()
            self._write()

    def _put_right(self) -> None:
        if self._well:
            return
        if not self._file.is_open:
            self._file.open()
        else:
            self._file.mend(distrust=self._distrust)
            if self._distrust:
                self._written = 0
        self._well, self._distrust = True, False

    def _take(self) -> None:
        if len(self._lines) >= MOST_WAITING:
            return
        with self._changed:
            taken = tuple(self._waiting)
            self._waiting.clear()
        self._lines.extend(f"{event_to_line(p)}\n".encode("utf-8", "replace") for p in taken)

    def _write(self) -> None:
        new = [self._lines[i] for i in range(self._written, len(self._lines))]
        if new:
            self._file.write(b"".join(new))
            self._written += len(new)

    def _confirm(self, *, last: bool) -> None:
        """Have the disk confirm what was written, now and then, without waiting for it."""
        hurry = last or self.trouble is not None
        if self._syncing is not None and (hurry or self._syncing.done()):
            syncing, self._syncing = self._syncing, None
            self._done_syncing(syncing)
        due = hurry or monotonic_s() - self._synced_s >= SYNC_S
        if self._written and self._syncing is None and due:
            if self._file.moved():
                raise FileNotFoundError(2, "The file was taken away", str(self.path))
            self._synced_s = monotonic_s()
            self._syncing_lines, self._syncing_bytes = self._written, self._file.whole_bytes
            self._syncing = _started(self._file.sync)
            if hurry:
                self._confirm(last=last)

    def _done_syncing(self, syncing: "Future[float]") -> None:
        try:
            self._sync_took_s = syncing.result() - self._synced_s
        except OSError:
            self._distrust = True
            raise
        self._file.confirmed(self._syncing_bytes)
        for _ in range(self._syncing_lines):
            self._lines.popleft()
        self._written -= self._syncing_lines

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            error = OSError(errno.EIO, f"{type(error).__name__}: {error}")
        if self._syncing is not None:
            syncing, self._syncing = self._syncing, None
            with suppress(OSError):
                self._done_syncing(syncing)
        self._well, self._failure = False, None
        self._again_s = monotonic_s() + TRY_AGAIN_S
        self._told(trouble_of(error, str(self.path.parent)))

    def _works_again(self) -> None:
        self._told(works_again(str(self.path.parent), self.lost))

    def _told(self, trouble: Trouble) -> None:
        """Tell a trouble once, however often it comes back before it is over."""
        with self._changed:
            known = self.trouble is not None and not trouble.over
            self.trouble = None if trouble.over else trouble
            if self._tell is not None and not known:
                self._tell(trouble)


def _started(work: Callable[[], None]) -> "Future[float]":
    """`work` done in a thread of its own, which nobody needs to wait for; when it was done."""
    future: Future[float] = Future()

    def run() -> None:
        try:
            work()
            future.set_result(monotonic_s())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="journal-sync", daemon=True).start()
    return future
