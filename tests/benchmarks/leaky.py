"""Makes the calls that a loudspeaker makes: the customer in the microphone, late and dull."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk, Samples
from copilot.audio.pace import Unhurried
from copilot.audio.recording import Recording
from copilot.errors import CopilotError
from copilot.events import Speaker
from copilot.pending import Pending

Turn = dict[str, Any]
TAIL_S = 0.05
TAIL_DB = -9.0  # of the room's tail against the direct sound
NOISE = 0.003  # root mean square of the telephone line of the recordings
TALK_OVER_AFTER_S = 0.5
PAUSE_S = 0.8


@dataclass(frozen=True)
class Mixed:
    """The two channels of a call, and who says what and when."""

    agent: Samples
    customer: Samples
    turns: tuple[Turn, ...]

    def cut(self, seconds: float) -> "Mixed":
        """The first `seconds`, with the turns that end within them."""
        n = int(seconds / CHUNK_S) * CHUNK_SAMPLES
        turns = tuple(t for t in self.turns if t["end"] < seconds - 0.5)
        return Mixed(self.agent[:n], self.customer[:n], turns)


def loaded(recording: Path, turns: tuple[Turn, ...]) -> Mixed:
    pairs = list(Recording((recording,), 0).pairs())
    agent, customer = (np.concatenate([p[side] for p in pairs]) for side in (0, 1))
    return Mixed(agent, customer, turns)


def room(delay_ms: float, level_db: float) -> Samples:
    """The way from loudspeaker to microphone: a delay, the direct sound, a tail of 50 ms."""
    n = int(TAIL_S * SAMPLE_RATE)
    tail = np.random.default_rng(7).standard_normal(n) * np.exp(-np.arange(n) / (n / 4))
    tail[0] = 0.0
    tail *= 10 ** (TAIL_DB / 20) / np.linalg.norm(tail)
    tail[0] = 1.0
    tail *= 10 ** (level_db / 20) / np.linalg.norm(tail)
    silence = np.zeros(int(delay_ms / 1000 * SAMPLE_RATE))
    return np.concatenate((silence, tail)).astype(np.float32)


def leaking(call: Mixed, level_db: float, delay_ms: float) -> Mixed:
    """The call as it is without a headset."""
    n = len(call.customer)
    response = room(delay_ms, level_db)
    size = 1 << (n + len(response)).bit_length()
    spectrum = np.fft.rfft(call.customer, size) * np.fft.rfft(response, size)
    leak = np.fft.irfft(spectrum, size)[:n]
    return replace(call, agent=np.clip(call.agent + leak, -1.0, 1.0).astype(np.float32))


def talked_over(call: Mixed) -> Mixed:
    """Agent's turns moved onto customer's turns that are about as long; the others are left out."""
    noise = np.random.default_rng(5).standard_normal(len(call.agent))
    agent = (NOISE * noise).astype(np.float32)
    moved: list[Turn] = []
    theirs = [t for t in call.turns if t["speaker"] == "customer"]
    free_from = 0.0
    for turn in (t for t in call.turns if t["speaker"] == "agent"):
        length = turn["end"] - turn["start"]
        place = next(
            (
                t["start"] + TALK_OVER_AFTER_S
                for t in theirs
                if t["start"] + TALK_OVER_AFTER_S > free_from
                and t["end"] - t["start"] - TALK_OVER_AFTER_S > 0.7 * length
                and t["start"] + TALK_OVER_AFTER_S + length < len(agent) / SAMPLE_RATE - PAUSE_S
            ),
            None,
        )
        if place is None:
            continue
        source = slice(int(turn["start"] * SAMPLE_RATE), int(turn["end"] * SAMPLE_RATE))
        at = int(place * SAMPLE_RATE)
        said = call.agent[source]
        agent[at : at + len(said)] = said
        moved.append({**turn, "start": place, "end": place + length})
        free_from = place + length + PAUSE_S
    return Mixed(agent, call.customer, tuple(sorted([*theirs, *moved], key=lambda t: t["start"])))


class Arrays:
    """An :class:`~copilot.audio.source.AudioSource` of a call in memory."""

    name = "a call in memory"
    damage: CopilotError | None = None

    def __init__(self, call: Mixed, pending: Pending) -> None:
        self._call = call
        self._pace = Unhurried(pending.settled)

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        for number in range(len(self._call.agent) // CHUNK_SAMPLES):
            start = number * CHUNK_S
            await self._pace.due(start + CHUNK_S)
            piece = slice(number * CHUNK_SAMPLES, (number + 1) * CHUNK_SAMPLES)
            yield AudioChunk(Speaker.AGENT, start, self._call.agent[piece])
            yield AudioChunk(Speaker.CUSTOMER, start, self._call.customer[piece])
