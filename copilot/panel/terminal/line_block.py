"""The next line: the largest thing on the panel, in every size (pure).

The move on a bar across the block, then the words to say. The reason and the entries of the card
that the line rests on stand below and give way to the words where there is little room.
"""

from collections.abc import Callable
from dataclasses import replace

from copilot.events import Verdict
from copilot.panel.screen_words import STATES, say, told
from copilot.panel.terminal.cells import balanced, clipped, wrapped
from copilot.panel.terminal.ink import Ink, Paper, Row, Span, beside
from copilot.panel.view import Line, LineState, Listen, View, Waits
from copilot.wording import move_name

ROOMY = 8  # rows from which there is air around the words
LONGEST_ROW = 76  # cells: the eye finds the next row of a longer one too slowly


def line_block(view: View, paper: Paper) -> list[Row]:
    """The rows of the block, exactly as many as the paper has."""
    if view.waits is not None:
        return _waiting(view, view.waits, paper)
    if view.ended is not None:
        return _ended(view, paper)
    if view.paused:
        return _message(paper, say("paused", paper.lang), say("nothing-heard", paper.lang))
    if view.withheld:
        return _message(paper, say("withheld", paper.lang), say("not-written", paper.lang))
    if view.listen is not None:
        return _listen(view.listen, paper)
    if view.line is not None:
        return _line(view.line, view.line_state, paper)
    if view.to_read_out:
        text = view.to_read_out.replace("\n", "" if paper.lang.is_chinese else " ")
        return _message(paper, say("to-read-out", paper.lang), text)
    name = "no-line" if view.started else "waiting"
    return paper.filled([paper.row((f" {say(name, paper.lang)}", Ink.TITLE_FAINT))])


def _line(line: Line, state: LineState, paper: Paper) -> list[Row]:
    now = state is LineState.NOW and line.verdict is not Verdict.NOT_USEFUL
    name = move_name(line.move, paper.lang)
    title: Span = (f" {name if paper.lang.is_chinese else name.upper()}", _title(now))
    bar = paper.row(title, right=(f"{_tags(line, state, paper)} ", Ink.FAINT))
    text = line.text if line.whole else f"{line.text.rstrip('…')} {paper.glyphs.more}"
    grounds = _grounds(line, _inside(paper))
    # Words that came piece by piece stay in the rows in which they were read.
    rows = balanced if line.instant else wrapped
    return _set(bar, text, Ink.STRONG if now else Ink.FAINT, grounds, paper, rows)


def _title(now: bool) -> Ink:
    return Ink.TITLE if now else Ink.TITLE_FAINT


def _set(
    title: Row,
    text: str,
    ink: Ink,
    grounds: list[Row],
    paper: Paper,
    broken: Callable[[str, int], list[str]] = balanced,
) -> list[Row]:
    """The words to say under the bar, with air where there is room, and the grounds below.

    `grounds` are rows for :func:`_inside` of the paper.
    """
    inside, roomy = _inside(paper), paper.height >= ROOMY
    indent = " " if roomy else ""
    lines = broken(inside.glyphs.shown(text), min(inside.width - 1, LONGEST_ROW))
    room = inside.height - (2 if roomy else 0)
    if len(lines) > room:
        last = lines[room - 1] + " " * inside.width  # too long, so that it is seen to be cut
        lines = [*lines[: room - 1], clipped(last, inside.width - 1, inside.glyphs.more)]
    spaced = roomy and 2 * len(lines) - 1 + len(grounds) <= room
    said: list[Row] = []
    for line in lines:
        if spaced and said:
            said.append(inside.row())
        said.append(inside.row((indent + line, ink)))
    air = [inside.row()] if roomy else []
    kept = grounds[: max(0, inside.height - len(said) - 2 * len(air))]
    rows = inside.filled([*air, *said, *air, *kept])
    edge: Span = (paper.glyphs.edge, Ink.GOOD if ink is Ink.STRONG else Ink.FAINT)
    first: Row = (edge,) if roomy else ()
    return [
        title,
        *(beside([(0, first), (paper.width - inside.width, r)], paper.width) for r in rows),
    ]


def _inside(paper: Paper) -> Paper:
    """The paper under the bar, right of the edge that holds the block together."""
    return replace(
        paper, width=paper.width - (2 if paper.height >= ROOMY else 1), height=paper.height - 1
    )


def _tags(line: Line, state: LineState, paper: Paper) -> str:
    lang, glyphs = paper.lang, paper.glyphs
    tags = [told(STATES[state], lang)]
    if line.followed:
        tags.append(f"{glyphs.good} {say('followed', lang)}")
    elif line.verdict is not None:
        tags.append(say(str(line.verdict), lang))
    if not line.whole:
        tags.append(say("writing", lang))
    elif line.instant:
        tags.append(say("instant", lang))
    return f" {glyphs.dot} ".join(t for t in tags if t)


def _grounds(line: Line, paper: Paper) -> list[Row]:
    """The reason, and the entries of the card."""
    rows = [paper.row((line.why, Ink.FAINT))] if line.why else []
    for quote in line.evidence:
        head = f"{paper.glyphs.proof} {quote.entry}"
        if quote.text.rstrip("。. ") in line.text:  # it is being read already
            rows.append(paper.row((head, Ink.FAINT)))
            continue
        most = 2 if paper.height >= ROOMY - 1 else 1
        rows.extend(paper.labelled(head, quote.text, Ink.FAINT, most))
    return rows


def _listen(listen: Listen, paper: Paper) -> list[Row]:
    name = say("listen", paper.lang)
    title = paper.row((f" {name if paper.lang.is_chinese else name.upper()}", Ink.TITLE))
    then = _inside(paper).row((f"{say('then', paper.lang)}{listen.why}", Ink.FAINT))
    return _set(title, say("say-nothing", paper.lang), Ink.STRONG, [then], paper)


def _message(paper: Paper, title: str, text: str) -> list[Row]:
    name = title if paper.lang.is_chinese else title.upper()
    return _set(paper.row((f" {name}", Ink.TITLE_FAINT)), text, Ink.STRONG, [], paper)


def _ended(view: View, paper: Paper) -> list[Row]:
    title, sums = _came_to(view, paper)
    leave = _inside(paper).row((say("leave", paper.lang), Ink.FAINT))
    return _set(paper.row((f" {title}", Ink.TITLE_FAINT)), sums, Ink.STRONG, [leave], paper)


def _waiting(view: View, waits: Waits, paper: Paper) -> list[Row]:
    """How to begin is the largest; what the last call came to stands under it."""
    lang, inside = paper.lang, _inside(paper)
    title, sums = _came_to(view, paper)
    nth = "next" if view.ended is not None else "first"
    grounds = [inside.row((text, Ink.FAINT)) for text in (sums, say("leave", lang)) if text]
    bar = paper.row((f" {title}", Ink.TITLE_FAINT))
    return _set(bar, say(f"{nth}-by-{waits}", lang), Ink.STRONG, grounds, paper)


def _came_to(view: View, paper: Paper) -> tuple[str, str]:
    """That the call has ended, how long it was, and its sums; that none has been yet."""
    ended, lang = view.ended, paper.lang
    if ended is None:
        return say("waiting", lang), ""
    minutes, seconds = divmod(int(ended.seconds), 60)
    sums = say("sums", lang).format(turns=ended.turns, lines=ended.lines, followed=view.followed)
    return f"{say('ended', lang)} {minutes}:{seconds:02d}", sums
