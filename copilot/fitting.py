"""What every call needs besides its audio, from options: checked first, then loaded once.

What is wrong with a file or an option is said before any model is loaded.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from copilot import output
from copilot.audio.echo import EchoCanceller
from copilot.audio.source import AudioSource
from copilot.call import Call, Panel
from copilot.cardfile import load_card
from copilot.clock import CallClock, monotonic_s
from copilot.coach.briefing import Briefing
from copilot.coach.embedded import EmbeddedModel
from copilot.coach.model import ChatModel
from copilot.coach.prompts import load
from copilot.coach.server import Server
from copilot.config import load_config
from copilot.engines import cores, language_model, local_briefing, served_briefing, server_of
from copilot.errors import InputError
from copilot.events import KeyEvent
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.phases import Phase
from copilot.models.resolve import resolve_asr
from copilot.models.store import cache_dir
from copilot.notices import load_notice
from copilot.page import Page
from copilot.panel.jsonl import JsonLines
from copilot.panel.plain import PlainText
from copilot.panel.unseen import Unseen
from copilot.panel.view import View
from copilot.pending import Pending
from copilot.privacy.consent import keeps_words
from copilot.speech.detect import SileroDetector
from copilot.speech.recognize import Recognizer
from copilot.speech.whisper import WhisperRecognizer
from copilot.store.keeping import Keeping

if TYPE_CHECKING:
    from copilot.browser.binding import Binding
    from copilot.browser.panel import BrowserPanel
    from copilot.panel.desk import Desk
    from copilot.panel.terminal.panel import TerminalPanel

OnKey = Callable[[KeyEvent], Awaitable[None]]
MakeSource = Callable[[CallClock, Pending], AudioSource]
PageFor = Callable[["CallOptions", Briefing], Page | None]
"""The page that a call is shown on; None where it is shown otherwise."""


@dataclass(frozen=True, slots=True)
class CallOptions:
    """What the user asked for, whatever is listened to. `lang` None: the card's own."""

    mode: str
    lang: str | None
    card: Path | None
    panel: str
    asr_model: str
    llm: str
    base_url: str | None
    prompts: Path | None
    threads: int | None
    echo: str = "auto"  # "off": the agent's channel is taken as it is
    targets: tuple[float, float, float] | None = None  # shares of the three phases, sum 1
    store: bool = True  # the calls are kept
    audio: bool | None = None  # and how they sound; None: as configured
    agent: str = ""  # who sells
    consent: str = ""  # what is known of the customer's consent
    call_id: str = ""  # of a recording; empty: made when it begins
    began: str = ""  # when a recording was made, ISO 8601 in UTC; empty: now
    binding: "Binding | None" = None  # where the page of the browser panel is served


@dataclass(frozen=True, slots=True)
class Fitted:
    """Models that are loaded, and what a call is about."""

    briefing: Briefing
    recognizer: Recognizer
    model: ChatModel | None
    echo: bool
    keeping: Keeping | None  # None: no call is kept
    notice: str = ""  # for the beginning of a live call

    def call(self, source: MakeSource, panel: Panel) -> Call:
        """One call; make as many as you like, one after the other."""
        journal = self.keeping.journal(self.briefing) if self.keeping else None
        return Call(
            source=source,
            detector=SileroDetector,
            recognizer=self.recognizer,
            model=self.model,
            briefing=self.briefing,
            panel=panel,
            journal=journal,
            audio=self.keeping.sound(journal) if self.keeping and journal else None,
            echo=EchoCanceller() if self.echo else None,
            notice=self.notice,
        )


class Plan:
    """Options that were checked: every file named is there and can be used.

    Raises what the checks raise, :class:`~copilot.errors.CopilotError` all of it.
    """

    def __init__(self, options: CallOptions) -> None:
        if options.panel == "terminal":
            from copilot.panel.terminal.panel import check_terminal

            check_terminal()
        card = load_card(options.card) if options.card else None
        lang, mode = _language(options.lang, card.lang if card else ""), Mode(options.mode)
        self._server = server_of(options.llm, options.base_url)
        prompts = load(lang, options.prompts)
        briefing = (
            served_briefing(mode, lang, card, prompts)
            if self._server
            else local_briefing(mode, lang, card, prompts, options.card)
        )
        if options.targets:
            shares = dict(zip(Phase, options.targets, strict=True))
            briefing = replace(briefing, target_shares=shares)
        self.briefing = briefing
        if card and card.lang not in ("", lang):
            output.narrate(f"Note: {options.card} is in {card.lang}, and the call in {lang}.")
        config = load_config()
        kept = options.store and config.store.keep
        audio = _keeps_audio(options, kept=kept, configured=config.store.audio)
        company = card.company if card else ""
        self._notice = load_notice(lang, company, options.prompts, audio=audio)
        keeping = Keeping(
            options.llm,
            options.agent or config.agent.name,
            options.consent,
            options.call_id,
            options.began,
            audio,
        )
        self._keeping = keeping if kept else None
        self._options = options
        self._whisper = resolve_asr(options.asr_model)
        self._terms = card.hearing_terms() if card else ()

    @asynccontextmanager
    async def fitted(self) -> AsyncIterator[Fitted]:
        """Everything loaded; closed at the end."""
        options, lang = self._options, self.briefing.lang
        threads = options.threads or cores()
        began_s = monotonic_s()
        async with _language_model(options.llm, self._server, self.briefing, threads) as (
            model,
            model_ready,
        ):
            output.narrate(f"Loading the recogniser {options.asr_model} …")
            recognizer = await asyncio.to_thread(
                WhisperRecognizer, self._whisper, lang, self._terms, threads
            )
            await model_ready
            output.narrate(f"Ready after {monotonic_s() - began_s:.1f} s.")
            yield Fitted(
                self.briefing,
                recognizer,
                model,
                options.echo == "auto",
                self._keeping,
                self._notice,
            )


def _keeps_audio(options: CallOptions, *, kept: bool, configured: bool) -> bool:
    if options.audio and not kept:
        raise InputError(
            "audio-without-call",
            "The audio is to be kept, and the call is not.",
            why="--no-store, or [store] keep = false in the configuration file.",
            hint="Leave --keep-audio out, or keep the call.",
        )
    if options.audio and not keeps_words(options.consent):
        output.narrate("Note: the customer refused, so the audio is not kept either.")
    asked = configured if options.audio is None else options.audio
    return asked and kept and keeps_words(options.consent)


def panel_named(name: str, briefing: Briefing, on_key: OnKey) -> Panel:
    """The panel of that name; it tells `on_key` what the agent does at it.

    The page in a browser is no such panel: it is there before the call (:func:`page_of`).
    """
    if name == "jsonl":
        return JsonLines(output.results(as_utf8=True))
    if name == "none":
        return Unseen()
    out = output.results()
    if name == "terminal":
        return terminal_panel(briefing, on_key)
    return PlainText(out, briefing.lang, growing=out.isatty())


def terminal_panel(
    briefing: Briefing, on_key: OnKey, desk: "Desk | None" = None
) -> "TerminalPanel":
    """A whole screen; with a `desk`, for all the calls taken there."""
    from copilot.panel.terminal.panel import TerminalPanel  # half a second, only if wanted

    return TerminalPanel(
        briefing.lang,
        briefing.mode,
        briefing.card,
        on_key,
        targets=briefing.target_shares,
        desk=desk,
    )


def page_of(options: CallOptions, briefing: Briefing) -> "BrowserPanel | None":
    """The page in a browser, to be opened before the models are loaded; None for another panel."""
    if options.panel != "browser":
        return None
    from copilot.browser.binding import Binding
    from copilot.browser.calls_routes import calls_routes
    from copilot.browser.cards_routes import cards_routes
    from copilot.browser.panel import BrowserPanel
    from copilot.browser.shelf import Shelf
    from copilot.browser.start_routes import start_routes

    more = [*calls_routes(), *cards_routes(Shelf(in_use=options.card)), *start_routes(None)]
    view = View.start(briefing.lang, briefing.mode, briefing.card, briefing.target_shares)
    return BrowserPanel(view, None, options.binding or Binding(), more=more)


def _language(given: str | None, of_card: str) -> Language:
    if given or of_card:
        return Language(given or of_card)
    raise InputError(
        "no-language",
        "It is not said which language is spoken.",
        why="There is no --lang, and no card that names one.",
        hint=f"Add --lang {' or --lang '.join(Language)}.",
    )


@asynccontextmanager
async def _language_model(
    llm: str, server: Server | None, briefing: Briefing, threads: int
) -> AsyncIterator[tuple[ChatModel | None, Awaitable[None]]]:
    """The model, and what to wait for before it is asked; it is closed at the end."""
    prefixes = cache_dir() / "prefixes"
    async with language_model(llm, server, threads, prefixes) as model:
        loading = asyncio.create_task(_load(model, llm, briefing))
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
