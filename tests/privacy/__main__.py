"""The masking table: `python -m tests.privacy [LIST] [--misses]`."""

import sys
from collections import Counter

from copilot.language import Language
from tests.privacy import LISTS, Case, cases, is_hidden, is_left_alone, told


def main(arguments: list[str]) -> None:
    names = [a for a in arguments if a in LISTS] or list(LISTS)
    for name in names:
        _table(name, cases(name), misses="--misses" in arguments)


def _table(name: str, listed: list[Case], *, misses: bool) -> None:
    every: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for case in listed:
        right = is_left_alone(case) if case.kind == "none" else is_hidden(case)
        every[case.kind, case.lang] += 1
        good[case.kind, case.lang] += right
        if misses and not (right and is_left_alone(case)):
            print(case.where, case.kind, case.turns, "->", told(case))
    print(f"\n{name}: masked of all, per kind (none: left as it was)\n")
    print(f"{'':10}" + "".join(f"{lang:>12}" for lang in Language) + f"{'all':>12}{'share':>9}")
    kinds = [k for k in dict.fromkeys(k for k, _ in every) if k != "none"]
    for kind in [*kinds, "none"]:
        _row(kind, [kind], every, good)
    _row("numbers", kinds, every, good)
    spared = sum(is_left_alone(c) for c in listed if c.kind != "none")
    count = sum(c.kind != "none" for c in listed)
    print(f"\nwords around a masked number that stayed as they were: {spared} of {count}")


def _row(
    title: str,
    kinds: list[str],
    every: "Counter[tuple[str, str]]",
    good: "Counter[tuple[str, str]]",
) -> None:
    cells, right, of = "", 0, 0
    for lang in Language:
        n, m = sum(good[k, lang] for k in kinds), sum(every[k, lang] for k in kinds)
        right, of = right + n, of + m
        cells += f"{f'{n}/{m}' if m else '-':>12}"
    print(f"{title:10}{cells}{f'{right}/{of}':>12}{right / max(of, 1):9.1%}")


main(sys.argv[1:])
