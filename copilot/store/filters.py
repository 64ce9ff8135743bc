"""Which calls: by date, mode, agent, outcome and how the phases shared the time (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from copilot.method.modes import Mode
from copilot.method.outcome import Outcome
from copilot.method.phases import Phase

_AGO = re.compile(r"(\d{1,4})\s*([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class CallFilter:
    """Everything that is set must hold; `since` is the first moment and `until` the first after.

    Both are ISO 8601 in UTC as :func:`instant` gives them. Shares are from 0 to 1.
    """

    since: str = ""
    until: str = ""
    mode: Mode | None = None
    agent: str = ""  # the whole name, capitals aside
    outcome: Outcome | None = None
    at_least: Mapping[Phase, float] = field(default_factory=dict)
    at_most: Mapping[Phase, float] = field(default_factory=dict)


def instant(text: str, now: datetime, *, end: bool = False) -> str:
    """A moment in UTC, from a date, a date with time, "today", "yesterday", or how long ago: "7d".

    A date is a day where the person is, as `now` tells; with `end`, the moment after that day.
    Raises :class:`ValueError`.
    """
    told = text.strip().lower()
    if ago := _AGO.fullmatch(told):
        return _utc(now - int(ago[1]) * _UNITS[ago[2]])
    days = {"today": 0, "yesterday": 1}
    if told in days or re.fullmatch(r"\d{4}-\d\d-\d\d", told):
        day = now.date() - timedelta(days[told]) if told in days else date.fromisoformat(told)
        begin = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
        return _utc(begin + timedelta(days=1) if end else begin)
    moment = datetime.fromisoformat(text.strip())
    return _utc(moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
