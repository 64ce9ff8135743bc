"""The SPIN questions of a call and what came back (method, section 3; pure)."""

from collections.abc import Sequence

from copilot.events import Speaker
from copilot.language import Language
from copilot.method.clauses import clauses
from copilot.method.cues import length
from copilot.method.learned import Kind
from copilot.method.moves import SPIN, Move
from copilot.method.said import Said
from copilot.method.state import CallState
from copilot.report.facts import Question, Quoted, SpinFact
from copilot.report.replies import stretches

_SUBSTANTIAL = 3  # characters or words that an answer exceeds, as in the state of a call
_ANSWERS = {
    Move.SITUATION: (Kind.FACT, Kind.NEED),
    Move.PROBLEM: (Kind.PAIN,),
    Move.IMPLICATION: (Kind.CONSEQUENCE, Kind.PAIN),
    Move.NEED_PAYOFF: (Kind.WANTED, Kind.COMMITMENT),
}


def questions(state: CallState) -> tuple[SpinFact, ...]:
    """Every question by its kind, with the customer's words that answer it.

    Answered is a question after which the customer says something of substance before the agent
    speaks again; `mhm` is no answer.
    """
    asked: dict[Move, list[Question]] = {m: [] for m in SPIN}
    groups = stretches(state.turns)
    for group, after in zip(groups, (*groups[1:], ()), strict=False):
        for said in _asking(group):
            for move in SPIN:
                if move in said.moves:
                    question = Quoted(said.turn, said.start, question_of(said.text, state.lang))
                    asked[move].append(Question(question, _answer(state, after, move)))
    return tuple(SpinFact(m, tuple(asked[m])) for m in SPIN)


def _asking(group: Sequence[Said]) -> Sequence[Said]:
    """Of what an agent says in one go, the turns that ask by their marks, or else the last."""
    if group[0].speaker is not Speaker.AGENT:
        return ()
    asking = [said for said in group if set(SPIN) & set(said.moves)]
    marked = [said for said in asking if "?" in said.text or "？" in said.text]
    return marked or asking[-1:]


def question_of(text: str, lang: Language) -> str:
    """The sentences of a turn that ask; where none does by its marks, the whole turn."""
    asking = [s for s in sentences(text, lang) if s[-1] in "?？"]
    return ("" if lang.is_chinese else " ").join(asking) or text


def sentences(text: str, lang: Language) -> tuple[str, ...]:
    """The sentences of a turn with their marks; a turn without marks is one."""
    parts = clauses(text, lang)
    out: list[str] = []
    for number in dict.fromkeys(c.sentence for c in parts):
        own = [c for c in parts if c.sentence == number]
        after = min((c.start for c in parts if c.sentence > number), default=len(text))
        out.append(text[own[0].start : after].strip())
    return tuple(s for s in out if s)


def _answer(state: CallState, after: Sequence[Said], move: Move) -> Quoted | None:
    told = [said for said in after if length(said.text, state.lang) > _SUBSTANTIAL]
    for said in told:
        own = [x for x in state.learned if x.turn == said.turn]
        fitting = [x.quote for x in own if x.kind in _ANSWERS[move]]
        if fitting:
            return Quoted(said.turn, said.start, fitting[0])
    return Quoted(told[0].turn, told[0].start, told[0].text) if told else None
