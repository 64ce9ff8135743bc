"""A product card as the values of a form, and a form as the clean YAML of a card.

    {"name": "...", "fabe": [{"id": "", "feature": "...", ...}], "facts": [{"id": "", "text": ""}]}

Every text of a form is a string and every list a list, whatever is missing. Reading a form from a
card and writing it again loses nothing but comments inside; those above the first field stay.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

TEXTS = ("name", "company", "lang", "price", "summary")
ROWS: Mapping[str, tuple[str, ...]] = {
    "fabe": ("id", "feature", "advantage", "benefit", "evidence"),
    "objections": ("id", "objection", "answer"),
    "facts": ("id", "text"),
    "not_offered": ("id", "text"),
}
OPTIONAL = ("company", "lang", "summary", "objections", "facts", "not_offered", "terms")
_TERMS = "terms"
_WIDE = 1_000_000  # a text stays on one line
_MOST_ROWS = 200  # of a list in a form
_MOST_CHARACTERS = 4000  # of a text in a form
Form = Mapping[str, Any]


def form_of(node: yaml.Node | None, data: Mapping[Any, Any]) -> Form | None:
    """The values of a parsed card, right or not; None where a form has no place for some of it."""
    if not set(data) <= {*TEXTS, *ROWS, _TERMS} or not isinstance(node, yaml.MappingNode):
        return None
    written = {key.value: value for key, value in node.value}
    if len(written) != len(node.value):
        return None
    try:
        return {
            **{name: _text(written.get(name), data.get(name, "")) for name in TEXTS},
            **{name: _rows(name, written.get(name), data.get(name)) for name in ROWS},
            _TERMS: [_text(n, d) for n, d in _items(written.get(_TERMS), data.get(_TERMS))],
        }
    except _NoPlaceError:
        return None


def form_given(given: object) -> Form | None:
    """What a page sends as a form, with strings and lists wherever a form has them; None where it
    is something else."""
    if not isinstance(given, dict) or not set(given) <= {*TEXTS, *ROWS, _TERMS}:
        return None
    form: dict[str, Any] = {name: given.get(name, "") for name in TEXTS}
    form |= {name: given.get(name, []) for name in (*ROWS, _TERMS)}
    if not all(isinstance(form[name], str) for name in TEXTS):
        return None
    if not all(isinstance(form[name], list) for name in (*ROWS, _TERMS)):
        return None
    if not all(isinstance(term, str) for term in form[_TERMS]):
        return None
    for name, keys in ROWS.items():
        for row in form[name]:
            if not isinstance(row, dict) or not set(row) <= set(keys):
                return None
            if not all(isinstance(value, str) for value in row.values()):
                return None
    return form


def yaml_of(form: Form, head: str = "") -> str:
    """The card's text, with the comments `head` above it. An empty field that need not be there is
    left out, and so is the empty id of a row; a fact without one is a plain text."""
    data: dict[str, Any] = {name: form[name] for name in TEXTS}
    data |= {
        name: [_row(row, keys, plain="text" in keys) for row in form[name]]
        for name, keys in ROWS.items()
    }
    data[_TERMS] = list(form[_TERMS])
    parts = [
        yaml.dump(
            {name: value},
            Dumper=_Indented,
            allow_unicode=True,
            sort_keys=False,
            width=_WIDE,
        )
        for name, value in data.items()
        if value or name not in OPTIONAL
    ]
    texts = [part for part in parts if "\n " not in part.rstrip("\n")]
    lists = [part for part in parts if part not in texts]
    return head + "".join(texts) + "".join(f"\n{part}" for part in lists)


def head_of(text: str) -> str:
    """The comments and empty lines above the first field."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    taken = 0
    while taken < len(lines) and (not lines[taken].strip() or lines[taken].startswith("#")):
        taken += 1
    return "".join(lines[:taken]) if any(line.strip() for line in lines[:taken]) else ""


def comments_inside(text: str) -> int:
    """How many comments a form would not write again: those below the first field, a line each."""
    body = text.lstrip("\ufeff").removeprefix(head_of(text))
    return sum(line.lstrip().startswith("#") for line in body.splitlines())


class _NoPlaceError(Exception):
    """Something in the card that a form does not show."""


class _Indented(yaml.SafeDumper):
    """Lists stand two columns in, as in the cards of the samples."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(node: yaml.Node | None, value: object) -> str:
    """What stands there. Numbers read as the check reads them; what YAML takes for something else,
    such as a date or `no`, as it is written."""
    if isinstance(value, str):
        if len(value) > _MOST_CHARACTERS:
            raise _NoPlaceError
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(node, yaml.ScalarNode):
        return "" if value is None else str(node.value)
    raise _NoPlaceError


def _items(node: yaml.Node | None, value: object) -> list[tuple[yaml.Node, Any]]:
    if value is None or value == "":
        return []
    if not isinstance(node, yaml.SequenceNode) or not isinstance(value, Sequence):
        raise _NoPlaceError
    if len(value) > _MOST_ROWS:
        raise _NoPlaceError
    return list(zip(node.value, value, strict=True))


def _rows(name: str, node: yaml.Node | None, value: object) -> list[dict[str, str]]:
    keys, rows = ROWS[name], []
    for inner, item in _items(node, value):
        if not isinstance(item, Mapping):
            if "text" not in keys:
                raise _NoPlaceError
            rows.append({"id": "", "text": _text(inner, item)})
            continue
        if not set(item) <= set(keys) or not isinstance(inner, yaml.MappingNode):
            raise _NoPlaceError
        nodes = {key.value: of for key, of in inner.value}
        if len(nodes) != len(inner.value):
            raise _NoPlaceError
        rows.append({key: _text(nodes.get(key), item.get(key, "")) for key in keys})
    return rows


def _row(row: Mapping[str, str], keys: Sequence[str], *, plain: bool) -> str | dict[str, str]:
    if plain and not row.get("id"):
        return row.get("text", "")
    return {key: row.get(key, "") for key in keys if key != "id" or row.get(key)}
