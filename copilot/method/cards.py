"""What a product card holds: the only features, prices and proofs there are (method, section 4).

Every entry has an id, so that a line on the panel can name what it rests on:
``price``, ``summary``, ``fabe-1`` ..., ``objection-1`` ..., ``fact-1`` ..., ``not-1`` ...
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fabe:
    """A feature, what it does, what that means for a customer, and the proof."""

    id: str
    feature: str
    advantage: str
    benefit: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Objection:
    """What customers object, and the answer that the company stands behind."""

    id: str
    objection: str
    answer: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence that is true of the product, or (in ``not_offered``) one thing it is not."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ProductCard:
    """Everything that may be said about the product."""

    name: str
    company: str
    price: str
    summary: str
    fabe: tuple[Fabe, ...]
    objections: tuple[Objection, ...]
    facts: tuple[Fact, ...]
    not_offered: tuple[Fact, ...]
    terms: tuple[str, ...] = ()
    lang: str = ""  # as the card says; "" where it does not

    def entries(self) -> Iterator[tuple[str, str]]:
        """Each entry as ``(id, text)``; the text holds all of the entry's words."""
        yield "name", f"{self.name} {self.company}"
        yield "price", self.price
        yield "summary", self.summary
        for f in self.fabe:
            yield f.id, f"{f.feature} {f.advantage} {f.benefit} {f.evidence}"
        for o in self.objections:
            yield o.id, f"{o.objection} {o.answer}"
        for fact in (*self.facts, *self.not_offered):
            yield fact.id, fact.text

    def hearing_terms(self) -> tuple[str, ...]:
        """Words that the recogniser should expect: the names first, then the card's own terms."""
        return tuple(dict.fromkeys(t for t in (self.name, self.company, *self.terms) if t))


NO_CARD = ProductCard("", "", "", "", (), (), (), ())
"""A call without a card: nothing may be said about the product but what the agent has said."""
