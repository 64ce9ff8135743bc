"""A report as one page that needs nothing else: no script, no font, no picture from outside.

    html(facts, lang) -> str

The words are in `page/call.html` and :mod:`copilot.report.words`; how pages are made, and what
keeps words from becoming markup, is in :mod:`copilot.report.pages`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.learned import Kind, Learned
from copilot.method.modes import TARGET_SHARES, Mode
from copilot.report.advice import advise_after
from copilot.report.facts import BADLY, WELL, CallFacts, Moment
from copilot.report.page_words import PageWords, clock, percent
from copilot.report.pages import page, safe
from copilot.report.pictures.canvas import sign_path
from copilot.report.pictures.circles import moves_between, of_call, of_target, tallest
from copilot.report.pictures.timeline import SIGNS, ink_of, timeline
from copilot.report.words import (
    column_name,
    doubt_name,
    handled_name,
    label,
    mode_name,
    moment_name,
    outcome_name,
    question_name,
    speaker_name,
    tip_text,
    tip_title,
)
from copilot.wording import phase_name
from copilot.wording.progress import kind_name, missing_text, topics_text

_SHOWN_KINDS = (Kind.FACT, Kind.PAIN, Kind.CONSEQUENCE, Kind.WANTED)
_TURN = re.compile(r"\[(\d{1,6})\]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of prose: words, or the number of a turn that they rest on (then `text` is empty)."""

    text: str
    turn: int = 0


def html(facts: CallFacts, lang: Language, prose: str = "") -> str:
    """The page of one call; `prose` is what a model told of the facts, already checked."""
    call_lang = facts.lang
    advice = advise_after(facts)
    talk = facts.talk
    customer = [t.phase for t in facts.turns if t.speaker is Speaker.CUSTOMER]
    targets = {p.phase: p.target for p in facts.phases}
    most_r = tallest({p.phase: p.share for p in facts.phases}, targets)
    ideal_heading = _ideal_heading(facts.mode, targets, lang)
    stretches = (("longest_agent", talk.longest_agent), ("longest_customer", talk.longest_customer))
    return page(
        "call.html",
        lang,
        {
            "f": facts,
            "call_lang": str(call_lang),
            "advice": advice,
            "no_advice": not advice.keep and not advice.attempt,
            "notes": _notes(facts, lang),
            "asked": sum(bool(s.questions) for s in facts.spin),
            "prose": [_parts(p, facts) for p in prose.split("\n\n") if p.strip()],
            "circles": safe(
                of_call("circles", facts.phases, moves_between(customer), lang, most_r)
            ),
            "ideal": safe(of_target("ideal", ideal_heading, targets, lang, most_r)),
            "ideal_heading": ideal_heading,
            "timeline": safe(timeline("course", facts, lang)),
            "told_rows": [r for r in facts.rows if r.told],
            "untold_rows": [r.columns[0].text for r in facts.rows if not r.told and r.columns],
            "learned": _by_kind(facts.learned),
            "followed": [x for x in facts.lines.lines if x.followed_in is not None],
            "longest": [(name, s) for name, s in stretches if s is not None],
            "lines_figures": label(
                "lines_figures",
                lang,
                offered=facts.lines.offered,
                followed=facts.lines.followed,
                used=facts.lines.judged_used,
                not_useful=facts.lines.judged_not_useful,
                another=facts.lines.another,
            ),
            "talk_figures": label(
                "talk_figures",
                lang,
                agent=f"{clock(talk.agent_s)} ({percent(talk.agent_share)})",
                customer=f"{clock(talk.customer_s)} ({percent(1 - talk.agent_share)})",
                agent_turns=talk.agent_turns,
                customer_turns=talk.customer_turns,
                asked=talk.agent_questions,
            ),
            **_names(lang),
        },
    )


def _names(lang: Language) -> Mapping[str, Any]:
    """What the template calls things by."""
    marks = ("「", "」") if lang is Language.ZH_HANT else ("“", "”")
    words = PageWords(lang)
    return {
        "L": lambda name, **values: label(name, lang, **values),
        "quote": lambda text: f"{marks[0]}{' '.join(text.split())}{marks[1]}",
        "join": words.joined,
        "phase_name": lambda phase, short=True: phase_name(phase, lang, short=short),
        "mode_name": lambda mode: mode_name(mode, lang),
        "outcome_name": lambda outcome: outcome_name(outcome, lang),
        "speaker_name": lambda speaker: speaker_name(speaker, lang),
        "question_name": lambda move: question_name(move, lang),
        "column_name": lambda move: column_name(move, lang),
        "moves": lambda moves: words.joined([column_name(m, lang) for m in moves]),
        "doubt_name": lambda doubt: doubt_name(doubt, lang),
        "moment_name": lambda kind: moment_name(kind, lang),
        "handled_name": lambda handled: handled_name(handled, lang),
        "handled_class": _handled_class,
        "kind_name": lambda kind: kind_name(kind, lang),
        "missing": lambda missing: missing_text(missing, lang),
        "topics": lambda topics: topics_text(topics, lang),
        "tip_title": lambda tip: tip_title(tip, lang),
        "tip_text": lambda tip: tip_text(tip, lang),
        "sign_path": lambda moment: sign_path(SIGNS[moment.kind]),
        "sign_class": lambda moment: f"fill-{ink_of(moment).name.lower()}",
    }


def _handled_class(moment: Moment) -> str:
    if moment.handled in BADLY:
        return "flag"
    return "done" if moment.handled in WELL else "muted"


def _ideal_heading(mode: Mode, targets: Mapping[Any, float], lang: Language) -> str:
    own = any(abs(targets[p] - share) > 1e-9 for p, share in TARGET_SHARES[mode].items())
    return PageWords(lang)["own_target" if own else f"ideal_{mode}"]


def _notes(facts: CallFacts, lang: Language) -> list[str]:
    """What the report lacks, so that nobody takes it for the whole call."""
    notes = [] if facts.closed else [label("not_closed", lang)]
    if facts.lost_words:
        notes.append(label("lost_words", lang, n=facts.lost_words))
    if facts.pauses:
        notes.append(label("pauses", lang, n=facts.pauses))
    return notes


def _by_kind(learned: Sequence[Learned]) -> list[tuple[Kind, list[Learned]]]:
    shown = [(kind, [x for x in learned if x.kind is kind]) for kind in _SHOWN_KINDS]
    return [(kind, pieces) for kind, pieces in shown if pieces]


def _parts(paragraph: str, facts: CallFacts) -> list[Part]:
    """Words and turn numbers in turn; a number that is no turn of this call stays words."""
    known = {t.turn for t in facts.turns}
    out: list[Part] = []
    last = 0
    for found in _TURN.finditer(paragraph):
        if int(found[1]) in known:
            out += [Part(paragraph[last : found.start()]), Part("", int(found[1]))]
            last = found.end()
    return [*out, Part(paragraph[last:])]
