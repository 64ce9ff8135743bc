"""Which calls a request asks for: the filter of `copilot calls list`, from an address (pure)."""

from collections.abc import Mapping
from datetime import datetime

from copilot.errors import InputError
from copilot.method.modes import Mode
from copilot.method.outcome import Outcome
from copilot.store.filters import CallFilter, instant
from copilot.store.storable import storable

AT_ONCE = 50  # calls in one answer, where the request names no number
MOST = 1000


def wanted_calls(query: Mapping[str, str], now: datetime) -> CallFilter:
    """`since`, `until`, `mode`, `agent` and `outcome`; what is empty or missing counts for nothing.

    `now`, in the person's own time zone, tells what "today" means. Raises :class:`InputError`
    ``bad-filter``.
    """
    mode, outcome = query.get("mode", ""), query.get("outcome", "")
    if mode and mode not in list(Mode):
        raise _bad("mode", mode, ", ".join(Mode))
    if outcome and outcome not in list(Outcome):
        raise _bad("outcome", outcome, ", ".join(Outcome))
    return CallFilter(
        since=_moment(query, "since", now),
        until=_moment(query, "until", now),
        mode=Mode(mode) if mode else None,
        agent=storable(query.get("agent", "")),
        outcome=Outcome(outcome) if outcome else None,
    )


def limit(query: Mapping[str, str]) -> int:
    """How many at most. Raises :class:`InputError` ``bad-filter``."""
    given = query.get("limit", "")
    if not given:
        return AT_ONCE
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0
    if not 1 <= number <= MOST:
        raise _bad("limit", given, f"a number from 1 to {MOST}")
    return number


def _moment(query: Mapping[str, str], name: str, now: datetime) -> str:
    given = query.get(name, "")
    try:
        return instant(given, now, end=name == "until") if given else ""
    except (ValueError, OverflowError):
        asked = "a date such as 2026-11-23, today, yesterday, or how long ago: 12h, 7d, 4w"
        raise _bad(name, given, asked) from None


def _bad(name: str, given: str, asked: str) -> InputError:
    what = f"Calls cannot be chosen by {name} {given[:80]!r}."
    return InputError("bad-filter", what, hint=f"Give {asked}.")
