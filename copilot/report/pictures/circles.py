"""The three circles of a call, and those of its mode (method, section 1, rule 2).

Areas are the seconds of speech in each phase, neighbours overlap the more often the customer moved
between them, an arrow shows the direction of a decision. Both pictures have one scale, so that a
circle of the call may be held against the ideal one.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from copilot.language import Language
from copilot.method.phases import Phase
from copilot.report.facts import PhaseFact
from copilot.report.page_words import PageWords, clock, percent
from copilot.report.pictures.canvas import Canvas, Ink
from copilot.wording import phase_name

WIDTH = 360
INKS: Mapping[Phase, Ink] = {
    Phase.COGNITIVE: Ink.COGNITIVE,
    Phase.DIVERGENT: Ink.DIVERGENT,
    Phase.CONVERGENT: Ink.CONVERGENT,
}
Moves = Mapping[frozenset[Phase], int]

_ALL_R = 92.0  # radius of a circle that has all of the time
_EMPTY_R = 13.0
_OVER = 24.0  # pixels above the tallest circle
_ARROW_BELOW = 30.0  # from its foot to the arrow
_NAMES_BELOW = 26.0  # from the arrow to the names
_BELOW_NAMES = 28.0
_SHARE_WIDTH = 48.0  # pixels that a share needs within a circle
_COLUMN = 112.0  # pixels between two names
_GAP = 8.0  # between circles that nobody moved between
_IDEAL_MOVES = 2  # how an ideal call interlocks its phases


@dataclass(frozen=True, slots=True)
class Placed:
    """One circle, its middle on the picture's line."""

    phase: Phase
    x: float
    r: float
    empty: bool


def moves_between(phases: Sequence[Phase]) -> Moves:
    """How often the customer went from one phase to another, either way, from turn to turn."""
    out: dict[frozenset[Phase], int] = {}
    for before, after in pairwise(phases):
        if before is not after:
            pair = frozenset((before, after))
            out[pair] = out.get(pair, 0) + 1
    return out


def tallest(*pictures: Mapping[Phase, float]) -> float:
    """Pixels of the largest circle's radius, so that pictures side by side have one middle."""
    return _ALL_R * math.sqrt(max([0.04, *(s for shares in pictures for s in shares.values())]))


def placed(shares: Mapping[Phase, float], moves: Moves) -> tuple[Placed, ...]:
    """Circles side by side, centred in the picture; areas as the shares, all of it 1."""
    radii = {p: _ALL_R * math.sqrt(max(0.0, shares[p])) for p in Phase}
    drawn = {p: max(_EMPTY_R if shares[p] <= 0 else 3.0, radii[p]) for p in Phase}
    xs, last = [], None
    for phase in Phase:
        if last is None:
            xs.append(drawn[phase])
        else:
            xs.append(xs[-1] + _apart(drawn[last], drawn[phase], moves.get(_pair(last, phase), 0)))
        last = phase
    left = min(x - drawn[p] for x, p in zip(xs, Phase, strict=True))
    right = max(x + drawn[p] for x, p in zip(xs, Phase, strict=True))
    shift = (WIDTH - (right - left)) / 2 - left
    return tuple(
        Placed(p, x + shift, drawn[p], shares[p] <= 0) for x, p in zip(xs, Phase, strict=True)
    )


def of_call(
    name: str, phases: Sequence[PhaseFact], moves: Moves, lang: Language, most_r: float = _ALL_R
) -> str:
    """The circles of one call as SVG; `name` begins its ids, `most_r` is that of the picture."""
    shares = {f.phase: f.share for f in phases}
    times = {f.phase: clock(f.seconds) for f in phases}
    heading = PageWords(lang)["this_call"]
    canvas = _canvas(name, most_r)
    _draw(canvas, (shares, times), moves, lang, _OVER + most_r)
    return canvas.svg(heading, _description(heading, (shares, times), moves, lang))


def of_target(
    name: str, heading: str, targets: Mapping[Phase, float], lang: Language, most_r: float = _ALL_R
) -> str:
    """The circles as they should be."""
    order = list(Phase)
    moves = {_pair(a, b): _IDEAL_MOVES for a, b in pairwise(order)}
    canvas = _canvas(name, most_r)
    _draw(canvas, (targets, {}), moves, lang, _OVER + most_r)
    return canvas.svg(heading, _description(heading, (targets, {}), moves, lang))


def _canvas(name: str, most_r: float) -> Canvas:
    below = _ARROW_BELOW + _NAMES_BELOW + _BELOW_NAMES
    return Canvas(name, WIDTH, round(_OVER + 2 * most_r + below))


def _draw(
    canvas: Canvas,
    values: tuple[Mapping[Phase, float], Mapping[Phase, str]],
    moves: Moves,
    lang: Language,
    middle_y: float,
) -> None:
    shares, times = values
    arrow_y = canvas.height - _BELOW_NAMES - _NAMES_BELOW
    names_y = arrow_y + _NAMES_BELOW
    circles = placed(shares, moves)
    for c in circles:
        canvas.disc(c.x, middle_y, c.r, INKS[c.phase], empty=c.empty)
    columns = _columns([c.x for c in circles])
    canvas.arrow((columns[0] - 40, arrow_y), (columns[2] + 48, arrow_y), Ink.MUTED)
    for (left, right), c, x in zip(_seen(circles), circles, columns, strict=True):
        share, inside = percent(shares[c.phase]), right - left >= _SHARE_WIDTH
        if inside:
            canvas.text((left + right) / 2, middle_y + 6, share, size=17, bold=True)
        canvas.dot(x, arrow_y, 5, INKS[c.phase])
        canvas.text(x, names_y, phase_name(c.phase, lang), bold=True)
        below = [times.get(c.phase, ""), "" if inside else share]
        canvas.text(x, names_y + 18, " · ".join(filter(None, below)), ink=Ink.MUTED)
    if times:
        for x, count in _on_arrow(columns, moves):
            canvas.text(x, arrow_y - 6, f"{count}×", ink=Ink.MUTED, size=12)
        _straight_across(canvas, circles, moves, middle_y)


def _on_arrow(columns: Sequence[float], moves: Moves) -> list[tuple[float, int]]:
    """How often the customer went to and fro between neighbours, and where that is written."""
    order = list(Phase)
    middles = [(a + b) / 2 for a, b in pairwise(columns)]
    counts = [moves.get(_pair(a, b), 0) for a, b in pairwise(order)]
    return [(x, count) for x, count in zip(middles, counts, strict=True) if count]


def _straight_across(
    canvas: Canvas, circles: Sequence[Placed], moves: Moves, middle_y: float
) -> None:
    """How often the customer went past the middle phase: a bridge over all circles."""
    first, middle, last = circles
    count = moves.get(_pair(first.phase, last.phase), 0)
    if not count:
        return
    top = middle_y - max(c.r for c in circles) - 10
    canvas.text(middle.x, top + 4, f"{count}×", ink=Ink.MUTED, size=12)
    for end, toward in ((first, -1), (last, 1)):
        foot = (end.x, middle_y - end.r - 3)
        canvas.line([(middle.x + toward * 14, top), (end.x, top), foot], Ink.MUTED, dashed=True)


def _seen(circles: Sequence[Placed]) -> list[tuple[float, float]]:
    """Where a circle's own part of the line through all middles begins and ends."""
    ends = [(c.x - c.r, c.x + c.r) for c in circles]
    return [
        (ends[0][0], min(ends[0][1], ends[1][0])),
        (max(ends[1][0], ends[0][1]), min(ends[1][1], ends[2][0])),
        (max(ends[2][0], ends[1][1]), ends[2][1]),
    ]


def _apart(a: float, b: float, count: int) -> float:
    """From middle to middle: the lens grows with the moves up to half of the smaller circle."""
    return a + b + _GAP if not count else a + b - min(a, b) * count / (count + 3)


def _columns(xs: Sequence[float]) -> list[float]:
    """Where the names stand: below their circles, but never in each other."""
    first, middle, last = xs
    half = WIDTH / 2
    middle = min(max(middle, half - 24), half + 24)
    return [
        max(56.0, min(first, middle - _COLUMN)),
        middle,
        min(WIDTH - 56.0, max(last, middle + _COLUMN)),
    ]


def _pair(a: Phase, b: Phase) -> frozenset[Phase]:
    return frozenset((a, b))


def _description(
    heading: str,
    values: tuple[Mapping[Phase, float], Mapping[Phase, str]],
    moves: Moves,
    lang: Language,
) -> str:
    say, (shares, times) = PageWords(lang), values
    parts = [
        say["circles_part"].format(
            phase=phase_name(p, lang, short=False), share=percent(shares[p]), time=times[p]
        )
        if p in times
        else f"{phase_name(p, lang, short=False)} {percent(shares[p])}"
        for p in Phase
    ]
    order = list(Phase)
    pairs = [(order[0], order[1]), (order[1], order[2]), (order[0], order[2])]
    told = [
        say["circles_moves"].format(a=phase_name(a, lang), b=phase_name(b, lang), n=n)
        for a, b in pairs
        if (n := moves.get(_pair(a, b), 0))
    ]
    going = say.joined(told) if told else say["no_moves"]
    return (
        say["circles_desc"]
        .format(name=heading, parts=say.joined(parts), moves=going if times else "")
        .strip()
    )
