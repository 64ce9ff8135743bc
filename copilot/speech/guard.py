"""Stands between the desk and the call: the customer's words in the microphone become no turn.

A line of the agent waits for the customer's words of the same time only where a leak is measured
and the line can be the customer's; with a headset nothing ever waits.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from copilot.audio.evidence import Evidence
from copilot.audio.leakage import Leak
from copilot.events import EchoDropped, Event, Speaker, Trouble
from copilot.speech.leak import LATE_S, Words, is_leak
from copilot.speech.recognize import Heard, Utterance

WAIT_MOST_S = 3.0  # call seconds for the customer's words
KEPT_LINES = 12  # of the customer
TELL_AT = (1, 10, 100, 1_000)


class Ear(Protocol):
    """What knows the sound behind the words: an echo canceller."""

    @property
    def leak(self) -> Leak | None: ...

    def evidence(self, start: float, end: float) -> Evidence: ...


@dataclass(frozen=True, slots=True)
class _Held:
    utterance: Utterance
    text: str
    evidence: Evidence


class EchoGuard:
    """Hands on what is heard, less the customer's words in the agent's microphone."""

    def __init__(
        self,
        ear: Ear | None,
        *,
        heard: Heard,
        heard_partial: Heard,
        tell: Callable[[Event], Awaitable[None]],
    ) -> None:
        """`ear` None: everything is handed on."""
        self._ear = ear
        self._heard, self._heard_partial, self._tell = heard, heard_partial, tell
        self._said: deque[Words] = deque(maxlen=KEPT_LINES)
        self._saying: Words | None = None
        self._held: deque[_Held] = deque()
        self._leaked = False
        self.dropped = 0

    async def heard(self, utterance: Utterance, text: str) -> None:
        if utterance.speaker is Speaker.CUSTOMER:
            self._saying = None
            if text:
                self._said.append(Words(utterance.start, utterance.end, text))
            await self._heard(utterance, text)
            await self._decide(utterance.end)
        elif self._ear is None or not text:
            await self._heard(utterance, text)
        else:
            evidence = self._ear.evidence(utterance.start, utterance.end)
            self._held.append(_Held(utterance, text, evidence))
            await self._decide(utterance.end)

    async def heard_partial(self, utterance: Utterance, text: str) -> None:
        if utterance.speaker is Speaker.CUSTOMER:
            self._saying = Words(utterance.start, utterance.end, text)
        elif self._ear is not None:
            evidence = self._ear.evidence(utterance.start, utterance.end)
            if is_leak(Words(utterance.start, utterance.end, text), self._words(), evidence):
                return
        await self._heard_partial(utterance, text)

    async def watch(self, now_s: float) -> None:
        """`now_s` call seconds have been heard: decide what waits too long, tell of a leak."""
        if self._ear is None:
            return
        leak = self._ear.leak
        if (leak is not None) != self._leaked:
            self._leaked = leak is not None
            await self._tell(_told(leak))
        if self._held:
            await self._decide(now_s)

    async def finish(self) -> None:
        """Nothing more will be heard."""
        await self._decide(float("inf"))

    async def _decide(self, now_s: float) -> None:
        """Hand on or drop, in order, each line that need not wait."""
        while self._held:
            held = self._held[0]
            end = held.utterance.end
            line = Words(held.utterance.start, end, held.text)
            leaked = is_leak(line, self._words(), held.evidence)
            if not leaked and self._may_yet_be(held) and now_s < end + WAIT_MOST_S:
                return
            self._held.popleft()
            await (self._drop(held) if leaked else self._heard(held.utterance, held.text))

    def _may_yet_be(self, held: _Held) -> bool:
        """Whether the customer's words of the same time are still to come."""
        if held.evidence.leak_db is None or not held.evidence.quieter:
            return False
        known = max((w.end for w in self._words()), default=0.0)
        return known < held.utterance.end - LATE_S

    def _words(self) -> list[Words]:
        return [*self._said, *([self._saying] if self._saying else [])]

    async def _drop(self, held: _Held) -> None:
        self.dropped += 1
        u = held.utterance
        await self._tell(EchoDropped(u.start, u.end, held.text, self.dropped))
        if self.dropped in TELL_AT:
            lines = "line was" if self.dropped == 1 else "lines were"
            text = f"{self.dropped} {lines} left out: the microphone heard the customer, not you."
            await self._tell(Trouble("echo", "customer-left-out", text))


def _told(leak: Leak | None) -> Trouble:
    if leak is None:
        text = "The microphone no longer hears the customer."
        return Trouble("echo", "customer-in-microphone", text, over=True)
    text = (
        f"The microphone hears the customer ({leak.level_db:.0f} dB, {leak.delay_ms:.0f} ms late). "
        "Their voice is taken out; a headset would be better."
    )
    return Trouble("echo", "customer-in-microphone", text)
