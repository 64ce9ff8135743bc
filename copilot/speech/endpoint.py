"""Voice probabilities -> where utterances begin and end (pure).

A table of four states. What a frame does depends on the state and on whether it is voiced:

    state      voiced frame                           unvoiced frame
    QUIET      -> ONSET, remember the start           stay
    ONSET      enough voice -> SPEAKING, began        too long a gap -> QUIET, it was a noise
    SPEAKING   stay                                   -> PAUSE, remember the end
    PAUSE      longer than a breath -> SPEAKING       silent long enough -> QUIET, ended

A sound shorter than a breath inside a pause neither ends the pause nor starts it again. An
utterance that reaches the maximum is cut where its last two seconds were quietest; speaking goes on
in the next one. How long a silence must last depends on the words before it, once they are known.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from copilot.speech.ending import Ending

CUT_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """Seconds, and probabilities in [0, 1]."""

    silence_s: float = 0.55  # unvoiced for this long ends the utterance
    silence_after_whole_s: float = 0.45  # the same, where its words sound like a whole sentence
    silence_after_open_s: float = 0.9  # or like one that has yet to end
    minimum_speech_s: float = 0.16  # less voice than this is a noise
    maximum_turn_s: float = 15.0  # an utterance is cut at this length
    breath_s: float = 0.096  # a sound up to this long inside a pause is not speech again
    onset_gap_s: float = 0.16  # a gap up to this long while speech sets in
    start_probability: float = 0.5
    keep_probability: float = 0.35


@dataclass(frozen=True, slots=True)
class Began:
    """Speech set in at `start` (call seconds); known a moment later."""

    start: float


@dataclass(frozen=True, slots=True)
class Ended:
    """Speech from `start` to `end` (call seconds); `cut` if it was still going on."""

    start: float
    end: float
    cut: bool = False


class _State(Enum):
    QUIET = auto()
    ONSET = auto()
    SPEAKING = auto()
    PAUSE = auto()


class Endpointer:
    """Feed it one probability per frame of `frame_s` seconds."""

    def __init__(self, settings: EndpointSettings, frame_s: float) -> None:
        self._set = settings
        self._frame_s = frame_s
        self._now = 0.0  # call seconds of the end of the last frame
        self._state = _State.QUIET
        self._start = 0.0
        self._end = 0.0  # of the voice so far
        self._enough_s = settings.silence_s  # of silence, in the pause at hand
        self._recent: deque[tuple[float, float]] = deque(maxlen=int(CUT_WITHIN_S / frame_s))
        self._voiced_s = 0.0  # in ONSET: voice so far; in PAUSE: length of the sound at hand

    @property
    def speaking(self) -> bool:
        return self._state in (_State.SPEAKING, _State.PAUSE)

    @property
    def pausing(self) -> bool:
        return self._state is _State.PAUSE

    @property
    def pause(self) -> tuple[float, float]:
        """When the voice ended, and for how many seconds it has been silent; call seconds."""
        return self._end, self._now - self._end

    def judge(self, end: float, words: Ending) -> None:
        """The words up to `end` are known; what that says counts for the pause that began there."""
        if self.pausing and end == self._end:
            self._enough_s = {
                Ending.WHOLE: self._set.silence_after_whole_s,
                Ending.OPEN: self._set.silence_after_open_s,
                Ending.UNKNOWN: self._set.silence_s,
            }[words]

    def accept(self, probability: float) -> Iterator[Began | Ended]:
        """What this frame decides: nothing, one, or at a cut two things."""
        began_at = self._now
        self._now += self._frame_s
        self._recent.append((probability, self._now))
        settled = self._state in (_State.SPEAKING, _State.PAUSE)
        bar = self._set.keep_probability if settled else self._set.start_probability
        voiced = probability >= bar
        if self._state is _State.QUIET:
            if voiced:
                self._state, self._start = _State.ONSET, began_at
                self._voiced_s, self._end = self._frame_s, self._now
        elif self._state is _State.ONSET:
            yield from self._onset(voiced)
        else:
            yield from self._utterance(voiced)

    def finish(self) -> Iterator[Ended]:
        """No more frames: end what is going on."""
        if self.speaking:
            yield Ended(self._start, self._end)
        self._state = _State.QUIET

    def _onset(self, voiced: bool) -> Iterator[Began]:
        if voiced:
            self._voiced_s += self._frame_s
            self._end = self._now
            if self._voiced_s >= self._set.minimum_speech_s:
                self._state = _State.SPEAKING
                yield Began(self._start)
        elif self._now - self._end > self._set.onset_gap_s:
            self._state = _State.QUIET

    def _utterance(self, voiced: bool) -> Iterator[Began | Ended]:
        if self._state is _State.SPEAKING:
            if voiced:
                self._end = self._now
            else:
                self._state, self._voiced_s = _State.PAUSE, 0.0
                self._enough_s = self._set.silence_s
        elif voiced:
            self._voiced_s += self._frame_s
            if self._voiced_s > self._set.breath_s:
                self._state, self._end = _State.SPEAKING, self._now
        else:
            self._voiced_s = 0.0
        if self._state is _State.PAUSE and self._now - self._end >= self._enough_s:
            self._state = _State.QUIET
            yield Ended(self._start, self._end)
        elif self._now - self._start >= self._set.maximum_turn_s:
            yield from self._cut()

    def _cut(self) -> Iterator[Began | Ended]:
        """End the utterance at its quietest recent moment, and begin the next one there."""
        earliest = self._start + self._set.maximum_turn_s / 2
        _, at = min((p, -end) for p, end in self._recent if end > earliest)
        at = -at
        if self._state is _State.PAUSE and at >= self._end:
            self._state = _State.QUIET
            yield Ended(self._start, self._end)
            return
        yield Ended(self._start, at, cut=True)
        self._start, self._end = at, max(self._end, at + self._frame_s)
        yield Began(at)
