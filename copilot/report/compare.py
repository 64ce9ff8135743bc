"""Many calls together: where the time went, what was asked, offered and decided (pure).

    comparison = compare(summaries, By.AGENT)

Groups are in the order of their names or of time, never in that of a result: this is for finding
calls to listen to, not for ranking people. What is compared are choices of the method. Nothing is
derived from a voice, a mood or an emotion, and nothing is added up to a score.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter

from copilot.method.moves import SPIN, Move
from copilot.method.outcome import KNOWN, Outcome
from copilot.method.phases import Phase
from copilot.store.summary import CallSummary

FEW = 5
"""Of fewer calls than these, a percentage would tell more than is known: counts are shown."""
_DAYS_AT_MOST = 31  # of a trend by days; a longer one goes by weeks


class By(StrEnum):
    """What calls are put together by."""

    AGENT = "agent"
    MODE = "mode"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some calls. Mappings hold every phase, SPIN question or known outcome."""

    name: str  # agent, mode, first day of the week or day; empty: all, or an agent without a name
    calls: int
    seconds: float  # of audio
    speech_s: float
    agent_s: float  # of the speech
    phase_s: Mapping[Phase, float]  # of the speech
    target_s: Mapping[Phase, float]  # what the targets would have given each phase
    asked: Mapping[Move, int]  # calls in which the question was asked
    offered: int  # customer's turns with a line
    followed: int
    used: int
    outcomes: Mapping[Outcome, int]

    @property
    def few(self) -> bool:
        return self.calls < FEW

    def share(self, phase: Phase) -> float:
        """Of all speech of these calls, 0 to 1; 0 where nobody spoke."""
        return self.phase_s[phase] / self.speech_s if self.speech_s else 0.0

    def target(self, phase: Phase) -> float:
        """The calls' own targets, weighted by their speech."""
        return self.target_s[phase] / self.speech_s if self.speech_s else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All calls, the same in groups, and the same in time. Ends are the first and last call's."""

    by: By
    first: str  # ISO 8601, UTC; empty where there are no calls
    last: str
    first_day: str  # the same as dates where the person is
    last_day: str
    total: Group
    groups: tuple[Group, ...]
    trend: tuple[Group, ...]  # by days or weeks, those with calls


Zone = Callable[[datetime], datetime]
"""A moment -> the same where the person is. Not one offset: summer and winter may differ."""


def in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def compare(summaries: Iterable[CallSummary], by: By, zone: Zone = in_utc) -> Comparison:
    """Everything about `summaries`, in whatever order they come; days are those of `zone`."""
    calls = sorted(summaries, key=attrgetter("began"))
    rows = [_figures(call) for call in calls]
    first, last = (calls[0].began, calls[-1].began) if calls else ("", "")
    days = [_day(call.began, zone) for call in calls]
    first_day, last_day = (min(days), max(days)) if days else ("", "")
    daily = bool(days) and _span(first_day, last_day).days <= _DAYS_AT_MOST
    weeks = [_monday(day) for day in days]
    keys = weeks if by is By.WEEK else [_key(call, by) for call in calls]
    return Comparison(
        by=by,
        first=first,
        last=last,
        first_day=first_day,
        last_day=last_day,
        total=_group("", rows),
        groups=_grouped(keys, rows),
        trend=_grouped(days if daily else weeks, rows),
    )


_Figures = tuple[float, ...]  # one number for each field of a group but its name, in their order
_PHASES, _OUTCOMES = tuple(Phase), KNOWN


def _figures(call: CallSummary) -> _Figures:
    speech_s = call.speech_s
    return (
        1,
        call.seconds,
        speech_s,
        call.agent_share * speech_s,
        *[call.shares[p] * speech_s for p in _PHASES],
        *[call.targets[p] * speech_s for p in _PHASES],
        *[1 if call.spin.get(m) else 0 for m in SPIN],
        call.lines_offered,
        call.lines_followed,
        call.lines_used,
        *[1 if call.outcome is o else 0 for o in _OUTCOMES],
    )


def _grouped(names: Sequence[str], rows: Sequence[_Figures]) -> tuple[Group, ...]:
    groups: dict[str, list[_Figures]] = defaultdict(list)
    for name, row in zip(names, rows, strict=True):
        groups[name].append(row)
    return tuple(_group(name, groups[name]) for name in sorted(groups))


def _group(name: str, rows: Sequence[_Figures]) -> Group:
    width = 4 + 2 * len(_PHASES) + len(SPIN) + 3 + len(_OUTCOMES)
    sums = iter([sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * width)
    return Group(
        name=name,
        calls=int(next(sums)),
        seconds=next(sums),
        speech_s=next(sums),
        agent_s=next(sums),
        phase_s={p: next(sums) for p in _PHASES},
        target_s={p: next(sums) for p in _PHASES},
        asked={m: int(next(sums)) for m in SPIN},
        offered=int(next(sums)),
        followed=int(next(sums)),
        used=int(next(sums)),
        outcomes={o: int(next(sums)) for o in _OUTCOMES},
    )


def _key(call: CallSummary, by: By) -> str:
    return call.agent if by is By.AGENT else str(call.mode)


@lru_cache(4096)
def _monday(iso: str) -> str:
    """The first day of the week of a day."""
    day = date.fromisoformat(iso)
    return (day - timedelta(days=day.weekday())).isoformat()


def _day(began: str, zone: Zone) -> str:
    """The date; a moment without a zone is UTC."""
    moment = datetime.fromisoformat(began)
    return zone(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).date().isoformat()


def _span(first: str, last: str) -> timedelta:
    return date.fromisoformat(last) - date.fromisoformat(first)
