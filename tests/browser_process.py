"""A sitting with drawn people whose panel is a page, in a process of its own.

    python -m tests.browser_process PORT key|voice

The page's address is told on stderr; how many calls there were is printed at the end.
"""

import asyncio
import sys

from copilot.browser.binding import Binding
from copilot.browser.panel import BrowserPanel
from copilot.call import Call
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.interrupt import on_ctrl_c
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.panel.view import View
from copilot.sitting import CallAudio, Sitting, SittingOptions, Start
from copilot.speech.scripted import ScriptedRecognizer
from tests.calls import LoudIsVoice
from tests.panel_script import card
from tests.sitting_process import Talk


async def main() -> None:
    lang = Language.EN
    briefing = Briefing(Mode.OUTBOUND, lang, card(lang), load(lang))
    words = ScriptedRecognizer([f"words {n}" for n in range(40)])
    view = View.start(lang, briefing.mode, briefing.card, briefing.target_shares)
    page = BrowserPanel(view, None, Binding(port=int(sys.argv[1]), opens=False))

    def new_call(audio: CallAudio) -> Call:
        return Call(
            source=lambda clock, pending: audio,
            detector=LoudIsVoice,
            recognizer=words,
            model=None,
            briefing=briefing,
            panel=page,
        )

    async with page:
        options = SittingOptions(Start(sys.argv[2]), None, None)
        sitting = Sitting(Talk(), new_call, LoudIsVoice, options)  # type: ignore[arg-type]
        page.attach(sitting.pressed, sitting)
        sitting.screen = page
        with on_ctrl_c(sitting.leave):
            print("calls", await sitting.run())


if __name__ == "__main__":
    asyncio.run(main())
