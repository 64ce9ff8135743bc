"""How much of the customer is in the agent's microphone, and how late: measured, never assumed.

The measure is the generalised cross-correlation with phase transform (Knapp and Carter, 1976) of
the two channels in the band of telephone speech. Two people who speak at once leave a flat
correlation, whose highest point is below eight times its own root mean square; a leak of -30 dB
already stands far above that at one place, its delay.
"""

from dataclasses import dataclass

import numpy as np

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE, Samples

WINDOW = 8_192  # samples of the microphone looked at together: 0.5 s
REACH = 4_096  # samples that a leak may come after its cause: 0.25 s
SIZE = WINDOW + REACH
AHEAD = 1_600  # and before it, where the two devices are placed on one clock with an error: 0.1 s
BAND_HZ = (250.0, 3_500.0)
APART = 16  # samples: two delays that differ by less are one
EARLIEST = -960  # samples: 60 ms, the error of the clock that a canceller can make up for
SURE_DELAY = 960  # samples: what comes so late has its cause in the customer's channel
REVERSED_DB = 6.0  # a louder "leak" that is not late is the agent, heard in the customer's channel
REVERSED_S = 30.0  # of customer's channel, in which nothing is believed after that
TAIL_SAMPLES = 320  # of the room, after the direct sound
NOTHING_DB = -120.0
HEARD_DB = -50.0  # the customer's channel below this says nothing
KEPT = 0.7  # of what earlier windows told


@dataclass(frozen=True, slots=True)
class LeakSettings:
    """When a leak is believed, and when it is over."""

    every_chunks: int = 4  # how often it is measured while the customer is heard
    certain: float = 20.0  # peak over root mean square: believed at once
    likely: float = 12.0  # believed when measured twice with one delay
    least_db: float = -40.0  # a weaker leak is left alone: no recogniser hears it
    gone_s: float = 20.0  # customer's speech without a trace until a leak is over


@dataclass(frozen=True, slots=True)
class Leak:
    """The customer in the agent's microphone."""

    delay_ms: float
    level_db: float  # of the leak against the customer's own channel


class LeakMeter:
    """Feed it the two channels, chunk by chunk; `leak` is what it believes, with hysteresis."""

    def __init__(self, settings: LeakSettings) -> None:
        self._set = settings
        self._agent: Samples = np.zeros(SIZE, np.float32)
        self._customer: Samples = np.zeros(SIZE, np.float32)
        bins = np.fft.rfftfreq(2 * WINDOW, 1 / SAMPLE_RATE)
        self._band = (bins > BAND_HZ[0]) & (bins < BAND_HZ[1])
        self._whitened = np.zeros(len(bins), np.complex128)
        self._delay = -1  # of what the next two have summed
        self._cross = np.zeros(len(bins), np.complex128)
        self._power = np.zeros(len(bins), np.float64)
        self._since_measured = 0
        self._likely_delay = -1
        self._without_s = 0.0
        self._reversed_s = 0.0
        self.leak: Leak | None = None

    def accept(self, agent: Samples, customer: Samples) -> None:
        """The next 32 ms of both sides; each float32, shape (512,)."""
        for past, new in ((self._agent, agent), (self._customer, customer)):
            past[:-CHUNK_SAMPLES] = past[CHUNK_SAMPLES:]
            past[-CHUNK_SAMPLES:] = new
        self._since_measured += 1
        if self._since_measured >= self._set.every_chunks:
            if level_db(self._customer[-WINDOW:]) > HEARD_DB:
                self._measure()
            self._since_measured = 0

    def _measure(self) -> None:
        cause = np.fft.rfft(self._customer, 2 * WINDOW)
        effect = self._agent.copy()
        effect[:REACH] = 0.0  # what came before the window has causes that are forgotten
        cross = np.fft.rfft(effect, 2 * WINDOW) * np.conj(cause)
        self._whitened = KEPT * self._whitened + cross / (np.abs(cross) + 1e-9)
        found = np.fft.irfft(np.where(self._band, self._whitened, 0.0))
        near = np.abs(np.concatenate((found[-AHEAD:], found[:REACH])))
        delay = int(near.argmax()) - AHEAD
        unrelated = float(np.sqrt(np.mean(found[REACH:-REACH] ** 2)))
        self._judge(delay, float(near.max()) / (unrelated + 1e-12))

    def _judge(self, delay: int, height: float) -> None:
        plausible = delay >= EARLIEST and height >= self._set.likely
        level = self._level_db(delay) if plausible else NOTHING_DB
        step_s = self._set.every_chunks * CHUNK_S
        self._reversed_s = max(0.0, self._reversed_s - step_s)
        if plausible and delay < SURE_DELAY and level > REVERSED_DB:
            self._reversed_s, self.leak = REVERSED_S, None
        possible = level > self._set.least_db and not self._reversed_s
        twice = abs(delay - self._likely_delay) <= 2 * APART
        self._likely_delay = delay if possible else -1
        if possible and (height >= self._set.certain or twice):
            self.leak = Leak(delay * 1000 / SAMPLE_RATE, level)
            self._without_s = 0.0
        elif self.leak is not None:
            self._without_s += step_s
            if self._without_s >= self._set.gone_s:
                self.leak = None

    def _level_db(self, delay: int) -> float:
        """Energy of the response from the customer's channel to the microphone around `delay`.

        Both windows are cut so that each cause stands where its effect does.
        """
        if abs(delay - self._delay) > APART:
            self._delay = delay
            self._cross[:], self._power[:] = 0.0, 0.0
        late, early = max(0, self._delay), max(0, -self._delay)
        cause = np.fft.rfft(self._customer[REACH - late : SIZE - late], 2 * WINDOW)
        effect = np.fft.rfft(self._agent[REACH - early : SIZE - early], 2 * WINDOW)
        self._cross = KEPT * self._cross + effect * np.conj(cause)
        self._power = KEPT * self._power + np.abs(cause) ** 2
        floor = 1e-3 * float(self._power[self._band].mean()) + 1e-9
        response = np.fft.irfft(np.where(self._band, self._cross / (self._power + floor), 0.0))
        near = np.concatenate((response[-APART:], response[:TAIL_SAMPLES]))
        energy = float(np.sum(near**2)) / float(self._band.mean())
        return 10.0 * float(np.log10(energy + 1e-12))


def level_db(samples: Samples) -> float:
    """Mean power against full scale; -120 for digital silence."""
    return 10.0 * float(np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-12))
