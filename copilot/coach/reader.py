"""Reads turns for the coach: the rules at once, and a language model where it is asked to.

A model that is good at it sees more than the rules, so its word weighs more; where it does not
answer, or not in the form asked for, the rules' reading stands.
"""

from dataclasses import replace

from copilot.coach import context
from copilot.coach.answer import agent_reading, customer_reading
from copilot.coach.asking import Asking
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import Prompt
from copilot.events import TurnHeard
from copilot.method.reading import combine, read_agent, read_customer
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.state import CallState, Said

MODEL_WEIGHT = 0.8  # of the model's phase shares beside the rules'


class Reader:
    """Reads the turns of one call."""

    def __init__(self, briefing: Briefing, asking: Asking) -> None:
        self._brief = briefing
        self._asking = asking

    async def agent(self, turn: TurnHeard, state: CallState) -> AgentReading:
        """What the agent's turn did; `state` is the call before it."""
        rules = read_agent(turn.text, self._brief.lang, state)
        answer = await self._asked(self._brief.prompts.read_agent, turn, state)
        if answer is None:
            return rules
        reading = agent_reading(answer)
        if reading is None:
            await self._asking.unreadable()
        return reading or rules

    def customer_by_rules(self, turn: TurnHeard, state: CallState) -> CustomerReading:
        """What the rules see in the customer's turn; it takes about a millisecond."""
        return read_customer(turn.text, self._brief.lang, state)

    async def customer(
        self, turn: TurnHeard, state: CallState, rules: CustomerReading
    ) -> CustomerReading:
        """The model's reading mixed with the rules', or the rules' own."""
        answer = await self._asked(self._brief.prompts.read_customer, turn, state)
        if answer is None:
            return rules
        model = customer_reading(answer, turn.text)
        if model is None:
            await self._asking.unreadable()
            return rules
        return replace(
            model,
            phase_scores=combine(rules.phase_scores, model.phase_scores, MODEL_WEIGHT),
            because=model.because or rules.because,
            learned=model.learned or rules.learned,
        )

    async def _asked(self, prompt: Prompt, turn: TurnHeard, state: CallState) -> str | None:
        brief = self._brief
        if not brief.model_reads:
            return None
        heard = Said(turn.speaker, turn.text, turn.start, turn.end)
        turns = context.transcript((*state.turns, heard), brief.prompts.labels, brief.read_tokens)
        ask = prompt.filled(transcript=turns, turn=context.quoted(turn.text))
        return await self._asking.whole(
            brief.reading_question(ask, prompt.max_tokens), brief.read_within_s
        )
