"""From options to a call: everything is found, checked and loaded here, cheapest first.

What is wrong with a file or an option is said before any model is loaded.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from copilot import output
from copilot.audio.pace import Timed, Unhurried
from copilot.audio.recording import Recording
from copilot.audio.source import AudioSource
from copilot.call import Call, Panel
from copilot.cardfile import load_card
from copilot.clock import CallClock, monotonic_s
from copilot.coach.briefing import Briefing
from copilot.coach.embedded import EmbeddedModel
from copilot.coach.model import ChatModel
from copilot.coach.prompts import load
from copilot.coach.server import Server
from copilot.engines import cores, language_model, local_briefing, served_briefing, server_of
from copilot.errors import InputError
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.models.resolve import resolve_asr
from copilot.models.store import cache_dir
from copilot.panel.jsonl import JsonLines
from copilot.panel.plain import PlainText
from copilot.pending import Pending
from copilot.speech.detect import SileroDetector
from copilot.speech.whisper import WhisperRecognizer


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
    server = server_of(options.llm, options.base_url)
    prompts = load(lang, options.prompts)
    briefing = (
        served_briefing(mode, lang, card, prompts)
        if server
        else local_briefing(mode, lang, card, prompts, options.card)
    )
    if card and card.lang not in ("", lang):
        output.narrate(f"Note: {options.card} is in {card.lang}, and the call in {lang}.")
    threads = options.threads or cores()
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
    prefixes = cache_dir() / "prefixes"
    async with language_model(options.llm, server, threads, prefixes) as model:
        loading = asyncio.create_task(_load(model, options.llm, briefing))
        try:
            yield model, loading
        finally:
            loading.cancel()
            await asyncio.wait([loading])


async def _load(model: ChatModel | None, name: str, briefing: Briefing) -> None:
    if not isinstance(model, EmbeddedModel):
        return
    output.narrate(f"Loading the language model {name} …")
    await model.start()
    output.narrate("Reading the product card (kept for the next call with this card) …")
    await model.warm_prefix([briefing.standing()])


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
