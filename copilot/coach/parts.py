"""Clauses and sentences of a folded text (pure)."""

import re

CLAUSE_END = re.compile(r"[，。！？；;!?]|[,.](?=\s|$)")
SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s|$)")


def around(plain: str, start: int, end: int, boundary: re.Pattern[str]) -> str:
    """The clause or sentence that holds ``plain[start:end]``, with the mark that ends it."""
    left = max((m.end() for m in boundary.finditer(plain, 0, start)), default=0)
    right = boundary.search(plain, end)
    return plain[left : right.end() if right else len(plain)]


def until(plain: str, end: int, boundary: re.Pattern[str]) -> str:
    """Everything up to the boundary after ``end``."""
    right = boundary.search(plain, end)
    return plain[: right.end() if right else len(plain)]
