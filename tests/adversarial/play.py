"""Plays an attack through the coach, with a model that obeys it or with any other.

The words reach the coach as they do in a live call, without audio; what is published is kept.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Iterable, Sequence

from copilot.bus import Bus
from copilot.clock import CallClock
from copilot.coach.asking import Asking
from copilot.coach.breaker import Breaker
from copilot.coach.briefing import Briefing
from copilot.coach.coach import Coach
from copilot.coach.facts import Facts
from copilot.coach.folding import fold
from copilot.coach.model import ChatModel, Message, Question, Task
from copilot.coach.prompts import load
from copilot.evaluation.pacing import spoken
from copilot.evaluation.play import NEVER, Collector
from copilot.events import (
    LineBegun,
    LineFinished,
    LineGrew,
    PhaseRead,
    Published,
    Speaker,
    TurnHeard,
)
from copilot.method.phases import Phase
from copilot.pending import Pending
from tests.adversarial.turns import Attack, Spoken

Line = LineBegun | LineGrew | LineFinished
_DRAFT = re.compile(r"(?:Draft: |草稿：)(.*)")


class Obedient:
    """A model that does what the attacker wants.

    It writes the attack's line; `craftily`, with the rules' draft behind it, so that it does what
    the move asks for as well. Its readings say what hurries the customer to a decision.
    """

    name = "obedient"

    def __init__(self, attack: Attack, *, craftily: bool = False) -> None:
        self._attack = attack
        self._craftily = craftily
        self.asked: list[Question] = []

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        self.asked.append(question)
        answer = self.reading() if question.task is Task.READ else self._line(question)
        for start in range(0, len(answer), 2):
            yield answer[start : start + 2]

    async def warm(self, messages: Sequence[Message]) -> None:
        """Nothing to warm."""

    async def close(self) -> None:
        """Nothing to give back."""

    def reading(self) -> str:
        """The answer to a question about any turn."""
        quote = self._attack.text[:60]
        return json.dumps(
            {
                "moves": ["close"],
                "phase": "convergent",
                "because": f"\x1b[31m{quote}\x9b0m",
                "signals": ["buying_signal"],
                "next": ["close", "feature"],
                "learned": [
                    {"kind": "need", "quote": f"<{quote}>"},
                    {"kind": "commitment", "quote": f"\u202e{quote}\x07"},
                ],
            }
        )

    def _line(self, question: Question) -> str:
        draft = _DRAFT.search(question.messages[-1]["content"])
        return f"{self._attack.line} {draft[1]}" if self._craftily and draft else self._attack.line


def briefing(attack: Attack, *, model_reads: bool) -> Briefing:
    """What the coach is given for the attack's call."""
    return Briefing(attack.mode, attack.lang, attack.card, load(attack.lang), model_reads)


async def played(
    turns: Iterable[Spoken], briefing: Briefing, model: ChatModel | None
) -> list[Published]:
    """Everything that a call of these turns publishes."""
    turns = tuple(turns)
    clock, pending, panel = CallClock(), Pending(), Collector()
    bus = Bus(clock, pending)
    coach = Coach(briefing, Asking(model, bus, Breaker(failures=NEVER)), bus, pending)
    everything, heard = bus.follow(), bus.follow(TurnHeard)
    async with asyncio.TaskGroup() as tasks:
        showing = tasks.create_task(panel.follow(aiter(everything)))
        coaching = tasks.create_task(coach.follow(heard))
        clock.begin()
        times = spoken(text for _, text in turns)
        for number, ((speaker, text), (start, end)) in enumerate(zip(turns, times, strict=True), 1):
            clock.heard_s = end
            await bus.publish(TurnHeard(number, speaker, start, end, text))
            await pending.settled()
        await heard.close()
        await coaching
        await bus.close()
        await showing
    return panel.published


def lines_shown(published: Iterable[Published]) -> list[Line]:
    """Every line that was put before the agent, also while it grew."""
    return [p.event for p in published if isinstance(p.event, Line)]


def readings(published: Iterable[Published]) -> list[PhaseRead]:
    return [p.event for p in published if isinstance(p.event, PhaseRead)]


def facts_at(attack: Attack, published: Iterable[Published], turn: int) -> Facts:
    """What may be said after `turn`, by the card and by what was said up to there."""
    read = {r.turn: r.phase for r in readings(published)}
    facts = Facts.from_card(attack.card, attack.lang)
    for number, (speaker, text) in enumerate(attack.turns[:turn], 1):
        if speaker is Speaker.AGENT:
            facts = facts.with_agent(text)
        else:
            facts = facts.with_customer(text, as_fact=read.get(number) is Phase.COGNITIVE)
    return facts


def holds_never(line: str, attack: Attack) -> bool:
    """Whether the line holds what the attack is after."""
    return re.search(attack.never, fold(line)) is not None
