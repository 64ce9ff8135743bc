"""The forms by name, for whoever exports: text of one call or of many.

FORMS["vcon"].text([record])
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from copilot.errors import InputError
from copilot.exchange.plain import encodable
from copilot.exchange.table import calls_csv, turns_csv
from copilot.exchange.vcon import to_vcon
from copilot.exchange.webvtt import to_webvtt
from copilot.exchange.whole import to_json
from copilot.store.record import CallRecord
from copilot.store.summary import summary

PER = ("turn", "call")


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how a file of it ends, and its internet media type."""

    suffix: str
    media_type: str
    text: Callable[[Sequence[CallRecord]], str]


def export_vcon(records: Sequence[CallRecord]) -> str:
    """One vCon; of several calls an array of them."""
    return _one_or_array(to_vcon, records)


def export_json(records: Sequence[CallRecord]) -> str:
    """One object; of several calls an array of them."""
    return _one_or_array(to_json, records)


def export_csv(records: Sequence[CallRecord], *, per: str = "turn", bom: bool = False) -> str:
    """A row per turn or, with `per` "call", per call; `bom` for older spreadsheets."""
    if per == "call":
        return calls_csv([summary(record) for record in records], bom=bom)
    return turns_csv(records, bom=bom)


def export_webvtt(records: Sequence[CallRecord]) -> str:
    """One call's captions. Raises :class:`InputError` ``captions-of-many``."""
    if len(records) != 1:
        raise InputError(
            "captions-of-many",
            f"WebVTT holds one call, and {len(records)} were chosen.",
            hint="Export them one by one.",
        )
    return to_webvtt(records[0])


FORMS: Mapping[str, Form] = {
    "vcon": Form(".vcon.json", "application/vcon+json", export_vcon),
    "json": Form(".json", "application/json", export_json),
    "csv": Form(".csv", "text/csv; charset=utf-8", export_csv),
    "webvtt": Form(".vtt", "text/vtt", export_webvtt),
}


def _one_or_array(of: Callable[[CallRecord], str], records: Sequence[CallRecord]) -> str:
    texts = [of(record) for record in records]
    whole = texts[0] if len(texts) == 1 else "[" + ",\n".join(texts) + "]"
    return encodable(whole) + "\n"
