"""Where "yes" begins: the bias of a label is moved to where its F1 is best.

Rare labels are missed at even odds. The best place is found on turns that were left out of the fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from copilot.method.trained import Weights, total
from tests.training.examples import Example

if TYPE_CHECKING:
    from tests.training.fit import Settings

PARTS = 3
_STEPS = np.arange(-1.5, 1.51, 0.1)
_PULL = 0.02  # F1 that a shift by 1 must gain, or it is not worth it


def moved(
    weights: Weights, customer: Sequence[Example], agent: Sequence[Example], settings: "Settings"
) -> Weights:
    """`weights` with the biases of signals and moves moved."""
    from tests.training.fit import fit

    plain = replace(settings, leaning=False)
    calls = sorted({e.call for e in (*customer, *agent)})
    odds: dict[str, list[tuple[float, bool]]] = {}
    for part in range(PARTS):
        out = set(calls[part::PARTS])
        rest = fit(
            [e for e in customer if e.call not in out],
            [e for e in agent if e.call not in out],
            plain,
        )
        for e in (*customer, *agent):
            if e.call in out:
                _gather(odds, rest, e)
    return replace(
        weights,
        signals={s: _shifted(w, odds.get(f"signal {s}", [])) for s, w in weights.signals.items()},
        moves={m: _shifted(w, odds.get(f"move {m}", [])) for m, w in weights.moves.items()},
    )


def _gather(odds: dict[str, list[tuple[float, bool]]], weights: Weights, e: Example) -> None:
    from tests.training.fit import placed

    if e.label.phase is None:
        for m, w in weights.moves.items():
            if m not in e.label.moves_maybe:
                odds.setdefault(f"move {m}", []).append((total(e.features, w), m in e.label.moves))
        return
    f = placed(e)
    for s, w in weights.signals.items():
        if s not in e.label.signals_maybe:
            odds.setdefault(f"signal {s}", []).append((total(f, w), s in e.label.signals))


def _shifted(weight: Mapping[str, float], odds: list[tuple[float, bool]]) -> Mapping[str, float]:
    if not odds:
        return weight
    values, truth = np.array([v for v, _ in odds]), np.array([t for _, t in odds])

    def gain(shift: float) -> float:
        seen = values + shift > 0
        right = float((seen & truth).sum())
        return 2 * right / max(1.0, float(seen.sum() + truth.sum())) - _PULL * abs(shift)

    best = max(_STEPS, key=gain)
    return {**weight, "bias": round(weight.get("bias", 0.0) + float(best), 3)}
