"""The text of a product card checked: every fault with its line and field, or the card.

    checked = check_card(text)
    checked.card, checked.faults, checked.form

The one check behind `copilot card`, every call and the card editor. `form` holds the same card as
plain values for a form, also while it has faults; None where a form could not show all of it.
The schema is told in README.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from copilot.cardform import Form, form_of
from copilot.coach.orders import not_for_a_card
from copilot.method.cards import Fabe, Fact, Objection, ProductCard
from copilot.safe_text import safe_text

LONGEST_BYTES = 256 * 1024
Place = tuple[str | int, ...]
_LineOf = Callable[[Place], int]
# What text copied from a page may bring along unseen is left out; controls that had to be written
# on purpose, and marks that turn the reading direction, are refused.
_STRAY = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\U000e0000-\U000e007f]"
)
_Text = Field(min_length=1, max_length=600)
_FIELDS = "README, section «Product cards», lists the fields; samples/ has three cards."


@dataclass(frozen=True, slots=True)
class CardFault:
    """One thing that is wrong. `kind` and `detail` are for words in other languages; `place` names
    the field by steps that count from 0, `field` the same for people, counted from 1."""

    reference: str
    kind: str
    line: int
    place: Place
    what: str
    why: str = ""
    hint: str = ""
    detail: str = ""  # the words, the character, the id or the cause that is meant

    @property
    def field(self) -> str:
        return ".".join(f"{p + 1}" if isinstance(p, int) else p for p in self.place)


@dataclass(frozen=True, slots=True)
class CheckedCard:
    """`card` is None where there are faults, the one that is told first in front."""

    card: ProductCard | None
    faults: tuple[CardFault, ...]
    form: Form | None


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)


class _Fabe(_Entry):
    id: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]*$")
    feature: str = _Text
    advantage: str = _Text
    benefit: str = _Text
    evidence: str = _Text


class _Objection(_Entry):
    id: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]*$")
    objection: str = _Text
    answer: str = _Text


class _Fact(_Entry):
    id: str | None = Field(default=None, pattern=r"^[a-z0-9][a-z0-9-]*$")
    text: str = _Text


class _Card(_Entry):
    name: str = _Text
    company: str = Field(default="", max_length=200)
    lang: str | None = Field(default=None, pattern="^(zh-Hant|zh-Hans|en)$")
    price: str = _Text
    summary: str = Field(default="", max_length=1000)
    fabe: list[_Fabe] = Field(min_length=1, max_length=30)
    objections: list[_Objection] = Field(default=[], max_length=40)
    facts: list[str | _Fact] = Field(default=[], max_length=60)
    not_offered: list[str | _Fact] = Field(default=[], max_length=40)
    terms: list[str] = Field(default=[], max_length=40)


def check_card(text: str, *, as_json: bool = False) -> CheckedCard:
    """Every fault of a card in YAML, or (`as_json`) of a labelled call in JSON."""
    if len(text.encode("utf-8", "replace")) > LONGEST_BYTES:
        return CheckedCard(None, (too_long("The card"),), None)
    text = _STRAY.sub("", text)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = json.loads(text) if as_json else yaml.safe_load(text)
    except (yaml.YAMLError, json.JSONDecodeError, RecursionError, ValueError) as error:
        return CheckedCard(None, (_not_yaml(error),), None)
    prefix: Place = ()
    if isinstance(data, dict) and isinstance(data.get("product"), dict) and "turns" in data:
        data, prefix = data["product"], ("product",)
    if not isinstance(data, dict):
        what = "holds no fields; it should begin with name: ..."
        return CheckedCard(None, (_invalid(1, (), "no-fields", what),), None)
    form = form_of(node, data) if not prefix else None
    card, faults = _checked(data, lambda place: _line_of(node, (*prefix, *place)))
    return CheckedCard(card, faults, form)


def too_long(name: str) -> CardFault:
    """The fault of a text with more than :data:`LONGEST_BYTES`."""
    return CardFault(
        "card-too-long",
        "card-too-long",
        1,
        (),
        f"{name} is too long for a product card.",
        f"It has more than {LONGEST_BYTES // 1024} KiB.",
        "Keep to what an agent may say about one product.",
    )


def _checked(data: Any, line_of: _LineOf) -> tuple[ProductCard | None, tuple[CardFault, ...]]:
    try:
        card = _Card.model_validate(data)
    except ValidationError as error:
        return None, tuple(_wrong_fields(error, line_of))
    if faults := tuple(_wrong_texts(card, line_of)):
        return None, faults
    result = _numbered(card)
    if (twice := _named_twice(card, result, line_of)) is not None:
        return None, (twice,)
    return result, ()


def _wrong_fields(error: ValidationError, line_of: _LineOf) -> Iterator[CardFault]:
    """A field that may be one of two things is told once."""
    told: set[Place] = set()
    for one in error.errors():
        place = tuple(p for p in one["loc"] if p not in ("str", "_Fact"))
        if place not in told:
            told.add(place)
            kind = str(one["type"]).replace("_", "-")
            what = "should be an entry with fields" if kind == "model-type" else one["msg"]
            yield _invalid(line_of(place), place, kind, what)


def _wrong_texts(card: _Card, line_of: _LineOf) -> Iterator[CardFault]:
    for place, entry in _texts(card.model_dump()):
        if unseen := _UNSEEN.search(entry):
            what = f"holds the character U+{ord(unseen[0]):04X}, which nobody can read or say"
            yield _invalid(line_of(place), place, "unseen", what, f"U+{ord(unseen[0]):04X}")
        elif words := not_for_a_card(entry):
            yield CardFault(
                "card-holds-order",
                "order",
                line_of(place),
                place,
                f"«{safe_text(words)}» is not for a customer to hear",
                "It is markup, or it tells a language model or an agent what to do. What a card "
                "holds is said to customers as it stands, and its numbers count as yours.",
                "Say what is true of the product, in words that an agent can speak.",
                safe_text(words),
            )


def _texts(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text of the card with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def _not_yaml(error: Exception) -> CardFault:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else getattr(error, "lineno", 1)
    why = getattr(error, "problem", None) or getattr(error, "msg", None) or str(error)
    hint = "Put texts with a colon or a quotation mark in quotes."
    return CardFault("card-not-yaml", "not-yaml", line, (), "not YAML", f"{why}.", hint, str(why))


def _line_of(node: yaml.Node | None, place: Place) -> int:
    """Where in the file a field stands; where it is missing, where its parent begins."""
    line = 1
    for step in place:
        inner: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(step):
                    line, inner = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            inner = node.value[step] if step < len(node.value) else None
            line = inner.start_mark.line + 1 if inner else line
        if inner is None:
            break
        node = inner
    return line


def _invalid(line: int, place: Place, kind: str, what: str, detail: str = "") -> CardFault:
    return CardFault("card-invalid", kind, line, place, what, hint=_FIELDS, detail=detail)


def _numbered(card: _Card) -> ProductCard:
    def facts(kind: str, given: list[str | _Fact]) -> tuple[Fact, ...]:
        whole = [_Fact(text=fact) if isinstance(fact, str) else fact for fact in given]
        return tuple(Fact(f.id or f"{kind}-{n}", f.text) for n, f in enumerate(whole, 1))

    return ProductCard(
        name=card.name,
        company=card.company,
        price=card.price,
        summary=card.summary,
        fabe=tuple(
            Fabe(f.id or f"fabe-{n}", f.feature, f.advantage, f.benefit, f.evidence)
            for n, f in enumerate(card.fabe, 1)
        ),
        objections=tuple(
            Objection(o.id or f"objection-{n}", o.objection, o.answer)
            for n, o in enumerate(card.objections, 1)
        ),
        facts=facts("fact", card.facts),
        not_offered=facts("not", card.not_offered),
        terms=tuple(card.terms),
        lang=card.lang or "",
    )


def _named_twice(card: _Card, result: ProductCard, line_of: _LineOf) -> CardFault | None:
    ids = [entry for entry, _ in result.entries()]
    twice = next((entry for entry in ids if ids.count(entry) > 1), None)
    if twice is None:
        return None
    rows: list[Place] = [("name",), ("price",), ("summary",)]
    for name in ("fabe", "objections", "facts", "not_offered"):
        rows += [(name, number) for number in range(len(getattr(card, name)))]
    place = next(
        place for place, entry in reversed(list(zip(rows, ids, strict=True))) if entry == twice
    )
    place = (*place, "id")
    what = f"two entries have the id {twice}"
    hint = "Give each entry its own id, or none: they are numbered then."
    return CardFault(
        "card-id-twice", "id-twice", line_of(place), place, what, hint=hint, detail=twice
    )
