"""Look something up on the product card, while someone waits on the phone (pure)."""

import re
from itertools import pairwise

from copilot.method.cards import ProductCard
from copilot.method.folding import fold_script
from copilot.panel.view import Quote

_HAN = re.compile(r"[\u3400-\u9fff]+")
_PART = re.compile(r"[\u3400-\u9fff]+|[^\s\u3400-\u9fff]+")


def search(card: ProductCard | None, query: str) -> tuple[Quote, ...]:
    """The entries that hold what is asked for, the best first; without a query, all of them.

    Beginnings of words count, either script, in any order; of a run of Han characters, pairs do.
    """
    if card is None:
        return ()
    entries = _entries(card)
    parts = _PART.findall(fold_script(query.lower()))
    if not parts:
        return entries
    scored = [
        (sum(_score(part, fold_script(f"{e.entry} {e.text}".lower())) for part in parts), -n, e)
        for n, e in enumerate(entries)
    ]
    return tuple(e for score, _, e in sorted(scored, key=lambda s: s[:2], reverse=True) if score)


def _entries(card: ProductCard) -> tuple[Quote, ...]:
    """What can be read aloud, with its parts kept apart."""
    rows: dict[str, tuple[str, ...]] = {
        f.id: (f.feature, f.advantage, f.benefit, f.evidence) for f in card.fabe
    }
    rows |= {o.id: (o.objection, o.answer) for o in card.objections}
    out = (
        Quote(id_, " · ".join(t for t in rows.get(id_, (text,)) if t))
        for id_, text in card.entries()
    )
    return tuple(e for e in out if e.text.strip())


def _score(part: str, text: str) -> float:
    if _HAN.fullmatch(part):
        if part in text:
            return 2.0 * len(part)
        return float(sum(a + b in text for a, b in pairwise(part)))
    if re.search(rf"(?<!\w){re.escape(part)}", text):
        return 2.0 * len(part)
    return 0.0
