"""Words that stand for many in a table of cues: ``<you>``, ``<day>``."""

from collections.abc import Mapping


def filled(
    table: Mapping[str, tuple[str, ...]], named: Mapping[str, str]
) -> Mapping[str, tuple[str, ...]]:
    """The table with every name in its patterns replaced by what it stands for."""
    return {cue: tuple(_filled(p, named) for p in patterns) for cue, patterns in table.items()}


def _filled(pattern: str, named: Mapping[str, str]) -> str:
    for name, words in named.items():
        pattern = pattern.replace(name, words)
    return pattern
