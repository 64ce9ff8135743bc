"""Where "yes" begins: the bias of a move is moved to where its F1 is best.

Rare moves are missed at even odds. The best place is found on turns that were left out of the fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from copilot.method.moves import Move
from copilot.method.trained import Weights, total
from tests.training.examples import Example
from tests.training.fit import Settings, fit_moves

PARTS = 3
_STEPS = np.arange(-1.5, 1.51, 0.1)
_PULL = 0.02  # F1 that a shift by 1 must gain, or it is not worth it


def moved(weights: Weights, agent: Sequence[Example], settings: Settings) -> Weights:
    """`weights` with the biases of the moves moved."""
    calls = sorted({e.call for e in agent})
    odds: dict[Move, list[tuple[float, bool]]] = {}
    for part in range(PARTS):
        out = set(calls[part::PARTS])
        rest = fit_moves([e for e in agent if e.call not in out], settings)
        for e in agent:
            if e.call in out:
                _gather(odds, rest, e)
    return replace(
        weights,
        moves={m: _shifted(w, odds.get(m, [])) for m, w in weights.moves.items()},
    )


def _gather(
    odds: dict[Move, list[tuple[float, bool]]],
    moves: Mapping[Move, Mapping[str, float]],
    e: Example,
) -> None:
    for m, w in moves.items():
        if m not in e.label.moves_maybe:
            odds.setdefault(m, []).append((total(e.features, w), m in e.label.moves))


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
