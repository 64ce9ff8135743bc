"""Kept calls as the page reads them: plain values, safe to show.

What a report says in full is only named here: what was learned, what comes next, what to keep and
what to try, in the language of the call.
"""

from copilot.browser.frames import Json
from copilot.browser.playback import Playback
from copilot.events import Speaker
from copilot.exchange.plain import encodable
from copilot.language import Language
from copilot.method.learned import Kind
from copilot.report.advice import advise_after
from copilot.report.gather import facts_of
from copilot.report.words import speaker_name, tip_title
from copilot.safe_text import safe_text
from copilot.store.record import CallRecord
from copilot.store.search import Hit
from copilot.store.summary import CallSummary
from copilot.wording.progress import kind_name

Told = dict[str, Json]

_LEARNED = (Kind.FACT, Kind.PAIN, Kind.CONSEQUENCE, Kind.WANTED, Kind.OPTION)


def told_call(call: CallSummary, *, audio: bool) -> Told:
    """One call in figures; `audio`: whether its sound is kept."""
    return {
        "id": call.id,
        "began": call.began,
        "seconds": round(call.seconds, 1),
        "mode": call.mode.value,
        "lang": call.lang.value,
        "agent": _safe(call.agent),
        "product": _safe(call.product),
        "source": _safe(call.source),
        "outcome": call.outcome.value,
        "closed": call.closed,
        "turns": call.turns,
        "shares": {phase.value: round(share, 4) for phase, share in call.shares.items()},
        "targets": {phase.value: round(share, 4) for phase, share in call.targets.items()},
        "agent_share": round(call.agent_share, 4),
        "lines": {
            "offered": call.lines_offered,
            "followed": call.lines_followed,
            "used": call.lines_used,
            "not_useful": call.lines_not_useful,
        },
        "alerts": sum(call.alerts.values()),
        "consent": _safe(call.consent),
        "audio": audio,
    }


def told_facts(record: CallRecord) -> Told:
    """What mattered in a call, in a few words each, for its language."""
    facts = facts_of(record)
    lang, advice = facts.lang, advise_after(facts)
    return {
        "learned": [
            {"label": kind_name(kind, lang), "texts": texts}
            for kind in _LEARNED
            if (texts := _texts([piece.quote for piece in facts.learned if piece.kind is kind]))
        ],
        "next": [
            {"label": speaker_name(speaker, lang), "texts": texts}
            for speaker in Speaker
            if (texts := _texts([s.said.text for s in facts.next_steps if s.speaker is speaker]))
        ],
        "keep": _texts([tip_title(tip, lang) for tip in advice.keep]),
        "attempt": _texts([tip_title(tip, lang) for tip in advice.attempt]),
    }


def told_hit(hit: Hit) -> Told:
    """A turn that was found; `snippet` is what stands before the words, they, and what follows."""
    shown = hit.snippet
    pieces = (
        shown.text[: shown.start],
        shown.text[shown.start : shown.end],
        shown.text[shown.end :],
    )
    return {
        "call": hit.call,
        "began": hit.began,
        "agent": _safe(hit.agent),
        "turn": hit.turn,
        "speaker": hit.speaker.value,
        "start_s": hit.start,
        "snippet": [_safe(piece) for piece in pieces],
    }


def told_playback(course: Playback, lang: Language, *, audio: bool) -> Told:
    """The frames of a call and where to stop in them, times in call seconds."""
    return {
        "lang": lang.value,
        "seconds": course.seconds,
        "audio": audio,
        "frames": [{"at_s": one.at_s, "blocks": one.blocks} for one in course.frames],
        "stops": [{"at_s": s.at_s, "kind": s.kind, "text": s.text} for s in course.stops],
    }


def _texts(texts: list[str]) -> list[Json]:
    return [_safe(text) for text in texts]


def _safe(text: str) -> str:
    return encodable(safe_text(text))
