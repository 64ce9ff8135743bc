"""What a call is about, and what the coach is given to work with."""

from dataclasses import dataclass

from copilot.coach import context
from copilot.coach.model import Message
from copilot.coach.prompts import PromptSet
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.modes import Mode

NOTHING = "–"
"""Stands in a prompt where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """The same throughout a call."""

    mode: Mode
    lang: Language
    card: ProductCard | None
    prompts: PromptSet
    transcript_tokens: int = 1500
    read_within_s: float = 8.0
    line_within_s: float = 30.0
    model_weight: float = 0.5  # of the model's phase scores beside the rules', in [0, 1]

    def standing(self) -> Message:
        """The part of every question that never changes, so that a model reads it once."""
        told = self.prompts.call.filled(
            mode=self.prompts.modes[self.mode],
            examples=self.prompts.examples,
            card=context.card_text(self.card, NOTHING),
        )
        return {"role": "system", "content": told}

    def question(self, ask: str) -> list[Message]:
        """The standing part and what is asked now."""
        return [self.standing(), {"role": "user", "content": ask}]
