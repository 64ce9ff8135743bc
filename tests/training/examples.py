"""Labelled calls -> examples: each turn as features in its place in the call.

A turn's features name what was read before it (the phase then open, the moves of the agent's turn
before). In a live call that is a reading, with its errors, and not the truth: so examples are made
from the readings of a model that has not seen the call.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from copilot.evaluation.labels import LabelledCall, LabelledTurn
from copilot.evaluation.pacing import spoken
from copilot.events import Speaker, TurnHeard
from copilot.method.advice import Advice, advise
from copilot.method.features import agent_features, customer_features
from copilot.method.phases import Phase
from copilot.method.reading import read_agent, read_customer
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.state import CallState, with_agent_turn, with_customer_turn
from copilot.method.trained import Weights
from tests.training.disturb import as_heard

Reading = AgentReading | CustomerReading
Readings = Mapping[tuple[str, int], Reading]


@dataclass(frozen=True, slots=True)
class Example:
    """One turn; `heard` is how it was read, and what its signals and phase are learned beside."""

    call: str
    label: LabelledTurn
    features: Mapping[str, float]
    heard: Reading


@dataclass(frozen=True, slots=True)
class Read:
    """One turn of a call that was played with some weights."""

    i: int
    label: LabelledTurn
    reading: Reading
    advice: Advice | None  # after a customer's turn


def labelled(label: LabelledTurn) -> Reading:
    """The reading of one who knows the labels."""
    if label.speaker is Speaker.AGENT:
        return AgentReading(tuple(label.moves), tuple(label.signals))
    right = label.phase
    return CustomerReading({p: float(p is right) for p in Phase}, tuple(label.signals), ())


def examples(
    calls: Iterable[LabelledCall], readings: Readings, *, heard: bool
) -> Iterator[Example]:
    """Every labelled turn; `heard`: as a recogniser might have written it."""
    for call in calls:
        state = CallState.start(call.mode, call.lang, call.card)
        for i, turn, label in _turns(call, heard=heard):
            reading = readings.get((call.id, i)) or labelled(label)
            agent = isinstance(reading, AgentReading)
            made = agent_features if agent else customer_features
            if label.labelled:
                yield Example(call.id, label, made(turn.text, call.lang, state)[0], reading)
            state = _folded(state, turn, reading)


def played(call: LabelledCall, weights: Weights, *, heard: bool = False) -> Iterator[Read]:
    """The call as the rules read it with `weights`, one turn after the other."""
    state = CallState.start(call.mode, call.lang, call.card)
    for i, turn, label in _turns(call, heard=heard):
        advice = None
        reading: Reading
        if turn.speaker is Speaker.AGENT:
            reading = read_agent(turn.text, call.lang, state, weights)
            state = _folded(state, turn, reading)
        else:
            reading = read_customer(turn.text, call.lang, state, weights)
            state = _folded(state, turn, reading)
            advice = advise(state, reading.leaning)
        yield Read(i, label, reading, advice)


def _turns(call: LabelledCall, *, heard: bool) -> Iterator[tuple[int, TurnHeard, LabelledTurn]]:
    times = spoken(turn.text for turn in call.turns)
    for i, (label, (start, end)) in enumerate(zip(call.turns, times, strict=True)):
        text = as_heard(label.text, call.lang, call.id) if heard else label.text
        yield i, TurnHeard(i + 1, label.speaker, start, end, text), label


def _folded(state: CallState, turn: TurnHeard, reading: Reading) -> CallState:
    if isinstance(reading, AgentReading):
        return with_agent_turn(state, turn, reading)
    return with_customer_turn(state, turn, reading)
