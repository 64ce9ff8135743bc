"""The coach: follows the call, reads each customer turn, and has the agent's next line written.

For each customer turn, in order: the rules read it, and the line that rules and card make is shown
at once; the phase is read by rules and model together, and the method's advice is taken; the
model's own line takes the place of the first. A turn that the customer has left behind loses the
line that is still being written.
"""

import asyncio
from collections.abc import Mapping

from copilot.bus import Bus, Follower
from copilot.coach import context
from copilot.coach.asking import Asking
from copilot.coach.briefing import Briefing
from copilot.coach.ground import Facts
from copilot.coach.model import Choice, Message
from copilot.coach.writer import Occasion, Writer
from copilot.events import AgentRead, LineDropped, PhaseRead, Speaker, TurnHeard
from copilot.method.advice import advise
from copilot.method.cards import NO_CARD
from copilot.method.phases import Phase
from copilot.method.reading import CustomerReading, combine, read_agent, read_customer
from copilot.method.state import CallState, Said, with_agent_turn, with_customer_turn
from copilot.pending import Pending

# What a model answers when there is nothing to judge is its bias, and is taken off every answer
# (contextual calibration; Zhao et al., 2021).
NOTHING_SAID = "…"
LABELS = dict(zip("ABC", Phase, strict=True))


class Coach:
    """One call's coach; it is done when its follower is closed and the last line is whole."""

    def __init__(self, briefing: Briefing, asking: Asking, bus: Bus, pending: Pending) -> None:
        self._brief = briefing
        self._asking = asking
        self._bus = bus
        self._pending = pending
        self._writer = Writer(briefing, asking, bus)
        self._state = CallState.start(briefing.mode, briefing.lang, briefing.card)
        self._facts = Facts.from_card(briefing.card or NO_CARD, briefing.lang)
        self._bias: Choice | None = None
        self._writing: asyncio.Task[None] | None = None
        self._writing_for = 0
        self._warming: asyncio.Task[None] | None = None
        self.lines = 0
        """Customer turns that got a line, of the rules or of the model."""

    async def follow(self, turns: Follower) -> None:
        async with asyncio.TaskGroup() as tasks:
            async for published in turns:
                turn = published.event
                assert isinstance(turn, TurnHeard)
                if turn.speaker is Speaker.AGENT:
                    await self._agent_said(turn, tasks)
                else:
                    await self._customer_said(turn, tasks)

    async def _agent_said(self, turn: TurnHeard, tasks: asyncio.TaskGroup) -> None:
        reading = read_agent(turn.text, self._brief.lang, self._state)
        self._state = with_agent_turn(self._state, turn, reading)
        self._facts = self._facts.with_agent(turn.text)
        await self._bus.publish(AgentRead(turn.turn, reading.moves, reading.signals))
        if self._warming is None or self._warming.done():
            question = self._phase_question(self._transcript(self._state.turns))
            self._warming = tasks.create_task(self._warm(question), name="warm")

    async def _customer_said(self, turn: TurnHeard, tasks: asyncio.TaskGroup) -> None:
        await self._stop_writing()
        rules = read_customer(turn.text, self._brief.lang, self._state)
        by_rules = self._occasion(turn, rules, rules.phase_scores)
        await self._writer.show_made(by_rules)
        occasion = await self._read(turn, rules)
        if occasion.advice.ranked[0] is not by_rules.advice.ranked[0]:
            await self._writer.show_made(occasion)
        self._state, self._facts = occasion.state, occasion.facts
        self._writing = tasks.create_task(self._write(occasion), name=f"line {turn.turn}")
        self._writing_for = turn.turn
        self.lines += 1

    async def _read(self, turn: TurnHeard, rules: CustomerReading) -> Occasion:
        """Where the decision stands after `turn`, by rules and model together."""
        heard = Said(turn.speaker, turn.text, turn.start, turn.end)
        if self._bias is None:
            self._bias = await self._choice(NOTHING_SAID)
        choice = await self._choice(self._transcript((*self._state.turns, heard)))
        said = None if choice is None else _by_phase(choice)
        bias = None if self._bias is None or not self._bias.graded else _by_phase(self._bias)
        phase_scores = combine(rules.phase_scores, said, bias, self._brief.model_weight)
        occasion = self._occasion(turn, rules, phase_scores)
        await self._bus.publish(
            PhaseRead(
                turn=turn.turn,
                phase=_likeliest(phase_scores),
                phase_scores=phase_scores,
                signals=rules.signals,
                next=occasion.advice.ranked,
                because=rules.because,
                by="rules" if said is None else "model+rules",
            )
        )
        return occasion

    def _occasion(
        self, turn: TurnHeard, rules: CustomerReading, phase_scores: Mapping[Phase, float]
    ) -> Occasion:
        state = with_customer_turn(self._state, turn, phase_scores, rules.signals)
        own_facts = _likeliest(phase_scores) is Phase.COGNITIVE
        facts = self._facts.with_customer(turn.text, as_fact=own_facts)
        return Occasion(turn.turn, advise(state), state, facts)

    async def _write(self, occasion: Occasion) -> None:
        with self._pending.piece():
            await self._writer.write(occasion)

    async def _stop_writing(self) -> None:
        if self._writing is not None and not self._writing.done():
            self._writing.cancel()
            await asyncio.wait([self._writing])
            await self._bus.publish(LineDropped(self._writing_for, "customer-went-on"))

    async def _warm(self, question: list[Message]) -> None:
        with self._pending.piece():
            await self._asking.warm(question)

    async def _choice(self, transcript: str) -> Choice | None:
        """The model's choice of a phase for the last turn of `transcript`, or None."""
        question = self._phase_question(transcript)
        return await self._asking.choose(question, list(LABELS), self._brief.read_within_s)

    def _phase_question(self, transcript: str) -> list[Message]:
        return self._brief.question(self._brief.prompts.read_phase.filled(transcript=transcript))

    def _transcript(self, turns: tuple[Said, ...]) -> str:
        brief = self._brief
        return context.transcript(turns, brief.prompts.labels, brief.transcript_tokens)


def _by_phase(choice: Choice) -> Mapping[Phase, float]:
    return {LABELS[label]: score for label, score in choice.scores.items()}


def _likeliest(scores: Mapping[Phase, float]) -> Phase:
    return max(scores, key=lambda phase: scores[phase])
