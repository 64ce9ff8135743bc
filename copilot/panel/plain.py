"""Lines of text, top to bottom: good to read in a log, and in any terminal.

With `growing`, a line of the agent's appears piece by piece as it is written; without it, when it
is whole. No cursor codes: what has been printed stays.
"""

from collections.abc import AsyncIterator
from typing import TextIO

from copilot.events import (
    AgentRead,
    AlertRaised,
    CallEnded,
    CallStarted,
    CustomerLearned,
    EchoDropped,
    HoldHeard,
    LineBegun,
    LineDropped,
    LineFinished,
    LineGrew,
    ListenAdvised,
    NoticeGiven,
    PartialHeard,
    PhaseRead,
    Progress,
    Published,
    Speaker,
    SpeechStarted,
    Trouble,
    TurnHeard,
    Withheld,
)
from copilot.language import Language
from copilot.method.phases import Phase
from copilot.panel.course import Course
from copilot.panel.troubles import trouble_told
from copilot.panel.words import panel_words, signal_name
from copilot.safe_text import safe_text
from copilot.wording import move_name, phase_name

INDENT = " " * 7


class PlainText:
    """A :class:`~copilot.call.Panel`."""

    def __init__(self, out: TextIO, lang: Language, *, growing: bool) -> None:
        self._out = out
        self._lang = lang
        self._growing = growing
        self._say = panel_words(lang)
        self._rich = _can_show("➜●○…▲＋■", out.encoding)
        self._course = Course(lang)
        self._open: tuple[int, str] | None = None  # turn and text of the line being printed

    async def follow(self, events: AsyncIterator[Published]) -> None:
        async for published in events:
            self._show(published)
            self._out.flush()

    def _show(self, published: Published) -> None:
        event = published.event
        if not isinstance(event, CustomerLearned):
            self._told()
        match event:
            case LineBegun(instant=False) | LineGrew():
                if self._growing:
                    self._grow(event)
            case LineFinished():
                self._finish(event)
            case LineDropped():
                self._break()
                if event.reason not in ("customer-went-on", "call-over"):
                    self._line(f"{INDENT}{self._say.withdrawn}")
            case CustomerLearned():
                self._course.learned(event)
            case AlertRaised():
                self._line(f"{INDENT}{'▲' if self._rich else '!!'} {safe_text(event.text)}")
            case Progress():
                for text in self._course.changes(event):
                    self._line(f"{INDENT}{safe_text(text)}")
            case ListenAdvised():
                self._line(f"{INDENT}{self._arrow()} {self._say.listen}")
                self._line(f"{INDENT}  {self._say.then}: {event.why}")
            case TurnHeard():
                self._course.heard(event)
                who = self._say.agent if event.speaker is Speaker.AGENT else self._say.customer
                self._line(f"{_clock(event.start)} {who}  {safe_text(event.text)}")
            case PhaseRead():
                self._phase(event)
            case HoldHeard():
                self._line(f"{INDENT}({self._say.hold if event.on else self._say.hold_over})")
            case Trouble():
                chinese = self._lang.is_chinese
                text = trouble_told(event, self._lang) if chinese else event.text
                self._line(f"{INDENT}! {safe_text(text)}")
            case CallStarted():
                product = f" · {safe_text(event.product)}" if event.product else ""
                self._line(f"{self._say.started} · {event.mode} · {event.lang}{product}")
            case CallEnded():
                self._line(
                    f"{self._say.ended} · {_clock(event.seconds).strip()} · "
                    f"{event.turns} {self._say.turns} · {event.lines} {self._say.lines}"
                )
            case Withheld():
                sign = "■" if self._rich else "#"
                text = self._say.withheld if event.on else self._say.heard_again
                self._line(f"{INDENT}{sign} {text}")
            case NoticeGiven():
                self._line(f"{INDENT}{self._say.to_read_out}")
                for paragraph in event.text.splitlines():
                    self._line(f"{INDENT}  {safe_text(paragraph)}")
            case EchoDropped():
                self._line(f"{INDENT}{self._say.echo.format(safe_text(event.text))}")
            case AgentRead() | SpeechStarted() | PartialHeard() | LineBegun():
                pass

    def _told(self) -> None:
        """What the turn taught, on one line, as soon as something else comes."""
        text = self._course.taught()
        if text:
            self._line(f"{INDENT}{'＋' if self._rich else '+'} {safe_text(text)}")

    def _phase(self, event: PhaseRead) -> None:
        dot, ring = ("●", "○") if self._rich else ("*", "-")
        circles = " ".join(
            f"{dot if phase is event.phase else ring}{phase_name(phase, self._lang)}"
            f" {event.phase_scores[phase]:.0%}"
            for phase in Phase
        )
        signals = " ".join(signal_name(signal, self._lang) for signal in event.signals)
        self._line(f"{INDENT}{circles}{'  · ' + signals if signals else ''}")

    def _grow(self, event: LineBegun | LineGrew) -> None:
        text = safe_text(event.line)
        if self._open is None or self._open[0] != event.turn:
            self._break()
            self._write(f"{INDENT}{self._arrow()} [{move_name(event.move, self._lang)}] {text}")
        elif text.startswith(self._open[1]):
            self._write(text[len(self._open[1]) :])
        else:
            return
        self._open = (event.turn, text)

    def _finish(self, event: LineFinished) -> None:
        text = safe_text(event.line)
        if (
            self._open is not None
            and self._open[0] == event.turn
            and text.startswith(self._open[1])
        ):
            self._write(text[len(self._open[1]) :] + "\n")
            self._open = None
        else:
            mark = f" ({self._say.instant})" if event.instant else ""
            move = move_name(event.move, self._lang)
            self._line(f"{INDENT}{self._arrow()} [{move}]{mark} {text}")
        if not event.instant:
            card = f" · {self._say.card}: {', '.join(event.evidence)}" if event.evidence else ""
            self._line(f"{INDENT}  {event.why}{card}")

    def _arrow(self) -> str:
        return "➜" if self._rich else ">"

    def _line(self, text: str) -> None:
        self._break()
        self._write(text + "\n")

    def _break(self) -> None:
        """End the line that is being printed, so that something else can be."""
        if self._open is not None:
            self._write("…\n" if self._rich else "...\n")
            self._open = None

    def _write(self, text: str) -> None:
        self._out.write(text)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60:3d}:{int(seconds) % 60:02d}"


def _can_show(symbols: str, encoding: str | None) -> bool:
    try:
        symbols.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
