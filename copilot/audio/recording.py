"""A recording of a call, replayed: one file with two channels, or two files with one each."""

from collections.abc import AsyncGenerator, Iterator
from itertools import zip_longest
from pathlib import Path

import numpy as np

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, AudioChunk, Samples
from copilot.audio.decode import Decoder
from copilot.audio.pace import Pace
from copilot.audio.resample import Rechunker
from copilot.errors import CopilotError, InputError
from copilot.events import Speaker

SILENCE: Samples = np.zeros(CHUNK_SAMPLES, np.float32)


class Recording:
    """An :class:`~copilot.audio.source.AudioSource` that reads files.

    Raises :class:`InputError` for what :class:`Decoder` finds, and for a channel count that does
    not say who is who.
    """

    def __init__(self, paths: tuple[Path, ...], agent_channel: int) -> None:
        """`paths`: one two-channel file, or the agent's and the customer's file.

        `agent_channel`: 0 or 1, the agent's side of a two-channel file.
        """
        self._decoders = [Decoder(path) for path in paths]
        self._agent_channel = agent_channel
        self.name = " + ".join(path.name for path in paths)
        self.damage: CopilotError | None = None
        if len(paths) == 1:
            _check_two_channels(self._decoders[0])
        else:
            for decoder in self._decoders:
                _check_one_channel(decoder)

    def play(self, pace: Pace) -> "Playing":
        """The recording as it is heard at `pace`."""
        return Playing(self, pace)

    def pairs(self) -> Iterator[tuple[Samples, Samples]]:
        """Agent's and customer's chunk of the same 32 ms; the shorter side ends in silence."""
        if len(self._decoders) == 1:
            return self._two_channels(self._decoders[0])
        agent, customer = (self._one_channel(d) for d in self._decoders)
        return zip_longest(agent, customer, fillvalue=SILENCE)

    def _one_channel(self, decoder: Decoder) -> Iterator[Samples]:
        rechunker = Rechunker(decoder.rate)
        for block in self._until_damage(decoder):
            yield from rechunker.push(block[0])
        yield from rechunker.push(SILENCE[:0], last=True)

    def _two_channels(self, decoder: Decoder) -> Iterator[tuple[Samples, Samples]]:
        a, c = Rechunker(decoder.rate), Rechunker(decoder.rate)
        agent, customer = self._agent_channel, 1 - self._agent_channel
        for block in self._until_damage(decoder):
            yield from zip(a.push(block[agent]), c.push(block[customer]), strict=True)
        last_a, last_c = a.push(SILENCE[:0], last=True), c.push(SILENCE[:0], last=True)
        yield from zip(last_a, last_c, strict=True)

    def _until_damage(self, decoder: Decoder) -> Iterator[np.ndarray]:
        try:
            yield from decoder.blocks()
        except InputError as damage:
            self.damage = damage


class Playing:
    """A recording at a pace: what :class:`~copilot.audio.source.AudioSource` asks for."""

    def __init__(self, recording: Recording, pace: Pace) -> None:
        self._recording = recording
        self._pace = pace
        self.name = recording.name

    @property
    def damage(self) -> CopilotError | None:
        return self._recording.damage

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        number = -1
        for number, (agent, customer) in enumerate(self._recording.pairs()):
            start = number * CHUNK_S
            await self._pace.due(start + CHUNK_S)
            yield AudioChunk(Speaker.AGENT, start, agent)
            yield AudioChunk(Speaker.CUSTOMER, start, customer)
        if number < 0 and self._recording.damage is None:
            self._recording.damage = InputError(
                "empty-recording",
                f"{self.name} holds no sound.",
                why="The file was opened, but there is not one sample in it.",
                hint="Was the recording stopped before anything was written?",
            )


def _check_two_channels(decoder: Decoder) -> None:
    if decoder.channels == 1:
        raise InputError(
            "one-channel-recording",
            f"{decoder.path} has one channel.",
            why="With both voices in one channel, nobody can tell who said what.",
            hint="Give a two-channel recording, or two files: AGENT_FILE CUSTOMER_FILE.",
        )
    if decoder.channels != 2:
        raise InputError(
            "too-many-channels",
            f"{decoder.path} has {decoder.channels} channels.",
            why="A call has two: the agent and the customer.",
            hint="Take the two out first: ffmpeg -i IN -af 'pan=stereo|c0=c0|c1=c1' OUT",
        )


def _check_one_channel(decoder: Decoder) -> None:
    if decoder.channels != 1:
        raise InputError(
            "not-one-channel",
            f"{decoder.path} has {decoder.channels} channels.",
            why="Two files were given, so each must hold one voice.",
            hint="Give the two-channel file alone, or two one-channel files.",
        )
