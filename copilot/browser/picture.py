"""Everything on the page as plain values in the words of the call's language (pure).

One block for each part of the page; a block that changes is sent again whole. The turns of the
transcript are a block each, ``turn/1`` and so on: a long call costs no more than a short one.
Nothing here is markup: the page writes every value as text.
"""

from copilot.browser.frames import Json, Picture
from copilot.browser.words.live import QUIT_HELP
from copilot.events import Verdict
from copilot.language import Language
from copilot.method.circles import Circle
from copilot.method.phases import Phase
from copilot.panel.keys import keys_of
from copilot.panel.screen_words import MODES, NOTICES, PARTS, STATES, say, told
from copilot.panel.troubles import trouble_told
from copilot.panel.view import Line, LineState, Quote, View, Waits
from copilot.panel.words import signal_name
from copilot.safe_text import safe_text
from copilot.wording import move_name, phase_name
from copilot.wording.progress import kind_name, missing_text, topic_name

Block = dict[str, Json]
LEARNED_SHOWN = 12


def picture(view: View) -> Picture:
    """The blocks of the page."""
    return {
        "call": _call(view),
        "clock": _clock(view),
        "line": _line_block(view),
        "phases": [_phase(circle, view) for circle in view.circles],
        "beside": _beside(view),
        "notices": _notices(view),
        "health": _health(view),
        "keys": _keys(view),
        "speaking": [
            {
                "speaker": s.speaker.value,
                "name": say(s.speaker.value, view.lang),
                "text": _safe(s.text.rstrip("…. ")),
            }
            for s in sorted(view.speaking, key=lambda s: s.start)
        ],
        **{f"turn/{t.turn}": block for t, block in zip(view.turns, _turns(view), strict=True)},
    }


def _call(view: View) -> Block:
    started = view.started
    product = started.product if started else view.card.name if view.card else ""
    return {
        "lang": view.lang.value,
        "mode": told(MODES[view.mode], view.lang),
        "product": _safe(product),
        "going": started is not None and view.ended is None and view.waits is None,
        "waits": view.waits.value if view.waits else None,
        "ended": view.ended.reason if view.ended else None,
        "paused": view.paused,
        "withheld": view.withheld,
        "on_hold": view.on_hold,
        "agent": say("agent", view.lang),
        "customer": say("customer", view.lang),
    }


def _clock(view: View) -> int:
    """Whole seconds of the call."""
    if view.ended is not None:
        return int(view.ended.seconds)
    return int(view.now_s) if view.started else 0


def _line_block(view: View) -> Block:
    """The largest thing on the page: what to say now, or in its place why nothing."""
    lang = view.lang
    if view.waits is not None:
        nth = "next" if view.ended is not None else "first"
        how = "key" if view.waits is Waits.KEY else "voice"
        title = _ended(view) if view.ended is not None else say("waiting", lang)
        return _message("waiting", title, say(f"{nth}-by-{how}", lang), _sums(view))
    if view.ended is not None:
        return _message("ended", _ended(view), _sums(view), say("leave", lang))
    if view.paused:
        return _message("paused", say("paused", lang), say("nothing-heard", lang))
    if view.withheld:
        return _message("withheld", say("withheld", lang), say("not-written", lang))
    if view.listen is not None:
        then = f"{say('then', lang)}{view.listen.why}"
        return _message("listen", say("listen", lang), say("say-nothing", lang), then)
    if view.line is not None:
        return _line(view.line, view.line_state, lang)
    if view.to_read_out:
        return _message("read-out", say("to-read-out", lang), view.to_read_out)
    name = "no-line" if view.started else "waiting"
    return _message("none", say(name, lang), "")


def _message(kind: str, title: str, text: str, why: str = "") -> Block:
    return {"kind": kind, "title": title, "text": text, "why": why, "fresh": kind == "listen"}


def _ended(view: View) -> str:
    """That the call has ended, and how long it was."""
    minutes, seconds = divmod(_clock(view), 60)
    return f"{say('ended', view.lang)} {minutes}:{seconds:02d}"


def _line(line: Line, state: LineState, lang: Language) -> Block:
    tags = [told(STATES[state], lang)]
    if line.followed:
        tags.append(say("followed", lang))
    elif line.verdict is not None:
        tags.append(say(line.verdict.value, lang))
    if not line.whole:
        tags.append(say("writing", lang))
    elif line.instant:
        tags.append(say("instant", lang))
    return {
        "kind": "line",
        "turn": line.turn,
        "title": move_name(line.move, lang),
        "text": _safe(line.text if line.whole else line.text.rstrip("…")),
        "why": _safe(line.why),
        "evidence": [_quote(quote, line.text) for quote in line.evidence],
        "tags": [tag for tag in tags if tag],
        "whole": line.whole,
        "instant": line.instant,
        "followed": line.followed,
        "fresh": state is LineState.NOW and line.verdict is not Verdict.NOT_USEFUL,
    }


def _quote(quote: Quote, said: str) -> Block:
    """What the line itself says already is not told twice."""
    text = "" if quote.text.rstrip("。. ") in said else quote.text
    return {"entry": _safe(quote.entry), "text": _safe(text)}


def _sums(view: View) -> str:
    if view.ended is None:
        return ""
    return say("sums", view.lang).format(
        turns=view.ended.turns, lines=view.ended.lines, followed=view.followed
    )


def _phase(circle: Circle, view: View) -> Block:
    here = view.phase
    past = here is not None and circle.phase.order <= here.order
    missing = circle.unfinished if past else None
    return {
        "phase": circle.phase.value,
        "name": phase_name(circle.phase, view.lang),
        "share": round(circle.share, 3),
        "target": round(circle.target, 3),
        "turns": circle.turns,
        "here": circle.phase is here,
        "enough": bool(circle.turns)
        and circle.unfinished is None
        and circle.share >= circle.target / 2,
        "missing": missing_text(missing, view.lang) if missing else "",
    }


def _beside(view: View) -> list[Json]:
    """What serves the next minute, first things first: labelled groups of texts."""
    lang = view.lang
    groups: list[Json] = []

    def group(kind: str, label: str, items: list[str]) -> None:
        if texts := [_safe(item) for item in items if item]:
            groups.append({"kind": kind, "label": label, "items": [*texts]})

    if view.to_read_out and view.line is not None:
        group("to-read-out", say("to-read-out", lang), [view.to_read_out])
    if (objection := view.objection) is not None:
        answer = objection.answer.text if objection.answer else say("no-answer", lang)
        group("objection", signal_name(objection.kind, lang), [answer])
    group("unasked", say("unasked", lang), [topic_name(t, lang) for t in view.unasked])
    group("open-needs", say("open-needs", lang), [need.quote for need in view.open_needs])
    group("options", say("options", lang), [o.quote for o in reversed(view.options)])
    if view.progress is not None and view.progress.ties and view.phase is not Phase.COGNITIVE:
        tie = view.progress.ties[0]
        group("present", say("present", lang), [tie.benefit, tie.evidence])
    above = {*view.options, *view.open_needs}
    rest = [piece for piece in view.learned if piece not in above]
    for piece in reversed(rest[-LEARNED_SHOWN:]):
        group("learned", kind_name(piece.kind, lang), [piece.quote])
    return groups


def _notices(view: View) -> list[Json]:
    """Short news, the most urgent first; `urgent` is worth interrupting a reader for."""
    lang = view.lang
    news: list[Json] = []

    def tell(kind: str, text: str, *, urgent: bool = False) -> None:
        news.append({"kind": kind, "text": _safe(text), "urgent": urgent})

    if view.notice is not None:
        tell("answer", told(NOTICES[view.notice[0]], lang))
    trouble = view.banner
    if trouble is not None:
        tell("trouble", trouble_told(trouble, lang), urgent=trouble.part == "audio")
    if view.recovered is not None:
        tell("recovered", trouble_told(view.recovered.trouble, lang))
    if view.on_hold:
        tell("hold", say("on-hold", lang))
    for alert in view.alerts:
        tell("alert", alert.text)
    return news


def _health(view: View) -> Block:
    lang, health = view.lang, view.health
    parts = dict.fromkeys(t.trouble.part for t in view.troubles)
    quick: list[Json] = []
    if health.left_out:
        quick.append(say("left-out", lang).format(health.left_out))
    if health.backlog:
        quick.append(say("backlog", lang).format(health.backlog))
    if health.line_after_s is not None:
        quick.append(say("line-after", lang).format(health.line_after_s))
    if health.heard_after_s is not None:
        quick.append(say("heard-after", lang).format(health.heard_after_s))
    return {"bad": [told(PARTS[p], lang) if p in PARTS else p for p in parts], "quick": quick}


def _keys(view: View) -> list[Json]:
    going = view.waits is None
    return [
        {
            "key": key.shown,
            "action": key.action,
            "label": told(key.label, view.lang),
            "help": told(QUIT_HELP if key.action == "quit" and going else key.help, view.lang),
        }
        for key in keys_of(view)
    ]


def _turns(view: View) -> list[Json]:
    return [
        {
            "turn": turn.turn,
            "speaker": turn.speaker.value,
            "start": round(turn.start, 2),
            "text": _safe(turn.text),
            "marked": turn.marked,
        }
        for turn in view.turns
    ]


def _safe(text: str) -> str:
    return safe_text(text)
