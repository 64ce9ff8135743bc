"""An event, or time that goes by, folded into a panel's view (pure)."""

from dataclasses import replace

from copilot.events import (
    AlertRaised,
    AnotherAsked,
    Backlog,
    CallEnded,
    CallStarted,
    CustomerLearned,
    EchoDropped,
    HoldHeard,
    LineBegun,
    LineDropped,
    LineFinished,
    LineFollowed,
    LineGrew,
    LineJudged,
    ListenAdvised,
    Marked,
    NoticeGiven,
    PartialHeard,
    Paused,
    PhaseRead,
    Progress,
    Published,
    Speaker,
    SpeechStarted,
    StopAsked,
    Trouble,
    TurnHeard,
    Verdict,
    Withheld,
)
from copilot.method.alert_kinds import AlertKind
from copilot.method.learned import Learned
from copilot.panel.view import (
    ALERT_S,
    GONE_S,
    NOTICE_S,
    PAST_S,
    RECOVERED_S,
    TROUBLE_S,
    AlertShown,
    Line,
    Listen,
    Notice,
    Quote,
    Speaking,
    TroubleShown,
    TurnShown,
    View,
    changed_line,
    noticed,
)
from copilot.wording import card_sentence

TURNS_KEPT = 200
LEARNED_KEPT = 100
ALERTS_AT_ONCE = 2
NOISE_S = 3.0  # a beginning of speech that no word follows was a noise
LOST_S = 8.0  # words so far that nothing follows: no turn came of them
SPOKE_S = 1.5  # an agent's turn this long leaves the line behind; "I see" does not
NOTICE_TURNS = 4  # what is to be read out has been, or will not be
# Never said to be over.
_PASSING = ("utterance-lost", "partials-shed", "model-answer-unreadable", "customer-left-out")
_PASSING_ENDS = ("-lost-sound", "-changed")  # of devices: news, not a state


def fold(view: View, published: Published) -> View:
    """The view after an event."""
    view = at(view, published.at)
    now, event = view.now_s, published.event
    match event:
        case CallStarted():
            fresh = View.start(event.lang, event.mode, view.card, view.targets)
            return replace(fresh, now_s=published.at, started=event, troubles=view.troubles)
        case CallEnded():
            view = replace(view, line=None, held=None, listen=None, speaking=(), alerts=())
            view = replace(view, withheld=False, to_read_out="", on_hold=False)
            return replace(view, ended=event, notice=None, recovered=None)
        case SpeechStarted(speaker=speaker, start=start):
            return _speaking(view, Speaking(speaker, start, "", now))
        case PartialHeard(speaker=speaker, start=start, text=text):
            return _speaking(view, Speaking(speaker, start, text, now))
        case TurnHeard():
            return _turn(view, event, published.at)
        case EchoDropped():
            return _echo(view, event)
        case PhaseRead():
            return replace(view, read=event)
        case Progress():
            return replace(view, progress=event)
        case CustomerLearned(kind=kind, quote=quote, turn=turn):
            learned = (*view.learned, Learned(kind, quote, turn))
            return replace(view, learned=learned[-LEARNED_KEPT:])
        case AlertRaised():
            return _alert(view, event)
        case ListenAdvised(turn=turn, why=why):
            return replace(view, listen=Listen(turn, why, now), line=None, held=None)
        case LineBegun() | LineGrew() | LineFinished():
            return _line(view, event, published.at)
        case LineDropped(turn=turn):
            return _drop(view, turn)
        case LineFollowed(turn=turn):
            view = replace(view, followed=view.followed + 1)
            return changed_line(view, lambda line: replace(line, followed=True), turn)
        case Withheld(on=on):
            return replace(view, withheld=on, speaking=())
        case NoticeGiven(text=text):
            return replace(view, to_read_out=text)
        case HoldHeard(on=on):
            return replace(view, on_hold=on)
        case Backlog(waiting=waiting):
            return replace(view, health=replace(view.health, backlog=waiting))
        case Trouble():
            return _trouble(view, event)
        case _:
            return _key(view, published)


def at(view: View, now_s: float) -> View:
    """The view at a later moment: what is out of date has left."""
    now = max(view.now_s, now_s)
    speaking = tuple(
        s for s in view.speaking if now - s.heard_at <= (LOST_S if s.text else NOISE_S)
    )
    line, held = view.line, view.held
    if held is not None and not any(s.speaker is Speaker.AGENT for s in speaking):
        line, held = held, None
    if line is not None and _gone(line, now):
        line, held = None, None
    listen = view.listen
    if listen is not None and now - listen.since > GONE_S:
        listen = None
    notice = view.notice
    if notice is not None and now - notice[1] > NOTICE_S:
        notice = None
    return replace(
        view,
        now_s=now,
        speaking=speaking,
        line=line,
        held=held,
        listen=listen,
        notice=notice,
        recovered=view.recovered
        if view.recovered and now - view.recovered.since <= RECOVERED_S
        else None,
        alerts=tuple(a for a in view.alerts if now - a.since <= ALERT_S),
        troubles=tuple(
            t for t in view.troubles if not _passes(t.trouble) or now - t.since <= TROUBLE_S
        ),
    )


def _gone(line: Line, now: float) -> bool:
    past = line.past_since is not None and now - line.past_since > PAST_S
    return past or now - line.since > GONE_S


def _speaking(view: View, speaking: Speaking) -> View:
    others = tuple(s for s in view.speaking if s.speaker is not speaking.speaker)
    return replace(view, speaking=(*others, speaking))


def _turn(view: View, turn: TurnHeard, at_s: float) -> View:
    shown = TurnShown(turn.turn, turn.speaker, turn.start, turn.text)
    # Speech that began after this turn goes on: its words were only recognised now.
    still = tuple(s for s in view.speaking if s.speaker is not turn.speaker or s.start >= turn.end)
    health = replace(view.health, heard_after_s=max(0.0, at_s - turn.end))
    view = replace(view, turns=(*view.turns, shown)[-TURNS_KEPT:], speaking=still, health=health)
    if turn.speaker is Speaker.CUSTOMER:
        if turn.turn > NOTICE_TURNS:
            view = replace(view, to_read_out="")
        return replace(view, customer_end=(turn.turn, turn.end))
    line, listen = view.line, view.listen
    spoke = turn.end - turn.start >= SPOKE_S
    if line is not None and line.past_since is None and spoke and turn.end > line.since:
        view = replace(view, line=replace(line, past_since=view.now_s), held=None)
    if listen is not None and spoke:
        view = replace(view, listen=None)
    return view


def _echo(view: View, echo: EchoDropped) -> View:
    """The words so far of what was no turn leave; what the agent says since then stays."""
    still = tuple(s for s in view.speaking if s.speaker is not Speaker.AGENT or s.start >= echo.end)
    health = replace(view.health, left_out=echo.dropped)
    return replace(view, speaking=still, health=health)


def _line(view: View, event: LineBegun | LineGrew | LineFinished, at_s: float) -> View:
    old = view.line if view.line and view.line.turn == event.turn else None
    grows = old is not None and old.instant is event.instant and not old.whole
    line = Line(
        event.turn,
        event.move,
        event.line,
        event.why,
        tuple(_quote(view, id_, event) for id_ in event.evidence),
        event.instant,
        isinstance(event, LineFinished),
        old.since if old and grows else view.now_s,
    )
    if old is not None and not event.instant and not grows:
        if old.followed or old.past_since is not None:
            return view
        if view.is_speaking(Speaker.AGENT):
            return replace(view, held=line)
    end = view.customer_end
    first = view.line is None or view.line.turn != event.turn
    health = view.health
    if first and end[0] == event.turn:
        health = replace(health, line_after_s=max(0.0, at_s - end[1]))
    return replace(view, line=line, held=None, listen=None, health=health)


def _quote(view: View, id_: str, event: LineBegun | LineGrew | LineFinished) -> Quote:
    text = card_sentence(view.card, id_, event.move) if view.card else ""
    return Quote(id_, text)


def _drop(view: View, turn: int) -> View:
    """A line that was held back is dropped alone: what is being read aloud stays."""
    if view.held is not None and view.held.turn == turn:
        return replace(view, held=None)
    if view.line is not None and view.line.turn == turn:
        return replace(view, line=None)
    return view


def _alert(view: View, event: AlertRaised) -> View:
    others = tuple(a for a in view.alerts if a.kind is not event.alert)
    alerts = (*others, AlertShown(event.alert, event.text, view.now_s))
    order = list(AlertKind)
    ranked = sorted(alerts, key=lambda a: (order.index(a.kind), -a.since))
    return replace(view, alerts=tuple(ranked[:ALERTS_AT_ONCE]))


def _passes(trouble: Trouble) -> bool:
    return trouble.problem in _PASSING or trouble.problem.endswith(_PASSING_ENDS)


def _trouble(view: View, trouble: Trouble) -> View:
    """A trouble that is over takes its own kind with it; but for devices, of which there are two,
    all of the part's where its kind is not there."""
    part = [t for t in view.troubles if t.trouble.part == trouble.part]
    same = [t for t in part if t.trouble.problem == trouble.problem]
    gone = same if same or not trouble.over or trouble.part == "audio" else part
    left = tuple(t for t in view.troubles if t not in gone)
    shown = TroubleShown(trouble, view.now_s)
    if trouble.over:
        return replace(view, troubles=left, recovered=shown)
    return replace(view, troubles=(*left, shown))


def _key(view: View, published: Published) -> View:
    match published.event:
        case LineJudged(turn=turn, verdict=verdict):
            view = changed_line(view, lambda line: replace(line, verdict=verdict), turn)
            return noticed(view, Notice.USED if verdict is Verdict.USED else Notice.NOT_USEFUL)
        case AnotherAsked():
            return noticed(view, Notice.ANOTHER)
        case Paused(on=on):
            return replace(view, paused=on, speaking=())
        case Marked(turn=turn):
            turns = tuple(replace(t, marked=True) if t.turn == turn else t for t in view.turns)
            return noticed(replace(view, turns=turns), Notice.MARKED)
        case StopAsked():
            return noticed(view, Notice.STOPPING)
        case _:
            return view
