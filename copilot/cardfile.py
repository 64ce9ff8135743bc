"""Product cards from files: YAML as a sales team writes it, or a labelled call's `product`.

The schema is told in README. Every error names the file, the line and the field.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from copilot.coach.orders import not_for_a_card
from copilot.errors import InputError
from copilot.method.cards import Fabe, Fact, Objection, ProductCard
from copilot.safe_text import safe_text

LONGEST_BYTES = 256 * 1024
# What text copied from a page may bring along unseen is left out; controls that had to be written
# on purpose, and marks that turn the reading direction, are refused.
_STRAY = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\U000e0000-\U000e007f]"
)
_Text = Field(min_length=1, max_length=600)


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


def load_card(path: Path) -> ProductCard:
    """The product card in `path`.

    Raises :class:`InputError`: ``no-such-card``, ``card-not-readable``, ``card-too-long``,
    ``card-not-yaml``, ``card-invalid``, ``card-holds-order``, ``card-id-twice``.
    """
    text = _STRAY.sub("", _read(path))
    node, data = _parse(path, text)
    prefix: tuple[str, ...] = ()
    if isinstance(data, dict) and isinstance(data.get("product"), dict) and "turns" in data:
        data, prefix = data["product"], ("product",)
    if not isinstance(data, dict):
        raise _invalid(path, 1, "the file", "holds no fields; it should begin with name: ...")
    try:
        card = _Card.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(p for p in first["loc"] if p not in ("str", "_Fact"))
        field = _field(place)
        more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
        line = _line_of(node, (*prefix, *place))
        raise _invalid(path, line, field, first["msg"] + more) from None
    for place, entry in _texts(card.model_dump()):
        if unseen := _UNSEEN.search(entry):
            what = f"holds the character U+{ord(unseen[0]):04X}, which nobody can read or say"
            raise _invalid(path, _line_of(node, (*prefix, *place)), _field(place), what)
        if words := not_for_a_card(entry):
            raise _order(path, _line_of(node, (*prefix, *place)), _field(place), words)
    return _numbered(path, card)


def _field(place: tuple[Any, ...]) -> str:
    return ".".join(f"{p + 1}" if isinstance(p, int) else str(p) for p in place)


def _texts(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text of the card with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def _read(path: Path) -> str:
    if not path.exists():
        raise InputError(
            "no-such-card", f"There is no product card {path}.", hint="Check the path."
        )
    try:
        if path.stat().st_size > LONGEST_BYTES:
            raise InputError(
                "card-too-long",
                f"{path} is too long for a product card.",
                why=f"It has more than {LONGEST_BYTES // 1024} KiB.",
                hint="Keep to what an agent may say about one product.",
            )
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "card-not-readable",
            f"The product card {path} cannot be read.",
            why=str(error),
            hint="A card is a YAML file in UTF-8.",
        ) from error


def _parse(path: Path, text: str) -> tuple[yaml.Node | None, Any]:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (yaml.YAMLError, json.JSONDecodeError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else getattr(error, "lineno", 1)
        why = getattr(error, "problem", None) or getattr(error, "msg", None) or str(error)
        raise InputError(
            "card-not-yaml",
            f"{path}, line {line}: not YAML.",
            why=f"{why}.",
            hint="Put texts with a colon or a quotation mark in quotes.",
        ) from error
    return node, data


def _line_of(node: yaml.Node | None, place: tuple[Any, ...]) -> int:
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


def _invalid(path: Path, line: int, field: str, what: str) -> InputError:
    return InputError(
        "card-invalid",
        f"{path}, line {line}: {field}: {what}.",
        hint="README, section «Product cards», lists the fields; samples/ has three cards.",
    )


def _order(path: Path, line: int, field: str, words: str) -> InputError:
    return InputError(
        "card-holds-order",
        f"{path}, line {line}: {field}: «{safe_text(words)}» is not for a customer to hear.",
        why="It is markup, or it tells a language model or an agent what to do. What a card holds "
        "is said to customers as it stands, and its numbers count as yours.",
        hint="Say what is true of the product, in words that an agent can speak.",
    )


def _numbered(path: Path, card: _Card) -> ProductCard:
    def facts(kind: str, given: list[str | _Fact]) -> tuple[Fact, ...]:
        whole = [_Fact(text=fact) if isinstance(fact, str) else fact for fact in given]
        return tuple(Fact(f.id or f"{kind}-{n}", f.text) for n, f in enumerate(whole, 1))

    result = ProductCard(
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
    ids = [entry for entry, _ in result.entries()]
    if twice := next((entry for entry in ids if ids.count(entry) > 1), None):
        raise InputError(
            "card-id-twice",
            f"{path}: two entries have the id {twice}.",
            hint="Give each entry its own id, or none: they are numbered then.",
        )
    return result
