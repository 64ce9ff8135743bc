"""A call as WebVTT captions: one cue a turn, with a voice tag (pure).

Source of the form: W3C, WebVTT: The Web Video Text Tracks Format. Cues are sorted by their start,
as the form asks; two people who speak at once are two cues that overlap.
"""

from copilot.events import Speaker
from copilot.exchange.plain import encodable
from copilot.exchange.turns import TurnRow, turn_rows
from copilot.panel.words import panel_words
from copilot.store.record import CallHead, CallRecord

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def to_webvtt(record: CallRecord) -> str:
    """The whole file; the agent is named where their name is known."""
    names = _names(record.head)
    rows = sorted(turn_rows(record.events), key=lambda row: (row.start_s, row.turn))
    title = _line(f"{record.head.id} {record.head.began}").replace("-->", "->")
    cues = "".join(f"\n{_cue(row, names[row.speaker])}" for row in rows)
    return f"WEBVTT\n\nNOTE {title}\n{cues}"


def _cue(row: TurnRow, name: str) -> str:
    start_ms = max(0, round(row.start_s * 1000))
    end_ms = max(start_ms + 1, round(row.end_s * 1000))  # a cue that ends as it starts is none
    said = _line(row.text).translate(_ESCAPES)
    return f"{row.turn}\n{_at(start_ms)} --> {_at(end_ms)}\n<v {name}>{said}\n"


def _names(head: CallHead) -> dict[Speaker, str]:
    words = panel_words(head.lang)
    agent = _line(head.agent) or words.agent.strip()
    names = {Speaker.AGENT: agent, Speaker.CUSTOMER: words.customer.strip()}
    return {who: name.translate(_ESCAPES) for who, name in names.items()}


def _at(milliseconds: int) -> str:
    seconds, ms = divmod(milliseconds, 1000)
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    return f"{hours:02}:{m:02}:{s:02}.{ms:03}"


def _line(text: str) -> str:
    """`text` on one line: an empty line would end the cue, and NUL is not allowed."""
    return " ".join(encodable(text).replace("\x00", " ").split())
