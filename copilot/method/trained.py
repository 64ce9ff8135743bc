"""What each cue, each run of words and each place in the call is worth: the trained numbers.

They are fitted by `python -m tests.training fit` (logistic regression) and shipped as
``weights.json``, which also says on what they were trained and how well they did on calls that they
had not seen. Positive speaks for, negative against; ``bias`` is what holds before any word. Names
are those of the cue tables, of ``features.py`` and of ``grams.py`` (after ``=``).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from copilot.method.moves import Move
from copilot.method.signals import Signal


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds per feature; a label whose sum is above 0 is read."""

    phase: Mapping[str, tuple[float, float, float]]
    signals: Mapping[Signal, Mapping[str, float]]
    moves: Mapping[Move, Mapping[str, float]]
    next: Mapping[Move, Mapping[str, float]]
    provenance: Mapping[str, object]


@cache
def trained() -> Weights:
    """The numbers that ship with the package."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Weights(
        phase={name: (c, d, v) for name, (c, d, v) in data["phase"].items()},
        signals={Signal(name): dict(w) for name, w in data["signals"].items()},
        moves={Move(name): dict(w) for name, w in data["moves"].items()},
        next={Move(name): dict(w) for name, w in data["next"].items()},
        provenance=data["provenance"],
    )


def total(features: Mapping[str, float], weight: Mapping[str, float]) -> float:
    """The log odds of one label."""
    return sum(value * weight.get(name, 0.0) for name, value in features.items())
