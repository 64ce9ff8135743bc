"""A report as Markdown, also readable as it stands in a terminal (pure).

    markdown(facts, lang, prose="")

The order is the one in which a report is read: how it ended, what to keep and to try, then what
supports that. Words of people and of the card are escaped, so that they stay what they are.
"""

import re
from collections.abc import Iterator, Sequence

from copilot.language import Language
from copilot.method.learned import Kind
from copilot.report.advice import advise_after
from copilot.report.facts import CallFacts, Handled, PhaseFact, Quoted, TurnFact
from copilot.report.page_words import clock, percent
from copilot.report.tips import Advice, Tip
from copilot.report.words import (
    column_name,
    doubt_name,
    handled_name,
    label,
    mode_name,
    moment_name,
    outcome_name,
    question_name,
    short,
    speaker_name,
    tip_text,
    tip_title,
)
from copilot.wording import phase_name
from copilot.wording.progress import kind_name, topics_text

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_SHOWN_KINDS = (Kind.FACT, Kind.PAIN, Kind.CONSEQUENCE, Kind.WANTED)


def markdown(facts: CallFacts, lang: Language, prose: str = "", *, transcript: bool = True) -> str:
    """The whole report; `prose` is what a model told of the facts, already checked."""
    blocks = [
        *_head(facts, lang),
        *_advice(advise_after(facts), facts, lang),
        *([f"## {label('summary', lang)}", escape(prose)] if prose else []),
        *_phases(facts, lang),
        *_questions(facts, lang),
        *_product(facts, lang),
        *_learned(facts, lang),
        *_doubts(facts, lang),
        *_moments(facts, lang),
        *_lines(facts, lang),
        *_talk(facts, lang),
        *_next(facts, lang),
        *(_transcript(facts, lang) if transcript else ()),
        label("read_by", lang),
    ]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Text in one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def at(quoted: Quoted) -> str:
    """The moment and the number of a turn: `1:36 [14]`."""
    return f"{clock(quoted.start)} {turns_text((quoted.turn,))}"


def turns_text(turns: Sequence[int]) -> str:
    """`(3, 5)` -> `[3] [5]`, the form in which every statement names its turns."""
    return " ".join(f"[{t}]" for t in turns)


def _said(text: str, lang: Language) -> str:
    marks = ("「", "」") if lang is Language.ZH_HANT else ("“", "”")
    return f"{marks[0]}{escape(short(text, lang))}{marks[1]}"


def _colon(lang: Language) -> str:
    return "：" if lang.is_chinese else ": "


def _note(text: str, lang: Language) -> str:
    """Something said in passing."""
    return f"（{text}）" if lang.is_chinese else f" ({text})"


def _date(began: str) -> str:
    """`2026-11-03T14:05:00Z` -> `2026-11-03 14:05 UTC`."""
    return f"{began[:10]} {began[11:16]} UTC" if began.endswith("Z") else began


def _head(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"# {label('report', lang)} {escape(facts.id)}"
    rows = [
        (label("outcome", lang), f"**{outcome_name(facts.outcome, lang)}**"),
        (label("began", lang), f"{_date(facts.began)} · {mode_name(facts.mode, lang)}"),
        (label("length", lang), clock(facts.seconds)),
        (label("agent", lang), escape(facts.agent)),
        (label("product", lang), escape(facts.product)),
        (label("consent", lang), escape(facts.consent)),
    ]
    yield "\n".join(f"- {name}{_colon(lang)}{value}" for name, value in rows if value)
    notes = []
    if not facts.closed:
        notes.append(label("not_closed", lang))
    if facts.lost_words:
        notes.append(label("lost_words", lang, n=facts.lost_words))
    if facts.pauses:
        notes.append(label("pauses", lang, n=facts.pauses))
    if notes:
        yield "\n".join(f"> {note}" for note in notes)


def _advice(advice: Advice, facts: CallFacts, lang: Language) -> Iterator[str]:
    short_call = not advice.keep and not advice.attempt
    yield f"## {label('keep', lang)}"
    empty = "too_short" if short_call else "nothing_to_keep"
    yield _tips(advice.keep, lang) or label(empty, lang)
    yield f"## {label('try', lang)}"
    empty = "too_short" if short_call else "nothing_to_try"
    yield _tips(advice.attempt, lang) or label(empty, lang)


def _tips(tips: Sequence[Tip], lang: Language) -> str:
    return "\n".join(
        f"{number}. **{escape(tip_title(tip, lang))}** {turns_text(tip.turns)}\n"
        f"   {escape(tip_text(tip, lang))}"
        for number, tip in enumerate(tips, 1)
    )


def _phases(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('phases', lang)}"
    heads = ("phase", "time", "share", "target", "their_turns")
    yield _table(
        [label(h, lang) for h in heads],
        [_phase(p, lang) for p in facts.phases],
    )
    course = _course(facts, lang)
    if course:
        yield f"{label('course', lang)}{_colon(lang)}{course}"


def _phase(fact: PhaseFact, lang: Language) -> list[str]:
    name = phase_name(fact.phase, lang, short=False)
    if fact.unfinished is not None:
        name += _note(label("unfinished", lang), lang)
    figures = [clock(fact.seconds), percent(fact.share), percent(fact.target)]
    return [name, *figures, str(fact.customer_turns)]


def _course(facts: CallFacts, lang: Language) -> str:
    """The phases in the order in which the customer went through them, with their turns."""
    stretches: list[tuple[TurnFact, TurnFact]] = []
    for turn in facts.turns:
        if stretches and stretches[-1][0].phase is turn.phase:
            stretches[-1] = (stretches[-1][0], turn)
        else:
            stretches.append((turn, turn))
    return " → ".join(
        f"{phase_name(first.phase, lang)} {clock(first.start)}–{clock(last.end)}"
        for first, last in stretches
    )


def _questions(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('questions', lang)}"
    out = []
    for spin in facts.spin:
        name = question_name(spin.move, lang)
        if not spin.questions:
            out.append(f"- **{name}**{_colon(lang)}{label('not_asked', lang)}")
            continue
        out.append(f"- **{name}** {spin.answered}/{len(spin.questions)}")
        for question in spin.questions:
            asked, answer = question.asked, question.answer
            told = f"{_said(answer.text, lang)} {turns_text((answer.turn,))}" if answer else ""
            told = told or label("no_answer", lang)
            out.append(f"  - {at(asked)} {_said(asked.text, lang)} → {told}")
    yield "\n".join(out)


def _product(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('told', lang)}"
    out = []
    for row in facts.rows:
        answers = row.answers
        note = f" — {label('before_need', lang)}" if row.before_need else ""
        if answers is not None:
            quote = f"{_said(answers.quote, lang)} {turns_text((answers.turn,))}"
            note += f" — {label('answers_them', lang)} {quote}"
        out.append(f"- **{escape(row.entry)}**{note}")
        for column in row.columns:
            name = column_name(column.move, lang)
            told = _note(label("not_told", lang), lang)
            if column.told_in is not None:
                told = f" {turns_text((column.told_in,))}"
            out.append(f"  - {name}{_colon(lang)}{escape(column.text)}{told}")
    if not facts.rows:
        for shown in facts.presented:
            names = ", ".join(column_name(m, lang) for m in shown.moves)
            out.append(f"- {at(shown.said)} {names}{_colon(lang)}{_said(shown.said.text, lang)}")
    yield "\n".join(out) or label("nothing_told", lang)


def _learned(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('learned', lang)}"
    out = [
        f"- {kind_name(x.kind, lang)}{_colon(lang)}{_said(x.quote, lang)} {turns_text((x.turn,))}"
        for kind in _SHOWN_KINDS
        for x in facts.learned
        if x.kind is kind
    ]
    for need in facts.needs:
        reply = need.taken_up
        done = (
            f"{label('met', lang)} {turns_text((reply.turn,))}" if reply else label("not_met", lang)
        )
        said = f"{_said(need.said.text, lang)} {turns_text((need.said.turn,))}"
        out.append(f"- {label('needs', lang)}{_colon(lang)}{said} — {done}")
    out += [
        f"- {label('options', lang)}{_colon(lang)}{_said(o.text, lang)} {turns_text((o.turn,))}"
        for o in facts.options
    ]
    if facts.unasked:
        out.append(f"- {label('unasked', lang)}{_colon(lang)}{topics_text(facts.unasked, lang)}")
    yield "\n".join(out) or label("nothing_learned", lang)


def _doubts(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('doubts', lang)}"
    out = []
    for doubt in facts.objections:
        about = doubt_name(doubt.kind, lang)
        out.append(f"- {at(doubt.said)} **{about}** {_said(doubt.said.text, lang)}")
        met = label("not_met", lang)
        if doubt.reply is not None:
            card = _note(label("from_card", lang), lang) if doubt.used_card else ""
            met = f"{label('met', lang)} {turns_text((doubt.reply.turn,))}{card}"
            met += f"{_colon(lang)}{_said(doubt.reply.text, lang)}"
        out.append(f"  - {met}")
        if doubt.card_answer and not doubt.used_card:
            out.append(f"  - {label('card_says', lang)}{_colon(lang)}{escape(doubt.card_answer)}")
    yield "\n".join(out) or label("no_doubts", lang)


def _moments(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('moments', lang)}"
    out = []
    for moment in facts.moments:
        what = moment_name(moment.kind, lang)
        out.append(f"- {at(moment.said)} **{what}** {_said(moment.said.text, lang)}")
        if moment.handled is not Handled.NOTHING:
            done = f"{handled_name(moment.handled, lang)}"
            if moment.reply is not None:
                reply = moment.reply
                done += f" {turns_text((reply.turn,))}{_colon(lang)}{_said(reply.text, lang)}"
            out.append(f"  - {done}")
    yield "\n".join(out) or label("no_moments", lang)


def _lines(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('lines', lang)}"
    lines = facts.lines
    yield label(
        "lines_figures",
        lang,
        offered=lines.offered,
        followed=lines.followed,
        used=lines.judged_used,
        not_useful=lines.judged_not_useful,
        another=lines.another,
    )
    taken = [x for x in lines.lines if x.followed_in is not None]
    if taken:
        yield "\n".join(
            f"- {turns_text((x.turn,))} → {turns_text((x.followed_in or 0,))} {_said(x.line, lang)}"
            for x in taken
        )


def _talk(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('talk', lang)}"
    talk = facts.talk
    yield (
        label(
            "talk_figures",
            lang,
            agent=f"{clock(talk.agent_s)} ({percent(talk.agent_share)})",
            customer=f"{clock(talk.customer_s)} ({percent(1 - talk.agent_share)})",
            agent_turns=talk.agent_turns,
            customer_turns=talk.customer_turns,
            asked=talk.agent_questions,
        )
        if facts.turns
        else label("nothing_learned", lang)
    )
    stretches = (("longest_agent", talk.longest_agent), ("longest_customer", talk.longest_customer))
    shown = []
    for name, stretch in stretches:
        if stretch is not None:
            first, last, seconds = stretch
            turns = turns_text(tuple(dict.fromkeys((first, last))))
            spoken = label("seconds", lang, n=round(seconds))
            shown.append(f"- {label(name, lang)}{_colon(lang)}{spoken} {turns}")
    if shown:
        yield "\n".join(shown)


def _next(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('next_steps', lang)}"
    steps = [
        f"- {speaker_name(s.speaker, lang)}{_colon(lang)}{_said(s.said.text, lang)} "
        f"{turns_text((s.said.turn,))}"
        for s in facts.next_steps
    ]
    yield "\n".join(steps) or label("no_next_steps", lang)


def _transcript(facts: CallFacts, lang: Language) -> Iterator[str]:
    yield f"## {label('transcript', lang)}"
    rows = [
        f"- {turns_text((t.turn,))} {clock(t.start)} **{speaker_name(t.speaker, lang)}**"
        f"{_note(phase_name(t.phase, lang), lang)}{_colon(lang)}{escape(t.text)}"
        for t in facts.turns
    ]
    yield "\n".join(rows) or label("nothing_learned", lang)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
