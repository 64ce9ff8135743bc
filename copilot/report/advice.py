"""Three things to keep and three to try, what matters most first (method, sections 1 and 2; pure).

The same call gives the same three. Of one rule only one occasion is named, and of two tips that say
nearly the same the weightier one. Fewer than three are given where fewer are true.
"""

from collections.abc import Iterable, Mapping

from copilot.method.modes import Mode
from copilot.method.outcome import Outcome
from copilot.report.attempts import attempts
from copilot.report.facts import CallFacts
from copilot.report.keep import kept
from copilot.report.tips import ALIKE, WEIGHTS, Advice, Keep, Tip, Try

MOST = 3
_TURNS_AT_LEAST = 2  # customer's turns: of a shorter call nothing can be said

# What would have changed this ending weighs more.
_MATTERS_FOR: Mapping[Outcome, Mapping[Keep | Try, int]] = {
    Outcome.AGREED: {Try.TAKE_UP_NEED: 8, Try.ASK_WHO_ELSE: 12, Try.ASK_HOW_MUCH: 12},
    Outcome.UNDECIDED: {
        Try.DO_NOT_PUSH: 8,
        Try.MAKE_IT_MATTER: 8,
        Try.COLLECT_OPTIONS: 8,
        Try.GIVE_PHASE_TIME: 8,
        Try.AGREE_NEXT_STEP: 8,
    },
    Outcome.DECLINED: {Try.FIND_THE_PAIN: 8, Try.TAKE_UP_DOUBT: 8, Try.TELL_WHAT_ANSWERS: 8},
    Outcome.EXIT: {Try.ASK_BEFORE_PITCH: 6, Try.SAY_WHO: 20},
}


def advise_after(facts: CallFacts) -> Advice:
    """What to keep and what to try next time, after the call is over."""
    if facts.talk.customer_turns < _TURNS_AT_LEAST:
        return Advice((), ())
    return Advice(_best(kept(facts), facts), _best(attempts(facts), facts))


def _best(tips: Iterable[Tip], facts: CallFacts) -> tuple[Tip, ...]:
    """At most three, one of a code, none alike."""
    codes: tuple[Keep | Try, ...] = (*Keep, *Try)
    order = {code: place for place, code in enumerate(codes)}
    first: dict[Keep | Try, Tip] = {}
    for tip in tips:
        first.setdefault(tip.code, tip)
    ranked = sorted(first.values(), key=lambda t: (-weight(t, facts), order[t.code]))
    out: list[Tip] = []
    for tip in ranked:
        if not any({tip.code, other.code} <= alike for other in out for alike in ALIKE):
            out.append(tip)
    return tuple(out[:MOST])


def weight(tip: Tip, facts: CallFacts) -> int:
    """How much a tip matters in a call of this mode that ended like this."""
    of_mode = WEIGHTS[tip.code][0 if facts.mode is Mode.OUTBOUND else 1]
    return of_mode + _MATTERS_FOR.get(facts.outcome, {}).get(tip.code, 0)
