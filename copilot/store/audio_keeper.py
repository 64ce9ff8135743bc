"""Keeps how a call sounds, as far as it may: the sound of its harmless turns, and else silence.

    keeper = KeptAudio(lambda: journal.id)
    keeper.hear(chunk, paused=False); keeper.began(...); keeper.judged(...)
    await keeper.over()

What is heard is held in memory until its words are judged (:mod:`copilot.privacy.sound`), and only
then given to a thread that encodes and writes it. A disk that refuses or does not answer costs the
rest of the sound, and nothing else.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from copilot import output
from copilot.audio.chunk import SAMPLE_RATE, AudioChunk, silenced
from copilot.events import Speaker, Trouble
from copilot.privacy.sound import Sound, SoundGate
from copilot.store.audio_file import AudioFile, Block
from copilot.store.audio_held import HeldSound
from copilot.store.audio_places import audio_path
from copilot.store.audio_trouble import trouble_of

BLOCK_SAMPLES = SAMPLE_RATE // 4
MOST_WAITING = 240  # blocks for a disk that does not answer: a minute
AT_ONCE = 4  # blocks for each 32 ms, so that nothing in the call waits long for them
CLOSE_WITHIN_S = 5.0
UNANSWERED = "The disk does not answer"

_Next = Block | int | None
"""Samples to write, so many of nothing, or the end."""


class KeptAudio:
    """A :class:`~copilot.call.AudioKeeper` for one call."""

    def __init__(self, call: Callable[[], str]) -> None:
        """`call`: the call's id, empty until it has one; nothing is written before."""
        self._call = call
        self._gate = SoundGate()
        self._held: HeldSound | None = HeldSound()  # None: no more is kept
        self._paused = False
        self._waiting: queue.Queue[_Next] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._path: Path | None = None
        self._failure: Exception | None = None  # of the thread
        self._told = False

    def hear(self, chunk: AudioChunk, *, paused: bool) -> None:
        if self._held is None:
            return
        if paused and not self._paused:
            self._gate.paused(chunk.start)
        self._paused = paused
        if chunk.raw is not None:
            self._gate.leaks = True
        self._held.put(silenced(chunk) if paused else chunk)
        settled = round(self._gate.settled_s(self._held.heard_s) * SAMPLE_RATE)
        if self._call():
            if (overdue := self._held.overdue) >= BLOCK_SAMPLES:
                self._held.skip(overdue)
                self._give(overdue)
                if self._failure is not None:
                    return
            for _ in range(AT_ONCE):
                if settled - self._held.taken < BLOCK_SAMPLES or self._waiting.full():
                    break
                self._give(self._next(self._held, BLOCK_SAMPLES))

    def began(self, speaker: Speaker, start: float) -> None:
        self._gate.began(speaker, start)

    def judged(self, speaker: Speaker, start: float, end: float, sound: Sound) -> None:
        self._gate.judged(speaker, start, end, sound)

    def news(self) -> Trouble | None:
        if self._failure is None or self._told:
            return None
        self._held, self._told = None, True
        assert self._path is not None
        return trouble_of(self._failure, str(self._path.parent))

    async def over(self) -> None:
        """Also tells a person what went wrong at the end."""
        self._gate.close()
        held, self._held = self._held, None
        if held is not None and self._call():
            await asyncio.shield(asyncio.to_thread(self._finish, held))
        elif self._thread is not None:
            await asyncio.shield(asyncio.to_thread(self._end, self._thread))
        if (trouble := self.news()) is not None:
            output.narrate(f"copilot: {trouble.text} [{trouble.problem}]")

    def _next(self, held: HeldSound, samples: int) -> Block | int:
        block = held.take(samples, self._gate)
        return samples if block is None else block

    def _give(self, part: Block | int, wait_s: float = 0.0) -> None:
        """To the thread; without waiting for it in a call."""
        if self._thread is None:
            self._path = audio_path(self._call())
            self._thread = threading.Thread(
                target=self._write, args=(self._path,), name="audio", daemon=True
            )
            self._thread.start()
        try:
            self._waiting.put(part, block=wait_s > 0, timeout=wait_s)
        except queue.Full:
            self._failure = self._failure or TimeoutError(UNANSWERED)

    def _finish(self, held: HeldSound) -> None:
        """Hand over what is left, and wait for the end. Blocks."""
        while (left := held.end - held.taken) > 0 and self._failure is None:
            self._give(self._next(held, min(BLOCK_SAMPLES, left)), CLOSE_WITHIN_S)
        if self._thread is not None:
            self._end(self._thread)

    def _end(self, thread: threading.Thread) -> None:
        """Blocks, for as long as something is still written."""
        if thread.is_alive():
            with suppress(queue.Full):
                self._waiting.put(None, timeout=CLOSE_WITHIN_S)
        waited = None
        while thread.is_alive() and waited != (waited := self._waiting.qsize()):
            thread.join(CLOSE_WITHIN_S)
        if thread.is_alive():
            self._failure = self._failure or TimeoutError(UNANSWERED)

    def _write(self, path: Path) -> None:
        """The thread's work: everything in order, until the end or the first refusal."""
        try:
            file = AudioFile(path)
        except Exception as error:
            self._failure = error
            return
        try:
            while (part := self._waiting.get()) is not None and self._failure is None:
                if isinstance(part, int):
                    file.silence(part)
                else:
                    file.write(part)
            file.close()
        except Exception as error:  # whatever the encoder raises, the call goes on
            self._failure = self._failure or error
            file.abandon()
