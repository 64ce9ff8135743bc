"""What one side said in one go: a recogniser cuts it into several turns (pure)."""

from collections.abc import Sequence
from dataclasses import replace

from copilot.events import Speaker
from copilot.method.moves import SPIN, Move
from copilot.method.said import Said
from copilot.report.facts import TurnFact

_TELLING = (
    frozenset({*SPIN, Move.EXPLORE}),
    frozenset({Move.HANDLE_OBJECTION, Move.EVIDENCE, Move.CLOSE, Move.RESPECT_EXIT}),
    frozenset({Move.CONFIRM}),
)


def reply_to(turns: Sequence[Said], turn: int) -> Said | None:
    """What the agent said next, after the customer: one turn that stands for all in one go.

    Its moves are those of all; its words are those of the turn that tells most, so that a
    quotation names its own turn. None where the agent did not speak again.
    """
    group = stretch_after(turns, turn)
    if not group:
        return None
    moves = tuple(dict.fromkeys(m for said in group for m in said.moves))
    for kind in _TELLING:
        fitting = [said for said in group if kind & set(said.moves)]
        if fitting:
            marked = [said for said in fitting if "?" in said.text or "？" in said.text]
            return replace((marked or fitting)[0], moves=moves)
    return replace(group[0], moves=moves)


def stretch_after(turns: Sequence[Said], turn: int) -> tuple[Said, ...]:
    """The agent's turns after the customer's, up to the customer's next: of an agent's own turn,
    after what the customer then says."""
    later = [t for t in turns if t.turn > turn]
    own = next((t for t in turns if t.turn == turn), None)
    if own is not None and own.speaker is Speaker.AGENT:
        later = _without_leading(later, Speaker.AGENT)
    later = _without_leading(later, Speaker.CUSTOMER)
    rest = _without_leading(later, Speaker.AGENT)
    return tuple(later[: len(later) - len(rest)])


def stretches(turns: Sequence[Said]) -> tuple[tuple[Said, ...], ...]:
    """All turns, those of one side in one go together."""
    out: list[list[Said]] = []
    for said in turns:
        if out and out[-1][-1].speaker is said.speaker:
            out[-1].append(said)
        else:
            out.append([said])
    return tuple(tuple(group) for group in out)


def said_of(fact: TurnFact) -> Said:
    """A turn of the facts as the method looks at one."""
    return Said(
        fact.speaker,
        fact.text,
        fact.start,
        fact.end,
        fact.moves,
        fact.phase,
        fact.signals,
        fact.turn,
    )


def _without_leading(turns: Sequence[Said], speaker: Speaker) -> list[Said]:
    first = next((i for i, t in enumerate(turns) if t.speaker is not speaker), len(turns))
    return list(turns[first:])
