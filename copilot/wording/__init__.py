"""What the panel says and what an agent can say at once, in three languages (pure).

The tables are in one file per language; here they are chosen and filled. A line is made from a
move, the product card and the call so far, without any model, and is short enough to say: at most
60 Han characters or 35 words. It holds no number that the card does not hold.
"""

import re
from types import ModuleType

from copilot.language import Language
from copilot.method.advice import Reason
from copilot.method.cards import ProductCard
from copilot.method.cues import find
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.serving import serving_entries
from copilot.method.state import CallState
from copilot.wording import en, zh_hans, zh_hant

__all__ = ["move_name", "phase_name", "rule_line", "why_text"]

MOST_HAN = 60
MOST_WORDS = 35
_TABLES: dict[Language, ModuleType] = {
    Language.EN: en,
    Language.ZH_HANT: zh_hant,
    Language.ZH_HANS: zh_hans,
}
_CLAUSE = re.compile(r"[，；。,;]")
_QUESTIONS = (Move.PROBLEM, Move.IMPLICATION)


def why_text(reason: Reason, lang: Language) -> str:
    """A few words for the panel."""
    text: str = _TABLES[lang].WHY[reason]
    return text


def move_name(move: Move, lang: Language) -> str:
    """What the agent would do, for the panel."""
    name: str = _TABLES[lang].MOVES[move]
    return name


def phase_name(phase: Phase, lang: Language, *, short: bool = True) -> str:
    """The phase's name; ``short`` fits on a panel, the long one is the method's own term."""
    table = _TABLES[lang].PHASES_SHORT if short else _TABLES[lang].PHASES
    name: str = table[phase]
    return name


def rule_line(move: Move, lang: Language, state: CallState) -> str:
    """One spoken line for the agent that makes ``move`` now.

    Moves that present or answer carry the card's own sentence, or ask where the card has none.
    Variants follow the number of turns, and one that the agent has said is passed over.
    """
    table = _TABLES[lang]
    carried = _carried(move, table, state)
    lines: tuple[str, ...] = carried or _plain_lines(move, table, state)
    if not carried:
        company = state.card.company if state.card else ""
        lines = tuple(_filled(line, company, lang) for line in lines)
    line = _fresh(lines, state)
    if move in _QUESTIONS and not carried:
        line = _with_feeling(line, table, lang, state)
    return line


def _plain_lines(move: Move, table: ModuleType, state: CallState) -> tuple[str, ...]:
    """The lines that need no card, with those that suit who called whom."""
    own: tuple[str, ...] = ()
    if state.mode is Mode.INBOUND:
        own = table.INBOUND_LINES.get(move, ())
    common: tuple[str, ...] = table.LINES[move]
    return own if move is Move.OPEN and own else (*common, *own)


def _carried(move: Move, table: ModuleType, state: CallState) -> tuple[str, ...]:
    """The variants with a card sentence that are short enough to say; empty where none fits."""
    card = state.card
    if card is None or move not in table.CARD_LINES:
        return ()
    for id_ in serving_entries(move, state):
        frames = table.CARD_LINES[move]
        if id_ == "price" and move is not Move.HANDLE_OBJECTION:
            frames = table.PRICE_LINES
        elif id_.startswith("not-"):
            frames = table.NOT_OFFERED_LINES
        sentence = card_sentence(card, id_, move).rstrip("。.；; ")
        lines = tuple(f.format(card=sentence) for f in frames)
        short = tuple(line for line in lines if _fits(line, state.lang))
        cut = _cut(sentence, state.lang)
        if short or cut:
            return short or (cut,)
    return ()


def card_sentence(card: ProductCard, entry_id: str, move: Move) -> str:
    """The words of one card entry that serve ``move``: of a FABE row, the move's own column."""
    for f in card.fabe:
        if f.id == entry_id:
            column = {
                Move.ADVANTAGE: f.advantage,
                Move.BENEFIT: f.benefit,
                Move.EVIDENCE: f.evidence,
                Move.HANDLE_OBJECTION: f.benefit,
            }
            return column.get(move) or f.feature
    for o in card.objections:
        if o.id == entry_id:
            return o.answer
    return dict(card.entries()).get(entry_id, "")


def _filled(line: str, company: str, lang: Language) -> str:
    """A line with the company's name; without one, the words around the gap still make sense."""
    ours = {Language.EN: "our company", Language.ZH_HANT: "公司這邊", Language.ZH_HANS: "公司这边"}
    return line.format(company=company or ours[lang])


def _with_feeling(line: str, table: ModuleType, lang: Language, state: CallState) -> str:
    """A word of understanding first, where the customer has just named something hard."""
    last = state.last_customer
    if last is None or not any(h.cue == "pain" for h in find(last.text, lang, "customer")):
        return line
    longer = _fresh(table.FEELING, state) + ("" if lang.is_chinese else " ") + line
    return longer if _fits(longer, lang) else line


def _fresh(lines: tuple[str, ...], state: CallState) -> str:
    """The variant whose turn it is, or the next one that the agent has not said yet."""
    start = len(state.customer_turns) % len(lines)
    ordered = lines[start:] + lines[:start]
    said = " ".join(t.text for t in state.agent_turns)
    return next((line for line in ordered if line not in said), ordered[0])


def _fits(line: str, lang: Language) -> bool:
    return len(line) <= MOST_HAN if lang.is_chinese else len(line.split()) <= MOST_WORDS


def _cut(sentence: str, lang: Language) -> str:
    """The leading clauses of a sentence that fit; empty when not even the first does."""
    if _fits(sentence, lang):
        return sentence
    ends = [m.start() for m in _CLAUSE.finditer(sentence)]
    fitting = [sentence[:e] for e in ends if _fits(sentence[:e], lang)]
    return fitting[-1] if fitting else ""
