"""Find the cues of what a customer tells, and of what an agent asks, in one clause."""

import re
from collections.abc import Mapping
from functools import cache

from copilot.language import Language
from copilot.method import learned_cues_en, learned_cues_zh
from copilot.method.cues import plain
from copilot.method.folding import fold_script

_TABLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "zh": {**learned_cues_zh.LEARNED, **learned_cues_zh.ASKED},
    "en": {**learned_cues_en.LEARNED, **learned_cues_en.ASKED},
}


@cache
def _pattern(spoken: str, cue: str) -> re.Pattern[str]:
    joined = "|".join(f"(?:{p})" for p in _TABLES[spoken][cue])
    if spoken == "zh":
        return re.compile(fold_script(joined))
    return re.compile(rf"(?<![\w'])(?:{joined})(?![\w'])")


def tells(clause: str, cue: str, lang: Language) -> bool:
    """Whether the cue of the tables is in this clause, whatever its script and case."""
    words = plain(clause, lang).text.replace(",", "").replace("?", "").strip()
    return _pattern(lang.spoken, cue).search(words) is not None
