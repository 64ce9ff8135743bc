"""What a customer's turn tells about them, in their own words, by rules (method, sections 1 and 3).

Rather nothing than something that makes no sense to an agent: a clause is learned from when a plain
cue is in it and nothing speaks against it; a bare yes teaches nothing. Which cue may be believed
depends on where the decision stands and on what the agent has just asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from copilot.language import Language
from copilot.method.clauses import Clause, clauses, quotation
from copilot.method.cues import length
from copilot.method.learned import Kind
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.signals import OBJECTIONS, Signal
from copilot.method.telling import tells

_MOST = 4  # pieces of one turn
_MOST_OF_KIND: Mapping[Kind, int] = {Kind.OPTION: 4, Kind.FACT: 2, Kind.PAIN: 2}
_AT_LEAST = {True: 8, False: 5}  # Han characters, words: a shorter clause takes its neighbour along
_OWN_LENGTH: Mapping[Kind, Mapping[bool, int]] = {
    Kind.OPTION: {True: 5, False: 4},
    Kind.NEED: {True: 12, False: 7},
}
_SENSE = {True: 4, False: 2}  # what is shorter than this is not shown
_FACT_SENSE = {True: 6, False: 5}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn as the rules look at it."""

    lang: Language
    phase: Phase
    signals: frozenset[Signal]
    before: frozenset[Move]  # the agent's moves that it answers
    parts: tuple[Clause, ...]

    def has(self, clause: Clause, *cues: str) -> bool:
        return any(tells(clause.text, cue, self.lang) for cue in cues)

    @property
    def choosing(self) -> bool:
        return self.phase is Phase.CONVERGENT


def learn(
    text: str,
    lang: Language,
    phase: Phase,
    signals: Sequence[Signal],
    before: Sequence[Move] = (),
) -> tuple[tuple[Kind, str], ...]:
    """At most four pieces of knowledge from a customer's turn, in the order in which they stand.

    ``phase`` and ``signals`` are what was read in the turn, ``before`` the moves of the agent's
    turn that it answers. Quotations are verbatim: a clause, at most 40 Han characters or 20 words.
    """
    parts = clauses(text, lang)
    turn = _Turn(lang, phase, frozenset(signals), frozenset(before), parts)
    found: dict[int, Kind] = {}
    for kind, rule in _RULES.items():
        for place in rule(turn):
            found.setdefault(place, kind)
    return _quoted(text, turn, found)


def _quoted(text: str, turn: _Turn, found: Mapping[int, Kind]) -> tuple[tuple[Kind, str], ...]:
    """The clauses as quotations; neighbours of one kind become one, except options."""
    out: list[tuple[Kind, str]] = []
    covered = -1
    for place in sorted(found):
        kind = found[place]
        if place <= covered or sum(k is kind for k, _ in out) >= _MOST_OF_KIND.get(kind, 1):
            continue
        least = _OWN_LENGTH.get(kind, _AT_LEAST)
        sense = _FACT_SENSE if kind is Kind.FACT else _SENSE
        taken = [
            p
            for p, clause in enumerate(turn.parts)
            if p <= covered
            or found.get(p, kind) is not kind
            or (kind is Kind.OPTION and turn.has(clause, "not_option"))
        ]
        _, high, words = quotation(
            text, turn.parts, place, turn.lang, at_least=least[turn.lang.is_chinese], keep_out=taken
        )
        if length(words, turn.lang) >= sense[turn.lang.is_chinese]:
            covered = max(covered, high)
            out.append((kind, words))
    return tuple(out[:_MOST])


def _objections(turn: _Turn) -> list[int]:
    """The clause in which each objection that was read is voiced.

    At the choice an objection without a cue is the longest clause of its turn.
    """
    raised = [s for s in OBJECTIONS if s in turn.signals]
    return sorted(
        {objection_place(turn.parts, s, turn.lang, surely=turn.choosing) for s in raised} - {-1}
    )


def objection_place(
    parts: Sequence[Clause], signal: Signal, lang: Language, *, surely: bool = True
) -> int:
    """Which clause voices this objection; -1 where none does.

    With ``surely`` it is the longest one where no cue tells.
    """
    for place, clause in enumerate(parts):
        if tells(clause.text, signal, lang) and length(clause.text, lang) >= 2:
            return place
    longest = max((length(c.text, lang) for c in parts), default=0)
    places = (i for i, c in enumerate(parts) if length(c.text, lang) == longest)
    return next(places, -1) if surely else -1


def _commitments(turn: _Turn) -> list[int]:
    """What they agreed to do or asked for, and when."""
    if not turn.choosing or Signal.EXIT_REQUEST in turn.signals:
        return []
    agreed = ("commitment", "appointment") if Signal.BUYING_SIGNAL in turn.signals else ()
    for place, clause in enumerate(turn.parts):
        if clause.asks:
            continue
        if turn.has(clause, "postponed", "asked_for"):
            return [place]
        if turn.has(clause, *agreed) and not turn.has(clause, "not_commitment"):
            return [place]
    return []


def _needs(turn: _Turn) -> list[int]:
    """A need beyond the one being discussed: where a sign was read, or where it is plain."""
    plain_ = [i for i, c in enumerate(turn.parts) if turn.has(c, "any_need")]
    if Signal.HIDDEN_NEED not in turn.signals:
        return plain_[:1] if turn.phase is Phase.COGNITIVE else []
    vetoes = {"wanted": "not_wanted", "pain": "not_pain", "consequence": "not_pain"}
    named = [i for i, c in enumerate(turn.parts) if turn.has(c, "any_need", "need")]
    if named:
        return named[:1]
    for cue, veto in vetoes.items():
        found = [
            i
            for i, c in enumerate(turn.parts)
            if not c.asks and turn.has(c, cue) and not turn.has(c, veto)
        ]
        if found:
            return found[:1]
    return []


def _consequences(turn: _Turn) -> list[int]:
    """What the difficulty leads to; after the question for it, any difficulty is one."""
    if turn.choosing:
        return []
    asked = Move.IMPLICATION in turn.before
    return [
        i
        for i, c in enumerate(turn.parts)
        if not c.asks
        and not turn.has(c, "not_pain")
        and (turn.has(c, "consequence") or (asked and turn.has(c, "pain")))
    ]


def _options(turn: _Turn) -> list[int]:
    """Ways that could be gone: collected while they are thought of, judged by nobody.

    Who was just asked for them may simply name one.
    """
    cues = ("option", "any_option") if turn.phase is Phase.DIVERGENT else ("any_option",)
    if turn.phase is Phase.DIVERGENT and Move.EXPLORE in turn.before:
        cues = (*cues, "named_option")
    if Signal.EXIT_REQUEST in turn.signals:
        return []
    return [
        i for i, c in enumerate(turn.parts) if turn.has(c, *cues) and not turn.has(c, "not_option")
    ]


def _pains(turn: _Turn) -> list[int]:
    if turn.choosing:
        return []
    return [
        i
        for i, c in enumerate(turn.parts)
        if not c.asks and turn.has(c, "pain") and not turn.has(c, "not_pain")
    ]


def _wanted(turn: _Turn) -> list[int]:
    """The outcome that they would like; asked for its worth, they say it in any words."""
    asked = Move.NEED_PAYOFF in turn.before
    if turn.choosing and not asked:
        return []
    said = [
        i
        for i, c in enumerate(turn.parts)
        if not c.asks and not turn.has(c, "not_wanted") and length(c.text, turn.lang) > 1
    ]
    plain_ = [i for i in said if turn.has(turn.parts[i], "wanted")]
    return plain_ or [i for i in said if asked and turn.has(turn.parts[i], "wanted_answer")][:1]


def _facts(turn: _Turn) -> list[int]:
    cues = ("fact", "any_fact") if turn.phase is Phase.COGNITIVE else ("any_fact",)
    return [
        i
        for i, c in enumerate(turn.parts)
        if not c.asks and turn.has(c, *cues) and not turn.has(c, "not_fact")
    ]


# The first that claims a clause has it.
_RULES: Mapping[Kind, Callable[[_Turn], list[int]]] = {
    Kind.OBJECTION: _objections,
    Kind.COMMITMENT: _commitments,
    Kind.NEED: _needs,
    Kind.WANTED: _wanted,
    Kind.OPTION: _options,
    Kind.CONSEQUENCE: _consequences,
    Kind.PAIN: _pains,
    Kind.FACT: _facts,
}
