"""What a drafted line may say: the numbers and promises of the card and the call (pure).

A line is checked against :class:`Facts`. A number must be a fact with the same value and a fitting
unit; a word of promise (guarantee, free, lowest ...) must belong to a family that the card or the
agent used before, about the same thing. Where it is unclear the line is refused: a refused line
costs one suggestion, an invented price binds the company. Length: every rule about who may have
said what is here; what numbers, promises and claims are is told in their own modules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copilot.coach.claims import agrees, defers
from copilot.coach.evidence import drawn_on
from copilot.coach.facts import CONTACT, Facts, is_short
from copilot.coach.folding import fold
from copilot.coach.numbers import Kind, Number, find_numbers
from copilot.coach.parts import CLAUSE_END, SENTENCE_END, around, until
from copilot.coach.promises import MAY_PROMISE, promise_words, promises
from copilot.coach.quantity import MEASURED, fits
from copilot.language import Language

__all__ = [
    "Facts",
    "Span",
    "StreamGuard",
    "Verdict",
    "check",
    "gives_in",
    "is_pressed",
    "may_give_in",
    "safe_prefix",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line, ``line[start:end] == text``, that nothing supports.

    ``reason``: "number", "promise", "contact" (address or telephone) or "hidden-character".
    """

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a line may be shown as it is, and the ids of the card entries that it rests on."""

    ok: bool
    unsupported: tuple[Span, ...]
    evidence: tuple[str, ...]


# Characters nobody can see or read aloud, and letters of scripts that are not spoken here.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u00bc-\u00be\u034f\u0370-\u1dff\u1f00-\u1fff"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2150-\u218f\u2460-\u24ff\u2776-\u2793\u3164"
    "\u3220-\u3249\u3251-\u325f\u3280-\u32bf\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff"
    "\U0001f100-\U0001f10c\U000e0000-\U000e0fff]"
)

_LATELY_AT_MOST = {"second": 3 * 3600, "day": 21, "month": 36}  # "the past three years"
_GIVEN = frozenset(("free", "gift", "refund"))
_ASKING_TIME = re.compile(
    r"方便|占用|打扰|耽误|聊|讲|很快|就好|给我|请教|借|有没有|"
    r"问|\b(?:do you have|have you got|got|"
    r"spare|can i have|may i have|give me|of your time|talk|chat|quick|ask you|borrow|steal|"
    r"it'll(?: only)? take)\b"
)
_TERMS = re.compile(
    r"保固|保修|质保|绑|约|合同|退|试|体验|[内以]|后|送|延|"
    r"到[场货]|warrant|guarant|contract|free|"
    r"trial|within|\bin an?\b|under|refund|notice|deliver|install|takes?|ready|cover|renew|"
    r"pause|cancel"
)
_LATELY = re.compile(r"(?:[这那]几?|最近|[过再](?:去的?)?|近|前|past|last|these|recent)\s*$")
_OFFER = re.compile(
    r"我们的?[方价收只每一是卖套]|方案|套餐|只要|只需|只收|"
    r"算[您你]|给[您你]|特价|成交|"
    r"\b(?:we|our|us|offer|deal|plan|only|just|give you|for you|price)\b"
)
_THEIRS = re.compile(  # money that a customer spoke of is spoken of as theirs
    r"[您你]|现在|目前|原本|原来|之前|以前|"
    r"\b(?:you|your|you're|now|currently|at the moment|already)\b"
)
_GRANTED = re.compile(  # a length of time that the seller grants, or promises to take
    r"保固|保修|质保|退|试用|体验|免|送|装[好机完]|到[场货]|warrant|guarant|free|trial|refund|"
    r"money back|\b(?:takes?|installs?|set ?up|delivers?|within|cover(?:ed|s)?)\b"
)
_HOLDS = re.compile(  # how long an offer holds
    r"不涨|有效|为止|截止|之前都|都一样|不变|\b(?:until|till|through|fixed|valid|expires?|lock(?:ed)?|"
    r"good (?:for|until))\b"
)
# A tail that may become a number, or belong to the one that follows.
_MAY_COUNT = re.compile(
    r"(?:(?>[零〇一二两三四五六七八九十百千万亿半对几数上好壹贰叁参肆伍陆柒捌玖拾]"
    r"[零〇一二两三四五六七八九十百千万亿几数个半小分钟星礼工点作之]*)|第|周|星期?|礼拜?|"
    r"(?:[nhusa]t?[dk]?)?[$]|[£€¥]|新?台币?|新|人民?币?|美[金元]?|"
    r"\b(?:an?|half|within|in|under|about|takes?|lasts?|another|for|of|quarter|third|past|to|last|"
    r"next|since|by|until|early|late|tens|rmb|cny|ntd?|twd|usd|sgd|the|price)\b|\s)++$"
)


def check(line: str, facts: Facts) -> Verdict:
    """Judge a line, or a :func:`safe_prefix` of one: what passes there passes in the whole line."""
    numbers = find_numbers(line, facts.lang)
    unsupported = tuple(sorted(_unsupported(line, numbers, facts), key=lambda s: s.start))
    evidence = drawn_on(fold(line), numbers, facts.entries)
    return Verdict(not unsupported, unsupported, evidence)


def is_pressed(facts: Facts) -> bool:
    """Whether the customer has just claimed something of the seller that nothing supports."""
    return bool(facts.last_claims) and not check(facts.last_claims, facts).ok


def may_give_in(prefix: str) -> bool:
    """Whether the beginning of a line could become one that :func:`gives_in`."""
    plain = fold(prefix)
    return agrees(plain) or defers(plain)


def gives_in(line: str, facts: Facts) -> bool:
    """Whether a line agrees, where the customer has pressed for what nothing supports.

    A yes that says in the same breath what card or agent do support is an answer, and is none.
    """
    plain = fold(line)
    if defers(plain):
        return True
    if not agrees(plain):
        return False
    telling = (n for n in find_numbers(line, facts.lang) if n.kind is not Kind.COUNT)
    return not (any(telling) or any(promises(plain)))


def safe_prefix(text: str, lang: Language) -> str:
    """What of an unfinished line can be judged now.

    A clause with a number waits for its end, because what follows can change the unit; a word of
    promise for the end of its sentence, which says for what and how long. A tail that may become
    either waits as well ("forty-", "guar", 百分).
    """
    plain = fold(text)
    cut = len(plain)
    while cut and plain[cut - 1].isascii() and not plain[cut - 1].isspace():
        cut -= 1
    done = plain[:cut]
    numbers = (*find_numbers(done, lang), *find_numbers(text, lang))
    waits = [(n.start, n.end, is_short(n)) for n in numbers]
    waits += ((start, end, True) for start, end in promise_words(done))
    for pattern in (_MAY_COUNT, MAY_PROMISE):
        if tail := pattern.search(done, max(0, len(done) - 40)):
            cut = min(cut, tail.start())
    for start, end, for_sentence in sorted(waits, reverse=True):
        boundary = SENTENCE_END if for_sentence else CLAUSE_END
        if start < cut and not boundary.search(plain[:cut], end):
            cut = start
    return text[:cut].rstrip()


class StreamGuard:
    """Lets through of a growing line what is already known to be supported."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.refused: tuple[Span, ...] = ()

    def feed(self, whole_text_so_far: str) -> str:
        """The longest prefix that can be shown; ``refused`` then holds what stops it, if "
        "anything."""
        shown = safe_prefix(whole_text_so_far, self._facts.lang)
        self.refused = check(shown, self._facts).unsupported
        return shown[: self.refused[0].start].rstrip() if self.refused else shown


def _unsupported(line: str, numbers: tuple[Number, ...], facts: Facts) -> Iterator[Span]:
    plain = fold(line)
    for n in numbers:
        if not _is_supported(n, plain, facts):
            reason = "contact" if n.kind is Kind.LONG else "number"
            yield Span(n.start, n.end, line[n.start : n.end], reason)
    for p in promises(plain):
        said = until(plain, p.end, SENTENCE_END)
        before = [n for n in numbers if n.end <= len(said)]
        if not facts.backs(p.family, said, before):
            yield Span(p.start, p.end, line[p.start : p.end], "promise")
    for m in CONTACT.finditer(plain):
        if m[0] not in facts.contacts:
            yield Span(m.start(), m.end(), line[m.start() : m.end()], "contact")
    for m in _HIDDEN.finditer(line):
        yield Span(m.start(), m.end(), m[0], "hidden-character")


def _is_supported(n: Number, plain: str, facts: Facts) -> bool:
    if any(fits(n, f, spoken=False) for f in facts.card):
        return True
    if any(fits(n, f, spoken=True) for f in facts.agent):
        return True
    clause = around(plain, n.start, n.end, CLAUSE_END)
    may_be_price = n.kind is Kind.MONEY or (n.kind is Kind.COUNT and not n.unit)
    is_offer = (
        (may_be_price and _OFFER.search(clause))
        or (n.kind is Kind.DURATION and _GRANTED.search(clause))
        or (n.kind is Kind.DATE and n.unit in ("month", "year") and _HOLDS.search(clause))
    )
    if any(fits(n, f, spoken=True) for f in facts.appointments) and not is_offer:
        return True
    if any(fits(n, f, spoken=True) for f in facts.customer):
        return not is_offer and (n.kind is not Kind.MONEY or bool(_THEIRS.search(clause)))
    if n.kind is Kind.COUNT:
        generation = n.unit == "giga" and n.value in (3, 4, 5)  # of mobile networks
        given = n.value > 1 and _GIVEN & {p.family for p in promises(clause)}  # 3 lessons free
        return generation or (1 <= n.value <= 3 and n.unit not in MEASURED and not given)
    if n.kind is not Kind.DURATION:
        return False
    sentence = around(plain, n.start, n.end, SENTENCE_END)
    if is_short(n) and _ASKING_TIME.search(sentence):
        return True
    if n.value <= _LATELY_AT_MOST.get(n.unit, 0) and _LATELY.search(plain[: n.start]):
        return True
    single = re.match(r"[一1](?!\d)|one\b|an?\b|for a (?:second|minute)", plain[n.start : n.end])
    return bool(single) and not _TERMS.search(clause)
