"""What may be said in a call, and who said it first (pure).

The card's statements and the agent's are facts. A customer's words are facts about the customer: a
discount they ask for, or a promise they say was made, is none, also when the agent asks about it,
reports it or declines it.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from copilot.coach.claims import about_us, declines, only_repeats, sentences
from copilot.coach.disguises import UNREADABLE
from copilot.coach.evidence import Entry, words_of
from copilot.coach.folding import fold
from copilot.coach.numbers import Kind, Number, find_numbers
from copilot.coach.orders import for_machine
from copilot.coach.parts import CLAUSE_END, around
from copilot.coach.promises import promises, without_promises
from copilot.coach.quantity import fits
from copilot.language import Language
from copilot.method.cards import ProductCard
from copilot.method.overlap import pieces

CONTACT = re.compile(
    r"(?:https?:)?//\S+|www\.\S*|\S+@\S+|\bdot (?:com|net|org|tw|cn|io)\b|点(?:com|net|"
    r"org|tw|cn)\b|"
    r"[a-z0-9-]+\.(?:com|net|org|tw|cn|hk|sg|uk|us|io|co|ai|app|info|biz|shop|me|ly|link|"
    r"top|xyz|vip|cc)\b\S*"
)
_ASKED_SECONDS = 300  # the time of a call that an agent may ask for
_PRICES = (Kind.MONEY, Kind.PERCENT, Kind.DISCOUNT)
_THEIRS = ("people", "place", "age", "area")  # counted on the customer's side, whoever is meant


# Words that many sentences about anything share: none says what a promise is about.
_ANYTHING = pieces(
    "year month week day hour minute time today now price cost pay money get give make take want "
    "need say tell come good back customer order like help new still also first"
)


@dataclass(frozen=True, slots=True)
class Backing:
    """A promise that was made, with what else was said: it holds for that, and so long, only."""

    family: str
    numbers: tuple[Number, ...]
    words: frozenset[str]
    terms: tuple[Number, ...]  # of a statement that names a length of time: its numbers

    def about(self, words: frozenset[str], numbers: Iterable[Number]) -> bool:
        """Whether words or numbers of a line touch what the promise is about."""
        numbers = tuple(numbers)
        if self.terms and not _share(numbers, self.terms):
            return False
        if not self.words and not self.numbers:
            return True
        return not self.words.isdisjoint(words) or _share(numbers, self.numbers)


@dataclass(frozen=True, slots=True)
class Facts:
    """What may be said. Immutable: ``with_...`` returns a larger one."""

    lang: Language
    card: frozenset[Number]
    agent: frozenset[Number]
    customer: frozenset[Number]
    appointments: frozenset[Number]
    promises: tuple[Backing, ...]
    contacts: tuple[str, ...]
    entries: tuple[Entry, ...]
    claimed: frozenset[Number] = frozenset()  # by the customer, of the seller
    families_claimed: frozenset[str] = frozenset()  # of promises, likewise
    last_claims: str = ""  # what of the customer's last turn is about the seller

    @classmethod
    def from_card(cls, card: ProductCard, lang: Language) -> "Facts":
        """The card's own statements. What it does not offer and what customers object are none."""
        about = [(s, s) for s in (card.name, card.company, card.price, card.summary)]
        for f in card.fabe:
            row = (f.feature, f.advantage, f.benefit, f.evidence)
            about += [(s, " ".join(row)) for s in row]
        about += [(o.answer, f"{o.objection} {o.answer}") for o in card.objections]
        about += [(f.text, f.text) for f in card.facts]
        statements = [s for s, _ in about]
        entries = tuple(
            Entry(id_, _facts_in(text, lang), words_of(fold(text))) for id_, text in card.entries()
        )
        return cls(
            lang=lang,
            card=frozenset(n for s in statements for n in _facts_in(s, lang)),
            agent=frozenset(),
            customer=frozenset(),
            appointments=frozenset(),
            promises=tuple(b for s, entry in about for b in _backings(s, entry, lang)),
            contacts=tuple(c for s in statements for c in CONTACT.findall(fold(s))),
            entries=entries,
        )

    def with_agent(self, text: str) -> "Facts":
        """The agent said it: the agent answers for it, and may say it again."""
        numbers: list[Number] = []
        backings: list[Backing] = []
        for sentence, raw in _sentences(text):
            if for_machine(sentence):
                continue
            repeats = only_repeats(sentence)

            def meant(n: Number, sentence: str = sentence, repeats: bool = repeats) -> bool:
                if repeats and self._from_customer(n):
                    return False
                if not declines(around(sentence, n.start, n.end, CLAUSE_END)):
                    return True
                return n.kind not in (Kind.PERCENT, Kind.DISCOUNT) and not self._from_customer(n)

            numbers += _facts_in(raw, self.lang, meant)
            made = _backings(raw, text, self.lang)
            backings += (b for b in made if not (repeats and b.family in self.families_claimed))
        return replace(
            self,
            agent=self.agent.union(numbers),
            appointments=self.appointments.union(_appointments(numbers)),
            promises=(*self.promises, *backings),
            contacts=(*self.contacts, *CONTACT.findall(fold(text))),
        )

    def with_customer(self, text: str, as_fact: bool) -> "Facts":
        """What customers say of themselves is a fact; what they say of the seller never is."""
        own: list[Number] = []
        meetings: list[Number] = []
        claimed: list[Number] = []
        claims: list[str] = []
        for sentence, raw in _sentences(text):
            numbers, of_us = _facts_in(raw, self.lang), about_us(sentence)
            for n in numbers:
                bound = n.kind in (Kind.PERCENT, Kind.DISCOUNT, Kind.LONG)
                meets = () if of_us and is_short(n) else (*_appointments((n,)),)
                meetings += meets
                theirs = not of_us or (n.kind is Kind.COUNT and n.unit in _THEIRS)
                own += (n,) if as_fact and theirs and not bound else ()
                claimed += (n,) if not meets and (of_us or bound or not as_fact) else ()
            prices = any(n.kind in _PRICES and n not in own for n in numbers)
            if of_us or prices or any(promises(sentence)):
                claims.append(raw)
        return replace(
            self,
            customer=self.customer.union(own),
            appointments=self.appointments.union(meetings),
            claimed=self.claimed.union(claimed),
            families_claimed=self.families_claimed.union(p.family for p in promises(fold(text))),
            last_claims="".join(claims),
        )

    def backs(self, family: str, said: str, numbers: Iterable[Number]) -> bool:
        """Whether a promise of `family` was made about what is `said`, a folded text."""
        words = pieces(without_promises(said))
        return any(b.family == family and b.about(words, numbers) for b in self.promises)

    def _from_customer(self, n: Number) -> bool:
        return any(fits(n, said, spoken=True) for said in (*self.claimed, *self.customer))


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence folded, and as it was said."""
    return ((s, text[at : at + len(s)]) for at, s in sentences(fold(text)))


def _backings(text: str, about: str, lang: Language) -> tuple[Backing, ...]:
    """The promises of `text`; `about` is all that was said or written with it."""
    made = {p.family for p in promises(fold(text))}
    if not made:
        return ()
    words = pieces(without_promises(fold(about))) - _ANYTHING
    numbers = _facts_in(about, lang)
    said = _facts_in(text, lang)
    terms = said if any(n.kind is Kind.DURATION for n in said) else ()
    return tuple(Backing(family, numbers, words, terms) for family in sorted(made))


def _share(numbers: Iterable[Number], others: Iterable[Number]) -> bool:
    return any(fits(n, other, spoken=False) for n in numbers for other in others)


def _every(n: Number) -> bool:
    return True


def _facts_in(
    text: str, lang: Language, meant: Callable[[Number], bool] = _every
) -> tuple[Number, ...]:
    """The numbers of a statement, off their places; a range of weekdays gives every day in it."""
    found = [n for n in find_numbers(text, lang) if n.value != UNREADABLE and meant(n)]
    plain = fold(text)
    days = [n for n in found if n.unit == "weekday"]
    between = [
        replace(a, value=Decimal(d), start=0, end=0)
        for a, b in itertools.pairwise(days)
        if re.fullmatch(r"\s*(?:到|至|[~～–-]|to|till|through)\s*", plain[a.end : b.start])
        for d in range(int(a.value) + 1, int(b.value))
    ]
    return (*(replace(n, start=0, end=0) for n in found), *between)


def _appointments(numbers: Iterable[Number]) -> Iterator[Number]:
    for n in numbers:
        if n.kind in (Kind.DATE, Kind.TIME) or is_short(n):
            yield n
        elif (
            n.kind is Kind.COUNT and not n.unit and n.also and n.value < 1300 and n.value % 100 < 60
        ):
            clock = n.value // 100 * 60 + n.value % 100
            yield replace(n, kind=Kind.TIME, value=clock, also=())


def is_short(n: Number) -> bool:
    return n.kind is Kind.DURATION and n.unit == "second" and n.value <= _ASKED_SECONDS
