"""Cross-validation over whole calls: every call is read by weights that never saw it."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from copilot.evaluation.labels import LabelledCall
from copilot.evaluation.pacing import spoken
from copilot.evaluation.predicted import AgentTurn, CustomerTurn, Prediction, Seconds
from copilot.evaluation.scores import PlayedCall
from copilot.events import Speaker
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.trained import Weights
from tests.training.examples import Example, Read, Reading, examples, played
from tests.training.fit import Settings, fit
from tests.training.fragments import fragments
from tests.training.thresholds import moved

Groups = Sequence[frozenset[str]]
"""Ids of the calls that are left out together."""


def folds(calls: Sequence[LabelledCall], count: int = 4) -> Groups:
    """Whole calls dealt into `count` groups, the same ones each time."""
    ids = sorted(call.id for call in calls)
    random.Random(7).shuffle(ids)
    return [frozenset(ids[k::count]) for k in range(count)]


def by_hand(calls: Sequence[LabelledCall], hands: Mapping[str, str]) -> Groups:
    """One group for each hand that wrote calls."""
    names = sorted(set(hands.values()))
    return [frozenset(c.id for c in calls if hands[c.id] == name) for name in names]


def by_language(calls: Sequence[LabelledCall]) -> Groups:
    return [
        frozenset(c.id for c in calls if c.lang is lang) for lang in sorted({c.lang for c in calls})
    ]


class Trainer:
    """Fits to calls, given how each of their turns was read before."""

    def __init__(
        self, calls: Sequence[LabelledCall], settings: Settings, pieces: Path | None = None
    ) -> None:
        self._calls = calls
        self._settings = settings
        self._pieces = pieces
        self._readings: dict[tuple[str, int], Reading] = {}
        self._examples: list[Example] = []
        self._make()

    def read_by_others(self, groups: Groups) -> None:
        """Replace the labels' readings with those of models that have not seen the call."""
        found = {}
        quick = replace(self._settings, shift=False, leaning=False)
        for group in groups:
            weights = self.fitted(without=group, settings=quick)
            for call in self._calls:
                if call.id in group:
                    for read in played(call, weights):
                        found[call.id, read.i] = _grounded(read)
        self._readings = found
        self._make()

    def fitted(
        self, without: frozenset[str] = frozenset(), settings: Settings | None = None
    ) -> Weights:
        """Weights from every call that is not in `without`."""
        settings = settings or self._settings
        kept = [e for e in self._examples if e.call not in without]
        customer = [e for e in kept if e.label.speaker is Speaker.CUSTOMER]
        agent = [e for e in kept if e.label.speaker is Speaker.AGENT]
        weights = fit(customer, agent, settings)
        return moved(weights, agent, settings) if settings.shift else weights

    def _make(self) -> None:
        ways = (False, True) if self._settings.heard_too else (False,)
        self._examples = [
            e for heard in ways for e in examples(self._calls, self._readings, heard=heard)
        ]
        if self._pieces is not None:
            self._examples += [e for heard in ways for e in fragments(self._pieces, heard=heard)]


def _grounded(read: Read) -> Reading:
    """A reading from which features can be made: of the customer, without what was not learned."""
    reading = read.reading
    if isinstance(reading, CustomerReading):
        return CustomerReading(reading.phase_scores, reading.signals, ())
    return AgentReading(reading.moves, reading.signals)


def unseen(
    calls: Sequence[LabelledCall], weights: Weights, *, heard: bool = False
) -> list[PlayedCall]:
    """Calls that were not trained on, read with `weights`."""
    return [as_played(call, played(call, weights, heard=heard)) for call in calls]


def as_played(call: LabelledCall, reads: Iterable[Read]) -> PlayedCall:
    """What the scores want to know."""
    end = list(spoken(turn.text for turn in call.turns))[-1][1]
    return PlayedCall(call, tuple(_prediction(read) for read in reads), end, {})


def _prediction(read: Read) -> Prediction:
    reading = read.reading
    if isinstance(reading, AgentReading):
        return AgentTurn(read.i, reading.moves, reading.signals)
    assert read.advice is not None
    return CustomerTurn(
        i=read.i,
        phase=reading.phase,
        phase_scores=reading.phase_scores,
        signals=reading.signals,
        next=read.advice.ranked,
        line="",
        evidence=(),
        seconds=Seconds(),
    )
