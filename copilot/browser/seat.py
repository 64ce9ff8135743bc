"""The pilot's seat: one thing at a time is done from the page, be it the doctor, a sample call or
a sitting beside the softphone; how it goes is told to whoever asks.

    seat = Seat(Stage(), engines)
    seat.begin_call(choices)   ... seat.told() ... await seat.stop()
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from copilot import output
from copilot.browser.choices import Choices
from copilot.browser.seat_page import SeatPage
from copilot.browser.shelf import Shelf
from copilot.browser.stage import Stage
from copilot.capture.choose import Wishes
from copilot.coach.briefing import Briefing
from copilot.doctor.finding import Finding
from copilot.doctor.run import Tries, findings
from copilot.errors import CopilotError, EngineError, InputError
from copilot.events import StopAsked
from copilot.fitting import CallOptions
from copilot.language import Language
from copilot.panel.view import View
from copilot.samples import sample

END_SILENCE_S = 60.0


class Doing(StrEnum):
    """What the seat is busy with."""

    NOTHING = "nothing"
    DOCTOR = "doctor"
    SAMPLE = "sample"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Busy:
    """What is being done, or what was done last, and how it went."""

    doing: Doing = Doing.NOTHING
    findings: tuple[Finding, ...] = ()
    error: CopilotError | None = None


class Seat:
    """`options`: the models and habits of every call; mode, language and card come from the
    page."""

    def __init__(self, stage: Stage, options: CallOptions, shelf: Shelf | None = None) -> None:
        self.stage = stage
        self.busy = Busy()
        self.shelf = shelf or Shelf()
        self._options = options
        self._task: asyncio.Task[None] | None = None

    def doctor(self, wishes: Wishes) -> None:
        """Try devices and models. Raises :class:`InputError` ``seat-busy``."""
        self._begin(Doing.DOCTOR, self._examine(wishes))

    def begin_call(self, choices: Choices) -> None:
        """Sit beside the softphone. Raises :class:`InputError` ``seat-busy``, ``card-name``."""
        from copilot.live import Options, sit
        from copilot.sitting import SittingOptions, Start

        options = Options(
            choices.wishes,
            SittingOptions(Start.VOICE, END_SILENCE_S, None),
            replace(
                self._options,
                mode=choices.mode.value,
                lang=choices.lang.value,
                card=self.shelf.path(choices.card) if choices.card else None,
            ),
        )
        self._begin(Doing.CALL, sit(options, self._page))

    def begin_sample(self, lang: Language) -> None:
        """Replay the sample call in that language, in real time; it is not kept.

        Raises :class:`InputError` ``seat-busy``, ``no-sample``.
        """
        from copilot.session import Options, play

        found = sample(lang)
        if found is None:
            raise InputError(
                "no-sample",
                "The sample call is not installed.",
                why="This copy of the program came without its recordings.",
                hint="Install it anew, or replay a recording: copilot replay --help",
            )
        call = replace(
            self._options,
            mode=found.mode.value,
            lang=lang.value,
            card=found.card,
            store=False,
            audio=None,
        )
        self._begin(Doing.SAMPLE, play(Options((found.recording,), 0, 1.0, call), self._page))

    async def stop(self) -> None:
        """End in order what is being done; when asked again, at once."""
        stage = self.stage
        if self._task is None:
            return
        if stage.desk is not None:
            stage.desk.leave()
        elif stage.on_key is not None and stage.view is not None:
            stage.left.set()
            if stage.view.ended is None:
                await stage.on_key(StopAsked())
        else:
            self._task.cancel()

    async def close(self) -> None:
        """Let go of everything, at once."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def _begin(self, doing: Doing, work: Coroutine[Any, Any, None]) -> None:
        if self._task is not None:
            work.close()
            raise InputError(
                "seat-busy",
                "Something is being done already.",
                why="A copilot takes one call at a time.",
                hint="Stop it, or wait for its end.",
            )
        self.busy = Busy(doing)
        self._task = asyncio.create_task(self._done(work), name=f"seat: {doing}")

    async def _done(self, work: Coroutine[Any, Any, None]) -> None:
        """A call that fails leaves its error to be read, and the seat free."""
        error: CopilotError | None = None
        try:
            await work
        except (asyncio.CancelledError, KeyboardInterrupt):
            pass  # it was to end at once
        except (Exception, BaseExceptionGroup) as failed:
            error = _told(failed)
            output.narrate(f"copilot: {error}")
        finally:
            self._task = None
            self.busy = Busy(Doing.NOTHING, self.busy.findings, error)

    async def _examine(self, wishes: Wishes) -> None:
        given = self._options
        parts = ("sound", "models")
        tries = Tries(wishes, given.asr_model, given.llm, given.base_url, given.threads, parts)
        async for finding in findings(tries):
            self.busy = replace(self.busy, findings=(*self.busy.findings, finding))

    def _page(self, options: CallOptions, briefing: Briefing) -> SeatPage:
        shares = briefing.target_shares
        view = View.start(briefing.lang, briefing.mode, briefing.card, shares)
        return SeatPage(self.stage, view)


def _told(failed: BaseException) -> CopilotError:
    """The error that a person can put right, or else that there is none."""
    if isinstance(failed, BaseExceptionGroup):
        ours, _ = failed.split(CopilotError)
        return _told((ours or failed).exceptions[0])
    if isinstance(failed, CopilotError):
        return failed
    return EngineError(
        "seat-failed",
        "This has failed in a way that nobody expected.",
        why=f"{type(failed).__name__}: {failed}",
        hint="Try it again; copilot doctor tries the parts one by one.",
    )
