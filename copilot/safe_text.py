"""What people and models said, made safe to show and to quote (pure)."""

import re

# C0 and C1 controls, bidirectional overrides, zero-width and tag characters: nothing that moves a
# cursor, colours a screen, turns the reading direction or says what nobody sees.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]+"
)


def safe_text(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey."""
    return _UNSAFE.sub(" ", text)
