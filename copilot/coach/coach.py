"""The coach: follows the call, reads each turn, and has the agent's next line written.

For each customer turn, in order: the rules read it, and the line that rules and card make is shown
at once; a model that reads turns is asked, and its word is mixed with the rules'; the method's
advice is taken; the model's own line takes the place of the first. When the best advice is to
listen, there is no line. A turn that the customer has left behind loses the line that is still
being written. After every turn of either side it is said what was learned, what to be warned of,
and where the call stands; after the agent's, also whether they took up the line. An agent who asks
for another line gets the next best move. Where the model is this machine's own, it works on the
line while the customer still speaks.
"""

import asyncio
from dataclasses import replace

from copilot.bus import Bus, Follower
from copilot.coach.another import another_advice
from copilot.coach.asking import Asking
from copilot.coach.briefing import Briefing
from copilot.coach.following import Following
from copilot.coach.ground import Facts
from copilot.coach.progress import after_turn
from copilot.coach.reader import Reader
from copilot.coach.writer import Occasion, Writer
from copilot.events import (
    AgentRead,
    AnotherAsked,
    LineDropped,
    ListenAdvised,
    PartialHeard,
    PhaseRead,
    Speaker,
    TurnHeard,
)
from copilot.method.advice import Advice, advise
from copilot.method.cards import NO_CARD
from copilot.method.phases import Phase
from copilot.method.readings import CustomerReading
from copilot.method.state import CallState, with_agent_turn, with_customer_turn
from copilot.pending import Pending
from copilot.wording import why_text


class Coach:
    """One call's coach; it is done when its follower is closed and the last line is whole."""

    def __init__(self, briefing: Briefing, asking: Asking, bus: Bus, pending: Pending) -> None:
        self._brief = briefing
        self._bus = bus
        self._pending = pending
        self._reader = Reader(briefing, asking)
        self._writer = Writer(briefing, asking, bus)
        self._state = CallState.start(
            briefing.mode, briefing.lang, briefing.card, briefing.target_shares
        )
        self._facts = Facts.from_card(briefing.card or NO_CARD, briefing.lang)
        self._writing: asyncio.Task[None] | None = None
        self._writing_for = 0
        self._following = Following()
        self._latest: Occasion | None = None  # the last customer turn's, as it was last advised
        self._hung_up = False
        self.lines = 0
        """Customer turns that got a line, of the rules or of the model."""

    @property
    def follows(self) -> tuple[type, ...]:
        """The events it wants to hear of."""
        turns = (TurnHeard, AnotherAsked)
        return (*turns, PartialHeard) if self._brief.works_ahead else turns

    async def follow(self, events: Follower) -> None:
        """Follow the turns, and the agent's wish for another line, until there are no more."""
        async with asyncio.TaskGroup() as tasks:
            async for published in events:
                match published.event:
                    case TurnHeard(speaker=Speaker.AGENT) as turn:
                        await self._agent_said(turn)
                        if self._brief.works_ahead and not self._is_writing:
                            await self._writer.await_reply(self._state, tasks)
                    case TurnHeard() as turn:
                        await self._customer_said(turn, tasks)
                    case AnotherAsked(turn=number):
                        await self._another(number, tasks)
                    case PartialHeard(speaker=Speaker.CUSTOMER) as partial:
                        await self._customer_says(partial, tasks)
            await self._writer.rest()
            if self._hung_up:
                await self._stop_writing("call-over")

    def hang_up(self) -> None:
        """Nobody will read the line that is being written: every turn is read, no line awaited."""
        self._hung_up = True

    async def _another(self, turn: int, tasks: asyncio.TaskGroup) -> None:
        """Offer the next best move for the customer's last turn; for an older turn, nothing."""
        latest = self._latest
        if latest is None or latest.turn != turn:
            return
        await self._stop_writing("another-asked")
        moves = () if latest.advice.listen else (*latest.moves_refused, latest.advice.ranked[0])
        advice, moves = another_advice(self._state, latest.reading.leaning, moves)
        self._latest = replace(
            latest,
            advice=advice,
            state=self._state,
            facts=self._facts,
            refused=self._writer.offered(turn),
            moves_refused=moves,
        )
        await self._writer.show_made(self._latest)
        self._start_writing(self._latest, tasks)

    async def _agent_said(self, turn: TurnHeard) -> None:
        reading = await self._reader.agent(turn, self._state)
        before, self._state = self._state, with_agent_turn(self._state, turn, reading)
        self._facts = self._facts.with_agent(turn.text)
        await self._bus.publish(AgentRead(turn.turn, reading.moves, reading.signals))
        await self._publish_changes(before)
        offered = self._writer.offered(self._latest.turn) if self._latest else ()
        if self._latest and (followed := self._following.heard(turn, self._latest.turn, offered)):
            await self._bus.publish(followed)

    async def _customer_said(self, turn: TurnHeard, tasks: asyncio.TaskGroup) -> None:
        await self._stop_writing("customer-went-on")
        rules = self._reader.customer_by_rules(turn, self._state)
        first = self._occasion(turn, rules)
        await self._show_made(first)
        occasion = first
        if self._brief.model_reads:
            occasion = self._occasion(turn, await self._reader.customer(turn, self._state, rules))
        await self._publish_reading(occasion)
        before, self._state, self._facts = self._state, occasion.state, occasion.facts
        self._latest = occasion
        await self._publish_changes(before)
        if _differ(occasion.advice, first.advice):
            await self._show_made(occasion)
        if occasion.advice.listen:
            await self._writer.rest()
        else:
            self._start_writing(occasion, tasks)
            self.lines += 1

    async def _customer_says(self, partial: PartialHeard, tasks: asyncio.TaskGroup) -> None:
        """Have the model work ahead, as if the turn ended here; not while it writes a line."""
        if self._is_writing:
            return
        turn = TurnHeard(
            self._state.turn + 1, partial.speaker, partial.start, partial.end, partial.text
        )
        occasion = self._occasion(turn, self._reader.customer_by_rules(turn, self._state))
        if not occasion.advice.listen:
            whole = partial.likely_whole
            await self._writer.prepare(occasion, tasks, likely_whole=whole)

    async def _publish_reading(self, occasion: Occasion) -> None:
        reading = occasion.reading
        await self._bus.publish(
            PhaseRead(
                turn=occasion.turn,
                phase=reading.phase,
                phase_scores=reading.phase_scores,
                signals=reading.signals,
                next=occasion.advice.ranked,
                because=reading.because,
                by=reading.by,
            )
        )

    async def _publish_changes(self, before: CallState) -> None:
        """What the last turn taught, warned of and changed."""
        for event in after_turn(before, self._state):
            await self._bus.publish(event)

    async def _show_made(self, occasion: Occasion) -> None:
        """Put the rules' line before the agent, or the advice to say nothing."""
        if occasion.advice.listen:
            why = why_text(occasion.advice.why, self._brief.lang)
            await self._bus.publish(ListenAdvised(occasion.turn, why))
        else:
            await self._writer.show_made(occasion)

    def _occasion(self, turn: TurnHeard, reading: CustomerReading) -> Occasion:
        state = with_customer_turn(self._state, turn, reading)
        own_facts = reading.phase is Phase.COGNITIVE
        facts = self._facts.with_customer(turn.text, as_fact=own_facts)
        advice, known = advise(state, reading.leaning), self._state.learned
        return Occasion(turn.turn, reading, advice, state, known, facts)

    def _start_writing(self, occasion: Occasion, tasks: asyncio.TaskGroup) -> None:
        self._writing = tasks.create_task(self._write(occasion), name=f"line {occasion.turn}")
        self._writing_for = occasion.turn

    @property
    def _is_writing(self) -> bool:
        return self._writing is not None and not self._writing.done()

    async def _write(self, occasion: Occasion) -> None:
        with self._pending.piece():
            await self._writer.write(occasion)

    async def _stop_writing(self, why: str) -> None:
        if self._writing is not None and self._is_writing:
            self._writing.cancel()
            await asyncio.wait([self._writing])
            await self._bus.publish(LineDropped(self._writing_for, why))


def _differ(now: Advice, shown: Advice) -> bool:
    """Whether the agent has been shown something else than what is advised now."""
    return now.ranked[0] is not shown.ranked[0] or now.listen is not shown.listen
