"""WhisperLiveKit with the LocalAgreement policy over faster-whisper, otherwise as it comes."""

import asyncio
from importlib.metadata import version
from typing import Any

from line import Line

PAUSE_S = 0.5


def without_pauses(words: list[Any]) -> list[list[Any]]:
    """Words that were said in one go, together."""
    groups: list[list[Any]] = []
    for word in words:
        if groups and word.start - groups[-1][-1].end < PAUSE_S:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


async def main() -> None:
    line = Line()
    from whisperlivekit import AudioProcessor, TranscriptionEngine

    engine = TranscriptionEngine(
        backend="faster-whisper",
        backend_policy="localagreement",
        model_path=line.model,
        lan=line.lang,
        pcm_input=True,
        warmup_file="",
    )
    processor = AudioProcessor(transcription_engine=engine)
    results = await processor.create_tasks()
    line.ready(f"WhisperLiveKit {version('whisperlivekit')}")

    async def follow() -> None:
        known = 0
        async for told in results:
            words = processor.state.tokens
            for spoken in without_pauses(words[known:]):
                text = "".join(word.text for word in spoken)
                line.committed(text, spoken[0].start, spoken[-1].end)
            known = len(words)
            line.shown(told.buffer_transcription)

    following = asyncio.create_task(follow())
    sound = line.audio()
    while (pcm := await asyncio.to_thread(next, sound, None)) is not None:
        await processor.process_audio(pcm)
    await processor.process_audio(None)
    await following
    line.commit_shown(line.fed_s - 1.0)
    line.done()


if __name__ == "__main__":
    asyncio.run(main())
