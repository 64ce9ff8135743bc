"""The languages of a call (pure)."""

from enum import StrEnum


class Language(StrEnum):
    """What is spoken, and in which script it is written."""

    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"
    EN = "en"

    @property
    def spoken(self) -> str:
        """The recogniser's code: Mandarin is one language, whatever the script."""
        return "en" if self is Language.EN else "zh"

    @property
    def is_chinese(self) -> bool:
        return self is not Language.EN
