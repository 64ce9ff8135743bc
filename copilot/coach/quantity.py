"""What a number in a text is, and whether another number says the same (pure)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a number measures."""

    MONEY = "money"
    PERCENT = "percent"
    DISCOUNT = "discount"
    DURATION = "duration"
    COUNT = "count"
    DATE = "date"
    TIME = "time"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text; ``start`` and ``end`` take in its currency and unit. By kind:

    - MONEY: main units of the currency; unit "dollar", "gbp", "eur", "jpy", or "" where any fits.
    - DISCOUNT: percent still to pay (八折, "20% off": 80), or unit "money": the sum taken off.
    - DURATION: in the unit "second", "day", "workday" or "month" (an hour is 3600, two years 24).
    - COUNT: unit "" without any word of measure, "thing" with a general one, else its class.
    - DATE: unit "weekday" (Monday 1), "day", "month" or "year". LONG: the digits (telephone-like).
    - TIME: minutes after midnight; unit "am" or "pm", or "" where the half of the day is not said.

    ``also`` holds further readings ("thirty-four ninety-five": 3495, also 34.95). ``per`` is the
    time that a MONEY pays for: "day", "week", "month" or "year", or "" where none is said.
    """

    value: Decimal
    kind: Kind
    unit: str
    start: int
    end: int
    also: tuple[Decimal, ...] = ()
    per: str = ""


MEASURED = ("fold", "mega", "giga", "mass", "power", "area", "length", "period", "age")
"""Units of a COUNT that never stand for each other."""


def fits(n: Number, fact: Number, *, spoken: bool) -> bool:
    """Whether ``fact`` says what ``n`` says. ``spoken``: people leave units out, cards do not."""
    if n.kind is Kind.TIME or fact.kind is Kind.TIME:
        return _fits_time(n, fact)
    if {n.value, *n.also}.isdisjoint({fact.value, *fact.also}):
        return False
    if n.per and fact.per and n.per != fact.per:
        return False
    if n.kind is Kind.MONEY:
        if fact.kind is Kind.MONEY:
            return not n.unit or not fact.unit or n.unit == fact.unit
        is_sum_off = fact.kind is Kind.DISCOUNT and fact.unit == "money"
        return is_sum_off or (spoken and fact.kind is Kind.COUNT and not fact.unit)
    if n.kind is Kind.COUNT and fact.kind is Kind.COUNT:
        if fact.unit in MEASURED or n.unit in MEASURED:  # 五百 alone is a price, never 500M
            return n.unit == fact.unit or (not fact.unit and fact.value > 3)
        return n.unit == fact.unit or n.unit in ("", "thing") or fact.unit in ("", "thing")
    if n.kind is Kind.COUNT and not n.unit:
        return fact.kind in (Kind.MONEY, Kind.LONG) or (
            fact.kind is Kind.DATE and fact.unit == "day"
        )
    return n.kind is fact.kind and n.unit == fact.unit


def _fits_time(n: Number, fact: Number) -> bool:
    def clock(x: Number) -> Decimal | None:
        if x.kind is Kind.TIME:
            return x.value % 720
        bare = x.kind is Kind.COUNT and not x.unit and 0 < x.value <= 24
        return x.value * 60 % 720 if bare else None

    halves = {x.unit for x in (n, fact) if x.kind is Kind.TIME and x.unit}
    return clock(n) is not None and clock(n) == clock(fact) and len(halves) < 2
