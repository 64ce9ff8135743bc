"""What the page says besides the panel's own words, one file for each part of it (pure).

Rows are in the order of :class:`~copilot.language.Language`: traditional Chinese, simplified
Chinese, English.
"""

from copilot.browser.words import calls, cards, live, shell, start
from copilot.language import Language
from copilot.panel.screen_words import told

_PARTS = (shell.WORDS, live.WORDS, cards.WORDS, calls.WORDS, start.WORDS)


def page_words(lang: Language) -> dict[str, str]:
    """Every word of the page in one language, by name."""
    return {name: told(row, lang) for part in _PARTS for name, row in part.items()}
