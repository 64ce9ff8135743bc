"""Numbers of people in a sentence, found and taken out (pure).

    mask("我的電話是0912-345-678", Language.ZH_HANT).text == "我的電話是[電話 …678]"

What proves itself (a card's check digit, the form of an identity number, a number that can be
dialled) is found wherever it stands; shorter digits only where words announce them.
"""

from dataclasses import dataclass

from copilot.language import Language
from copilot.privacy.amounts import is_counting, is_date, is_listed
from copilot.privacy.digits import Run, at_end, folded, only_digits, runs
from copilot.privacy.emails import emails
from copilot.privacy.identity import is_card, is_china_id, is_taiwan_id
from copilot.privacy.kinds import KEPT_DIGITS, Kind, mask_text
from copilot.privacy.letters import Lettered, lettered
from copilot.privacy.phones import is_of_company, is_phone
from copilot.privacy.said_around import Around, around

BEGUN_DIGITS = 5  # so many, led by 0, at the end of a turn: a number that goes on
LEAST_DIGITS = 3
_OPENS = "(（"
CARD_LENGTHS = (15, 16, 19)
LOOSE_DIGITS = 9  # so many are nobody's price, whatever was said around them
DIRECT_DIGITS = 4  # right after "my number is"
NAMED_DIGITS = {Kind.CODE: 3, Kind.IDENTITY: 6, Kind.ACCOUNT: 5, Kind.PASSPORT: 6, Kind.PHONE: 6,
                Kind.CARD: 8}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A number to be taken out of a text: `start` and `end` index the text."""

    start: int
    end: int
    kind: Kind
    digits: str
    whole: bool = True  # false: a piece of a longer number


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its numbers, and what they were."""

    text: str
    found: tuple[Found, ...]


def mask(text: str, lang: Language, asked: Kind | None = None) -> Masked:
    """`asked`: a number of this kind has been asked for and may be said without a word."""
    return masked(text, lang, find(text, asked))


def mask_lines(text: str, lang: Language) -> str:
    """:func:`mask` of a text of many lines, each for itself."""
    return "\n".join(mask(line, lang).text for line in text.split("\n"))


def masked(text: str, lang: Language, found: list[Found]) -> Masked:
    """`text` with a mask in place of each number found; overlapping ones are one."""
    out, at = [], 0
    kept = _apart(found)
    for number in kept:
        size = KEPT_DIGITS.get(number.kind, 0) if number.whole else 0
        last = number.digits[-size:] if size and len(number.digits) >= 2 * size + 2 else ""
        out += [text[at : number.start], mask_text(number.kind, lang, last)]
        at = number.end
    return Masked("".join(out) + text[at:], tuple(kept))


def find(text: str, asked: Kind | None = None) -> list[Found]:
    """Every number of a person in `text`, in order."""
    low = folded(text)
    return found_in(low, runs(low, asked=asked is not None), asked)


def found_in(text: str, every: list[Run], asked: Kind | None) -> list[Found]:
    """The numbers in `text`, a folded text with those runs."""
    out = [Found(start, end, Kind.EMAIL, "") for start, end in emails(text)]
    for run in every:
        if len(run.digits) >= LEAST_DIGITS:
            out += in_run(text, run, asked)
    return sorted(out, key=lambda f: f.start)


def in_run(text: str, run: Run, asked: Kind | None) -> list[Found]:
    """The numbers of one run of `text`, a folded text."""
    said = around(text, run)
    letters = lettered(text, run)
    kind = _kind(text, run, letters, said, asked)
    if kind is not None:
        return [_found(text, run, kind, letters)]
    # Two numbers, or a number beside an amount, in one breath: the longest groups that prove it.
    count = len(run.groups)
    for size in range(count - 1, 0, -1):
        for first in range(count - size + 1):
            part = run.part(first, first + size)
            kind = _proven(part, letters if first == 0 else Lettered(), said)
            if kind is not None and not is_listed(part.texts()):
                found = _found(text, part, kind, letters if first == 0 else Lettered())
                rest = [run.part(0, first)] if first else []
                rest += [run.part(first + size, count)] if first + size < count else []
                return [*(f for r in rest for f in in_run(text, r, asked)), found]
    return []


def _kind(text: str, run: Run, letters: Lettered, said: Around, asked: Kind | None) -> Kind | None:
    """What the whole run is; None where it is no number of a person, or more than one thing."""
    size = len(run.digits)
    if is_of_company(run.digits, run.groups) and not (letters.before or said.direct):
        return None
    if is_date(run.digits) and said.kind in (None, Kind.PHONE) and not letters.before:
        return None
    proven, listed = _proven(run, letters, said), is_listed(run.texts())
    if proven is not None and not listed:
        return proven
    if said.kind is not None and size >= NAMED_DIGITS[said.kind] and not listed and run.dictated:
        return said.kind
    if (
        said.direct is not None
        and run.dictated
        and size >= (3 if said.direct is Kind.CODE else DIRECT_DIGITS)
    ):
        return said.direct
    if asked is not None and not said.reference and run.dictated and not listed:
        least = LEAST_DIGITS if only_digits(text, run) else BEGUN_DIGITS + 1
        if size >= least:
            return asked
    if size >= BEGUN_DIGITS and run.digits[0] == "0" and at_end(text, run) and not said.reference:
        return Kind.PHONE
    if size >= LOOSE_DIGITS and not (said.reference or listed or is_counting(run.digits)):
        return Kind.NUMBER
    return None


def _proven(run: Run, letters: Lettered, said: Around) -> Kind | None:
    """The kind of a run that shows by its own form what it is."""
    digits = run.digits
    if letters.british or is_taiwan_id(letters.before + digits):
        return Kind.IDENTITY
    if is_china_id(digits + letters.after.replace("x", "X")[:1]) or is_china_id(digits):
        return Kind.IDENTITY
    if len(letters.before) == 1 and len(digits) == 9 and digits[0] in "1289":
        return None if said.reference else Kind.IDENTITY
    if is_card(digits) and not (said.reference and len(digits) not in CARD_LENGTHS):
        return Kind.CARD
    if said.reference:
        return None
    if run.groups == (3, 2, 4) and all(g.strip() in "-–—‑" for g in run.gaps):
        return Kind.IDENTITY
    may_be_phone = said.kind in (None, Kind.PHONE) and not is_of_company(digits, run.groups)
    if may_be_phone and is_phone(digits, international=letters.plus):
        return Kind.PHONE
    return None


def _found(text: str, run: Run, kind: Kind, letters: Lettered) -> Found:
    start = letters.start if letters.start is not None else run.start
    end = letters.end if letters.end is not None else run.end
    if text[start - 1 : start] in _OPENS and text[start - 1 : start]:
        start -= 1
    return Found(start, end, kind, run.digits)


def _apart(found: list[Found]) -> list[Found]:
    out: list[Found] = []
    for number in sorted(found, key=lambda f: (f.start, -f.end)):
        if not out or number.start >= out[-1].end:
            out.append(number)
    return out
