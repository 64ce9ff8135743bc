"""The customer's voice is taken out of the agent's microphone, where it leaks into it.

Without a headset the microphone hears the customer from the loudspeaker. While no leak is measured
(see :mod:`copilot.audio.leakage`) every chunk passes as it came, the very same object. With a leak,
WebRTC's AEC3 cleans the agent's chunk with the customer's channel as its reference. While the
customer is silent and the agent speaks there is nothing to clean, and cleaning would only dull the
words: then the sound passes as it came, too. `AudioChunk.raw` always holds what was heard.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from copilot.audio.canceller import Aec3, Canceller, Cleaning
from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, AudioChunk, Samples
from copilot.audio.evidence import SILENT_DB, Evidence
from copilot.audio.leakage import Leak, LeakMeter, LeakSettings, level_db
from copilot.events import Speaker

HELD_MOST = 6  # agent's chunks that wait for the customer's of the same moment
WARM_CHUNKS = 94  # 3 s of both sides, from which a canceller learns the room when a leak is found
REMEMBERED_CHUNKS = 1_250  # 40 s of levels
LATEST_LEAK_S = 0.25
EARLY_S = 0.064  # and the earliest, where the two devices' clocks err
LINGERS_S = 0.35  # the latest leak and the room's tail
DROWNED_DB = 25.0  # a leak so far below the agent changes no word


@dataclass(slots=True)
class _Level:
    """Powers of one moment, in dB against full scale."""

    start: float
    raw_db: float
    cleaned_db: float
    customer_db: float
    leaking: bool


class EchoCanceller:
    """One call's; feed it both speakers' chunks, and the lanes what it returns."""

    def __init__(
        self, canceller: Callable[[], Canceller] = Aec3, settings: LeakSettings | None = None
    ) -> None:
        self._new_canceller = canceller
        self._meter = LeakMeter(settings or LeakSettings())
        self._waiting: deque[AudioChunk] = deque()  # agent's, raw
        self._customer: deque[AudioChunk] = deque(maxlen=HELD_MOST)
        self._past: deque[tuple[AudioChunk, Samples]] = deque(maxlen=WARM_CHUNKS)
        self._levels: deque[_Level] = deque(maxlen=REMEMBERED_CHUNKS)
        self._cleaning: Cleaning | None = None
        self._share = 1.0  # of the cleaned sound in the last sample that came out

    @property
    def leak(self) -> Leak | None:
        """What leaks now; None with a headset."""
        return self._meter.leak

    def accept(self, chunk: AudioChunk) -> tuple[AudioChunk, ...]:
        """What is ready for the lanes: the customer's chunk at once and unchanged, the agent's when
        the customer's of the same moment is known."""
        if chunk.speaker is Speaker.CUSTOMER:
            self._customer.append(chunk)
            return (*self._ready(chunk.start), chunk)
        self._waiting.append(chunk)
        return self._ready(self._customer[-1].start if self._customer else -1.0)

    def finish(self) -> tuple[AudioChunk, ...]:
        """No more chunks: what still waited, as it was heard."""
        ready = self._ready(float("inf"))
        held = self._cleaning.stop() if self._cleaning else ()
        self._cleaning = None
        return (*ready, *held)

    def evidence(self, start: float, end: float) -> Evidence:
        """What the two channels' levels tell about the agent's sound in these call seconds."""
        own = [v for v in self._levels if start - CHUNK_S < v.start < end]
        early, late = start - LATEST_LEAK_S, end + EARLY_S
        causes = [v.customer_db for v in self._levels if early < v.start < late]
        leak = self.leak
        return Evidence(
            raw_db=_mean_db([v.raw_db for v in own]),
            cleaned_db=_mean_db([v.cleaned_db for v in own]),
            customer_db=_mean_db(causes),
            leak_db=leak.level_db if leak and any(v.leaking for v in own) else None,
        )

    def _ready(self, known: float) -> tuple[AudioChunk, ...]:
        """The agent's chunks up to `known` call seconds of the customer, and all that cannot wait
        longer."""
        out: list[AudioChunk] = []
        while self._waiting and (
            self._waiting[0].start <= known + CHUNK_S / 2 or len(self._waiting) > HELD_MOST
        ):
            agent = self._waiting.popleft()
            out += self._pair(agent, self._customer_at(agent.start))
        return tuple(out)

    def _customer_at(self, start: float) -> Samples:
        for chunk in self._customer:
            if abs(chunk.start - start) < CHUNK_S / 2:
                return chunk.samples
        return np.zeros(CHUNK_SAMPLES, np.float32)

    def _pair(self, agent: AudioChunk, customer: Samples) -> tuple[AudioChunk, ...]:
        self._meter.accept(agent.samples, customer)
        raw_db = level_db(agent.samples)
        self._levels.append(
            _Level(agent.start, raw_db, raw_db, level_db(customer), self.leak is not None)
        )
        out: tuple[AudioChunk, ...] = ()
        if self.leak is None:
            if self._cleaning is not None:
                out, self._cleaning = self._cleaning.stop(), None
            self._past.append((agent, customer))
            return (*out, agent)
        if self._cleaning is None:
            self._cleaning = Cleaning(self._new_canceller())
            for past in self._past:
                self._note(self._cleaning.accept(*past))
            self._cleaning.forget()
            self._past.clear()
            self._share = 1.0
        cleaned = self._cleaning.accept(agent, customer)
        self._note(cleaned)
        return tuple(self._where_needed(chunk, self.leak) for chunk in cleaned)

    def _where_needed(self, chunk: AudioChunk, leak: Leak) -> AudioChunk:
        """The chunk, cleaned only as far as the customer can be heard in it."""
        recent = [
            v
            for v in islice(reversed(self._levels), 2 * round(LINGERS_S / CHUNK_S))
            if chunk.start - LINGERS_S < v.start <= chunk.start + EARLY_S
        ]
        leaked_db = max(v.customer_db for v in recent) + leak.level_db
        needed = leaked_db > max(v.raw_db for v in recent) - DROWNED_DB
        before, self._share = self._share, float(needed)
        if before == self._share == 1.0 or chunk.raw is None:
            return chunk
        share = np.linspace(before, self._share, CHUNK_SAMPLES, dtype=np.float32)
        return replace(chunk, samples=share * chunk.samples + (1 - share) * chunk.raw)

    def _note(self, cleaned: tuple[AudioChunk, ...]) -> None:
        """Remember how little of these chunks is left, also of such as had passed uncleaned."""
        for chunk in cleaned:
            for level in reversed(self._levels):
                if level.start == chunk.start:
                    level.cleaned_db, level.leaking = level_db(chunk.samples), True
                    break
                if level.start < chunk.start:
                    break


def _mean_db(levels: list[float]) -> float:
    if not levels:
        return SILENT_DB
    return 10.0 * float(np.log10(np.mean(np.power(10.0, np.array(levels) / 10.0))))
