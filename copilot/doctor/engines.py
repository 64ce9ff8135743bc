"""Tries the models: are they here and whole, how quick is this machine, does the server answer?"""

import asyncio
from pathlib import Path

import numpy as np

from copilot.audio.chunk import SAMPLE_RATE
from copilot.clock import monotonic_s
from copilot.coach.embedded import EmbeddedModel
from copilot.coach.model import ChatModel, Question, Task
from copilot.doctor.finding import Finding, failed, ok, warning
from copilot.engines import NO_MODEL, language_model, server_of
from copilot.errors import CopilotError
from copilot.language import Language
from copilot.models.resolve import resolve_asr, resolve_llm
from copilot.models.store import cache_dir
from copilot.speech.endpoint import EndpointSettings
from copilot.speech.whisper import WhisperRecognizer

UTTERANCE_S = 4.0
TOKENS_PER_S = 6  # quick Mandarin; English has fewer
SLOW_WORDS_S = 2.5
SLOW_LINE_S = 8.0
ANSWER_TOKENS = 24
ASKED = "A customer says: it costs too much. Answer in one short sentence, with a question."


async def try_recogniser(name: str, threads: int) -> list[Finding]:
    """A few seconds, and the time of loading it."""
    try:
        folder = await asyncio.to_thread(resolve_asr, name)
        found = [ok("recogniser", f"{name} is here and verified")]
        seconds = await asyncio.to_thread(_time_recognition, folder, threads)
    except CopilotError as error:
        return [_wrong("recogniser", error)]
    words_s = EndpointSettings().silence_s + seconds
    told = (
        f"{UTTERANCE_S:.0f} s of speech take {seconds:.1f} s: words {words_s:.1f} s after the end"
    )
    if words_s > SLOW_WORDS_S:
        hint = "Close other programs, or name a smaller --asr-model."
        return [*found, warning("asr-speed", told, hint)]
    return [*found, ok("asr-speed", told)]


def _time_recognition(folder: Path, threads: int) -> float:
    """Seconds for an utterance; the first one warms up and does not count."""
    recognizer = WhisperRecognizer(folder, Language.EN, (), threads)
    noise = np.random.default_rng(1).standard_normal(int(UTTERANCE_S * SAMPLE_RATE))
    audio = (0.1 * noise).astype(np.float32)
    recognizer.rehearse(audio, 1)
    began_s = monotonic_s()
    recognizer.rehearse(audio, int(UTTERANCE_S * TOKENS_PER_S))
    return monotonic_s() - began_s


async def try_language_model(llm: str, base_url: str | None, threads: int) -> list[Finding]:
    """A few seconds, and the time of loading it."""
    if llm == NO_MODEL:
        return [ok("llm", "none: lines are made by rules and card")]
    try:
        server = server_of(llm, base_url)
        if server is None:
            await asyncio.to_thread(resolve_llm, llm)
        async with language_model(llm, server, threads, cache_dir() / "prefixes") as model:
            assert model is not None
            if isinstance(model, EmbeddedModel):
                await model.start()
            first_s, whole_s = await _time_answer(model)
    except CopilotError as error:
        return [_wrong("server" if llm.startswith("openai:") else "llm", error)]
    here = (
        f"{base_url or 'the OpenAI service'} answers" if server else f"{llm} is here and verified"
    )
    told = f"a short line begins after {first_s:.1f} s and is whole after {whole_s:.1f} s"
    speed = ok("llm-speed", told)
    if whole_s > SLOW_LINE_S:
        hint = "The rules' line comes at once all the same; a server with --llm openai: is quicker."
        speed = warning("llm-speed", told, hint)
    return [ok("server" if server else "llm", here), speed]


async def _time_answer(model: ChatModel) -> tuple[float, float]:
    """Seconds until the first piece and until the end; the model is warm by then."""
    question = Question(Task.LINE, [{"role": "user", "content": ASKED}], ANSWER_TOKENS)
    took = (0.0, 0.0)
    for _ in range(2):
        began_s = monotonic_s()
        first_s = 0.0
        async for _piece in model.stream(question):
            first_s = first_s or monotonic_s() - began_s
        took = first_s, monotonic_s() - began_s
    return took


def _wrong(check: str, error: CopilotError) -> Finding:
    why = f" {error.why}" if error.why else ""
    return failed(check, f"{error.what.rstrip('.')}.{why}", error.hint)
