"""One side of the call: its device, its stream, and how far what it delivered can be believed.

A block is believed only after the system has said, at a moment later than the block's arrival, that
the stream hears the right source and was not touched in between. So no sound can appear under the
wrong speaker, however quickly a stream is moved; it costs a few hundredths of a second.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from copilot.capture.backend import Backend, SoundError, Stream
from copilot.capture.choose import Choice
from copilot.capture.picture import Device, Picture
from copilot.capture.ring import Block, Bounded, Ring
from copilot.clock import monotonic_s
from copilot.events import Speaker

FIRST_BLOCK_WITHIN_S = 3.0
NEXT_BLOCK_WITHIN_S = 1.0
OVERSLEPT_S = 0.5  # between two looks: then it is this program or the server that stood still
SETTLED_AFTER_S = 1.0  # until then the system may still be setting up a new stream
RETRY_S, LONGEST_RETRY_S = 0.5, 5.0
BREAK = None
"""Between blocks: what follows does not continue what came before."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A fault or its end. `speaker` None: both sides."""

    problem: str  # "missing", "stopped", "elsewhere", "changed", "lost-sound", "server-gone"
    speaker: Speaker | None
    device: str = ""
    over: bool = False


@dataclass(slots=True)
class _Open:
    stream: Stream
    ring: Ring
    since_s: float
    looked_s: float
    checked: bool = False  # its source was right at least once


class Side:
    """Used by the watching thread; `heard` and `hearing` are read by the call."""

    def __init__(
        self,
        speaker: Speaker,
        backend: Backend,
        opener: Executor,
        tell: Callable[[Notice], None],
    ) -> None:
        self.speaker = speaker
        self.choice = Choice(None, "not-yet")
        self.heard: Bounded[Block | None] = Bounded()
        self.hearing = False
        """Whether blocks come and are believed."""
        self.quiet = False
        """Say nothing of faults: they have been told for both sides."""
        self.displaced = False
        """Its stream hears something else; :meth:`explain` is due, with a new picture."""
        self._backend = backend
        self._opener = opener
        self._tell = tell
        self._picture: Picture | None = None
        self._open: _Open | None = None
        self._opening: tuple[Future[Stream], Ring] | None = None
        self._trouble: Notice | None = None
        self._retry_s = RETRY_S
        self._next_try_s = 0.0
        self._overflows = 0
        self._was_on = ""  # the source that was believed last

    @property
    def target(self) -> Device | None:
        return self.choice.device

    def aim(self, choice: Choice, picture: Picture) -> None:
        """Where the side should listen from now on."""
        if choice.device != self.choice.device:
            self._next_try_s = 0.0
        self.choice, self._picture = choice, picture

    def turn(self, touched: frozenset[str]) -> None:
        """Check, open, close: one round. Raises ServerGoneError."""
        if self._open is not None:
            self._check(self._open, touched)
        if self._open is None:
            self._reopen()

    def explain(self) -> None:
        """Say why the stream was let go: its device has gone, or only the stream was moved."""
        self.displaced = False
        self._say(self._why_not())

    def drop(self, problem: str | None) -> None:
        """Let go of the stream and of what is not believed yet."""
        was, self._open = self._open, None
        if was is not None:
            self._opener.submit(was.stream.close)
        if self._opening is not None:
            self._opening[0].add_done_callback(_close_late)
            self._opening = None
        self.hearing = False
        self.heard.put(BREAK)
        if problem is not None:
            self._say(problem)

    def _check(self, now: _Open, touched: frozenset[str]) -> None:
        asked_s = monotonic_s()
        overslept = asked_s - now.looked_s > OVERSLEPT_S
        now.looked_s = asked_s
        source = self._backend.attached(now.stream)
        age_s = asked_s - now.since_s
        if source is None:
            if now.checked or age_s > FIRST_BLOCK_WITHIN_S:
                self.drop("stopped")
            return
        if not self._is_right(source):
            self.displaced = True
            self.drop(None)
            return
        if now.stream.mark in touched and age_s > SETTLED_AFTER_S and self.target is not None:
            self.drop(None)  # it may have been elsewhere between two looks
            return
        now.checked = True
        self._believe(now, asked_s, source)
        last_s = now.ring.last_s
        limit_s = FIRST_BLOCK_WITHIN_S if last_s is None else NEXT_BLOCK_WITHIN_S
        late = asked_s - (now.since_s if last_s is None else last_s) > limit_s
        if not now.stream.alive or (late and not overslept and not self._may_idle()):
            self.drop("stopped")

    def _believe(self, now: _Open, asked_s: float, source: str) -> None:
        blocks = now.ring.take(asked_s)
        for block in blocks:
            self.heard.put(block)
        if now.ring.overflows > self._overflows:
            self._tell(Notice("lost-sound", self.speaker, self._label(source)))
        self._overflows = now.ring.overflows
        if not blocks and not self._may_idle():
            return
        self.hearing = True
        self._was_on = source
        self._retry_s = RETRY_S
        if self.target is None:  # a microphone of the system's choice stands in
            self._say("changed", source)
        elif self._trouble is not None:
            was, self._trouble = self._trouble, None
            self._tell(Notice(was.problem, self.speaker, self._label(source), over=True))

    def _reopen(self) -> None:
        now_s = monotonic_s()
        if self._opening is not None:
            future, ring = self._opening
            if not future.done():
                return
            self._opening = None
            try:
                self._open = _Open(future.result(), ring, now_s, now_s)
                self._overflows = 0
            except SoundError:
                self._say("missing")
            return
        if self.target is None:
            self._say("missing")
        elif now_s >= self._next_try_s:
            self._next_try_s = now_s + self._retry_s
            self._retry_s = min(LONGEST_RETRY_S, 2 * self._retry_s)
            ring = Ring()
            future = self._opener.submit(self._backend.open, self.target, self.speaker, ring)
            self._opening = future, ring

    def _is_right(self, source: str) -> bool:
        """The one device chosen; for the agent, where that is gone, any other microphone."""
        if self.target is not None:
            return source == self.target.name
        if self.speaker is Speaker.CUSTOMER or self._picture is None:
            return False
        device = self._picture.device(source)
        return device is not None and not device.loopback

    def _why_not(self) -> str:
        if self.target is None:
            return "missing"
        return "elsewhere" if self.target.name == self._was_on else "changed"

    def _may_idle(self) -> bool:
        return self._backend.idle_is_silent and self.speaker is Speaker.CUSTOMER

    def _say(self, problem: str, source: str = "") -> None:
        """Once, until it is over."""
        if self._trouble is None and not self.quiet:
            wanted = self._label(source) if source else (self._label() or self.choice.detail)
            self._trouble = Notice(problem, self.speaker, wanted)
            self._tell(self._trouble)

    def _label(self, source: str = "") -> str:
        name = source or (self.target.name if self.target else "")
        device = self._picture.device(name) if self._picture else None
        return device.label if device else name


def _close_late(opened: "Future[Stream]") -> None:
    """A stream that nobody waits for any more."""
    if not opened.cancelled() and opened.exception() is None:
        opened.result().close()
