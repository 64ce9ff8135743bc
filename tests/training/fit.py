"""Examples -> weights, by logistic regression.

One model of three classes for the phase, one of two for each signal, move and next move. A label
that only one annotator saw is left out of that label's training.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.readings import CustomerReading
from copilot.method.signals import CUSTOMER_SIGNALS, Signal
from copilot.method.trained import Weights
from tests.training.examples import Example

Names = Sequence[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the models are fitted."""

    phase_c: float = 0.06  # inverse of the penalty
    move_c: float = 0.3
    signal_c: float = 0.15
    least_turns: int = 5  # in which a feature must occur
    move_weight: float = 2.0  # of a turn that has the label, beside one that has not
    signal_weight: float = 3.0  # signals are rarer
    signal_shift: float = -0.2  # of every signal's bias: best for all signals taken together
    smallest: float = 0.05  # weights of the phase below it are left out
    smallest_label: float = 0.08  # and of the other labels
    without: tuple[str, ...] = ()  # features whose names begin so are not used
    heard_too: bool = True  # also train on turns as a recogniser might write them
    leaning: bool = True  # fit the next moves
    shift: bool = True  # move the biases of rare moves
    rounds: int = 2  # 1: features from the labels; 2: from readings of models that did not see them


@dataclass(frozen=True, slots=True)
class _Table:
    """Examples as a matrix: turns by features."""

    names: Names
    rows: csr_matrix


def fit(customer: Sequence[Example], agent: Sequence[Example], settings: Settings) -> Weights:
    """The weights that these turns teach."""
    places = [placed(e) for e in customer]
    known = [
        {**f, **{f"signal_{s}": 1.0 for s in e.heard.signals}}
        for f, e in zip(places, customer, strict=True)
    ]
    signals = [(e.label.signals, e.label.signals_maybe) for e in customer]
    nexts = [(frozenset(e.label.next), frozenset()) for e in customer]
    leaning = settings.leaning
    return Weights(
        phase=_phase(customer, settings),
        signals=_labels(_table(places, settings), CUSTOMER_SIGNALS, signals, settings),
        moves=fit_moves(agent, settings),
        next=_labels(_table(known, settings), tuple(Move), nexts, settings) if leaning else {},
        provenance={},
    )


def fit_moves(agent: Sequence[Example], settings: Settings) -> dict[Move, Mapping[str, float]]:
    """The weights of an agent's moves."""
    labels = [(e.label.moves, e.label.moves_maybe) for e in agent]
    return _labels(_table([e.features for e in agent], settings), tuple(Move), labels, settings)


def placed(example: Example) -> Mapping[str, float]:
    """The features, with the phase that the turn was read in."""
    assert isinstance(example.heard, CustomerReading)
    return {**example.features, f"now_{example.heard.phase}": 1.0}


def _table(rows: Sequence[Mapping[str, float]], settings: Settings) -> _Table:
    seen = Counter(name for row in rows for name in row)
    kept = {
        name
        for name, turns in seen.items()
        if turns >= settings.least_turns and not name.startswith(settings.without or "\0")
    }
    maker = DictVectorizer(dtype=np.float64)
    matrix = maker.fit_transform([{k: v for k, v in row.items() if k in kept} for row in rows])
    matrix.indices, matrix.indptr = (a.astype(np.int32) for a in (matrix.indices, matrix.indptr))
    return _Table(tuple(maker.get_feature_names_out()), matrix)


def _phase(customer: Sequence[Example], settings: Settings) -> dict[str, tuple[float, ...]]:
    """A turn with two right phases stands there twice, each with half the weight."""
    table = _table([e.features for e in customer], settings)
    rows, labels, weights = [], [], []
    for row, example in enumerate(customer):
        right = sorted(example.label.right_phases)
        for phase in right:
            rows.append(row)
            labels.append(phase.order)
            weights.append(1.0 / len(right))
    model = LogisticRegression(C=settings.phase_c, max_iter=3000, fit_intercept=False)
    model.fit(table.rows[rows], labels, sample_weight=weights)
    by_phase = {int(c): model.coef_[k] for k, c in enumerate(model.classes_)}
    columns = np.stack([by_phase[p.order] for p in Phase])
    columns -= columns.mean(axis=0)
    return {
        name: tuple(round(float(x), 3) for x in columns[:, k])
        for k, name in enumerate(table.names)
        if abs(columns[:, k]).max() >= settings.smallest
    }


def _labels(
    table: _Table,
    names: Sequence[Signal] | Sequence[Move],
    labels: Sequence[tuple[frozenset, frozenset]],
    settings: Settings,
) -> dict:
    fitted = {}
    for name in names:
        has = np.array([name in sure for sure, _ in labels])
        rare = settings.signal_weight if isinstance(name, Signal) else settings.move_weight
        weight = np.where(has, rare, 1.0)
        weight[[name in maybe and name not in sure for sure, maybe in labels]] = 0.0
        if has.sum() < settings.least_turns:
            continue
        model = LogisticRegression(
            C=settings.signal_c if isinstance(name, Signal) else settings.move_c,
            solver="liblinear",
            max_iter=3000,
            fit_intercept=False,
        )
        model.fit(table.rows, has, sample_weight=weight)
        fitted[name] = {
            feature: round(float(w), 3)
            for feature, w in zip(table.names, model.coef_[0], strict=True)
            if abs(w) >= settings.smallest_label
        }
        if isinstance(name, Signal):
            bias = fitted[name].get("bias", 0.0) + settings.signal_shift
            fitted[name]["bias"] = round(bias, 3)
    return fitted
