"""Product cards: what is read, and what is said about a card that is wrong."""

import json
from pathlib import Path

import pytest

from copilot.cardfile import load_card
from copilot.errors import InputError

ROOT = Path(__file__).parent.parent
GOOD = """\
name: Nightjar
company: Nightjar Monitoring
price: $29 a month
fabe:
  - feature: a sensor
    advantage: checks every two minutes
    benefit: you hear in time
    evidence: 1,300 shops use it
  - id: power
    feature: its own battery
    advantage: works without mains
    benefit: safe in an outage
    evidence: tested for 48 hours
objections:
  - objection: too dear
    answer: no contract
facts:
  - ships in one day
  - {id: size, text: as small as a matchbox}
not_offered: [repairs]
terms: [Nightjar]
"""


def card(tmp_path: Path, text: str, name: str = "card.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        load_card(path)
    return caught.value


def test_every_entry_has_an_id_its_own_or_a_number(tmp_path: Path) -> None:
    ids = [entry for entry, _ in load_card(card(tmp_path, GOOD)).entries()]
    assert ids == [
        *("name", "price", "summary", "fabe-1", "power"),
        *("objection-1", "fact-1", "size", "not-1"),
    ]


def test_a_labelled_call_is_a_card_too(tmp_path: Path) -> None:
    call = json.loads((ROOT / "samples" / "zht-out-hotel.json").read_text(encoding="utf-8"))
    path = card(tmp_path, json.dumps(call, ensure_ascii=False), "call.json")
    assert load_card(path).name == call["product"]["name"]


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.card.yaml")), ids=str)
def test_the_cards_of_the_samples_are_right(path: Path) -> None:
    assert load_card(path).fabe


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert load_card(card(tmp_path, "\ufeff" + GOOD)).name == "Nightjar"


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("price: $29 a month\n", ""), 1, "price"),
        (("    benefit: you hear in time\n", ""), 5, "fabe.1.benefit"),
        (("    answer: no contract", "    answer: ''"), 16, "objections.1.answer"),
        (("id: power", "id: Power plan"), 9, "fabe.2.id"),
        (("terms: [Nightjar]", "colour: red"), 21, "colour"),
        (("not_offered: [repairs]", "not_offered: repairs"), 20, "not_offered"),
        (("  - ships in one day", "  - [1, 2]"), 18, "facts.1"),
        (("name: Nightjar\n", "name: {a: b}\n"), 1, "name"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, field: str
) -> None:
    path = card(tmp_path, GOOD.replace(*change))
    error = refused(path)
    assert error.reference == "card-invalid"
    assert f"{path}, line {line}: {field}" in error.what


def test_text_that_is_not_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    error = refused(card(tmp_path, GOOD.replace("price: $29", 'price: "$29')))
    assert error.reference == "card-not-yaml"
    assert "line" in error.what


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("", "card-invalid"),
        ("- a\n- b\n", "card-invalid"),
        ("just words", "card-invalid"),
        ("x" * 300_000, "card-too-long"),
        (GOOD.replace("id: size", "id: power"), "card-id-twice"),
        ("a: &a [*a]", "card-invalid"),
        ("!!python/object/apply:os.system ['true']", "card-not-yaml"),
    ],
)
def test_what_is_no_card_is_refused(tmp_path: Path, text: str, reference: str) -> None:
    assert refused(card(tmp_path, text)).reference == reference


def test_a_card_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "card.yaml"
    path.write_bytes("name: 產品".encode("big5"))
    assert refused(path).reference == "card-not-readable"


def test_a_missing_card_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.yaml").reference == "no-such-card"
