"""Plays a labelled call through the coach, as a live call would reach it, without a recogniser.

One turn at a time: the next is heard when nothing of the one before is under way. The coach is
given the texts and never the labels.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from copilot.bus import Bus
from copilot.clock import CallClock
from copilot.coach.asking import Asking
from copilot.coach.breaker import Breaker
from copilot.coach.briefing import Briefing
from copilot.coach.coach import Coach
from copilot.coach.model import ChatModel
from copilot.evaluation.gather import gathered
from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.pacing import spoken
from copilot.evaluation.predicted import AgentTurn, CustomerTurn
from copilot.events import Published, TurnHeard
from copilot.pending import Pending

NEVER = 1_000_000_000
"""Failures until the breaker opens: an evaluation asks each time, so that no clock decides."""


@dataclass(slots=True)
class Collector:
    """A panel that keeps what it is shown."""

    published: list[Published] = field(default_factory=list)

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self.published.append(published)


class Hooks:
    """What happens around each turn; here nothing."""

    def turn_begins(self, call: str, i: int) -> None:
        """Turn `i` of the call with the id `call` is about to be heard."""

    def turn_over(self) -> None:
        """Everything that the turn set off is done; an error raised here ends the play."""


async def play(
    call: LabelledCall,
    briefing: Briefing,
    model: ChatModel | None,
    hooks: Hooks,
) -> tuple[AgentTurn | CustomerTurn, ...]:
    """What the copilot says of each turn of `call`, in order."""
    clock, pending, panel = CallClock(), Pending(), Collector()
    bus = Bus(clock, pending)
    asking = Asking(model, bus, Breaker(failures=NEVER))
    coach = Coach(briefing, asking, bus, pending)
    everything, heard = bus.follow(), bus.follow(TurnHeard)
    async with asyncio.TaskGroup() as tasks:
        showing = tasks.create_task(panel.follow(aiter(everything)), name="collector")
        coaching = tasks.create_task(coach.follow(heard), name="coach")
        clock.begin()
        times = spoken(turn.text for turn in call.turns)
        for i, (turn, (start, end)) in enumerate(zip(call.turns, times, strict=True)):
            hooks.turn_begins(call.id, i)
            clock.heard_s = end
            await bus.publish(TurnHeard(i + 1, turn.speaker, start, end, turn.text))
            await pending.settled()
            hooks.turn_over()
        await heard.close()
        await coaching
        await bus.close()
        await showing
    read = gathered(panel.published)
    return tuple(read[number] for number in sorted(read))
