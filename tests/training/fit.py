"""Examples -> weights, by logistic regression.

One model of three classes for the phase, one of two for each signal, move and next move. A label
that only one annotator saw is left out of that label's training.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from copilot.method.features import ASKED
from copilot.method.moves import SPIN, Move
from copilot.method.phases import Phase
from copilot.method.readings import CustomerReading
from copilot.method.signals import CUSTOMER_SIGNALS
from copilot.method.trained import Weights
from tests.training.examples import FRAGMENT, Example

Names = Sequence[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the models are fitted."""

    phase_c: float = 0.06  # inverse of the penalty
    move_c: float = 0.1
    signal_c: float = 0.15
    next_c: float = 0.3
    least_turns: int = 5  # in which a feature must occur
    spin_weight: float = 3.0  # of a turn that has the label, beside one that has not
    move_weight: float = 2.5
    signal_weight: float = 3.0
    next_weight: float = 2.0
    fragment_weight: float = 0.5  # of a fragment, beside a turn of a call
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
    return Weights(
        phase=_phase(customer, settings),
        signals=_fit_signals(customer, settings),
        moves=fit_moves(agent, settings),
        next=_fit_next(customer, settings) if settings.leaning else {},
        provenance={},
    )


def _fit_signals(customer: Sequence[Example], settings: Settings) -> dict:
    """Signals, without the cues of the agent's turn before: those speak for the phase alone."""
    table = _table([placed(e) for e in customer], settings, lambda n: "after_cue_" not in n)
    labels = [(e.label.signals, e.label.signals_maybe) for e in customer]
    how = _How(settings.signal_c, settings.signal_weight, _worth(customer, settings))
    fitted = _labels(table, CUSTOMER_SIGNALS, labels, how, settings)
    return {s: _raised(w, settings.signal_shift) for s, w in fitted.items()}


def _fit_next(customer: Sequence[Example], settings: Settings) -> dict:
    known = [{**placed(e), **{f"signal_{s}": 1.0 for s in e.heard.signals}} for e in customer]
    table = _table(known, settings, lambda n: not n.startswith(FRAGMENT))
    labels = [(frozenset(e.label.next), frozenset()) for e in customer]
    how = _How(settings.next_c, settings.next_weight, np.ones(len(customer)))
    return _labels(table, tuple(Move), labels, how, settings)


def fit_moves(agent: Sequence[Example], settings: Settings) -> dict[Move, Mapping[str, float]]:
    """The weights of an agent's moves: SPIN from the part that asks, the others from the whole."""
    rows = [e.features for e in agent]
    labels = [(e.label.moves, e.label.moves_maybe) for e in agent]
    worth = _worth(agent, settings)
    spin = _table(rows, settings, lambda n: n.startswith(ASKED) and "to_cue_" not in n)
    fitted = _labels(
        spin, tuple(SPIN), labels, _How(settings.move_c, settings.spin_weight, worth), settings
    )
    whole = _table(rows, settings, lambda n: not n.startswith(ASKED))
    others = tuple(m for m in Move if m not in SPIN)
    fitted |= _labels(
        whole, others, labels, _How(settings.move_c, settings.move_weight, worth), settings
    )
    return {m: fitted[m] for m in Move if m in fitted}


def _worth(turns: Sequence[Example], settings: Settings) -> np.ndarray:
    return np.array([settings.fragment_weight if e.fragment else 1.0 for e in turns])


def _raised(weight: Mapping[str, float], shift: float) -> Mapping[str, float]:
    return {**weight, "bias": round(weight.get("bias", 0.0) + shift, 3)}


def placed(example: Example) -> Mapping[str, float]:
    """The features, with the phase that the turn was read in."""
    assert isinstance(example.heard, CustomerReading)
    return {**example.features, f"now_{example.heard.phase}": 1.0}


def _table(
    rows: Sequence[Mapping[str, float]], settings: Settings, wanted: Callable[[str], bool]
) -> _Table:
    seen = Counter(name for row in rows for name in row if wanted(name))
    kept = {
        name
        for name, turns in seen.items()
        if turns >= settings.least_turns
        and not name.removeprefix(ASKED).startswith(settings.without or "\0")
    }
    maker = DictVectorizer(dtype=np.float64)
    matrix = maker.fit_transform([{k: v for k, v in row.items() if k in kept} for row in rows])
    matrix.indices, matrix.indptr = (a.astype(np.int32) for a in (matrix.indices, matrix.indptr))
    return _Table(tuple(maker.get_feature_names_out()), matrix)


def _phase(customer: Sequence[Example], settings: Settings) -> dict[str, tuple[float, ...]]:
    """A turn with two right phases stands there twice, each with half the weight."""
    table = _table([e.features for e in customer], settings, lambda n: not n.startswith(FRAGMENT))
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


@dataclass(frozen=True, slots=True)
class _How:
    """How one kind of label is fitted."""

    c: float  # inverse of the penalty
    weight: float  # of a turn that has the label
    worth: np.ndarray  # of each turn


def _labels(
    table: _Table,
    names: Sequence,
    labels: Sequence[tuple[frozenset, frozenset]],
    how: _How,
    settings: Settings,
) -> dict:
    fitted = {}
    for name in names:
        has = np.array([name in sure for sure, _ in labels])
        weight = np.where(has, how.weight, 1.0) * how.worth
        weight[[name in maybe and name not in sure for sure, maybe in labels]] = 0.0
        if has.sum() < settings.least_turns:
            continue
        model = LogisticRegression(C=how.c, solver="liblinear", max_iter=3000, fit_intercept=False)
        model.fit(table.rows, has, sample_weight=weight)
        fitted[name] = {
            feature: round(float(w), 3)
            for feature, w in zip(table.names, model.coef_[0], strict=True)
            if abs(w) >= settings.smallest_label
            and not feature.removeprefix(ASKED).startswith(FRAGMENT)
        }
    return fitted
