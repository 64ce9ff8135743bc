"""Product cards from files: YAML as a sales team writes it, or a labelled call's `product`.

Every error names the file, the line and the field.
"""

from pathlib import Path

from copilot.cardtext import LONGEST_BYTES, CardFault, check_card, too_long
from copilot.errors import InputError
from copilot.method.cards import ProductCard


def load_card(path: Path) -> ProductCard:
    """The product card in `path`.

    Raises :class:`InputError`: ``no-such-card``, ``card-not-readable``, ``card-too-long``,
    ``card-not-yaml``, ``card-invalid``, ``card-holds-order``, ``card-id-twice``.
    """
    checked = check_card(read_card(path), as_json=path.suffix == ".json")
    if checked.card is None:
        raise told(path, *checked.faults)
    return checked.card


def told(path: Path, first: CardFault, *others: CardFault) -> InputError:
    """The error of a file's faults: the first one whole, the others counted."""
    what = f"{path}, line {first.line}: {first.what}"
    if first.reference == "card-too-long":
        what = first.what
    elif first.reference != "card-not-yaml":
        what = f"{path}, line {first.line}: {first.field or 'the file'}: {first.what}"
    more = f" ({len(others)} more)" if others else ""
    return InputError(first.reference, f"{what.rstrip('.')}{more}.", why=first.why, hint=first.hint)


def read_card(path: Path) -> str:
    """The text of the file. Raises the first three errors of :func:`load_card`."""
    if not path.exists():
        raise InputError(
            "no-such-card", f"There is no product card {path}.", hint="Check the path."
        )
    try:
        if path.stat().st_size > LONGEST_BYTES:
            raise told(path, too_long(str(path)))
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "card-not-readable",
            f"The product card {path} cannot be read.",
            why=str(error),
            hint="A card is a YAML file in UTF-8.",
        ) from error
