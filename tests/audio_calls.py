"""Calls whose sound can be told apart: each turn is a tone, and what was kept is decoded again.

    await a_sounding_call(keeping, agent("Hello."), customer("Hi."))
    kept = decoded(audio_path(id))       # float32, shape (2, n), 16 kHz
    sounding(kept[1])                    # [(2.2, 3.4)]: when the customer is heard

As a program, a call in real time that kills itself when a given turn begins:

    python -m tests.audio_calls TURN
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import av
import numpy as np

from copilot.audio.chunk import CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk, Samples
from copilot.audio.pace import Timed
from copilot.call import Call
from copilot.clock import CallClock
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.events import KeyEvent, Published, SpeechStarted
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.pending import Pending
from copilot.speech.scripted import ScriptedRecognizer
from copilot.store.keeping import Keeping
from tests.calls import PAYROLL, Heard, Presser, Said, SaidInTurn, agent, customer

BRIEFING = Briefing(Mode.OUTBOUND, Language.EN, PAYROLL, load(Language.EN))
TONE_HZ = 440.0
HARMLESS = (
    agent("Who puts the hours together?", pause_s=2.0),
    customer("Me, every Sunday night, from paper cards.", pause_s=2.0),
    agent("What does that lead to?", pause_s=2.0),
    customer("A lost evening, and late letters.", pause_s=2.0),
)


class ToneIsVoice:
    """A voice detector for people who hum or are silent."""

    def probability(self, samples: Samples) -> float:
        return 0.95 if float(np.abs(samples).max()) > 0.1 else 0.01


class Tones(SaidInTurn):
    """The same people, humming."""

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        async for chunk in super().chunks():
            at_s = chunk.start + np.arange(CHUNK_SAMPLES) / SAMPLE_RATE
            tone = np.sin(2 * np.pi * TONE_HZ * at_s).astype(np.float32)
            yield AudioChunk(chunk.speaker, chunk.start, chunk.samples * tone)


async def a_sounding_call(
    keeping: Keeping,
    *said: Said,
    pressing: Callable[[Published], KeyEvent | None] = lambda _: None,
    speed: float | None = None,
) -> tuple[str, Heard]:
    """The id of the call, and what it has published; `speed` None: as fast as it can be."""

    def source(clock: CallClock, pending: Pending) -> Tones:
        tones = Tones(said, pending)
        if speed is not None:
            tones._pace = Timed(clock, speed)  # type: ignore[assignment]
        return tones

    journal, panel = keeping.journal(BRIEFING), Presser(pressing=pressing)
    call = Call(
        source=source,
        detector=ToneIsVoice,
        recognizer=ScriptedRecognizer([s.text for s in said]),
        model=None,
        briefing=BRIEFING,
        panel=panel,
        journal=journal,
        audio=keeping.sound(journal),
    )
    panel.call = call
    await call.run()
    return journal.id, Heard(panel.published)


def decoded(file: Path) -> Samples:
    """float32, shape (2, n), 16 kHz."""
    with av.open(str(file)) as container:
        same = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        parts = [
            part.to_ndarray()
            for frame in container.decode(audio=0)
            for part in same.resample(frame)
        ]
        parts += [part.to_ndarray() for part in same.resample(None)]
    whole: Samples = np.concatenate(parts, axis=1)
    return whole


def sounding(side: Samples, level: float = 0.1) -> list[tuple[float, float]]:
    """From when to when one side can be heard; gaps of less than 50 ms are none."""
    loud = np.flatnonzero(np.abs(side) > level)
    if not len(loud):
        return []
    breaks = np.flatnonzero(np.diff(loud) > SAMPLE_RATE // 20)
    starts = [loud[0], *loud[breaks + 1]]
    ends = [*loud[breaks], loud[-1]]
    return [
        (float(a / SAMPLE_RATE), float(b / SAMPLE_RATE)) for a, b in zip(starts, ends, strict=True)
    ]


def _kills_itself(turn: int) -> Callable[[Published], KeyEvent | None]:
    """When the `turn`-th utterance begins; what was heard by then is printed before."""
    begun = 0

    def pressing(published: Published) -> None:
        nonlocal begun
        begun += isinstance(published.event, SpeechStarted)
        if begun == turn:
            print(published.at, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    return pressing


if __name__ == "__main__":
    asyncio.run(
        a_sounding_call(
            Keeping("none", "Ana", audio=True),
            *HARMLESS,
            pressing=_kills_itself(int(sys.argv[1])),
            speed=1.0,
        )
    )
