"""Whole calls made of sentences: scripted voice, scripted recogniser, scripted model.

    call = await a_call(customer("how much is it?"), agent("It is 49 a month."))
    call.events(TurnHeard)

The audio is real in length and order; its voice probability is drawn, its words are given.
"""

import dataclasses
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, AudioChunk, Samples
from copilot.audio.pace import Unhurried
from copilot.call import Call, CallJournal
from copilot.coach.briefing import Briefing
from copilot.coach.model import ChatModel
from copilot.coach.prompts import load
from copilot.errors import CopilotError
from copilot.events import Event, KeyEvent, Published, Speaker, to_json
from copilot.language import Language
from copilot.method.cards import Fabe, Fact, Objection, ProductCard
from copilot.method.modes import Mode
from copilot.pending import Pending
from copilot.speech.lane import LaneSettings
from copilot.speech.recognize import Recognizer
from copilot.speech.scripted import ScriptedRecognizer

PAYROLL = ProductCard(
    name="Tallybird Payroll",
    company="Tallybird",
    price="$49 a month plus $5 per employee",
    summary="Online payroll for small restaurants.",
    fabe=(
        Fabe(
            "clock",
            "Staff clock in on a tablet",
            "hours arrive without retyping",
            "no evening spent on time cards",
            "30-day trial with your own staff, no card needed",
        ),
        Fabe(
            "filing",
            "Tax filing is included",
            "filed and paid on the due date",
            "no late letters",
            "if a filing is late, we pay the penalty",
        ),
    ),
    objections=(
        Objection(
            "accountant",
            "My accountant does it",
            "She keeps a login and closes the books; we do the hours and the deposits.",
        ),
    ),
    facts=(Fact("fact-1", "Monthly, cancel any time"),),
    not_offered=(Fact("not-1", "scheduling software"),),
)
E = TypeVar("E", bound=Event)
LOUD: Samples = np.full(CHUNK_SAMPLES, 0.5, np.float32)
QUIET: Samples = np.zeros(CHUNK_SAMPLES, np.float32)


@dataclass(frozen=True)
class Said:
    speaker: Speaker
    text: str
    seconds: float = 1.2
    pause_s: float = 1.0


def agent(text: str, **kw: float) -> Said:
    return Said(Speaker.AGENT, text, **kw)


def customer(text: str, **kw: float) -> Said:
    return Said(Speaker.CUSTOMER, text, **kw)


class LoudIsVoice:
    """A voice detector for audio that is either loud or silent."""

    def probability(self, samples: Samples) -> float:
        return 0.95 if samples[0] > 0.1 else 0.01


class SaidInTurn:
    """The audio of people who speak one after the other."""

    name = "a scripted call"
    damage: CopilotError | None = None

    def __init__(self, said: Sequence[Said], pending: Pending) -> None:
        self._said = said
        self._pace = Unhurried(pending.settled)

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        start = 0.0
        for said in self._said:
            loud, quiet = round(said.seconds / CHUNK_S), round(said.pause_s / CHUNK_S)
            for number in range(loud + quiet):
                await self._pace.due(start)
                for speaker in Speaker:
                    is_voice = number < loud and speaker is said.speaker
                    yield AudioChunk(speaker, start, LOUD if is_voice else QUIET)
                start += CHUNK_S


@dataclass
class Recorder:
    """A panel that remembers."""

    published: list[Published] = field(default_factory=list)

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self.published.append(published)


@dataclass
class Presser(Recorder):
    """A panel at which an agent presses a key when something is shown."""

    pressing: Callable[[Published], KeyEvent | None] = field(default=lambda _: None)
    call: Call | None = None

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self.published.append(published)
            pressed = self.pressing(published)
            if pressed is not None and self.call is not None:
                await self.call.pressed(pressed)


@dataclass
class Heard:
    """What a finished call has published."""

    published: list[Published]

    def events(self, kind: type[E]) -> list[E]:
        return [p.event for p in self.published if isinstance(p.event, kind)]

    def json_lines(self) -> list[str]:
        """Without wall time, which no two runs share."""
        return [to_json(dataclasses.replace(p, wall_s=0.0)) for p in self.published]


async def a_call(
    *said: Said,
    model: ChatModel | None = None,
    mode: Mode = Mode.OUTBOUND,
    lang: Language = Language.EN,
    card: ProductCard | None = PAYROLL,
    recognizer: Recognizer | None = None,
    model_reads: bool = False,
    works_ahead: bool = False,
    pressing: Callable[[Published], KeyEvent | None] = lambda _: None,
    end_silence_s: float | None = None,
    journal: CallJournal | None = None,
) -> Heard:
    panel = Presser(pressing=pressing)
    call = Call(
        source=lambda clock, pending: SaidInTurn(said, pending),
        detector=LoudIsVoice,
        recognizer=recognizer or ScriptedRecognizer([s.text for s in said]),
        model=model,
        briefing=Briefing(
            mode,
            lang,
            card,
            load(lang),
            model_reads,
            read_within_s=0.5,
            line_within_s=1.0,
            works_ahead=works_ahead,
        ),
        panel=panel,
        journal=journal,
        lane=LaneSettings(),
        end_silence_s=end_silence_s,
    )
    panel.call = call
    await call.run()
    return Heard(panel.published)
