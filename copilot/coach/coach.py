"""The coach: follows the call, reads each customer turn, and offers the agent's next line.

For each customer turn, in order: the phase is read (rules and model together), the method's advice
is taken, a line made by rules and card is shown at once, and the model's own line takes its place
as it is written, each piece only when the card and the call support it. A turn that the customer
has left behind loses the line that is still being written.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass

from copilot.bus import Bus, Follower
from copilot.coach import context
from copilot.coach.asking import Asking
from copilot.coach.fit import Task
from copilot.coach.ground import Facts
from copilot.coach.line import Draft, Drafted
from copilot.coach.model import Message
from copilot.coach.prompts import PromptSet
from copilot.events import (
    AgentRead,
    LineBegun,
    LineDropped,
    LineFinished,
    LineGrew,
    PhaseRead,
    Speaker,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.advice import Advice, advise
from copilot.method.cards import NO_CARD, ProductCard
from copilot.method.modes import Mode
from copilot.method.phases import Phase
from copilot.method.reading import combine, read_agent, read_customer
from copilot.method.state import CallState, Said, with_agent_turn, with_customer_turn
from copilot.pending import Pending
from copilot.speech.script import for_drafted
from copilot.wording import rule_line, why_text

# What a model answers when there is nothing to judge is its bias, and is taken off every answer
# (contextual calibration; Zhao et al., 2021).
NOTHING_SAID = "…"
LABELS = dict(zip("ABC", Phase, strict=True))


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a call is about, and what the coach works with."""

    mode: Mode
    lang: Language
    card: ProductCard | None
    prompts: PromptSet
    transcript_tokens: int = 1500
    read_within_s: float = 8.0
    line_within_s: float = 30.0
    model_weight: float = 0.5  # of the model's phase scores beside the rules', in [0, 1]

    def standing(self) -> Message:
        """The part of every question that stays the same throughout the call."""
        nothing = "–"
        told = self.prompts.call.filled(
            mode=self.prompts.modes[self.mode],
            examples=self.prompts.examples,
            card=context.card_text(self.card, nothing),
        )
        return {"role": "system", "content": told}


class Coach:
    """One call's coach; it is done when its follower is closed and the last line is whole."""

    def __init__(self, briefing: Briefing, asking: Asking, bus: Bus, pending: Pending) -> None:
        self._brief = briefing
        self._asking = asking
        self._bus = bus
        self._pending = pending
        self._state = CallState.start(briefing.mode, briefing.lang, briefing.card)
        self._facts = Facts.from_card(briefing.card or NO_CARD, briefing.lang)
        self._standing = briefing.standing()
        self._bias: Mapping[Phase, float] | None = None
        self._script: Callable[[str], str] = for_drafted(briefing.lang)
        self._writing: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self.lines = 0
        """Lines that were finished, one per customer turn at most."""

    async def follow(self, turns: Follower) -> None:
        async with asyncio.TaskGroup() as tasks:
            self._bias = await self._phase_scores(NOTHING_SAID)
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
            ask = self._question(self._brief.prompts.read_phase.filled(transcript=self._so_far()))
            self._warming = tasks.create_task(self._warm(ask), name="warm")

    async def _customer_said(self, turn: TurnHeard, tasks: asyncio.TaskGroup) -> None:
        await self._stop_writing()
        advice = await self._read(turn)
        self._writing = tasks.create_task(self._offer(turn.turn, advice), name=f"line {turn.turn}")

    async def _read(self, turn: TurnHeard) -> Advice:
        lang = self._brief.lang
        rules = read_customer(turn.text, lang, self._state)
        said = await self._phase_scores(self._so_far(turn))
        phase_scores = combine(rules.phase_scores, said, self._bias, self._brief.model_weight)
        self._state = with_customer_turn(self._state, turn, phase_scores, rules.signals)
        phase = max(phase_scores, key=lambda p: phase_scores[p])
        self._facts = self._facts.with_customer(turn.text, as_fact=phase is Phase.COGNITIVE)
        advice = advise(self._state)
        await self._bus.publish(
            PhaseRead(
                turn=turn.turn,
                phase=phase,
                phase_scores=phase_scores,
                signals=rules.signals,
                next=advice.ranked,
                because=rules.because,
                by="rules" if said is None else "model+rules",
            )
        )
        return advice

    async def _phase_scores(self, transcript: str) -> Mapping[Phase, float] | None:
        """The model's log-probabilities for the last turn of `transcript`, or None."""
        ask = self._question(self._brief.prompts.read_phase.filled(transcript=transcript))
        scores = await self._asking.choose(ask, list(LABELS), self._brief.read_within_s)
        return None if scores is None else {LABELS[label]: s for label, s in scores.items()}

    async def _offer(self, turn: int, advice: Advice) -> None:
        """Show the line that rules and card make, and let the model's own take its place."""
        with self._pending.piece():
            offer = _Offer(turn, advice, why_text(advice.why, self._brief.lang), self._bus)
            try:
                made = rule_line(advice.ranked[0], self._brief.lang, self._state)
                await offer.whole(made, advice.evidence, instant=True)
                if not await self._write(offer, made):
                    await offer.whole(made, advice.evidence, instant=True)
            except asyncio.CancelledError:
                await self._bus.publish(LineDropped(turn, "customer-went-on"))
                raise
            self.lines += 1

    async def _write(self, offer: "_Offer", made: str) -> bool:
        """The model's line, shown as it grows; false where the rules' line has to come back."""
        brief, advice = self._brief, offer.advice
        ask = brief.prompts.next_line.filled(
            transcript=self._so_far(),
            move=brief.prompts.moves[advice.ranked[0]],
            why=offer.why,
            material=context.material(brief.card, advice.evidence, "–"),
            heard=context.last_words(self._state.turns, Speaker.CUSTOMER),
            draft=made,
        )
        task = Task(
            move=advice.ranked[0],
            sources=f"{made} {context.material(brief.card, advice.evidence, '')}",
            earlier=tuple(turn.text for turn in self._state.turns),
        )
        draft = Draft(brief.lang, self._facts, task, self._script)
        answer = self._asking.stream(
            self._question(ask), brief.prompts.next_line.max_tokens, brief.line_within_s
        )
        begun = False
        async with aclosing(answer) as pieces:
            async for piece in pieces:
                before, now = draft.shown, draft.feed(piece)
                if now != before:
                    await offer.grown(now, begun=begun)
                    begun = True
                if draft.over:
                    break
        drafted: Drafted = draft.finish()
        if not drafted.text:
            if begun:
                await self._bus.publish(LineDropped(offer.turn, drafted.problem))
            return not begun
        await offer.whole(drafted.text, drafted.evidence, instant=False, begun=begun)
        return True

    async def _warm(self, messages: list[Message]) -> None:
        with self._pending.piece():
            await self._asking.warm(messages)

    async def _stop_writing(self) -> None:
        if self._writing is not None and not self._writing.done():
            self._writing.cancel()
            await asyncio.wait([self._writing])

    def _question(self, ask: str) -> list[Message]:
        return [self._standing, {"role": "user", "content": ask}]

    def _so_far(self, turn: TurnHeard | None = None) -> str:
        said = self._state.turns
        if turn is not None:
            said = (*said, Said(turn.speaker, turn.text, turn.start, turn.end))
        return context.transcript(said, self._brief.prompts.labels, self._brief.transcript_tokens)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A line on the panel: what stays the same while it grows, and how it gets there."""

    turn: int
    advice: Advice
    why: str
    bus: Bus

    async def grown(self, text: str, *, begun: bool) -> None:
        make = LineGrew if begun else LineBegun
        move, evidence = self.advice.ranked[0], self.advice.evidence
        await self.bus.publish(make(self.turn, move, text, self.why, evidence, False))

    async def whole(
        self, text: str, evidence: tuple[str, ...], *, instant: bool, begun: bool = False
    ) -> None:
        move = self.advice.ranked[0]
        if not begun:
            await self.bus.publish(LineBegun(self.turn, move, text, self.why, evidence, instant))
        await self.bus.publish(LineFinished(self.turn, move, text, self.why, evidence, instant))
