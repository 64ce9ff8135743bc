"""What the desk hears becomes events: safe to show, as far as the door lets it, and numbered."""

from dataclasses import replace
from typing import Protocol

from copilot.bus import Bus
from copilot.errors import EngineError
from copilot.events import (
    Backlog,
    EchoDropped,
    Event,
    PartialHeard,
    Speaker,
    SpeechStarted,
    Trouble,
    TurnHeard,
    Withheld,
)
from copilot.privacy.discretion import Told
from copilot.privacy.sound import Sound
from copilot.safe_text import safe_text
from copilot.speech.recognize import RecognitionDesk, Utterance

FAILURES_IN_A_ROW = 3
SHED_BEFORE_TOLD = 5  # then ten times as many, and so on
MOST = 0.6  # of an utterance's seconds
BACKLOG_TOLD = 2  # utterances that wait: fewer are nothing to tell


class Door(Protocol):
    """What stands between what was heard and everyone who is told of it."""

    def turn(self, speaker: Speaker, start: float, end: float, text: str) -> Told:
        """What may be told of a turn."""
        ...

    def partial(self, speaker: Speaker, start: float, text: str) -> str | None:
        """What may be told of words so far; None for nothing."""
        ...

    def aside(self, text: str) -> str:
        """What may be told of words that are no turn."""
        ...

    def release(self, now_s: float) -> Withheld | None:
        """The agent lets words through again; None where they were let through."""
        ...


class Witness(Protocol):
    """Someone who must know of every utterance, at once, what became of it."""

    def began(self, speaker: Speaker, start: float) -> None:
        """An utterance began; :meth:`judged` follows."""
        ...

    def judged(self, speaker: Speaker, start: float, end: float, sound: Sound) -> None:
        """It is over, and that is what its words say about its sound."""
        ...


class Hearing:
    """Turns what the desk hears into events, as far as the door lets it, and numbers the turns."""

    def __init__(self, bus: Bus, door: Door, witness: Witness | None = None) -> None:
        self._bus = bus
        self.door = door
        self._witness = witness
        self._failures = 0
        self._tell_at = SHED_BEFORE_TOLD
        self._backlog_told = 0
        self._so_far: PartialHeard | None = None
        self.turns = 0
        self.backlog_at_end = 0

    async def began(self, speaker: Speaker, start: float) -> None:
        if self._witness:
            self._witness.began(speaker, start)
        await self._bus.publish(SpeechStarted(speaker, start))

    async def heard(self, utterance: Utterance, text: str) -> None:
        self._failures = 0
        text = safe_text(text).strip()
        speaker, start, end = utterance.speaker, utterance.start, utterance.end
        if not text:
            self.nothing(speaker, start, end)
            return
        told = self.door.turn(speaker, start, end, text)
        if self._witness:
            self._witness.judged(speaker, start, end, told.sound)
        if told.change is not None and told.first:
            await self._bus.publish(told.change)
        if told.text is not None:
            self.turns += 1
            await self._bus.publish(TurnHeard(self.turns, speaker, start, end, told.text))
        if told.change is not None and not told.first:
            await self._bus.publish(told.change)

    async def heard_partial(self, utterance: Utterance, text: str) -> None:
        speaker, start, end = utterance.speaker, utterance.start, utterance.end
        shown = self.door.partial(speaker, start, safe_text(text).strip())
        if shown is not None:
            self._so_far = PartialHeard(speaker, start, end, shown, utterance.likely_whole)
            await self._bus.publish(self._so_far)

    async def paused(self, speaker: Speaker, start: float, end: float) -> None:
        """A silence has set in: the words so far may be all, where they are most of what was said.

        The recogniser's word on it follows; whoever works ahead need not wait for that.
        """
        words = self._so_far
        if words is None or (words.speaker, words.start) != (speaker, start):
            return
        if not words.likely_whole and words.end - start >= MOST * (end - start):
            self._so_far = replace(words, likely_whole=True)
            await self._bus.publish(self._so_far)

    def nothing(self, speaker: Speaker, start: float, end: float) -> None:
        """What began becomes no turn."""
        if self._witness:
            self._witness.judged(speaker, start, end, Sound.NOTHING)

    async def told(self, event: Event) -> None:
        """What the echo guard tells."""
        if isinstance(event, EchoDropped):
            self.nothing(Speaker.AGENT, event.start, event.end)
            event = replace(event, text=self.door.aside(event.text))
        await self._bus.publish(event)

    async def failed(self, utterance: Utterance, error: Exception) -> None:
        """One utterance that was not understood is trouble; three in a row end the call.

        Raises :class:`EngineError` ``recogniser-failed``.
        """
        self._failures += 1
        self.nothing(utterance.speaker, utterance.start, utterance.end)
        why = f"{type(error).__name__}: {error}"
        text = f"Words of the {utterance.speaker} at {utterance.start:.0f} s were lost. {why}"
        await self._bus.publish(Trouble("recogniser", "utterance-lost", text))
        if self._failures >= FAILURES_IN_A_ROW:
            raise EngineError(
                "recogniser-failed",
                "The recogniser failed three times in a row.",
                why=why,
                hint="Run: copilot models verify; or try another --asr-model.",
            )

    async def watch(self, desk: RecognitionDesk) -> None:
        """Say so when the machine cannot keep up: partials are left out, utterances wait."""
        if desk.shed >= self._tell_at:
            self._tell_at *= 10
            text = f"This machine is busy: {desk.shed} partials were left out, no turn was."
            await self._bus.publish(Trouble("recogniser", "partials-shed", text))
        waiting = desk.backlog if desk.backlog >= BACKLOG_TOLD else 0
        if waiting != self._backlog_told:
            self._backlog_told = waiting
            await self._bus.publish(Backlog(waiting))
