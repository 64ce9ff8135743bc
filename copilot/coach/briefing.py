"""What a call is about, and what the coach is given to work with."""

from collections.abc import Mapping
from dataclasses import dataclass

from copilot.coach import context
from copilot.coach.model import Message, Question, Task
from copilot.coach.prompts import PromptSet
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode
from copilot.method.phases import Phase

NOTHING = "–"
"""Stands in a prompt where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """The same throughout a call."""

    mode: Mode
    lang: Language
    card: ProductCard | None
    prompts: PromptSet
    model_reads: bool = False  # whether the model is asked to read turns, or only to write lines
    transcript_tokens: int = 1500  # of the call, in a question for a line
    read_tokens: int = 3000  # of the call, in a question about a turn
    target_shares: Mapping[Phase, float] | None = None  # in place of the mode's
    known_tokens: int = 120  # of what was learned, in a question for a line
    read_within_s: float = 8.0
    line_within_s: float = 30.0
    works_ahead: bool = False  # whether the model is asked before the customer's turn is over

    def standing(self) -> Message:
        """The part of every question for a line that never changes: a model reads it once."""
        told = self.prompts.call.filled(
            mode=self.prompts.modes[self.mode],
            examples=self.prompts.examples,
            card=context.card_text(self.card, NOTHING),
        )
        return {"role": "system", "content": told}

    def line_question(self, ask: str) -> Question:
        """Ask for the agent's next line."""
        messages: list[Message] = [self.standing(), {"role": "user", "content": ask}]
        return Question(Task.LINE, messages, self.prompts.next_line.max_tokens)

    def reading_question(self, ask: str, max_tokens: int) -> Question:
        """Ask what a turn says; what never changes comes first."""
        told = self.prompts.reading.filled(
            mode=self.prompts.modes[self.mode], card=context.card_text(self.card, NOTHING)
        )
        messages: list[Message] = [
            {"role": "system", "content": told},
            {"role": "user", "content": ask},
        ]
        return Question(Task.READ, messages, max_tokens)
