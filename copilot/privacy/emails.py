"""E-mail addresses, written and spoken (pure)."""

import re

_WRITTEN = re.compile(r"[a-z0-9][a-z0-9._%+-]*\s?@\s?[a-z0-9-]+(?:\s?\.\s?[a-z0-9-]+)+", re.ASCII)
_DOT = r"\s?(?:\.|\bdot\b|点)\s?"
_JOIN = rf"(?:{_DOT}|\s?(?:\bunderscore\b|\bdash\b|\bhyphen\b|底线|下划线|[_-])\s?)"
_ENDS = r"(?:com|net|org|edu|gov|tw|cn|co|uk|io|hk|me|biz|info|us|ca|au)\b"
_NO_NAME = r"(?!(?:at|is|it|s|me|my|to|mail|email|e-mail|address|the|and|that|use|on|can|you|i)\b)"
_WORD = rf"{_NO_NAME}[a-z0-9]+"
_SPOKEN = re.compile(
    rf"(?<![a-z0-9_'])(?:{_WORD}\s){{0,2}}(?:{_NO_NAME}[a-z0-9]\s){{0,14}}{_WORD}(?:{_JOIN}[a-z0-9]+){{0,5}}"
    rf"\s?(?:\bat\b|小老鼠|@|艾特|"
    rf"圈a)\s?[a-z0-9-]{{2,}}(?:{_DOT}[a-z0-9-]+)*?{_DOT}{_ENDS}(?:{_DOT}{_ENDS})*",
    re.ASCII,
)

_MAY_BE = re.compile(r"(?:\bat\b|小老鼠|@|艾特|圈a).{2,30}(?:\.|\bdot\b|点)", re.ASCII)


def emails(text: str) -> list[tuple[int, int]]:
    """Where the addresses in `text`, a folded text, begin and end."""
    written = [m.span() for m in _WRITTEN.finditer(text)]
    if not _MAY_BE.search(text):
        return written
    spoken = [m.span() for m in _SPOKEN.finditer(text)]
    return written + [s for s in spoken if not any(s[0] < w[1] and w[0] < s[1] for w in written)]
