"""Traditional or Simplified characters, kept as promised.

Whisper writes Mandarin in either script, and a language model slips between them; both pass here.
"""

from collections.abc import Callable

from copilot.language import Language

# For what was said, characters change and words do not; for what is drafted, Taiwan's own words.
_HEARD = {Language.ZH_HANT: "s2tw", Language.ZH_HANS: "t2s"}
_DRAFTED = {Language.ZH_HANT: "s2twp", Language.ZH_HANS: "tw2sp"}
# OpenCC's Taiwan standard, where daily writing differs.
_DAILY = str.maketrans({"臺": "台", "裏": "裡", "喫": "吃", "瞭": "了"})


def for_heard(lang: Language) -> Callable[[str], str]:
    """Puts recognised text into the script of `lang`."""
    return _converter(_HEARD, lang)


def for_drafted(lang: Language) -> Callable[[str], str]:
    """Puts a drafted line into the script, and for Taiwan the words, of `lang`."""
    return _converter(_DRAFTED, lang)


def _converter(names: dict[Language, str], lang: Language) -> Callable[[str], str]:
    if lang not in names:
        return lambda text: text
    from opencc import OpenCC

    convert = OpenCC(names[lang])

    def converted(text: str) -> str:
        result = str(convert.convert(text))
        return result.translate(_DAILY) if lang is Language.ZH_HANT else result

    return converted
