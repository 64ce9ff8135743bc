"""The events of a call -> what was predicted for each turn that was heard (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from copilot.evaluation.predicted import (
    SECOND_DIGITS,
    AgentTurn,
    CustomerTurn,
    Seconds,
    rounded_shares,
)
from copilot.events import (
    AgentRead,
    LineBegun,
    LineDropped,
    LineFinished,
    ListenAdvised,
    PhaseRead,
    Published,
    TurnHeard,
)


@dataclass(slots=True)
class _Turn:
    """What was published of one turn so far."""

    heard_s: float
    agent: AgentRead | None = None
    phase: PhaseRead | None = None
    line: str = ""
    evidence: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)

    def took(self, name: str, wall_s: float) -> None:
        self.seconds[name] = round(wall_s - self.heard_s, SECOND_DIGITS)


def gathered(published: Iterable[Published]) -> dict[int, AgentTurn | CustomerTurn]:
    """By the number that the call gave the turn; `i` is that number less 1.

    The line is the last one that was whole and was not taken back: where the model's line is
    withdrawn, the one that the rules had made stands.
    """
    turns: dict[int, _Turn] = {}
    for p in published:
        event = p.event
        if isinstance(event, TurnHeard):
            turns[event.turn] = _Turn(p.wall_s)
            continue
        turn = turns.get(getattr(event, "turn", 0))
        if turn is not None:
            _take(turn, p)
    read = {number: _read(number - 1, turn) for number, turn in turns.items()}
    return {number: prediction for number, prediction in read.items() if prediction is not None}


def _take(turn: _Turn, published: Published) -> None:
    match published.event:
        case AgentRead() as read:
            turn.agent = read
        case PhaseRead() as read:
            turn.phase = read
            turn.took("phase", published.wall_s)
        case LineBegun():
            if "first_words" not in turn.seconds:
                turn.took("first_words", published.wall_s)
        case LineFinished(line=line, evidence=evidence):
            turn.line, turn.evidence = line, evidence
            turn.took("line", published.wall_s)
        case ListenAdvised() | LineDropped(reason="customer-went-on"):
            turn.line, turn.evidence = "", ()
        case _:
            pass


def _read(i: int, turn: _Turn) -> AgentTurn | CustomerTurn | None:
    if turn.agent is not None:
        return AgentTurn(i, turn.agent.moves, turn.agent.signals)
    if turn.phase is None:
        return None
    seconds = turn.seconds if turn.line else {"phase": turn.seconds["phase"]}
    return CustomerTurn(
        i=i,
        phase=turn.phase.phase,
        phase_scores=rounded_shares(turn.phase.phase_scores),
        signals=turn.phase.signals,
        next=turn.phase.next,
        line=turn.line,
        evidence=turn.evidence,
        seconds=Seconds(**seconds),
    )
