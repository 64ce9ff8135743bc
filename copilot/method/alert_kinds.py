"""What an agent is warned of during a call (method, section 1)."""

from dataclasses import dataclass
from enum import StrEnum


class AlertKind(StrEnum):
    """The most urgent first: of several at one turn, this is their order."""

    EXIT_IGNORED = "exit-ignored"  # the agent went on after the customer wanted to stop
    PUSHED = "pushed"  # the agent closed or presented right after hesitation or a refusal
    GO_BACK = "go-back"  # hesitation at the choice after a thin earlier phase
    PREMATURE_PITCH = "premature-pitch"  # presented before any need was known
    TOO_SOON = "too-soon"  # closed or presented while an earlier phase is unfinished
    NEED_WAITING = "need-waiting"  # a need heard in passing that nobody has taken up
    MONOLOGUE = "monologue"  # one very long turn of the agent's
    TALK_RATIO = "talk-ratio"  # the agent has most of the speech


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning at one turn."""

    kind: AlertKind
    turn: int  # number of the turn that gave rise to it
    detail: tuple[str, ...] = ()
    """GO_BACK: the phase to go back to, then topics to complete. TOO_SOON: the unfinished phase.
    NEED_WAITING: the customer's words. TALK_RATIO: the agent's share in per cent."""
