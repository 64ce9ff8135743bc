"""The doctor's round: each part is tried, and what was found told as soon as it is known."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from copilot.capture.choose import Wishes
from copilot.capture.live import LiveSource
from copilot.capture.system import this_system
from copilot.doctor.engines import try_language_model, try_recogniser
from copilot.doctor.finding import Finding, failed
from copilot.doctor.sound import try_sound
from copilot.doctor.terminal import try_terminal
from copilot.engines import cores
from copilot.errors import CopilotError
from copilot.language import Language


@dataclass(frozen=True, slots=True)
class Tries:
    """What is tried; `parts` are some of ``sound``, ``models``, ``terminal``."""

    wishes: Wishes
    asr_model: str
    llm: str
    base_url: str | None
    threads: int | None
    parts: tuple[str, ...]


async def findings(tries: Tries) -> AsyncIterator[Finding]:
    """Half a minute, most of it the loading of models; a failure stops nothing else."""
    if "sound" in tries.parts:
        for finding in await _sound(tries.wishes):
            yield finding
    if "models" in tries.parts:
        threads = tries.threads or cores()
        for finding in await try_recogniser(tries.asr_model, threads):
            yield finding
        for finding in await try_language_model(tries.llm, tries.base_url, threads):
            yield finding
    if "terminal" in tries.parts:
        yield try_terminal()


async def _sound(wishes: Wishes) -> list[Finding]:
    try:
        backend = this_system()
        return await try_sound(LiveSource(backend, wishes, Language.EN), backend)
    except CopilotError as error:
        return [failed("devices", error.what, error.hint)]
