"""The course of a call as short lines, each only when it is news (pure).

What a turn taught is one line. Where the time went is one line when the phase changes or a phase is
no longer unfinished; what has not been asked is one line when there is less of it than before.
"""

from copilot.events import CustomerLearned, Progress, Speaker, TurnHeard
from copilot.language import Language
from copilot.method.circles import Circle
from copilot.method.learned import Kind
from copilot.method.phases import Phase
from copilot.method.topics import Topic
from copilot.panel.words import panel_words
from copilot.wording import phase_name
from copilot.wording.progress import kind_name, missing_text, topics_text

_LONGEST = {True: 20, False: 56}  # characters of one quotation


class Course:
    """Remembers what a panel has shown; ``lang`` is the call's."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._say = panel_words(lang)
        self._speaker: Speaker | None = None
        self._pieces: list[CustomerLearned] = []
        self._stands: tuple[Phase, tuple[Phase, ...]] | None = None
        self._unasked: tuple[Topic, ...] | None = None
        self._tie = ""

    def heard(self, event: TurnHeard) -> None:
        """Someone spoke; what follows is about this turn."""
        self._speaker = event.speaker

    def learned(self, event: CustomerLearned) -> None:
        """Keep a piece for the one line of its turn."""
        self._pieces.append(event)

    def taught(self) -> str:
        """What the turn taught, and forget it; empty where it taught nothing."""
        kinds: dict[Kind, str] = {}
        for piece in self._pieces:
            kinds[piece.kind] = kinds.get(piece.kind, "") + self._quoted(piece.quote)
        self._pieces = []
        gap = "" if self._lang.is_chinese else " "
        return "  ".join(f"{kind_name(k, self._lang)}{gap}{said}" for k, said in kinds.items())

    def changes(self, event: Progress) -> tuple[str, ...]:
        """The lines that are news after a customer's turn; after an agent's there are none."""
        if self._speaker is Speaker.AGENT:
            return ()
        lines = (self._shares(event), self._not_asked(event), self._answer(event))
        return tuple(line for line in lines if line)

    def _shares(self, event: Progress) -> str:
        stands = (event.phase, tuple(c.phase for c in event.circles if c.unfinished))
        before, self._stands = self._stands, stands
        if before is None or before == stands:
            return ""
        return "  ".join(self._circle(c) for c in event.circles)

    def _circle(self, circle: Circle) -> str:
        name = phase_name(circle.phase, self._lang)
        text = f"{name} {circle.share * 100:.0f}/{circle.target * 100:.0f}%"
        if circle.unfinished is None:
            return text
        why = missing_text(circle.unfinished, self._lang)
        return f"{text}（{why}）" if self._lang.is_chinese else f"{text} ({why})"

    def _not_asked(self, event: Progress) -> str:
        before, self._unasked = self._unasked, event.unasked
        if before is None or before == event.unasked or not event.unasked:
            return ""
        colon = "：" if self._lang.is_chinese else ": "
        return f"{self._say.unasked}{colon}{topics_text(event.unasked, self._lang)}"

    def _answer(self, event: Progress) -> str:
        """The benefit that answers this customer, with its evidence, once it may be presented."""
        if event.phase is Phase.COGNITIVE or not event.ties or event.ties[0].entry == self._tie:
            return ""
        tie = event.ties[0]
        self._tie = tie.entry
        told = " · ".join(t for t in (tie.benefit, tie.evidence) if t)
        gap = "" if self._lang.is_chinese else " "
        return f"{tie.entry}: {told} · {self._say.answers}{gap}{self._quoted(tie.quote)}"

    def _quoted(self, quote: str) -> str:
        most = _LONGEST[self._lang.is_chinese]
        short = quote if len(quote) <= most else quote[: most - 1] + "…"
        return f"「{short}」" if self._lang is Language.ZH_HANT else f"“{short}”"
