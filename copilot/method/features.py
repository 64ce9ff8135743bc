"""A turn in its place in the call, as named numbers: what the weights are multiplied with.

Cue features carry the names of the cue tables; features of the place in the call are named here.
"""

from collections.abc import Mapping

from copilot.language import Language
from copilot.method.cues import Hit, find, length
from copilot.method.grams import grams
from copilot.method.modes import Mode
from copilot.method.moves import FABE, Move
from copilot.method.overlap import pieces
from copilot.method.phases import Phase
from copilot.method.signals import OBJECTIONS, Signal
from copilot.method.state import CallState

GRAM = "="
"""Stands before a run of words among the names of features."""
GRAM_VALUE = 0.4  # of a run of words that occurs; a cue counts 1

_MOST_HITS = 3  # a cue that keeps coming back counts up to here
_QUESTION_LENGTH = {True: 26, False: 18}  # Chinese characters, words: where a turn's end asks
_LAST_PLACE = 9  # questions from this turn of the agent's on are all late


def customer_features(
    text: str, lang: Language, state: CallState
) -> tuple[Mapping[str, float], tuple[Hit, ...]]:
    """Features of a customer's turn before it is folded in, and the cues found in it."""
    hits = find(text, lang, "customer")
    f = _counted(hits)
    n = length(text, lang) / (1.6 if lang.is_chinese else 1.0)  # in words, roughly
    heard = len(state.customer_turns)
    _flag(f, "bias", True)
    _flag(f, "very_short", n <= 4)
    _flag(f, "short", n <= 10)
    _flag(f, "long", n >= 28)
    _flag(f, "first_turn", heard == 0)
    _flag(f, "early", heard <= 2)
    _flag(f, "late", heard >= 7)
    _flag(f, "inbound", state.mode is Mode.INBOUND)
    _flag(f, "inbound_opener", state.mode is Mode.INBOUND and heard == 0)
    _flag(f, "outbound_opener", state.mode is Mode.OUTBOUND and heard == 0)
    _flag(f, "price_out", any("our_offer" in _cues(t.text, lang) for t in state.agent_turns[-3:]))
    if heard:
        _flag(f, f"was_{state.phase}", True)
        _flag(f, f"stays_{state.phase}", _stays(state))
    _after(f, state, lang)
    _words(f, text, lang)
    return f, hits


def _stays(state: CallState) -> bool:
    """Whether the customer's last two turns were in one phase."""
    return len({t.phase for t in state.customer_turns[-2:]}) == 1 < len(state.customer_turns)


def _after(f: dict[str, float], state: CallState, lang: Language) -> None:
    """What the agent did just before: the question that this turn answers."""
    last = state.last_agent
    if last is None or not state.turns or state.turns[-1] is not last:
        _flag(f, "after_nothing", True)
        return
    heard = _cues(last.text, lang)
    asked = "asks" in heard
    _flag(f, "after_asking", asked)
    for cue in heard:
        _flag(f, f"after_cue_{cue}", True)
    for m in last.moves:
        _flag(f, "after_fabe" if m in FABE else f"after_{m}", True)
    _flag(f, "after_only_pitch", all(m in FABE for m in last.moves) and not asked)


def agent_features(
    text: str, lang: Language, state: CallState
) -> tuple[Mapping[str, float], tuple[Hit, ...]]:
    """Features of an agent's turn before it is folded in, and the cues found in it."""
    hits = find(text, lang, "agent")
    f = _counted(hits)
    n = length(text, lang) / (1.6 if lang.is_chinese else 1.0)
    spoken = len(state.agent_turns)
    _flag(f, "bias", True)
    _flag(f, "short", n <= 12)
    _flag(f, "long", n >= 35)
    _flag(f, "first_turn", spoken == 0)
    _flag(f, "second_turn", spoken == 1)
    _flag(f, "late", spoken >= 6)
    _flag(f, "inbound", state.mode is Mode.INBOUND)
    _flag(f, "numbers", any(p[0].isdigit() for p in pieces(text)))
    _flag(f, f"asks_turn_{min(spoken, _LAST_PLACE)}", "asks" in f)
    _card_features(f, text, state)
    _last_question(f, text, lang)
    _echoes(f, text, state)
    last = state.last_customer
    if last is not None:
        s = set(last.signals)
        _flag(f, "to_objection", bool(s & set(OBJECTIONS)))
        _flag(f, "to_exit", Signal.EXIT_REQUEST in s)
        _flag(f, "to_question", Signal.QUESTION in s)
        _flag(f, "to_buying", Signal.BUYING_SIGNAL in s)
        _flag(f, "to_hesitation", Signal.HESITATION in s)
        _flag(f, f"to_{last.phase}", True)
        heard = {h.cue for h in find(last.text, lang, "customer")}
        for cue in heard:
            _flag(f, f"to_cue_{cue}", True)
        asks = "asks" in f
        _flag(f, "to_pain", "pain" in heard)
        _flag(f, "asks_after_pain", asks and "pain" in heard)
        _flag(f, "asks_after_facts", asks and last.phase is Phase.COGNITIVE and "pain" not in heard)
        _flag(f, "asks_after_realising", asks and "realise" in heard)
        _flag(f, "asks_at_options", asks and last.phase is Phase.DIVERGENT)
        _flag(f, "asks_at_choice", asks and last.phase is Phase.CONVERGENT)
        echoed = len(pieces(text) & pieces(last.text))
        _flag(f, "echoes_customer", echoed >= 2)
    for move in (
        Move.SITUATION,
        Move.PROBLEM,
        Move.IMPLICATION,
        Move.EXPLORE,
        Move.FEATURE,
        Move.CLOSE,
    ):
        done = any(move in t.moves for t in state.agent_turns)
        _flag(f, f"had_{move}", done)
    _words(f, text, lang)
    return f, hits


def _card_features(f: dict[str, float], text: str, state: CallState) -> None:
    """How much of each column of the card is in the turn: pieces shared, at most 4."""
    card = state.card
    if card is None:
        return
    said = pieces(text)
    columns = {
        "card_feature": [x.feature for x in card.fabe] + [card.summary],
        "card_advantage": [x.advantage for x in card.fabe],
        "card_benefit": [x.benefit for x in card.fabe],
        "card_evidence": [x.evidence for x in card.fabe],
        "card_price": [card.price],
        "card_facts": [x.text for x in (*card.facts, *card.not_offered)],
        "card_answer": [x.answer for x in card.objections],
    }
    for name, texts in columns.items():
        most = max((len(said & pieces(t)) for t in texts), default=0)
        if most:
            f[name] = float(min(most, 4)) / 2


def _last_question(f: dict[str, float], text: str, lang: Language) -> None:
    """The cues of asking at the end of the last question, named ``q_...``; none where none is."""
    end = max(text.rfind("?"), text.rfind("？")) + 1 or len(text)
    most = _QUESTION_LENGTH[lang.is_chinese]
    if lang.is_chinese:
        question = "".join(text[:end].split())[-most:]
    else:
        question = " ".join(text[:end].split()[-most:])
    found = _cues(question, lang)
    for cue in found:
        _flag(f, f"q_{cue}", "asks" in found and cue.startswith(("ask", "supposes")))


def _echoes(f: dict[str, float], text: str, state: CallState) -> None:
    """How much of the customer's own words is in the turn: of their last turn, and of earlier."""
    if state.last_customer is None:
        return
    said = pieces(text)
    last = pieces(state.last_customer.text)
    earlier = frozenset().union(*(pieces(t.text) for t in state.customer_turns)) - last
    if of_last := len(said & last):
        f["echo_last"] = min(of_last, 4) / 2
    if of_earlier := len(said & earlier):
        f["echo_earlier"] = min(of_earlier, 6) / 3


def _words(f: dict[str, float], text: str, lang: Language) -> None:
    for gram in grams(text, lang):
        f[f"{GRAM}{gram}"] = GRAM_VALUE


def _cues(text: str, lang: Language) -> frozenset[str]:
    return frozenset(h.cue for h in find(text, lang, "agent"))


def _counted(hits: tuple[Hit, ...]) -> dict[str, float]:
    return {h.cue: min(h.count, _MOST_HITS) ** 0.5 for h in hits}


def _flag(f: dict[str, float], name: str, holds: bool) -> None:
    if holds:
        f[name] = 1.0
