"""From options to a call: everything is found, checked and loaded here, cheapest first.

What is wrong with a file or an option is said before any model is loaded.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from copilot import output
from copilot.audio.pace import Timed, Unhurried
from copilot.audio.recording import Recording
from copilot.audio.source import AudioSource
from copilot.call import Call, Panel
from copilot.cardfile import load_card
from copilot.clock import CallClock, monotonic_s
from copilot.coach.briefing import Briefing
from copilot.coach.context import estimated_tokens
from copilot.coach.embedded import CONTEXT_TOKENS, EmbeddedModel, Embedding
from copilot.coach.model import ChatModel
from copilot.coach.prompts import load
from copilot.coach.server import Server, ServerModel
from copilot.errors import InputError
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode
from copilot.models.resolve import resolve_asr, resolve_llm
from copilot.models.store import cache_dir
from copilot.panel.jsonl import JsonLines
from copilot.panel.plain import PlainText
from copilot.pending import Pending
from copilot.speech.detect import SileroDetector
from copilot.speech.whisper import WhisperRecognizer

SERVER_ANSWERS_S = 6.0
ANSWER_TOKENS = 350  # what is asked and answered beside the card and the call


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for; `speed` None means as fast as the coach can follow."""

    recording: tuple[Path, ...]
    mode: str
    lang: str
    card: Path | None
    agent_channel: int
    speed: float | None
    panel: str
    asr_model: str
    llm: str
    base_url: str | None
    prompts: Path | None
    threads: int | None


def replay(options: Options) -> int:
    """Replay a recording; the exit code."""
    return asyncio.run(_replay(options))


async def _replay(options: Options) -> int:
    lang, mode = Language(options.lang), Mode(options.mode)
    recording = Recording(_one_or_two(options.recording), options.agent_channel)
    card = load_card(options.card) if options.card else None
    server, briefing = _server(options), _briefing(options, mode, lang, card)
    if card and card.lang not in ("", lang):
        output.narrate(f"Note: {options.card} is in {card.lang}, and the call in {lang}.")
    threads = options.threads or _cores()
    whisper = resolve_asr(options.asr_model)
    terms = card.hearing_terms() if card else ()
    began_s = monotonic_s()
    async with _language_model(options, server, briefing, threads) as (model, model_ready):
        output.narrate(f"Loading the recogniser {options.asr_model} …")
        recognizer = await asyncio.to_thread(WhisperRecognizer, whisper, lang, terms, threads)
        await model_ready
        output.narrate(f"Ready after {monotonic_s() - began_s:.1f} s.")
        call = Call(
            source=lambda clock, pending: _paced(recording, options.speed, clock, pending),
            detector=SileroDetector,
            recognizer=recognizer,
            model=model,
            briefing=briefing,
            panel=_panel(options.panel, lang),
        )
        source = await _until_hung_up(call)
    if source.damage:
        raise source.damage
    return 0


async def _until_hung_up(call: Call) -> AudioSource:
    """Run the call; the first Ctrl-C ends it in order, the second at once."""
    loop = asyncio.get_running_loop()
    running = asyncio.ensure_future(call.run())

    def interrupted() -> None:
        if call.stopping:
            running.cancel()
        else:
            output.narrate("Stopping: what was heard is finished. Ctrl-C again stops at once.")
            call.stop()

    try:
        loop.add_signal_handler(signal.SIGINT, interrupted)
    except NotImplementedError:  # Windows has no such handlers: Ctrl-C stops at once there
        return await running
    try:
        return await running
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        loop.remove_signal_handler(signal.SIGINT)


@asynccontextmanager
async def _language_model(
    options: Options, server: Server | None, briefing: Briefing, threads: int
) -> AsyncIterator[tuple[ChatModel | None, Awaitable[None]]]:
    """The model, and what to wait for before it is asked; it is closed at the end."""
    ready = asyncio.get_running_loop().create_future()
    ready.set_result(None)
    if options.llm == "none":
        yield None, ready
    elif server is not None:
        remote = ServerModel(server)
        try:
            yield remote, ready
        finally:
            await remote.close()
    else:
        embedding = Embedding(
            model=resolve_llm(options.llm),
            prefix_folder=cache_dir() / "prefixes",
            threads=threads,
        )
        model = EmbeddedModel(embedding)
        loading = asyncio.create_task(_load(model, options.llm, briefing))
        try:
            yield model, loading
        finally:
            loading.cancel()
            await asyncio.wait([loading])
            await model.close()


async def _load(model: EmbeddedModel, name: str, briefing: Briefing) -> None:
    output.narrate(f"Loading the language model {name} …")
    await model.start()
    output.narrate("Reading the product card (kept for the next call with this card) …")
    await model.warm_prefix([briefing.standing()])


def _server(options: Options) -> Server | None:
    """The server that `--llm openai:` names, checked; None where the model runs here."""
    if not options.llm.startswith("openai:"):
        if options.base_url:
            raise InputError(
                "base-url-without-server",
                f"--base-url {options.base_url} goes with a model of that server.",
                why=f"--llm is {options.llm}, which runs on this machine.",
                hint="Write --llm openai:MODEL, with the model's name as the server knows it.",
            )
        return None
    name = options.llm.removeprefix("openai:")
    key = os.environ.get("OPENAI_API_KEY", "")
    if not name:
        raise InputError(
            "no-model-name",
            "--llm openai: names no model.",
            hint="Write the model's name after the colon, as its server knows it.",
        )
    if options.base_url and not _is_address(options.base_url):
        raise InputError(
            "base-url-not-a-url",
            f"--base-url {options.base_url} is not the address of a server.",
            hint="It begins with http:// or https:// and usually ends in /v1.",
        )
    if not options.base_url and not key:
        raise InputError(
            "no-api-key",
            "The OpenAI service wants a key, and OPENAI_API_KEY is not set.",
            hint="Set it; or name your own server with --base-url; or leave --llm out.",
        )
    return Server(name, options.base_url, key or "none", SERVER_ANSWERS_S)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _briefing(options: Options, mode: Mode, lang: Language, card: ProductCard | None) -> Briefing:
    """A server answers in time or not at all; this machine may be busy with other work a while.

    The small embedded model knows little of the phases (alone it is right as often as chance), so
    its scores weigh less beside the rules' than a large model's.
    """
    prompts = load(lang, options.prompts)
    if options.llm.startswith("openai:"):
        return Briefing(
            mode, lang, card, prompts, read_within_s=2.5, line_within_s=SERVER_ANSWERS_S
        )
    briefing = Briefing(
        mode, lang, card, prompts, read_within_s=10.0, line_within_s=40.0, model_weight=0.2
    )
    _check_room(briefing, options.card)
    return briefing


def _check_room(briefing: Briefing, card: Path | None) -> None:
    """A card must leave the embedded model room for the call."""
    standing = estimated_tokens(briefing.standing()["content"])
    room = CONTEXT_TOKENS - briefing.transcript_tokens - ANSWER_TOKENS
    if standing > room:
        raise InputError(
            "card-too-long-for-model",
            f"{card} is too long for the embedded language model.",
            why=f"With the prompt it takes about {standing} tokens, and {room} are free.",
            hint="Keep the entries that matter most, or name a larger model with --llm openai:.",
        )


def _one_or_two(files: tuple[Path, ...]) -> tuple[Path, ...]:
    if len(files) > 2:
        raise InputError(
            "too-many-recordings",
            f"{len(files)} recordings were given.",
            why="A call is one file with two channels, or two files with one each.",
            hint="Replay one call at a time.",
        )
    return files


def _paced(
    recording: Recording, speed: float | None, clock: CallClock, pending: Pending
) -> AudioSource:
    return recording.play(Unhurried(pending.settled) if speed is None else Timed(clock, speed))


def _panel(name: str, lang: Language) -> Panel:
    if name == "jsonl":
        return JsonLines(output.results(as_utf8=True))
    out = output.results()
    return PlainText(out, lang, growing=out.isatty())


def _cores() -> int:
    """Cores that this process may use; more than eight help neither model."""
    allowed = (
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )
    return min(8, len(allowed))
