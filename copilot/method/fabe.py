"""Which rows of the card were told, and which benefit answers this customer (method, section 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copilot.method.cards import Fabe, ProductCard
from copilot.method.learned import Kind, Learned
from copilot.method.moves import Move
from copilot.method.overlap import shared, weights

# A column counts as told when so many of its weighted pieces were said, or this part of it.
_TOLD_AT_LEAST = 2.5
_TOLD_PART = 0.6
_TIE_AT_LEAST = 0.9  # weighted pieces that a row shares with something the customer said
_ANSWERED = (Kind.PAIN, Kind.CONSEQUENCE, Kind.WANTED, Kind.NEED)
_MOST = 2


@dataclass(frozen=True, slots=True)
class Told:
    """One column of one row, and the agent's turn that told it."""

    entry: str  # id of the row
    column: Move  # feature, advantage, benefit or evidence
    turn: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A benefit that answers something this customer said, with the proof beside it."""

    entry: str  # id of the row
    benefit: str
    evidence: str  # may be empty
    quote: str  # the customer's words
    turn: int  # in which they said them


def columns(row: Fabe) -> Mapping[Move, str]:
    """The four columns of a row by the move that tells them."""
    return {
        Move.FEATURE: row.feature,
        Move.ADVANTAGE: row.advantage,
        Move.BENEFIT: row.benefit,
        Move.EVIDENCE: row.evidence,
    }


def told_columns(card: ProductCard | None, text: str, turn: int) -> tuple[Told, ...]:
    """The columns whose own words are in an agent's turn."""
    if card is None:
        return ()
    entries = [(r.id, c, t) for r in card.fabe for c, t in columns(r).items() if t.strip()]
    weight = weights(t for _, _, t in entries)
    return tuple(Told(id_, c, turn) for id_, c, t in entries if is_told(text, t, weight))


def is_told(said: str, entry: str, weight: Mapping[str, float]) -> bool:
    """Whether enough of an entry's own words were said."""
    enough = max(0.9, _TOLD_PART * shared(entry, entry, weight))
    return shared(said, entry, weight) >= min(_TOLD_AT_LEAST, enough)


def ties(card: ProductCard | None, learned: Sequence[Learned]) -> tuple[Tie, ...]:
    """At most two benefits that answer what was said, the strongest first.

    Empty before a difficulty, a consequence, a wish or a need is known: a product is never
    presented to somebody whose need nobody knows.
    """
    said = [x for x in learned if x.kind in _ANSWERED]
    if card is None or not said:
        return ()
    rows = {r.id: " ".join(columns(r).values()) for r in card.fabe}
    weight = weights(rows.values())
    found: list[tuple[float, Tie]] = []
    for row in card.fabe:
        scored = [(shared(x.quote, rows[row.id], weight), x.turn, x) for x in said]
        score, _, best = max(scored, key=lambda s: s[:2])
        if score >= _TIE_AT_LEAST:
            tie = Tie(row.id, row.benefit or row.advantage, row.evidence, best.quote, best.turn)
            found.append((score, tie))
    found.sort(key=lambda f: f[0], reverse=True)
    return tuple(t for _, t in found[:_MOST])
