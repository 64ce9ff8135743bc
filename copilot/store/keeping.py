"""From a call that goes on to a call that is kept: its journal, then the store.

    keeping = Keeping(agent="Ana", llm="none")
    call.journal = keeping.journal(briefing)   # one per call

When the call is over its record goes to the store and the journal is removed. Where the store
refuses, or the program dies, the journal stays for `copilot calls recover`.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import copilot
from copilot import output
from copilot.clock import utc_now
from copilot.coach.briefing import Briefing
from copilot.config import load_config
from copilot.errors import CopilotError
from copilot.events import CallStarted, Published
from copilot.exchange.sending import announce
from copilot.privacy.consent import keeps_words, wordless
from copilot.privacy.mask import mask
from copilot.store.audio_places import audio_path, remove_audio
from copilot.store.journal import Journal, Tell
from copilot.store.journal_read import record_of
from copilot.store.places import journals_dir
from copilot.store.record import CallHead, CallRecord

if TYPE_CHECKING:
    from copilot.store.audio_keeper import KeptAudio

Keep = Callable[[CallRecord], None]


@dataclass(frozen=True, slots=True)
class Keeping:
    """How the calls of one command are kept."""

    llm: str  # the language model, as it was asked for
    agent: str = ""
    consent: str = ""
    id: str = ""  # of the one call; empty: made when it begins
    began: str = ""  # ISO 8601, UTC, to the second; empty: when it is heard
    audio: bool = False  # how the calls sound is kept too

    def journal(self, briefing: Briefing) -> "KeptCall":
        """A :class:`~copilot.call.CallJournal` for one call about `briefing`."""
        head = CallHead(
            id=self.id,
            began=self.began,
            mode=briefing.mode,
            lang=briefing.lang,
            agent=mask(self.agent, briefing.lang).text,
            source="",
            llm=self.llm,
            version=copilot.__version__,
            card=briefing.card,
            target_shares=briefing.target_shares,
            consent=mask(self.consent, briefing.lang).text,
        )
        return KeptCall(head, journals_dir(), keep)

    def sound(self, call: "KeptCall") -> "KeptAudio | None":
        """A :class:`~copilot.call.AudioKeeper` for this call; None where it is not to be kept, or
        the customer refused."""
        if not self.audio or not keeps_words(self.consent):
            return None
        from copilot.store.audio_keeper import KeptAudio  # an encoder, only if wanted

        return KeptAudio(lambda: call.id)


def keep(record: CallRecord) -> None:
    """Put a record into the store; without its words where the customer refused.

    With its words it is also put down for the webhook, where one is configured. Raises
    :class:`CopilotError`.
    """
    from copilot.store.calls import configured_store  # a database, only when a call is over

    words = keeps_words(record.head.consent)
    if not words:
        remove_audio(audio_path(record.head.id))
    with configured_store() as store:
        store.put(record, words=words)
    if words and (trouble := announce(record.head.id, load_config().webhook)):
        output.narrate(f"copilot: This call is not sent to the webhook: {trouble} [not-sent]")


class KeptCall:
    """One call: followed into a journal, then kept. Nothing here ever ends the call."""

    def __init__(self, head: CallHead, folder: Path, keep: Keep) -> None:
        """`head` lacks the source, and may lack id and time: the call's first event tells them."""
        self._head = head
        self._folder = folder
        self._keep = keep
        self._journal: Journal | None = None
        self._finishing: asyncio.Future[str] | None = None
        self._happened: list[Published] = []  # whole, where the journal holds no words

    @property
    def id(self) -> str:
        """Empty until the call has begun."""
        return self._journal.head.id if self._journal is not None else ""

    async def follow(self, events: AsyncIterator[Published], tell: Tell) -> None:
        """Write every event down; when there are no more, keep the call."""
        try:
            self._journal = await self._begun(events)
            if self._journal is not None:
                await self._journal.follow(self._allowed(events), tell)
                await self._finished()
        except Exception as error:
            output.narrate(f"copilot: This call is not being kept: {_told(error)} [store-failed]")
            async for _ in events:  # the others wait for everyone who follows
                pass

    async def over(self) -> None:
        """The call is over, whatever ended it: keep what there is, and say what became of it."""
        if self._journal is not None and (message := await self._finished()):
            output.narrate(message)

    async def _begun(self, events: AsyncIterator[Published]) -> Journal | None:
        """The journal, begun with the call; None where no call began."""
        early = []
        async for published in events:
            early.append(published)
            if isinstance(started := published.event, CallStarted):
                began = utc_now() - timedelta(seconds=published.wall_s)
                head = replace(
                    self._head,
                    id=self._head.id or f"{began:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}",
                    began=self._head.began or f"{began:%Y-%m-%dT%H:%M:%SZ}",
                    source=started.source,
                )
                journal = Journal.open(self._folder, head)
                if not keeps_words(head.consent):
                    self._happened.extend(early)
                for one in early:
                    journal.append(one)
                return journal
        return None

    async def _allowed(self, events: AsyncIterator[Published]) -> AsyncIterator[Published]:
        """What may be written down: nobody's words where the customer refused."""
        whole = keeps_words(self._head.consent)
        async for published in events:
            if whole:
                yield published
                continue
            self._happened.append(published)
            if (event := wordless(published.event)) is not None:
                yield replace(published, event=event)

    async def _finished(self) -> str:
        """What to say of the kept call; done once, and to its end, whoever stops waiting for it."""
        assert self._journal is not None
        if self._finishing is None:
            self._finishing = asyncio.ensure_future(asyncio.to_thread(self._finish, self._journal))
        return await asyncio.shield(self._finishing)

    def _finish(self, journal: Journal) -> str:
        whole = journal.close()
        if journal.stuck:
            return _failed(journal, "The disk does not answer.", whole=False)
        try:
            self._keep(self._record(journal))
        except Exception as error:  # a call that was coached does not fail for the store
            journal.leave()
            return _failed(journal, _told(error), whole=whole)
        try:
            journal.remove()
        except OSError as error:
            journal.leave()
            return f"Kept as {journal.head.id}; its journal is still there: {_told(error)}."
        shown = " How it went: copilot report last" if keeps_words(self._head.consent) else ""
        return f"Kept as {journal.head.id}.{shown}"

    def _record(self, journal: Journal) -> CallRecord:
        """The whole call, from which the store takes the figures; its words may be nowhere else."""
        if keeps_words(journal.head.consent):
            return journal.record
        return record_of(CallRecord(journal.head, ()), tuple(self._happened))


def _failed(journal: Journal, why: str, *, whole: bool) -> str:
    if whole:
        what, next_ = "is not in the store yet", f"{journal.path} holds it: copilot calls recover"
    elif journal.path.exists():
        what = "is not in the store, and its last part is lost"
        next_ = f"{journal.path} holds the rest: copilot calls recover"
    else:
        what, next_ = "could not be kept", "see that the folder can be written to"
    whys = [why]
    if journal.trouble is not None:
        whys.append(f"Its journal could not be written either ({journal.path.parent}).")
    return f"copilot: This call {what} [call-not-stored]\n  why:  {' '.join(whys)}\n  next: {next_}"


def _told(error: Exception) -> str:
    if isinstance(error, CopilotError):
        return f"{error.what} {error.why}".strip()
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror} ({error.filename})" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}"
