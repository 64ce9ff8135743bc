"""A report as JSON: a stable form, described here (pure).

    {"format": 1, "call": {...}, "keep": [...], "try": [...], "facts": {...}}

``format`` grows when a name changes or leaves; new names may be added at any time. ``call`` says
which call it is and how it ended. A tip holds its ``code`` (of :mod:`copilot.report.tips`), its
``turns``, ``at_s`` and its words in the report's language. ``facts`` are those of
:class:`~copilot.report.facts.CallFacts`, field by field, under the same names; enumerations are
their ids. All times are seconds with three decimals, shares run from 0 to 1, turns count from 1.
``prose`` is there only where a model told the call in sentences.
"""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from copilot.language import Language
from copilot.report.advice import advise_after
from copilot.report.facts import CallFacts
from copilot.report.tips import Tip
from copilot.report.words import tip_text, tip_title

FORMAT = 1
_CALL = (
    *("id", "began", "mode", "lang", "agent", "product", "source", "consent"),
    *("closed", "seconds", "outcome"),
)


def report_json(facts: CallFacts, lang: Language, prose: str = "") -> str:
    """The whole report, indented, ending in a line break; the same facts give the same bytes."""
    return json.dumps(report_form(facts, lang, prose), ensure_ascii=False, indent=2) + "\n"


def report_form(facts: CallFacts, lang: Language, prose: str = "") -> Mapping[str, Any]:
    """The form as plain dictionaries and lists."""
    advice = advise_after(facts)
    told = {f.name: _plain(getattr(facts, f.name)) for f in dataclasses.fields(facts)}
    told["talk"]["agent_share"] = _plain(facts.talk.agent_share)
    told["lines"] |= {
        "offered": facts.lines.offered,
        "followed": facts.lines.followed,
        "judged_used": facts.lines.judged_used,
        "judged_not_useful": facts.lines.judged_not_useful,
    }
    for spin, shown in zip(facts.spin, told["spin"], strict=True):
        shown["answered"] = spin.answered
    return {
        "format": FORMAT,
        "report_lang": str(lang),
        "call": {name: told.pop(name) for name in _CALL},
        "keep": [_tip(t, lang) for t in advice.keep],
        "try": [_tip(t, lang) for t in advice.attempt],
        **({"prose": prose} if prose else {}),
        "facts": told,
    }


def _tip(tip: Tip, lang: Language) -> Mapping[str, Any]:
    return {
        "code": str(tip.code),
        "turns": list(tip.turns),
        "at_s": _plain(tip.at_s),
        "title": tip_title(tip, lang),
        "text": tip_text(tip, lang),
    }


def _plain(value: object) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value
