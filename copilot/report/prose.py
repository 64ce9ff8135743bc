"""What a model may tell of a call: the facts it is given, and what is left of its answer (pure).

    told = material(facts, lang)          # numbered facts, nothing else
    prose = checked(answer, facts, lang)  # the sentences that hold

Every sentence names its turns: `They hesitated at the price [28].` One is left out when it names no
turn or one that the facts given do not name, when a number or a name in it is not in the facts,
when it puts words in quotation marks that nobody said, when it shares nothing with what those turns
hold, or when it judges a voice, a mood or a person. What is left may be nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from copilot.coach.folding import fold
from copilot.coach.numbers import find_numbers
from copilot.language import Language
from copilot.method.overlap import pieces
from copilot.report.advice import advise_after
from copilot.report.facts import CallFacts, Handled
from copilot.report.page_words import percent
from copilot.report.words import (
    doubt_name,
    handled_name,
    label,
    mode_name,
    moment_name,
    outcome_name,
    question_name,
    short,
    speaker_name,
    tip_title,
)
from copilot.safe_text import safe_text
from copilot.wording import phase_name
from copilot.wording.progress import kind_name

MOST_SENTENCES = 8
_MOST_CHARACTERS = 220  # of a sentence
_REFERENCE = re.compile(r"[\[［【]\s*(\d{1,4}(?:\s*[,，、]\s*\d{1,4})*)\s*[\]］】]")
_SENTENCE = re.compile(
    r"[^。！？!?]*?(?:[。！？!?]+|(?<!\d)\.(?=\s|$|[\[［【])|$)(?:\s*[\[［【][\d,，、\s]+[\]］】])*[.。]?"
)
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,})[”\"」』]")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'’-]+")
_TITLED = re.compile(
    r"[\u3400-\u9fff]{1,2}(?=先生|小姐|女士|太太|經理|经理|老師|老师|老闆|老板|阿姨|大哥|師傅|师傅)"
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z'-]+")
_CALLED = frozenset({"agent", "customer", "spin", "fabe", "card", "i", "they"})
_JUDGES = re.compile(
    r"\b(?:tone|voice|mood|emotions?|emotional(?:ly)?|feelings?|angry|upset|nervous|anxious|happy|"
    r"sad|annoyed|friendly|polite(?:ly)?|rude|warm(?:ly)?|calm(?:ly)?|enthusias\w+|sincere(?:ly)?|"
    r"confiden\w+|attitude|personality|professional(?:ly)?|excellent|great|poor|weak|strong)\b|"
    r"语气|口气|语调|情绪|心情|态度|生气|紧张|焦虑|开心|高兴|难过|热情|冷淡|礼貌|亲切|真诚|自信|专业|"
    r"耐心|性格|优秀|出色|很棒|糟糕"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line that a model is given, and the turns that it rests on."""

    text: str
    turns: tuple[int, ...]


def given(facts: CallFacts, lang: Language) -> tuple[Fact, ...]:
    """What a model is told of a call, in the order in which a report tells it."""
    return tuple(_given(facts, lang))


def material(facts: CallFacts, lang: Language, budget: int = 0) -> str:
    """The facts as lines, each with its turns; at most `budget` characters of whole lines, if any
    is given. The head is always there."""
    out: list[str] = []
    for fact in given(facts, lang):
        refs = " ".join(f"[{t}]" for t in fact.turns)
        line = f"- {fact.text} {refs}".rstrip()
        if out and budget and sum(map(len, out)) + len(line) > budget:
            break
        out.append(line)
    return "\n".join(out)


def checked(answer: str, facts: CallFacts, lang: Language) -> str:
    """The sentences of a model's answer that hold, at most :data:`MOST_SENTENCES`."""
    known = given(facts, lang)
    held = [s for s in sentences(answer) if holds(s, known, facts)]
    unique = list(dict.fromkeys(_tidy(s) for s in held))
    return ("" if lang.is_chinese else " ").join(unique[:MOST_SENTENCES])


def sentences(answer: str) -> Iterator[str]:
    """The sentences of an answer, each with the turns written after it; list marks are dropped."""
    for line in map(safe_text, answer.splitlines()):
        bare = re.sub(r"^\s*(?:[-*•#]+|\d+[.)、]\s)\s*", "", line.replace("**", "")).strip()
        yield from (m[0].strip() for m in _SENTENCE.finditer(bare) if m[0].strip())


def references(sentence: str) -> tuple[int, ...]:
    """The turns that a sentence names: `[3]`, `[3, 7]`, `[3][7]`."""
    found = (n for m in _REFERENCE.finditer(sentence) for n in re.findall(r"\d+", m[1]))
    return tuple(dict.fromkeys(int(n) for n in found))


def holds(sentence: str, known: Sequence[Fact], facts: CallFacts) -> bool:
    """Whether nothing in a sentence goes beyond the facts."""
    turns = references(sentence)
    bare = _REFERENCE.sub(" ", sentence)
    named = {t for fact in known for t in fact.turns}
    if not turns or not set(turns) <= named or len(bare) > _MOST_CHARACTERS:
        return False
    if _JUDGES.search(fold(bare)):
        return False
    said = [t.text for t in facts.turns if t.turn in turns]
    own = [f.text for f in known if not f.turns or set(f.turns) & set(turns)]
    grounds = " \n ".join((*said, *own))
    return (
        _numbers(bare) <= _numbers(grounds)
        and all(fold(q) in fold(grounds) for q in _quotes(bare))
        and all(name in fold(grounds) or name in _CALLED for name in _names(bare))
        and bool(pieces(bare) & pieces(grounds))
    )


def _numbers(text: str) -> set[str]:
    """The values of all numbers in a text, however they are written."""
    found = (n for lang in (Language.ZH_HANT, Language.EN) for n in find_numbers(text, lang))
    return {str(n.value.normalize()) for n in found}


def _quotes(text: str) -> Iterable[str]:
    return (q.strip(" ，。,.!！?？…") for q in _QUOTED.findall(text))


def _names(text: str) -> Iterator[str]:
    """Names in a text: capitals within an English sentence, Latin words and titles in Chinese."""
    if re.search(r"[\u3400-\u9fff]", text):
        yield from (fold(w) for w in _LATIN.findall(text))
        yield from (fold(m)[-1:] for m in _TITLED.findall(text))
        return
    yield from (fold(w).removesuffix("'s").removesuffix("’s") for w in _NAME.findall(text.strip()))


def _tidy(sentence: str) -> str:
    """One form of reference, after the words: `They hesitated [28].`"""
    turns = "".join(f" [{t}]" for t in references(sentence))
    bare = " ".join(_REFERENCE.sub("", sentence).split())
    ends = re.search(r"\s*[。.！!？?]+$", bare)
    mark = ends[0].strip()[-1] if ends else ""
    words = bare[: ends.start()] if ends else bare
    han = bool(re.search(r"[\u3400-\u9fff]", bare))
    return f"{words.rstrip()}{turns}{mark or ('。' if han else '.')}"


def _given(facts: CallFacts, lang: Language) -> Iterator[Fact]:
    colon = "：" if lang.is_chinese else ": "
    last = facts.turns[-1].turn if facts.turns else 0
    ending = tuple(t.turn for t in facts.turns if t.turn >= last - 1)
    head = f"{mode_name(facts.mode, lang)}, {facts.product}".rstrip(", ")
    yield Fact(head, ())
    yield Fact(f"{label('outcome', lang)}{colon}{outcome_name(facts.outcome, lang)}", ending)
    for phase in facts.phases:
        own = [t.turn for t in facts.turns if t.phase is phase.phase]
        name = phase_name(phase.phase, lang, short=False)
        share = f"{percent(phase.share)}, {label('target', lang)} {percent(phase.target)}"
        yield Fact(f"{name} {share}", tuple(dict.fromkeys((*own[:1], *own[-1:]))))
    for moment in facts.moments:
        done = handled_name(moment.handled, lang)
        turns = (moment.said.turn, *((moment.reply.turn,) if moment.reply else ()))
        after = f" → {done}" if moment.handled is not Handled.NOTHING else ""
        yield Fact(
            f"{moment_name(moment.kind, lang)}{colon}{short(moment.said.text, lang)}{after}", turns
        )
    for tip in advise_after(facts).keep:
        yield Fact(f"{label('keep', lang)}{colon}{tip_title(tip, lang)}", tip.turns[:3])
    for tip in advise_after(facts).attempt:
        yield Fact(f"{label('try', lang)}{colon}{tip_title(tip, lang)}", tip.turns[:3])
    for spin in facts.spin:
        for question in spin.questions[:2]:
            if question.answer is not None:
                asked = f"{question_name(spin.move, lang)}{colon}{short(question.asked.text, lang)}"
                turns = (question.asked.turn, question.answer.turn)
                yield Fact(f"{asked} → {short(question.answer.text, lang)}", turns)
    for doubt in facts.objections:
        met = label("met", lang) if doubt.reply else label("not_met", lang)
        turns = (doubt.said.turn, *((doubt.reply.turn,) if doubt.reply else ()))
        about = f"{label('doubts', lang)} ({doubt_name(doubt.kind, lang)})"
        yield Fact(f"{about}{colon}{short(doubt.said.text, lang)} → {met}", turns)
    for known in facts.learned:
        yield Fact(f"{kind_name(known.kind, lang)}{colon}{known.quote}", (known.turn,))
    for step in facts.next_steps:
        who = f"{label('next_steps', lang)}, {speaker_name(step.speaker, lang)}"
        yield Fact(f"{who}{colon}{short(step.said.text, lang)}", (step.said.turn,))
