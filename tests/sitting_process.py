"""A sitting with drawn people at the real terminal panel, in a process of its own.

    python -m tests.sitting_process LANG key|voice

Agent and customer speak in turn, a second each, as time goes by on the wall. How many calls there
were is printed at the end.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable

from copilot.audio.chunk import CHUNK_S, AudioChunk
from copilot.call import Call
from copilot.clock import monotonic_s
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.errors import CopilotError
from copilot.events import Speaker, Trouble
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.phases import Phase
from copilot.panel.terminal.panel import TerminalPanel
from copilot.sitting import CallAudio, Sitting, SittingOptions, Start
from copilot.speech.scripted import ScriptedRecognizer
from tests.calls import LOUD, QUIET, LoudIsVoice
from tests.panel_script import card

TARGETS = {Phase.COGNITIVE: 0.61, Phase.DIVERGENT: 0.22, Phase.CONVERGENT: 0.17}


class Talk:
    """Stands in for a live source."""

    name = "two drawn people"
    damage: CopilotError | None = None

    def __init__(self) -> None:
        self.notice: Callable[[Trouble], Awaitable[None]] | None = None
        self._began_s = 0.0

    def ago_s(self, start: float) -> float:
        return monotonic_s() - self._began_s - start

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        self._began_s, start = monotonic_s(), 0.0
        while True:
            await asyncio.sleep(max(0.0, -self.ago_s(start)))
            second = int(start) % 4
            yield AudioChunk(Speaker.AGENT, start, LOUD if second == 0 else QUIET)
            yield AudioChunk(Speaker.CUSTOMER, start, LOUD if second == 2 else QUIET)
            start += CHUNK_S


async def main() -> None:
    lang = Language(sys.argv[1])
    briefing = Briefing(Mode.OUTBOUND, lang, card(lang), load(lang), target_shares=TARGETS)
    words = ScriptedRecognizer([f"words {n}" for n in range(40)])

    def new_call(audio: CallAudio) -> Call:
        return Call(
            source=lambda clock, pending: audio,
            detector=LoudIsVoice,
            recognizer=words,
            model=None,
            briefing=briefing,
            panel=panel,
        )

    options = SittingOptions(Start(sys.argv[2]), None, None)
    sitting = Sitting(Talk(), new_call, LoudIsVoice, options)  # type: ignore[arg-type]
    panel = TerminalPanel(
        lang,
        Mode.OUTBOUND,
        briefing.card,
        sitting.pressed,
        targets=briefing.target_shares,
        desk=sitting,
    )
    try:
        async with panel:
            sitting.screen = panel
            calls = await sitting.run()
        print("pressed", calls, "calls")
    except KeyboardInterrupt:
        print("pressed and stopped at once")


if __name__ == "__main__":
    asyncio.run(main())
