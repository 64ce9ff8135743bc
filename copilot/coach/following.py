"""Watches whether the agent takes up the line that was offered (pure)."""

from copilot.events import LineFollowed, TurnHeard
from copilot.method.followed import ENOUGH, share_said


class Following:
    """What the agent has said since the customer's last turn, against the lines for that turn."""

    def __init__(self) -> None:
        self._turn = 0  # the customer's
        self._said: list[str] = []
        self._told = False

    def heard(self, agent: TurnHeard, turn: int, lines: tuple[str, ...]) -> LineFollowed | None:
        """Take an agent's turn after the customer's `turn`; the event when enough of a line of
        `lines` has been said, once for each customer turn. A line may be said in several turns."""
        if turn != self._turn:
            self._turn, self._said, self._told = turn, [], False
        self._said.append(agent.text)
        if self._told or not lines:
            return None
        said = " ".join(self._said)
        share = max(share_said(line, said) for line in lines)
        if share < ENOUGH:
            return None
        self._told = True
        return LineFollowed(turn, agent.turn, share)
