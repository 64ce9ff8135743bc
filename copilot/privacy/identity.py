"""Identity numbers and payment cards, known by their form and their check digits (pure)."""

import re

from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

# The value of a letter in Taiwan's identity numbers: the register office that gave it.
_OFFICE = {c: 10 + i for i, c in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO")}
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_BORN = re.compile(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")


def is_taiwan_id(number: str) -> bool:
    """A citizen's number, a resident certificate's new one (A800000014) or old one (AB12345678)."""
    number = number.upper()
    if re.fullmatch(r"[A-Z][1289]\d{8}", number):
        values = [*divmod(_OFFICE[number[0]], 10), *map(int, number[1:])]
    elif re.fullmatch(r"[A-Z][A-D]\d{8}", number):
        second = _OFFICE[number[1]] % 10
        values = [*divmod(_OFFICE[number[0]], 10), second, *map(int, number[2:])]
    else:
        return False
    return sum(v * w for v, w in zip(values, _WEIGHTS, strict=True)) % 10 == 0


def is_china_id(number: str) -> bool:
    """18 characters that hold a birthday, or whose check digit is right."""
    if _BORN.fullmatch(number[:17]) and len(number) == 18:
        return True
    try:
        ric.validate(number.upper())
    except (ValidationError, ValueError):
        return False
    return True


def is_card(digits: str) -> bool:
    """A payment card's number: 13 to 19 digits with the right check digit."""
    return 13 <= len(digits) <= 19 and bool(luhn.is_valid(digits))


def is_british_insurance(letters: str, digits: str, last: str) -> bool:
    """Two letters, six digits, A to D."""
    return len(letters) == 2 and len(digits) == 6 and last.upper() in ("A", "B", "C", "D")
