"""One speaker's lane: chunks -> voice -> utterances for the desk.

The lane keeps only the audio of the utterance at hand, and a little from before it.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import numpy as np

from copilot.audio.chunk import CHUNK_S, AudioChunk, Samples
from copilot.events import Speaker
from copilot.speech.detect import VoiceDetector
from copilot.speech.ending import Ending
from copilot.speech.endpoint import Began, Ended, Endpointer, EndpointSettings
from copilot.speech.recognize import RecognitionDesk, Utterance


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """Seconds."""

    endpoint: EndpointSettings = field(default_factory=EndpointSettings)
    partial_every_s: float = 0.9
    margin_s: float = 0.2  # audio kept before the first voiced sample and after the last

    def of_the_agent(self) -> "LaneSettings":
        """Partials half as often, for the one who knows what they say: the customer goes first."""
        return replace(self, partial_every_s=2 * self.partial_every_s)


class Lane:
    """Feed it one speaker's chunks in order."""

    def __init__(
        self,
        speaker: Speaker,
        detector: VoiceDetector,
        desk: RecognitionDesk,
        began: Callable[[Speaker, float], Awaitable[None]],
        settings: LaneSettings,
        judge: Callable[[str], Ending] = lambda words: Ending.UNKNOWN,
        nothing: Callable[[Speaker, float, float], None] = lambda speaker, start, end: None,
        paused: Callable[[Speaker, float, float], Awaitable[None]] | None = None,
    ) -> None:
        """`judge`: how a turn's words so far end; `nothing`: told of what began and was too short
        to be taken to the desk; `paused`: told as soon as what began seems to be over."""
        self._speaker = speaker
        self._detector = detector
        self._desk = desk
        self._began = began
        self._settings = settings
        self._judge = judge
        self._nothing = nothing
        self._paused = paused
        self._endpointer = Endpointer(settings.endpoint, CHUNK_S)
        self._audio: deque[AudioChunk] = deque()
        self._number = 0
        self._start: float | None = None
        self._partial_at = 0.0
        self._foreseen = 0.0  # end of the voice, where it was last thought to be over
        self._now = 0.0

    @property
    def speaking(self) -> bool:
        """Whether an utterance is going on."""
        return self._start is not None

    async def accept(self, chunk: AudioChunk) -> None:
        self._audio.append(chunk)
        self._now = chunk.start + CHUNK_S
        for decision in self._endpointer.accept(self._detector.probability(chunk.samples)):
            await self._act(decision)
        if self._start is None:
            self._forget_before(self._now - self._onset_s())
        elif self._endpointer.pausing:
            await self._foresee(self._start)
        elif self._now >= self._partial_at:
            self._partial_at = self._now + self._settings.partial_every_s
            self._desk.take_partial(self._utterance(self._start, self._now))

    async def finish(self) -> None:
        """No more chunks: what is being said ends here."""
        for decision in self._endpointer.finish():
            await self._act(decision)

    async def _foresee(self, start: float) -> None:
        """Once silence fills the margin, the utterance sounds as it will if it is over."""
        end, silence_s = self._endpointer.pause
        long_enough = end - start >= self._settings.endpoint.minimum_speech_s
        if end != self._foreseen and silence_s >= self._settings.margin_s and long_enough:
            self._foreseen = end
            self._partial_at = self._now + self._settings.partial_every_s
            utterance = replace(self._utterance(start, end), likely_whole=True)
            self._desk.take_likely(utterance, self._words_so_far)
            if self._paused is not None:
                await self._paused(self._speaker, start, end)

    def _words_so_far(self, utterance: Utterance, words: str) -> None:
        if utterance.number == self._number:
            self._endpointer.judge(utterance.end, self._judge(words))

    async def _act(self, decision: Began | Ended) -> None:
        if isinstance(decision, Began):
            self._start = decision.start
            self._partial_at = decision.start + self._settings.partial_every_s
            await self._began(self._speaker, decision.start)
            return
        if decision.end - decision.start >= self._settings.endpoint.minimum_speech_s:
            self._desk.take(self._utterance(decision.start, decision.end))
        else:
            self._nothing(self._speaker, decision.start, decision.end)
        self._number += 1
        self._start = None
        self._forget_before(
            decision.end - self._settings.margin_s if decision.cut else self._now - self._onset_s()
        )

    def _utterance(self, start: float, end: float) -> Utterance:
        audio = self._between(start - self._settings.margin_s, end + self._settings.margin_s)
        return Utterance(self._speaker, self._number, start, end, audio)

    def _between(self, start: float, end: float) -> Samples:
        chunks = [c.samples for c in self._audio if c.start + CHUNK_S > start and c.start < end]
        return np.concatenate(chunks)

    def _onset_s(self) -> float:
        """How far back an utterance can begin that has not been noticed yet."""
        e = self._settings.endpoint
        return self._settings.margin_s + 2 * (e.minimum_speech_s + e.onset_gap_s) + CHUNK_S

    def _forget_before(self, start: float) -> None:
        while self._audio and self._audio[0].start + CHUNK_S <= start:
            self._audio.popleft()
