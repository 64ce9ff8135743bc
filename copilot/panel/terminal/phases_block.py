"""Three circles: which phase is open, and what each has had against what it deserves (pure)."""

from copilot.method.circles import Circle, Missing
from copilot.method.phases import Phase
from copilot.panel.screen_words import PHASES_SHORTEST, say, told
from copilot.panel.terminal.cells import Glyphs, padded, width
from copilot.panel.terminal.ink import Ink, Paper, Row, Span
from copilot.panel.view import View
from copilot.wording import phase_name
from copilot.wording.progress import missing_text

BAR_CELLS = (8, 24)  # at least and at most
BESIDE = 60  # cells from which a bar and why its phase is unfinished share a row


def phases_block(view: View, paper: Paper) -> list[Row]:
    """One row for all three, or a bar for each, or also why one is unfinished."""
    if paper.height < len(Phase):
        return paper.filled([_together(view, paper)])
    names = {c.phase: phase_name(c.phase, paper.lang) for c in view.circles}
    longest = max(width(n) for n in names.values())
    below = _reasons_below(paper)
    rows: list[Row] = []
    for circle in view.circles:
        rows.append(_bar(circle, view, paper, longest))
        if below:
            rows.append(_reason(circle, view, paper))
    return paper.filled(rows)


def _together(view: View, paper: Paper) -> Row:
    """`▸●cognitive 62/45`, three times; the shortest names where the long ones do not fit."""
    for short in (False, True):
        spans: list[Span] = []
        for circle in view.circles:
            here = circle.phase is view.phase
            name = (
                told(PHASES_SHORTEST[circle.phase], paper.lang)
                if short
                else phase_name(circle.phase, paper.lang)
            )
            mark = paper.glyphs.here if here else " "
            share = f"{circle.share * 100:.0f}/{circle.target * 100:.0f}"
            text = f"{mark}{_circle(circle, paper.glyphs)}{name} {share}"
            spans.append((text, Ink.STRONG if here else Ink.PLAIN))
        if sum(width(t) for t, _ in spans) <= paper.width:
            break
    gap = max(0, paper.width - sum(width(t) for t, _ in spans)) // len(spans)
    between: Span = (" " * min(3, gap), Ink.PLAIN)
    return paper.row(*(piece for span in spans for piece in (span, between)))


def _bar(circle: Circle, view: View, paper: Paper, name_cells: int) -> Row:
    lang, glyphs = paper.lang, paper.glyphs
    here = circle.phase is view.phase
    ink = Ink.STRONG if here else Ink.PLAIN
    share, target = f"{circle.share * 100:.0f}", f"{circle.target * 100:.0f}"
    numbers = say("share-of", lang).format(share=share.rjust(3), target=target)
    mark = glyphs.here if here else " "
    head = f"{mark}{_circle(circle, glyphs)} {padded(phase_name(circle.phase, lang), name_cells)} "
    room = paper.width - width(head) - width(numbers) - 2
    cells = min(BAR_CELLS[1], room)
    bar = _cells(circle, cells, glyphs) if cells >= BAR_CELLS[0] else ""
    missing = _missing(circle, view)
    unfinished = f"  {missing_text(missing, lang)}" if missing and not _reasons_below(paper) else ""
    good = Ink.GOOD if circle.unfinished is None else Ink.WARN
    return paper.row((head, ink), (bar, good), (f" {numbers}", ink), (unfinished, Ink.FAINT))


def _reasons_below(paper: Paper) -> bool:
    """Whether why a phase is unfinished takes a row of its own."""
    return paper.height >= 2 * len(Phase) and paper.width < BESIDE


def _missing(circle: Circle, view: View) -> Missing | None:
    """Why it is unfinished; of a phase that is yet to come there is nothing to say."""
    if view.phase is None or circle.phase.order > view.phase.order:
        return None
    return circle.unfinished


def _reason(circle: Circle, view: View, paper: Paper) -> Row:
    missing = _missing(circle, view)
    if missing is None:
        return paper.row()
    return paper.row((f"   {missing_text(missing, paper.lang)}", Ink.FAINT))


def _cells(circle: Circle, cells: int, glyphs: Glyphs) -> str:
    """A bar of the whole call: the share filled, the target marked."""
    filled = round(min(1.0, circle.share) * cells)
    bar = [glyphs.bar] * filled + [glyphs.no_bar] * (cells - filled)
    bar[min(cells - 1, round(circle.target * cells))] = glyphs.target
    return "".join(bar)


def _circle(circle: Circle, glyphs: Glyphs) -> str:
    if not circle.turns:
        return glyphs.empty
    had_enough = circle.unfinished is None and circle.share >= circle.target / 2
    return glyphs.full if had_enough else glyphs.half
