"""When does a call begin? What is heard before is kept for a while, so that no first word is lost.

By voice, a call has begun when both sides have spoken within twenty seconds; it is dated back to
the first word of these seconds.
"""

from collections import deque
from collections.abc import Callable

from copilot.audio.chunk import CHUNK_S, AudioChunk
from copilot.events import Speaker
from copilot.speech.detect import VoiceDetector
from copilot.speech.endpoint import Began, Endpointer, EndpointSettings

WITHIN_S = 20.0
MARGIN_S = 0.3  # kept before the first voice


class Door:
    """Feed it the chunks of both sides; it opens once."""

    def __init__(self, detector: Callable[[], VoiceDetector]) -> None:
        self._ears = {s: (detector(), Endpointer(EndpointSettings(), CHUNK_S)) for s in Speaker}
        self._origin: float | None = None
        self._spoke: deque[tuple[Speaker, float]] = deque()
        self._kept: deque[AudioChunk] = deque()

    def accept(self, chunk: AudioChunk) -> bool:
        """Whether both have spoken by now."""
        if self._origin is None:
            self._origin = chunk.start
        self._kept.append(chunk)
        while self._kept[0].start < chunk.start - WITHIN_S - MARGIN_S:
            self._kept.popleft()
        detector, endpointer = self._ears[chunk.speaker]
        for decision in endpointer.accept(detector.probability(chunk.samples)):
            if isinstance(decision, Began):
                self._spoke.append((chunk.speaker, self._origin + decision.start))
        while self._spoke and self._spoke[0][1] < chunk.start - WITHIN_S:
            self._spoke.popleft()
        return {speaker for speaker, _ in self._spoke} == set(Speaker)

    def heard(self) -> list[AudioChunk]:
        """Agent and customer in turn, from just before the first word."""
        begin = min((start for _, start in self._spoke), default=0.0) - MARGIN_S
        chunks = [c for c in self._kept if c.start >= begin]
        return chunks[1:] if chunks and chunks[0].speaker is not Speaker.AGENT else chunks
