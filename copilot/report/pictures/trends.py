"""Many calls in two small pictures: the phases' shares over time, and the questions asked."""

from collections.abc import Mapping, Sequence

from copilot.language import Language
from copilot.method.moves import SPIN
from copilot.method.phases import Phase
from copilot.report.compare import Comparison, Group
from copilot.report.page_words import PageWords, percent
from copilot.report.pictures.canvas import Canvas, Ink
from copilot.report.pictures.circles import INKS
from copilot.report.words import question_name
from copilot.wording import phase_name

_WIDTH, _HEIGHT = 360.0, 216.0
_LEFT, _RIGHT, _TOP, _FOOT = 46.0, 346.0, 16.0, 176.0
_BAR_LEFT = 128.0
_ROW = 30.0


def shares_over_time(name: str, phase: Phase, trend: Sequence[Group], lang: Language) -> str:
    """One phase as SVG: dots are its share of the speech in a day or week, dashes its target."""
    canvas = Canvas(name, _WIDTH, _HEIGHT)
    for tenth in (0, 25, 50, 75, 100):
        y = _y(tenth / 100)
        canvas.line([(_LEFT, y), (_RIGHT, y)], Ink.LINE)
        canvas.text(_LEFT - 6, y + 4, percent(tenth / 100), ink=Ink.MUTED, size=11, side="right")
    groups = [g for g in trend if g.speech_s]
    xs = _spread(len(groups))
    shares = [(x, _y(g.share(phase))) for x, g in zip(xs, groups, strict=True)]
    targets = [(x, _y(g.target(phase))) for x, g in zip(xs, groups, strict=True)]
    if len(groups) == 1:
        targets = [(_LEFT, targets[0][1]), (_RIGHT, targets[0][1])]
    if targets:
        canvas.line(targets, Ink.TEXT, width=1.5, dashed=True)
    if len(shares) > 1:
        canvas.line(shares, INKS[phase], width=2)
    for x, y in shares:
        canvas.dot(x, y, 3.5 if len(shares) <= 40 else 2, INKS[phase])
    if groups:
        _dates(canvas, groups)
    return canvas.svg(phase_name(phase, lang, short=False), _told(phase, groups, lang))


def questions_asked(name: str, total: Group, lang: Language) -> str:
    """In how many calls each SPIN question was asked, as SVG: one bar for each."""
    canvas = Canvas(name, _WIDTH, _ROW * len(SPIN) + 12)
    say, told = PageWords(lang), []
    for place, move in enumerate(SPIN):
        y, count = 6 + place * _ROW, total.asked[move]
        room = _RIGHT - 96 - _BAR_LEFT
        long = room * count / total.calls if total.calls else 0.0
        canvas.text(_BAR_LEFT - 8, y + 18, question_name(move, lang), side="right")
        canvas.box(_BAR_LEFT, y + 4, room, _ROW - 10, Ink.LINE, seen=0.5)
        if long:
            canvas.box(_BAR_LEFT, y + 4, long, _ROW - 10, Ink.COGNITIVE)
        words = f"{count} / {total.calls}"
        canvas.text(_BAR_LEFT + room + 8, y + 18, words, side="left")
        told.append(
            say["spin_part"].format(name=question_name(move, lang), n=count, total=total.calls)
        )
    return canvas.svg(say["questions_asked"], say.joined(told))


def trends(comparison: Comparison, lang: Language) -> Mapping[Phase, str]:
    """The picture of each phase, in their order."""
    return {p: shares_over_time(f"trend-{p}", p, comparison.trend, lang) for p in Phase}


def _dates(canvas: Canvas, groups: Sequence[Group]) -> None:
    y = _FOOT + 18
    if len(groups) == 1:
        canvas.text((_LEFT + _RIGHT) / 2, y, groups[0].name, ink=Ink.MUTED, size=11)
        return
    canvas.text(_LEFT, y, groups[0].name, ink=Ink.MUTED, size=11, side="left")
    canvas.text(_RIGHT, y, groups[-1].name, ink=Ink.MUTED, size=11, side="right")


def _y(share: float) -> float:
    return _FOOT - share * (_FOOT - _TOP)


def _spread(count: int) -> list[float]:
    """Where dots stand, in the order of time and evenly."""
    if count == 1:
        return [(_LEFT + _RIGHT) / 2]
    return [_LEFT + 6 + place * (_RIGHT - _LEFT - 12) / (count - 1) for place in range(count)]


def _told(phase: Phase, groups: Sequence[Group], lang: Language) -> str:
    if not groups:
        return "–"
    return PageWords(lang)["trend_desc"].format(
        phase=phase_name(phase, lang),
        first=percent(groups[0].share(phase)),
        last=percent(groups[-1].share(phase)),
        target=percent(groups[-1].target(phase)),
    )
