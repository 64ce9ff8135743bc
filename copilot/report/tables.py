"""A comparison of calls as tables of words, the same for every form (pure).

Of fewer than five calls there are counts and times, of more there are percentages beside the
number of calls.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.language import Language
from copilot.method.modes import Mode
from copilot.method.moves import SPIN
from copilot.method.outcome import KNOWN
from copilot.method.phases import Phase
from copilot.report.compare import By, Comparison, Group
from copilot.report.page_words import PageWords, clock, percent
from copilot.report.words import mode_name, outcome_name, question_name
from copilot.wording import phase_name


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of words. The first column names the group, the others hold figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]  # the last one is of all calls


def tables(comparison: Comparison, lang: Language) -> tuple[Table, ...]:
    """Time, questions, lines and outcomes."""
    say = PageWords(lang)
    named = [(group_name(g, comparison.by, lang), g) for g in comparison.groups]
    named.append((say["all_calls"], comparison.total))
    return tuple(
        Table(
            title,
            (say[f"by_{comparison.by}"], say["calls"], *heads),
            tuple((name, str(g.calls), *cells(g)) for name, g in named),
        )
        for title, heads, cells in (
            (
                say["time_in_phases"],
                [phase_name(p, lang) for p in Phase] + [say["agent_spoke"]],
                _phases,
            ),
            (say["questions_asked"], [question_name(m, lang) for m in SPIN], _questions),
            (
                say["lines_taken_up"],
                [say["offered"], say["followed"], say["judged_used"]],
                _lines,
            ),
            (say["outcomes"], [outcome_name(o, lang) for o in KNOWN], _outcomes),
        )
    )


def group_name(group: Group, by: By, lang: Language) -> str:
    """What a row is called."""
    if by is By.MODE:
        return mode_name(Mode(group.name), lang)
    return group.name or PageWords(lang)["no_name"]


def part(count: float, whole: float, *, few: bool) -> str:
    """`3 / 4`, or where there are enough calls `75 %`; a dash where there is nothing to part."""
    if not whole:
        return "–"
    return f"{count:.0f} / {whole:.0f}" if few else percent(count / whole)


def _phases(group: Group) -> Iterator[str]:
    for phase in Phase:
        if group.few:
            yield f"{clock(group.phase_s[phase])} ({clock(group.target_s[phase])})"
        else:
            yield f"{percent(group.share(phase))} ({percent(group.target(phase))})"
    if group.few:
        yield f"{clock(group.agent_s)} / {clock(group.speech_s)}"
    else:
        yield part(group.agent_s, group.speech_s, few=False)


def _questions(group: Group) -> Iterator[str]:
    for move in SPIN:
        yield part(group.asked[move], group.calls, few=group.few)


def _lines(group: Group) -> Sequence[str]:
    offered = group.offered
    return (
        str(offered),
        part(group.followed, offered, few=group.few),
        part(group.used, offered, few=group.few),
    )


def _outcomes(group: Group) -> Iterator[str]:
    for outcome in KNOWN:
        yield str(group.outcomes[outcome])
