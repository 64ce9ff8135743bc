"""Puts a line before the agent: the rules' own at once, then the model's as it is written."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from copilot.bus import Bus
from copilot.coach import context
from copilot.coach.ahead import Ahead, Wanted
from copilot.coach.asking import Asking
from copilot.coach.briefing import NOTHING, Briefing
from copilot.coach.fit import Task
from copilot.coach.ground import Facts
from copilot.coach.line import Draft
from copilot.events import LineBegun, LineDropped, LineFinished, LineGrew, Speaker
from copilot.method.advice import Advice
from copilot.method.learned import Learned
from copilot.method.moves import Move
from copilot.method.readings import CustomerReading
from copilot.method.state import CallState, Said
from copilot.speech.script import for_drafted
from copilot.wording import rule_line, why_text

_UNKNOWN = "\0"
_REMEMBERED = 12  # lines


@dataclass(frozen=True, slots=True)
class Occasion:
    """The moment for which a line is written; nothing that is said later changes it."""

    turn: int  # the customer's turn it answers
    reading: CustomerReading
    advice: Advice
    state: CallState
    known: tuple[Learned, ...]  # about the customer, before this turn
    facts: Facts
    refused: tuple[str, ...] = ()  # lines for this turn that the agent wants another one for
    moves_refused: tuple[Move, ...] = ()  # and what those lines did


class Writer:
    """Writes for one call."""

    def __init__(self, briefing: Briefing, asking: Asking, bus: Bus) -> None:
        self._brief = briefing
        self._ahead = Ahead(asking)
        self._bus = bus
        self._script: Callable[[str], str] = for_drafted(briefing.lang)
        self._offered: tuple[int, tuple[str, ...]] = (0, ())
        self._words = ""  # the customer's, as understood so far
        self._written: deque[str] = deque(maxlen=_REMEMBERED)  # whole lines of the model's own

    def offered(self, turn: int) -> tuple[str, ...]:
        """The whole lines that were put before the agent for `turn`, the latest last."""
        return self._offered[1] if self._offered[0] == turn else ()

    async def show_made(self, occasion: Occasion) -> None:
        """Show the line that rules and card make: no model is asked."""
        advice = occasion.advice
        why = why_text(advice.why, self._brief.lang)
        whole = (occasion.turn, advice.ranked[0], self._made(occasion), why, advice.evidence, True)
        await self._bus.publish(LineBegun(*whole))
        await self._finished(LineFinished(*whole))

    async def write(self, occasion: Occasion) -> None:
        """Let the model's line take the place of the made one, where it is any good."""
        made, why = self._made(occasion), why_text(occasion.advice.why, self._brief.lang)
        if await self._had_to_withdraw(occasion, made, why):
            await self.show_made(occasion)

    async def prepare(
        self, occasion: Occasion, tasks: asyncio.TaskGroup, *, likely_whole: bool
    ) -> None:
        """Let the model work on the line of a turn that is not over yet; nothing is shown.

        `occasion`: as it would be if the turn ended with the words so far. `likely_whole`: the line
        is begun; else the question is only read.
        """
        made, why = self._made(occasion), why_text(occasion.advice.why, self._brief.lang)
        wanted = self._wanted(occasion, made, why)
        before, self._words = self._words, wanted.words
        if likely_whole:
            await self._ahead.begin(wanted, self._brief.line_within_s, tasks)
        else:
            await self._ahead.read(self._wanted(occasion, made, why, before), tasks)

    async def await_reply(self, state: CallState, tasks: asyncio.TaskGroup) -> None:
        """Let the model read the call so far, while the customer has yet to answer the agent."""
        brief = self._brief
        words = dict.fromkeys(("move", "why", "material", "draft", "heard"), _UNKNOWN)
        ask = brief.prompts.next_line.filled(**self._so_far(state.turns, state.learned), **words)
        certain = ask.partition(_UNKNOWN)[0].rpartition("\n")[0]
        self._words = ""
        await self._ahead.read(Wanted(brief.line_question(certain), "", certain), tasks)

    async def rest(self) -> None:
        """Call off what was prepared."""
        await self._ahead.stop()

    async def _finished(self, line: LineFinished) -> None:
        self._offered = (line.turn, (*self.offered(line.turn), line.line))
        if not line.instant:
            self._written.append(line.line)
        await self._bus.publish(line)

    def _made(self, occasion: Occasion) -> str:
        """A refused line counts as said: another variant takes its place where there is one."""
        state = occasion.state
        refused = tuple(Said(Speaker.AGENT, line, 0.0, 0.0) for line in occasion.refused)
        state = replace(state, turns=(*state.turns, *refused))
        return rule_line(occasion.advice.ranked[0], self._brief.lang, state)

    async def _had_to_withdraw(self, occasion: Occasion, made: str, why: str) -> bool:
        """Show the model's line as it grows; true where it had to be taken off again."""
        turn, move = occasion.turn, occasion.advice.ranked[0]
        draft = Draft(self._brief.lang, occasion.facts, self._task(occasion, made), self._script)
        wanted, self._words = self._wanted(occasion, made, why), ""
        answer = self._ahead.answer(wanted, self._brief.line_within_s)
        async with aclosing(answer) as pieces:
            async for piece in pieces:
                before, now = draft.shown, draft.feed(piece)
                if now != before:
                    kind = LineGrew if before else LineBegun
                    await self._bus.publish(
                        kind(turn, move, now, why, occasion.advice.evidence, False)
                    )
                if draft.over:
                    break
        begun, drafted = bool(draft.shown), draft.finish()
        if drafted.text:
            whole = (turn, move, drafted.text, why, drafted.evidence, False)
            if not begun:
                await self._bus.publish(LineBegun(*whole))
            await self._finished(LineFinished(*whole))
        elif begun:
            await self._bus.publish(LineDropped(turn, drafted.problem))
        return begun and not drafted.text

    def _wanted(self, occasion: Occasion, made: str, why: str, before: str | None = None) -> Wanted:
        """What changes while the customer speaks comes last, so that little is read twice.

        `before`: what was understood of the turn a moment ago; then only as much of the last words
        as has not changed since is in it.
        """
        brief, turns = self._brief, occasion.state.turns
        words = context.last_words(turns, Speaker.CUSTOMER)
        if before is not None:
            words = context.common_start(before, words)
        fields = {
            **self._so_far(context.before_last_words(turns, Speaker.CUSTOMER), occasion.known),
            "move": brief.prompts.moves[occasion.advice.ranked[0]],
            "why": why,
            "material": context.material(brief.card, occasion.advice.evidence, NOTHING),
            "draft": made,
        }
        ask = brief.prompts.next_line.filled(**fields, heard=words)
        return Wanted(brief.line_question(ask), words, "\n".join(fields.values()))

    def _so_far(self, turns: Sequence[Said], learned: Sequence[Learned]) -> dict[str, str]:
        """What of a question is certain before the customer speaks."""
        brief = self._brief
        told = context.transcript(turns, brief.prompts.labels, brief.transcript_tokens)
        known = context.known(learned, brief.lang, brief.known_tokens)
        return {"transcript": told or NOTHING, "known": known or NOTHING}

    def _task(self, occasion: Occasion, made: str) -> Task:
        entries = context.material(self._brief.card, occasion.advice.evidence, "")
        said = (turn.text for turn in occasion.state.turns)
        earlier = (*said, *self._written, *occasion.refused, *self._brief.prompts.examples_heard)
        return Task.of(occasion.advice.ranked[0], f"{made} {entries}", earlier)
