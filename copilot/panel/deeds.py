"""What the agent did at a panel, as the events of a call (pure).

A panel says which action and, for a search, the words; what it means for the call is decided here,
from the view that is shown.
"""

from copilot.events import (
    AnotherAsked,
    CardSearched,
    HelpAsked,
    KeyEvent,
    LineJudged,
    Marked,
    Paused,
    StopAsked,
    Verdict,
)
from copilot.panel.search import search
from copilot.panel.view import Notice, View

LONGEST_QUERY = 200  # characters


def deed(action: str, query: str, view: View) -> KeyEvent | Notice | None:
    """The event of an action; a notice where there is nothing to act on; None for no action."""
    line = view.line
    match action:
        case "used" | "not_useful":
            verdict = Verdict.USED if action == "used" else Verdict.NOT_USEFUL
            return LineJudged(line.turn, verdict) if line else Notice.NO_LINE
        case "another":
            turn = line.turn if line else view.customer_end[0]
            return AnotherAsked(turn) if turn and not view.ended else Notice.NO_LINE
        case "pause":
            return Paused(not (view.paused or view.withheld))
        case "mark":
            return Marked(view.turns[-1].turn if view.turns else 0)
        case "help":
            return HelpAsked()
        case "search":
            query = query[:LONGEST_QUERY]
            return CardSearched(query, tuple(q.entry for q in search(view.card, query)))
        case "stop":
            return StopAsked()
        case _:
            return None
