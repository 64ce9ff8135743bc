"""Language models from the options that name them: `--llm`, `--base-url`, `--threads`.

What is wrong with an option is said before any model is loaded.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from copilot.coach.briefing import Briefing
from copilot.coach.context import estimated_tokens
from copilot.coach.embedded import CONTEXT_TOKENS, EmbeddedModel, Embedding
from copilot.coach.model import ChatModel
from copilot.coach.prompts import PromptSet
from copilot.coach.server import Server, ServerModel
from copilot.errors import InputError
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode
from copilot.models.resolve import resolve_llm

SERVER_ANSWERS_S = 6.0
ANSWER_TOKENS = 350  # what is asked and answered beside the card and the call
NO_MODEL = "none"
_SERVED = "openai:"


def server_of(llm: str, base_url: str | None) -> Server | None:
    """The server that `--llm openai:` names, checked; None where the model runs here.

    Raises :class:`InputError`: ``base-url-without-server``, ``no-model-name``,
    ``base-url-not-a-url``, ``no-api-key``.
    """
    if not llm.startswith(_SERVED):
        if base_url:
            raise InputError(
                "base-url-without-server",
                f"--base-url {base_url} goes with a model of that server.",
                why=f"--llm is {llm}, which runs on this machine.",
                hint="Write --llm openai:MODEL, with the model's name as the server knows it.",
            )
        return None
    name = llm.removeprefix(_SERVED)
    key = os.environ.get("OPENAI_API_KEY", "")
    if not name:
        raise InputError(
            "no-model-name",
            "--llm openai: names no model.",
            hint="Write the model's name after the colon, as its server knows it.",
        )
    if base_url and not _is_address(base_url):
        raise InputError(
            "base-url-not-a-url",
            f"--base-url {base_url} is not the address of a server.",
            hint="It begins with http:// or https:// and usually ends in /v1.",
        )
    if not base_url and not key:
        raise InputError(
            "no-api-key",
            "The OpenAI service wants a key, and OPENAI_API_KEY is not set.",
            hint="Set it; or name your own server with --base-url; or leave --llm out.",
        )
    return Server(name, base_url, key or "none", SERVER_ANSWERS_S)


def served_briefing(
    mode: Mode, lang: Language, card: ProductCard | None, prompts: PromptSet
) -> Briefing:
    """For a model behind a server: it answers in time or not at all."""
    return Briefing(
        mode,
        lang,
        card,
        prompts,
        model_reads=True,
        read_within_s=4.0,
        line_within_s=SERVER_ANSWERS_S,
    )


def local_briefing(
    mode: Mode, lang: Language, card: ProductCard | None, prompts: PromptSet, card_file: Path | None
) -> Briefing:
    """For the embedded model, or none: this machine may be busy with other work a while.

    The small embedded model is no better than chance at reading a turn, so it only writes lines.
    Raises :class:`InputError` ``card-too-long-for-model``.
    """
    briefing = Briefing(
        mode, lang, card, prompts, known_tokens=40, line_within_s=40.0, works_ahead=True
    )
    standing = estimated_tokens(briefing.standing()["content"])
    room = CONTEXT_TOKENS - briefing.transcript_tokens - ANSWER_TOKENS
    if standing > room:
        raise InputError(
            "card-too-long-for-model",
            f"{card_file} is too long for the embedded language model.",
            why=f"With the prompt it takes about {standing} tokens, and {room} are free.",
            hint="Keep the entries that matter most, or name a larger model with --llm openai:.",
        )
    return briefing


@asynccontextmanager
async def language_model(
    llm: str, server: Server | None, threads: int, prefix_folder: Path
) -> AsyncIterator[ChatModel | None]:
    """The model that `--llm` names, closed at the end; an embedded one has yet to be started.

    None for `none`. `prefix_folder`: where the embedded model keeps what it has read.
    """
    if llm == NO_MODEL:
        yield None
        return
    model: ServerModel | EmbeddedModel
    if server is not None:
        model = ServerModel(server)
    else:
        model = EmbeddedModel(Embedding(resolve_llm(llm), prefix_folder, threads))
    try:
        yield model
    finally:
        await model.close()


def cores() -> int:
    """Cores that this process may use; more than eight help neither model."""
    allowed = (
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )
    return min(8, len(allowed))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
