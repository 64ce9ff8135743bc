"""The smaller blocks of the panel: status, notices, what stands beside, the words, keys (pure)."""

from copilot.events import Speaker
from copilot.method.phases import Phase
from copilot.panel.keys import keys_of, label
from copilot.panel.screen_words import MODES, NOTICES, PARTS, say, told
from copilot.panel.terminal.cells import fitted, width
from copilot.panel.terminal.ink import Ink, Paper, Row, Span
from copilot.panel.troubles import trouble_told
from copilot.panel.view import Objection, View
from copilot.panel.words import signal_name
from copilot.wording.progress import kind_name, topics_text

NARROW = 60  # cells: below, a speaker is one letter
AIRY = 16  # rows from which groups stand apart
ROWS_PER_TURN = 3  # of one turn in the transcript; on an airy one twice as many


def status_block(view: View, paper: Paper) -> list[Row]:
    """Time, who called whom, the product; at the right what is wrong, and how quick things are."""
    lang, glyphs, health = paper.lang, paper.glyphs, view.health
    shown_s = view.ended.seconds if view.ended else view.now_s if view.started else 0.0
    minutes, seconds = divmod(int(shown_s), 60)
    parts = dict.fromkeys(t.trouble.part for t in view.troubles)
    right = [f"{glyphs.bad}{told(PARTS[p], lang) if p in PARTS else p}" for p in parts]
    if health.left_out:
        right.append(say("left-out", lang).format(health.left_out))
    if health.backlog:
        right.append(say("backlog", lang).format(health.backlog))
    if health.line_after_s is not None:
        right.append(say("line-after", lang).format(health.line_after_s))
    if health.heard_after_s is not None and paper.width >= NARROW:
        right.append(say("heard-after", lang).format(health.heard_after_s))
    product = view.started.product if view.started else view.card.name if view.card else ""
    left = [f"{minutes:2d}:{seconds:02d}", told(MODES[view.mode], lang), product]
    dot = f" {glyphs.dot} "
    ink = Ink.BAD if parts else Ink.FAINT
    return paper.filled(
        [paper.row((dot.join(t for t in left if t), Ink.FAINT), right=(dot.join(right), ink))]
    )


def notice_block(view: View, paper: Paper) -> list[Row]:
    """A lost device, the answer to a key, alerts, other troubles: as many as there are rows."""
    lang, glyphs = paper.lang, paper.glyphs
    spans: list[Span] = []
    if view.notice is not None:
        spans.append((f"{glyphs.dot} {told(NOTICES[view.notice[0]], lang)}", Ink.STRONG))
    trouble = view.banner
    of_device = trouble is not None and trouble.part == "audio"
    bad = [(f"{glyphs.bad} {trouble_told(trouble, lang)}", Ink.BAD)] if trouble else []
    spans.extend(bad if of_device else [])
    if view.recovered is not None:
        spans.append((f"{glyphs.good} {trouble_told(view.recovered.trouble, lang)}", Ink.GOOD))
    if view.on_hold:
        spans.append((f"{glyphs.dot} {say('on-hold', lang)}", Ink.PLAIN))
    spans.extend((f"{glyphs.warn} {a.text}", Ink.WARN) for a in view.alerts)
    spans.extend([] if of_device else bad)
    if len(spans) == 1:
        return paper.filled(paper.paragraph(*spans[0], paper.height))
    return paper.filled(paper.row(span) for span in spans)


def aside_block(view: View, paper: Paper) -> list[Row]:
    """What serves the next minute, first things first; the last give way."""
    lang = paper.lang
    groups: list[list[Row]] = []
    each = 1 if paper.height < 6 else 2
    if view.to_read_out and view.line is not None:  # which stands where the notice stood
        text = view.to_read_out.replace("\n", "" if lang.is_chinese else " ")
        groups.append(_item("to-read-out", text, paper, max(each, paper.height - 4)))
    objection = view.objection
    if objection is not None and not (each == 1 and _on_the_line(view, objection)):
        name = signal_name(objection.kind, lang)
        head = f"{paper.glyphs.warn} {name}"
        answer = objection.answer.text if objection.answer else say("no-answer", lang)
        groups.append(paper.labelled(head, answer, Ink.STRONG, 2 if paper.height < 6 else 3))
    if view.unasked:
        groups.append(_item("unasked", topics_text(view.unasked, lang), paper, each))
    if view.open_needs:
        quotes = [n.quote for n in view.open_needs]
        groups.append(_item("open-needs", _quotes(quotes, paper), paper, each))
    if view.options:
        quotes = [o.quote for o in reversed(view.options)]
        groups.append(_item("options", _quotes(quotes, paper), paper, each))
    may_present = view.progress is not None and view.phase is not Phase.COGNITIVE
    if view.progress is not None and view.progress.ties and may_present and each > 1:
        tie = view.progress.ties[0]
        both = f" {paper.glyphs.dot} ".join(t for t in (tie.benefit, tie.evidence) if t)
        groups.append(_item("present", both, paper, 3))
    air = [paper.row()] if paper.height >= AIRY else []
    rows = [row for group in groups for row in (*group, *air)]
    room = paper.height - len(rows)
    above = {*view.options, *view.open_needs}
    rest = [piece for piece in reversed(view.learned) if piece not in above]
    for piece in rest[: max(0, room)]:
        rows += paper.labelled(kind_name(piece.kind, lang), piece.quote, Ink.FAINT, each)
    return paper.filled(rows)


def _on_the_line(view: View, objection: Objection) -> bool:
    """Whether the line already stands on the answer to this doubt."""
    return (
        view.line is not None
        and objection.answer is not None
        and objection.answer.entry in [quote.entry for quote in view.line.evidence]
    )


def _item(name: str, text: str, paper: Paper, rows: int) -> list[Row]:
    return paper.labelled(say(name, paper.lang), text, Ink.PLAIN, rows)


def _quotes(quotes: list[str], paper: Paper) -> str:
    return f" {paper.glyphs.dot} ".join(quotes)


def words_block(view: View, paper: Paper) -> list[Row]:
    """What was said and is being said, the latest at the bottom."""
    blocks: list[list[Row]] = []
    for speaking in sorted(view.speaking, key=lambda s: s.start, reverse=True):
        text = f"{speaking.text.rstrip('…. ')} {paper.glyphs.more}".lstrip()
        blocks.append(_words(speaking.speaker, speaking.start, text, Ink.PARTIAL, paper))
    for turn in reversed(view.turns):
        if sum(len(b) for b in blocks) >= paper.height:
            break
        text = f"{paper.glyphs.star} {turn.text}" if turn.marked else turn.text
        blocks.append(_words(turn.speaker, turn.start, text, Ink.PLAIN, paper))
    rows = [row for block in reversed(blocks) for row in block][-paper.height :]
    return [*(paper.row() for _ in range(paper.height - len(rows))), *rows]


def _words(speaker: Speaker, start: float, text: str, ink: Ink, paper: Paper) -> list[Row]:
    lang = paper.lang
    wide = paper.width >= NARROW
    name = say(str(speaker) if wide else f"{speaker}-short", lang)
    head = f"{int(start) // 60:2d}:{int(start) % 60:02d} {name}" if wide else name
    if wide and not lang.is_chinese:
        head = head.ljust(6 + len(say("customer", lang)))
    colour = Ink.AGENT if speaker is Speaker.AGENT else Ink.CUSTOMER
    shown = paper.glyphs.shown(text)
    room = max(1, paper.width - width(head) - 2)
    lines = fitted(shown, room, _most_rows(paper), paper.glyphs.more)
    if _most_rows(paper) == 1 and len(lines) == 1 and ink is Ink.PARTIAL:
        lines = [_tail(shown, room, paper)]
    gap = " " * (width(head) + 2)
    return [
        paper.row((head, colour), ("  ", ink), (line, ink))
        if number == 0
        else paper.row((gap, ink), (line, ink))
        for number, line in enumerate(lines)
    ]


def _most_rows(paper: Paper) -> int:
    if paper.height < ROWS_PER_TURN:
        return 1
    return ROWS_PER_TURN if paper.height < AIRY else 2 * ROWS_PER_TURN


def _tail(text: str, cells: int, paper: Paper) -> str:
    """The end of what is being said: its newest words are the news."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - width(paper.glyphs.more):
        text = text[1:]
    return paper.glyphs.more + text


def keys_block(view: View, paper: Paper) -> list[Row]:
    """As many keys as fit, the most needed first; help always tells the rest."""
    spans: list[Span] = []
    room = paper.width
    for key in keys_of(view):
        text = label(key, paper.lang)
        if width(text) + 2 > room:
            continue
        room -= width(text) + 2
        spans.append((f"{text}  ", Ink.FAINT))
    return paper.filled([paper.row(*spans)])
