"""The call from left to right: the phase that was open, who spoke, and the moments to look at.

Three lanes, one for each phase. A lane is tinted while its phase is open; in it, the upper bars
are the customer's speech and the lower ones the agent's. Below stand the moments, numbered as in
the list beside the picture, each kind with a shape of its own.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.phases import Phase
from copilot.report.facts import BADLY, WELL, CallFacts, Moment, MomentKind, TurnFact
from copilot.report.page_words import PageWords, clock
from copilot.report.pictures.canvas import Canvas, Ink
from copilot.report.pictures.circles import INKS
from copilot.wording import phase_name

WIDTH = 760.0
SIGNS: Mapping[MomentKind, str] = {
    MomentKind.PREMATURE_PITCH: "^",
    MomentKind.TOO_SOON: "^",
    MomentKind.PUSHED: "^",
    MomentKind.MONOLOGUE: "^",
    MomentKind.HESITATION: "s",
    MomentKind.HIDDEN_NEED: "D",
    MomentKind.READY: "o",
    MomentKind.EXIT: "X",
    MomentKind.MARKED: "*",
}
"""Shapes, as matplotlib names them."""

_LEFT, _RIGHT = 92.0, 748.0
_TOP = 6.0
_LANE = 34.0
_BAR = 11.0
_SIGNS_Y = 16.0  # below the lanes
_ROW = 32.0  # of moments that would stand in each other
_APART = 20.0  # pixels between two moments of one row
_MOST_ROWS = 4
_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
_MOST_TICKS = 9
_THINNEST = 1.2


def ink_of(moment: Moment) -> Ink:
    """Red for what the method warns of, green for what was met well, grey for the rest."""
    if SIGNS[moment.kind] == "^" or moment.handled in BADLY:
        return Ink.WARNING
    return Ink.CONVERGENT if moment.handled in WELL else Ink.MUTED


def timeline(name: str, facts: CallFacts, lang: Language) -> str:
    """The picture as SVG; `name` begins its ids."""
    end_s = max([facts.seconds, 1.0, *(t.end for t in facts.turns)])
    scale = (_RIGHT - _LEFT) / end_s
    spots = [(_LEFT + m.said.start * scale, m) for m in facts.moments]
    rows = _rows([x for x, _ in spots])
    lanes_end = _TOP + 3 * _LANE
    axis_y = lanes_end + (max(rows, default=-1) + 1) * _ROW + 8
    canvas = Canvas(name, WIDTH, axis_y + 24)
    _lanes(canvas, lang)
    _stretches(canvas, facts.turns, scale, end_s)
    for x, _ in spots:
        canvas.line([(x, _TOP), (x, lanes_end + _SIGNS_Y - 8)], Ink.LINE, dashed=True)
    for number, ((x, moment), row) in enumerate(zip(spots, rows, strict=True), 1):
        y = lanes_end + _SIGNS_Y + row * _ROW
        canvas.sign(x, y, SIGNS[moment.kind], ink_of(moment))
        canvas.text(x, y + 17, str(number), size=11)
    _axis(canvas, axis_y, scale, end_s)
    return canvas.svg(PageWords(lang)["timeline_title"], _description(facts, lang))


def _lanes(canvas: Canvas, lang: Language) -> None:
    for place, phase in enumerate(Phase):
        y = _TOP + place * _LANE
        canvas.text(_LEFT - 10, y + _LANE / 2 + 5, phase_name(phase, lang), side="right")
        canvas.line([(_LEFT, y + _LANE), (_RIGHT, y + _LANE)], Ink.LINE)


def _stretches(canvas: Canvas, turns: Sequence[TurnFact], scale: float, end_s: float) -> None:
    """Tinted stretches of one phase, joined by steps, and the bars of who spoke in them."""
    begins = [t for place, t in enumerate(turns) if not place or turns[place - 1].phase != t.phase]
    ends = [*(t.start for t in begins), end_s][1:]
    last_y = None
    for first, end in zip(begins, ends, strict=True):
        x, y = _LEFT + first.start * scale, _TOP + first.phase.order * _LANE
        canvas.box(
            x,
            y + 2,
            max(_THINNEST, (end - first.start) * scale),
            _LANE - 4,
            INKS[first.phase],
            seen=0.22,
        )
        if last_y is not None:
            canvas.line([(x, last_y + _LANE / 2), (x, y + _LANE / 2)], Ink.MUTED)
        last_y = y
    for turn in turns:
        of_customer = turn.speaker is Speaker.CUSTOMER
        y = _TOP + turn.phase.order * _LANE + (4 if of_customer else _LANE - 4 - _BAR)
        width = max(_THINNEST, (turn.end - turn.start) * scale)
        ink = INKS[turn.phase] if of_customer else Ink.MUTED
        canvas.box(_LEFT + turn.start * scale, y, width, _BAR, ink)


def _rows(xs: Sequence[float]) -> list[int]:
    """The row of each moment, so that none stands in another one while there are rows left."""
    lasts: list[float] = []
    out = []
    for x in xs:
        free = next((r for r, last in enumerate(lasts) if x - last >= _APART), None)
        if free is None and len(lasts) < _MOST_ROWS:
            free = len(lasts)
            lasts.append(x)
        row = free if free is not None else lasts.index(min(lasts))
        lasts[row] = x
        out.append(row)
    return out


def _axis(canvas: Canvas, y: float, scale: float, end_s: float) -> None:
    canvas.line([(_LEFT, y), (_RIGHT, y)], Ink.MUTED)
    step = next((s for s in _STEPS_S if end_s / s <= _MOST_TICKS), _STEPS_S[-1])
    for tick in range(int(end_s // step) + 1):
        x = _LEFT + tick * step * scale
        canvas.line([(x, y), (x, y + 4)], Ink.MUTED)
        canvas.text(x, y + 18, clock(tick * step), ink=Ink.MUTED, size=12)


def _description(facts: CallFacts, lang: Language) -> str:
    say = PageWords(lang)
    course = [p for p, _ in groupby(t.phase for t in facts.turns)]
    return say["timeline_desc"].format(
        time=clock(facts.seconds),
        course=say["then"].join(phase_name(p, lang) for p in course),
        n=len(facts.moments),
    )
