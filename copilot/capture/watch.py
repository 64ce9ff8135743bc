"""The thread that keeps both sides listening where they should, and says what goes wrong.

Twenty-five times a second it asks where the streams are; once a second, and whenever the system
reports a change, it looks at everything there is and chooses again. Opening and closing is done by
a second thread, since a sound system may take its time over that.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from copilot.capture.backend import Backend, Changes, ServerGoneError
from copilot.capture.choose import Wishes, choose_loopback, choose_microphone
from copilot.capture.picture import Picture
from copilot.capture.side import LONGEST_RETRY_S, RETRY_S, Notice, Side
from copilot.clock import monotonic_s
from copilot.errors import InputError
from copilot.events import Speaker

PERIOD_S = 0.04
LOOK_EVERY_S = 1.0
STUCK_S = 2.0


class Watch:
    """Start it once; :meth:`stop` ends both threads."""

    def __init__(self, backend: Backend, wishes: Wishes, tell: Callable[[Notice], None]) -> None:
        self._backend = backend
        self._wishes = wishes
        self._tell = tell
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="sound-opener")
        self.sides = {s: Side(s, backend, self._opener, tell) for s in Speaker}
        self._ready: Future[Picture] = Future()
        self._ready.set_running_or_notify_cancel()  # whoever gives up waiting does not undo it
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sound-watch", daemon=True)
        self._next_look_s = 0.0
        self._server_gone_s: float | None = None
        self.turned_s = monotonic_s()

    def start(self) -> "Future[Picture]":
        """The first picture; it fails with what keeps the call from being heard at all."""
        self._thread.start()
        return self._ready

    def stop(self) -> None:
        """Return when everything is closed."""
        self._stop.set()
        self._thread.join(STUCK_S)
        self._opener.shutdown(wait=not self._thread.is_alive())
        if not self._thread.is_alive():
            self._backend.close()

    @property
    def stuck(self) -> bool:
        """Whether the sound server keeps the thread waiting for an answer."""
        return monotonic_s() - self.turned_s > STUCK_S

    def _run(self) -> None:
        try:
            self._ready.set_result(self._first_look())
        except BaseException as error:
            self._ready.set_exception(error)
            return
        retry_s = RETRY_S
        self.turned_s = monotonic_s()
        while not self._stop.is_set():
            try:
                changes = self._backend.wait(PERIOD_S)
                self.turned_s = monotonic_s()
                self._turn(changes)
                retry_s = RETRY_S
            except ServerGoneError:
                self._server_went()
                self.turned_s = monotonic_s() + retry_s
                self._stop.wait(retry_s)
                retry_s = min(LONGEST_RETRY_S, 2 * retry_s)
        for side in self.sides.values():
            side.drop(None)

    def _first_look(self) -> Picture:
        """Raises SoundError, and InputError for a device named that is not there."""
        picture = self._look()
        for side in self.sides.values():
            if side.target is None and side.choice.why in ("no-such-device", "ambiguous-name"):
                raise _no_such_device(side.choice.detail, side.speaker, picture)
        return picture

    def _turn(self, changes: Changes) -> None:
        if changes.devices or monotonic_s() >= self._next_look_s:
            self._look()
        for side in self.sides.values():
            side.turn(changes.streams)
            if side.displaced:
                self._look()  # what is known may be older than the move
                side.explain()
        if self._server_gone_s is not None:
            self._server_may_be_back(self._server_gone_s)

    def _look(self) -> Picture:
        picture = self._backend.picture()
        self._next_look_s = monotonic_s() + LOOK_EVERY_S
        agent, customer = self.sides[Speaker.AGENT], self.sides[Speaker.CUSTOMER]
        agent.aim(choose_microphone(picture, self._wishes, agent.target), picture)
        loopback = choose_loopback(picture, self._wishes, customer.target, agent.target)
        customer.aim(loopback, picture)
        return picture

    def _server_went(self) -> None:
        first = self._server_gone_s is None
        self._server_gone_s = monotonic_s()
        for side in self.sides.values():
            side.quiet = True
            side.drop(None)
        if first:
            self._tell(Notice("server-gone", None))

    def _server_may_be_back(self, gone_s: float) -> None:
        """It is, when both sides are heard again; a side that takes long speaks for itself."""
        all_heard = all(side.hearing for side in self.sides.values())
        if all_heard or monotonic_s() - gone_s > LONGEST_RETRY_S:
            self._server_gone_s = None
            self._tell(Notice("server-gone", None, over=True))
            for side in self.sides.values():
                side.quiet = False


def _no_such_device(name: str, speaker: Speaker, picture: Picture) -> InputError:
    loopback = speaker is Speaker.CUSTOMER
    there = ", ".join(d.name for d in picture.devices if d.loopback is loopback)
    kind = "output" if loopback else "microphone"
    return InputError(
        "no-such-device",
        f"No {kind} goes by the name {name}, or more than one does.",
        why=f"There is: {there}." if there else f"There is no {kind} at all.",
        hint="Take a name from: copilot devices",
    )
