"""Music and tones where a voice was expected: the customer's side is on hold, or still rings.

What can be known of a side is that it sounds, that the sound is made of tones, and that nobody
speaks in it. Speech, breath, typing, an office or an empty line never are all three for long. A
voice that sings is a voice to the detector, and ends this.
"""

from collections import deque

import numpy as np

from copilot.audio.chunk import CHUNK_S, SAMPLE_RATE, Samples
from copilot.events import HoldHeard
from copilot.speech.detect import VoiceDetector

WINDOW_S = 10.0
TONAL_SHARE = 0.15  # of the window; a ringing line sounds a fifth of the time
GONE_SHARE = 0.05
VOICED_SHARE = 0.03  # at most
VOICE_ENDS_S = 0.2  # of voice within the last second
QUIETEST = 0.003  # root mean square of what counts as sound
TONAL_FLATNESS = 0.12  # white noise has 0.56, a room 0.4, music and tones under 0.1
BAND_HZ = (220, 3_400)  # above the hum of the mains


class HoldWatch:
    """Feed it one side's sound through :meth:`listening`; ask for :meth:`news` now and then."""

    def __init__(self) -> None:
        size = round(WINDOW_S / CHUNK_S)
        self._tonal: deque[bool] = deque(maxlen=size)
        self._voiced: deque[bool] = deque(maxlen=size)
        self._heard_s = 0.0
        self._told = False
        self.on = False

    def listening(self, detector: VoiceDetector) -> VoiceDetector:
        """The same detector, overheard."""
        return _Overheard(detector, self)

    def accept(self, samples: Samples, probability: float) -> None:
        """`samples`: float32, shape (512,); `probability`: that they are voice."""
        self._heard_s += CHUNK_S
        self._tonal.append(is_tonal(samples))
        self._voiced.append(probability >= 0.5)
        whole = len(self._tonal) == self._tonal.maxlen
        tonal = sum(self._tonal) / len(self._tonal)
        voiced = sum(self._voiced) / len(self._voiced)
        last = list(self._voiced)[-round(1 / CHUNK_S) :] if self.on else []
        if self.on:
            self.on = tonal >= GONE_SHARE and sum(last) * CHUNK_S < VOICE_ENDS_S
            if not self.on:
                self._tonal.clear()
                self._voiced.clear()
        else:
            self.on = whole and tonal >= TONAL_SHARE and voiced <= VOICED_SHARE

    def news(self) -> HoldHeard | None:
        """What has changed since it was last asked."""
        if self.on is self._told:
            return None
        self._told = self.on
        return HoldHeard(self.on, max(0.0, self._heard_s - (WINDOW_S if self.on else 0.0)))


class _Overheard:
    def __init__(self, detector: VoiceDetector, watch: HoldWatch) -> None:
        self._detector, self._watch = detector, watch

    def probability(self, samples: Samples) -> float:
        probability = self._detector.probability(samples)
        self._watch.accept(samples, probability)
        return probability


_RULER = np.fft.rfftfreq(512, 1 / SAMPLE_RATE)
_BAND = (BAND_HZ[0] <= _RULER) & (BAND_HZ[1] >= _RULER)
_WINDOW = np.hanning(512).astype(np.float32)


def is_tonal(samples: Samples) -> bool:
    """Whether 512 samples sound, and their spectrum stands in peaks.

    By spectral flatness: geometric over arithmetic mean of the power (Gray and Markel, 1974).
    """
    if float(np.sqrt(np.mean(samples * samples))) < QUIETEST:
        return False
    power = np.abs(np.fft.rfft(samples * _WINDOW))[_BAND] ** 2 + 1e-12
    return float(np.exp(np.mean(np.log(power))) / np.mean(power)) < TONAL_FLATNESS
