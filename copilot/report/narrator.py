"""Asks a language model to tell a call in a few sentences, from its facts only.

The report is complete without it: where the model cannot be used, that is said on stderr, and the
section is left out.
"""

import asyncio
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path

from copilot import output
from copilot.coach.context import estimated_tokens
from copilot.coach.embedded import CONTEXT_TOKENS, EmbeddedModel
from copilot.coach.model import ChatModel, Question, Task
from copilot.coach.prompts import Prompt, load_after_call
from copilot.engines import cores, language_model, server_of
from copilot.errors import EngineError
from copilot.language import Language
from copilot.models.store import cache_dir
from copilot.report.facts import CallFacts
from copilot.report.prose import checked, material

WITHIN_S = 300.0  # a busy small machine reads the facts for minutes; a server takes seconds
_SMALL_TOKENS = 1200  # of facts for the embedded model: more takes it too long to read
_SHORTER_BY = 400  # characters of the facts left out until they fit the model


@dataclass(frozen=True, slots=True)
class Narrator:
    """Which model tells, as `--llm` and its companions name it."""

    llm: str
    base_url: str | None = None
    prompts: Path | None = None
    threads: int | None = None


async def narrate(facts: CallFacts, lang: Language, narrator: Narrator) -> str:
    """The sentences that hold; empty where the model fails or none of them does.

    Raises :class:`~copilot.errors.InputError` for options or prompts that cannot be used, and
    :class:`~copilot.errors.ModelFileError` for a model that is not there.
    """
    prompt = load_after_call(lang, narrator.prompts)
    server = server_of(narrator.llm, narrator.base_url)
    threads = narrator.threads or cores()
    folder = cache_dir() / "prefixes"
    async with language_model(narrator.llm, server, threads, folder) as model:
        assert model is not None
        output.narrate(f"{narrator.llm} tells the call …")
        try:
            if isinstance(model, EmbeddedModel):
                await model.start()
            answer = await told(facts, lang, prompt, model, WITHIN_S)
        except EngineError as error:
            output.narrate(f"Note: the report has no prose. {error.what} {error.why}".strip())
            return ""
    prose = checked(answer, facts, lang)
    if not prose:
        why = "No sentence of the model held." if answer else f"No answer within {WITHIN_S:.0f} s."
        output.narrate(f"Note: the report has no prose. {why}")
    return prose


async def told(
    facts: CallFacts, lang: Language, prompt: Prompt, model: ChatModel, within_s: float
) -> str:
    """What the model answers within the time, unchecked. Raises :class:`EngineError`."""
    room = CONTEXT_TOKENS - prompt.max_tokens - estimated_tokens(prompt.body) - 50
    if isinstance(model, EmbeddedModel):
        room = min(room, _SMALL_TOKENS)
    lines = material(facts, lang)
    while estimated_tokens(lines) > room and len(lines) > _SHORTER_BY:
        lines = material(facts, lang, budget=len(lines) - _SHORTER_BY)
    content = prompt.filled(facts=lines)
    question = Question(Task.LINE, [{"role": "user", "content": content}], prompt.max_tokens)
    arrived = ""
    with suppress(TimeoutError):
        async with asyncio.timeout(within_s), aclosing(model.stream(question)) as answer:
            async for piece in answer:
                arrived += piece
    return arrived
