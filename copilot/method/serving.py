"""Which entries of the product card serve a move now (method, section 4: from the card only)."""

from copilot.method.cards import ProductCard
from copilot.method.cues import find
from copilot.method.fabe import columns
from copilot.method.moves import Move
from copilot.method.overlap import rank, shared, weights
from copilot.method.signals import Signal
from copilot.method.state import CallState

_AT_LEAST = 0.9  # weighted pieces that an answer shares with the question
_MOST = 2
_FROM_THE_CARD = (
    Move.FEATURE,
    Move.ADVANTAGE,
    Move.BENEFIT,
    Move.EVIDENCE,
    Move.HANDLE_OBJECTION,
    Move.CLOSE,
)


def serving_entries(move: Move, state: CallState) -> tuple[str, ...]:
    """Ids of at most two entries that ``move`` should rest on, the best first.

    Empty for moves that ask or listen, without a card, and where nothing on the card fits: then
    there is nothing that may be said about the product.
    """
    card, last = state.card, state.last_customer
    if card is None or last is None or move not in _FROM_THE_CARD:
        return ()
    cues = {h.cue for h in find(last.text, state.lang, "customer")}
    if move is Move.CLOSE:
        return ("price",) if "price_question" in cues and card.price else ()
    if move is Move.HANDLE_OBJECTION:
        return _for_objection(card, state)
    if move is Move.FEATURE:
        return _for_question(card, state, "price_question" in cues)
    return _presentation(card, state)


def _for_question(card: ProductCard, state: CallState, asks_price: bool) -> tuple[str, ...]:
    """The entries nearest to what was just asked: the price when the price was asked."""
    assert state.last_customer is not None
    near = rank(state.last_customer.text, _entries(card), at_least=_AT_LEAST)
    if asks_price and card.price:
        near = ("price", *(i for i in near if i != "price"))
    if near or Signal.QUESTION in state.last_customer.signals:
        return near[:_MOST]  # a question that the card does not answer is not talked around
    return _presentation(card, state)


def _for_objection(card: ProductCard, state: CallState) -> tuple[str, ...]:
    """The card's answer to this objection, or the entry that speaks to it.

    Where there is neither, a price is met with what the product is worth to this customer, and
    any other doubt with nothing: asking about it serves better than an answer to something else.
    """
    assert state.last_customer is not None
    found = answer_to(state.last_customer.text, state)
    if found:
        return found
    worth = Signal.OBJECTION_PRICE in state.last_customer.signals
    return _presentation(card, state) if worth else ()


def answer_to(objection: str, state: CallState) -> tuple[str, ...]:
    """At most two entries that speak to an objection, the card's own answers first."""
    card = state.card
    if card is None:
        return ()
    about = {o.id: f"{o.objection} {o.objection} {o.answer}" for o in card.objections}
    listed = (*about.items(), *((i, t) for i, t in _entries(card) if i not in about))
    near = rank(objection, listed, at_least=_AT_LEAST)
    return (*(i for i in near if i in about), *(i for i in near if i not in about))[:_MOST]


def _presentation(card: ProductCard, state: CallState) -> tuple[str, ...]:
    """The feature-to-evidence row that answers something this customer said; not told first.

    Where no row is tied to what was learned, the one that touches most of what they said at all.
    """
    said = " ".join(t.text for t in state.customer_turns)
    tied = {tie.entry for tie in state.ties}
    rows = {f.id: " ".join(columns(f).values()) for f in card.fabe}
    weight = weights(rows.values())
    order = sorted(
        rows,
        key=lambda i: (i in state.told, i not in tied, -shared(said, rows[i], weight)),
    )
    return tuple(order[:1])


def _entries(card: ProductCard) -> tuple[tuple[str, str], ...]:
    return tuple((i, t) for i, t in card.entries() if i != "name" and t.strip())
