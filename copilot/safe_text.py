"""What people and models said, made safe to show and to quote (pure)."""

import re

# C0 and C1 controls, bidirectional overrides, zero-width characters: nothing that moves a cursor,
# colours a screen or turns the reading direction.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def safe_text(text: str) -> str:
    """`text` on one line, without anything that a terminal would obey."""
    return _UNSAFE.sub(" ", text)
