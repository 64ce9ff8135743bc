"""A call that is over, as the frames of what its panel showed, each with its moment (pure).

    course = playback(record)
    shown_at(course.frames, 12.5)     # every block of the picture 12.5 s into the call

The events are folded as they were during the call, and time goes on between them as it did then: a
line grows old, an alert leaves. So the page needs one way to draw a call, live or kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import Literal

from copilot.browser.frames import Json, Picture, frame
from copilot.browser.picture import picture
from copilot.events import AlertRaised, CallEnded, Marked, Speaker, TurnHeard
from copilot.panel.fold import at, fold
from copilot.panel.view import View
from copilot.safe_text import safe_text
from copilot.store.record import CallRecord

EXACT_S = 0.001  # so late, at most, is what time alone has changed


@dataclass(frozen=True, slots=True)
class Frame:
    """The blocks that differ from the frame before; None for a block that is gone."""

    at_s: float
    blocks: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment worth going to: where a customer's turn begins, an alert came, something was
    marked."""

    at_s: float
    kind: Literal["customer", "alert", "marked"]
    text: str


@dataclass(frozen=True, slots=True)
class Playback:
    """`frames` begin at 0 with a whole picture; `stops` are in the order of their moments."""

    seconds: float
    frames: tuple[Frame, ...]
    stops: tuple[Stop, ...]


def playback(record: CallRecord) -> Playback:
    """The whole course of a call, of whatever of it was kept."""
    frames = tuple(_frames(record))
    moments = [p.at for p in record.events]
    moments += [p.event.seconds for p in record.events if isinstance(p.event, CallEnded)]
    return Playback(max(moments, default=0.0), frames, _stops(record))


def shown_at(frames: Sequence[Frame], at_s: float) -> Picture:
    """All frames up to a moment, put together."""
    blocks: dict[str, Json] = {}
    for one in frames:
        if one.at_s > at_s:
            break
        blocks.update(one.blocks)
    return {name: value for name, value in blocks.items() if value is not None}


def view_at(view: View, now_s: float) -> View:
    """A view when time has gone by and nothing else happened; before and after a call none does."""
    return view if view.started is None or view.ended is not None else at(view, now_s)


def _frames(record: CallRecord) -> Iterator[Frame]:
    shown: Picture = {}
    for at_s, now in _pictures(record):
        if changed := frame(shown, now):
            shown = now
            yield Frame(at_s, changed)


def _pictures(record: CallRecord) -> Iterator[tuple[float, Picture]]:
    """Every picture that may differ from the one before, in the order of their moments."""
    for view, until_s in _views(record):
        now = picture(view)
        yield view.now_s, now
        for begin_s, end_s in pairwise(_seconds(view.now_s, until_s)):
            if view_at(view, end_s) is view:
                break
            if begin_s != view.now_s:
                now = picture(view_at(view, begin_s))
                yield begin_s, now
            last_s = end_s - EXACT_S
            if last_s > begin_s:
                yield from _between(view, (begin_s, now), (last_s, picture(view_at(view, last_s))))


def _views(record: CallRecord) -> Iterator[tuple[View, float]]:
    """The view after each moment at which something happened, and when the next one is."""
    head = record.head
    view = View.start(head.lang, head.mode, head.card, head.target_shares)
    for published in record.events:
        if published.at > view.now_s:
            yield view, published.at
        view = fold(view, published)
    yield view, view.now_s


def _seconds(start_s: float, end_s: float) -> Iterator[float]:
    """`start_s`, every whole second after it, `end_s`."""
    yield start_s
    whole = floor(start_s) + 1
    while whole < end_s:
        yield float(whole)
        whole += 1
    yield end_s


def _between(
    view: View, first: tuple[float, Picture], last: tuple[float, Picture]
) -> Iterator[tuple[float, Picture]]:
    """What changes after the first of two moments of the same second, up to the second one.

    Time alone takes away and never brings back: where both are alike, so is what lies between.
    """
    (first_s, before), (last_s, after) = first, last
    if before == after:
        return
    if last_s - first_s <= EXACT_S:
        yield last
        return
    middle_s = (first_s + last_s) / 2
    middle = middle_s, picture(view_at(view, middle_s))
    yield from _between(view, first, middle)
    yield from _between(view, middle, last)


def _stops(record: CallRecord) -> tuple[Stop, ...]:
    said: dict[int, str] = {}
    stops: list[Stop] = []
    for published in record.events:
        match published.event:
            case TurnHeard(turn=turn, speaker=speaker, start=start, text=text):
                said[turn] = safe_text(text)
                if speaker is Speaker.CUSTOMER:
                    stops.append(Stop(start, "customer", said[turn]))
            case AlertRaised(text=text):
                stops.append(Stop(published.at, "alert", safe_text(text)))
            case Marked(turn=turn):
                stops.append(Stop(published.at, "marked", said.get(turn, "")))
    return tuple(sorted(stops, key=lambda stop: stop.at_s))
