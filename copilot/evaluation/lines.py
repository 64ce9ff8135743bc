"""What is wrong with a drafted line: script, length, numbers and promises.

The limits are measured here anew and not with the code that keeps them, so that a fault of that
code shows.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from copilot.coach.ground import Facts, check
from copilot.coach.shape import MAX_CHARACTERS, MAX_WORDS
from copilot.evaluation.labels import LabelledCall, LabelledTurn
from copilot.evaluation.predicted import CustomerTurn, Prediction
from copilot.evaluation.scores import Fault
from copilot.events import Speaker
from copilot.language import Language
from copilot.method.phases import Phase

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\S*\w\S*")
_REASONS = {"number": Fault.NUMBER, "promise": Fault.PROMISE}

# A character belongs to the wrong script where OpenCC knows another form for it and the character
# set of the right script's country lacks it, or holds it and nobody there writes it today. So 后
# and 台 belong to both.
_OTHER_FORM = {
    Language.ZH_HANT: (
        "s2t",
        "big5",
        "么听坏虫扑挂厂万与气圣宁优价庄异机网体吨怀扰岭怜构极炖复柜种胜党涂茧蚕适惊据离确触蜡洁",
    ),
    Language.ZH_HANS: ("t2s", "gb2312", "後於麽菸徵"),
}


def faults_of(call: LabelledCall, turns: Sequence[Prediction]) -> dict[int, frozenset[Fault]]:
    """The faults of each line, by turn. What the card says and what was said before it is known."""
    predicted = {turn.i: turn for turn in turns}
    facts = Facts.from_card(call.card, call.lang)
    faults: dict[int, frozenset[Fault]] = {}
    for i, turn in enumerate(call.turns):
        said = predicted.get(i)
        if turn.speaker is Speaker.AGENT:
            facts = facts.with_agent(turn.text)
            continue
        facts = facts.with_customer(turn.text, as_fact=_own_facts(turn, said))
        if isinstance(said, CustomerTurn) and said.line:
            found = frozenset(_faults(said.line, call.lang, facts))
            faults |= {i: found} if found else {}
    return faults


def wrong_script(line: str, lang: Language) -> str:
    """The characters of `line` that do not belong to the script of `lang`."""
    return "".join(c for c in _HAN.findall(line) if not _belongs(c, lang))


def length(line: str, lang: Language) -> int:
    """Characters of a Chinese line without punctuation and blanks; words of an English one."""
    if lang.is_chinese:
        return sum(unicodedata.category(c)[0] not in "PZC" for c in line)
    return len(_WORD.findall(line))


def _faults(line: str, lang: Language, facts: Facts) -> set[Fault]:
    faults = {_REASONS.get(s.reason, Fault.OTHER) for s in check(line, facts).unsupported}
    if wrong_script(line, lang):
        faults.add(Fault.SCRIPT)
    if length(line, lang) > (MAX_CHARACTERS if lang.is_chinese else MAX_WORDS):
        faults.add(Fault.LENGTH)
    return faults


def _own_facts(turn: LabelledTurn, said: Prediction | None) -> bool:
    """Whether the customer speaks of their own situation: by the labels, else as it was read."""
    if turn.labelled:
        return Phase.COGNITIVE in turn.right_phases
    return isinstance(said, CustomerTurn) and said.phase is Phase.COGNITIVE


@lru_cache(maxsize=8192)
def _belongs(character: str, lang: Language) -> bool:
    if lang not in _OTHER_FORM:
        return False
    conversion, charset, out_of_use = _OTHER_FORM[lang]
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return str(_converter(conversion).convert(character)) == character
    return character not in out_of_use


@lru_cache(maxsize=2)
def _converter(conversion: str) -> Any:
    from opencc import OpenCC

    return OpenCC(conversion)
