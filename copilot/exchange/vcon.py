"""A call as a vCon, the IETF's container for conversations (pure).

Source: draft-ietf-vcon-vcon-core-04 (syntax "0.4.0") and, for the parties' roles,
draft-ietf-vcon-cc-extension-02 (extension "CC"). The same call gives the same vCon, whenever and
wherever it is written, except that one of another version of this program names that version.

    parties      who called first, then who was called, with their roles
    dialog       one recording, of which the audio was left out
    analysis     "transcript" (the turns), "report" (what the method read), "summary" (figures)
    attachments  what is known of the customer's consent, where anything is
    redacted     what is missing; no fuller version is kept anywhere, so none is named
"""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha1
from uuid import UUID

from copilot.events import Speaker
from copilot.exchange.plain import encodable, plain
from copilot.exchange.turns import TurnRow, length_s, turn_rows
from copilot.method.modes import Mode
from copilot.store.record import CallHead, CallRecord
from copilot.store.summary import summary

SYNTAX = "0.4.0"
VENDOR = "Call Copilot"
REDACTION = "audio left out; telephone, identity and payment card numbers masked"
_NAMESPACE = "call-copilot"

Object = dict[str, object]


def to_vcon(record: CallRecord) -> str:
    """The vCon in its unsigned form, as JSON."""
    return json.dumps(vcon_of(record), ensure_ascii=False, indent=1)


def vcon_of(record: CallRecord) -> Object:
    """The vCon's object, of values that JSON knows."""
    head = record.head
    parties = _in_order(head.mode)
    began = _instant(head.began)
    seconds = max(0.0, length_s(record.events))
    rows = turn_rows(record.events)
    told: Object = {
        "vcon": SYNTAX,
        "uuid": str(uuid_of(head)),
        "extensions": ["CC"],
        "created_at": _date(began + timedelta(seconds=seconds)),
        "redacted": {"type": REDACTION},
        "parties": [_party(speaker, head) for speaker in parties],
        "dialog": [_dialog(began, seconds)],
        "analysis": [
            _analysis("transcript", head, _transcript(head, rows, parties)),
            _analysis("report", head, {"turns": [_reading(row) for row in rows]}),
            _analysis("summary", head, plain(summary(record))),
        ],
        "attachments": [_consent(head, parties)] if head.consent else [],
    }
    if head.card and head.card.name:
        told["subject"] = encodable(head.card.name)
    return told


def uuid_of(head: CallHead) -> UUID:
    """Version 8, sorted by time like version 7; the rest is a hash of the call's id.

    The draft would have a host's name hashed; a call has none, and its id must not lead to its
    machine.
    """
    milliseconds = int(_instant(head.began).timestamp() * 1000) & (1 << 48) - 1
    digest = int.from_bytes(sha1(f"{_NAMESPACE}:{head.id}".encode(errors="replace")).digest()[:10])
    first, last = digest >> 68, digest & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | 8 << 76 | first << 64 | 0b10 << 62 | last)


def _in_order(mode: Mode) -> tuple[Speaker, Speaker]:
    """Who called comes first."""
    if mode is Mode.OUTBOUND:
        return Speaker.AGENT, Speaker.CUSTOMER
    return Speaker.CUSTOMER, Speaker.AGENT


def _party(speaker: Speaker, head: CallHead) -> Object:
    if speaker is Speaker.AGENT and head.agent:
        return {"name": encodable(head.agent), "validation": "none", "role": speaker.value}
    return {"role": speaker.value}


def _dialog(began: datetime, seconds: float) -> Object:
    return {
        "type": "recording",
        "start": _date(began),
        "duration": round(seconds, 3),
        "parties": [0, 1],
        "mediatype": "audio/x-wav",
    }


def _analysis(kind: str, head: CallHead, body: object) -> Object:
    return {
        "type": kind,
        "dialog": 0,
        "mediatype": "application/json",
        "vendor": VENDOR,
        "product": f"copilot {encodable(head.version)}",
        "schema": f"call-copilot-{kind}-1",
        "encoding": "json",
        "body": body,
    }


def _transcript(
    head: CallHead, rows: tuple[TurnRow, ...], parties: tuple[Speaker, Speaker]
) -> Object:
    return {
        "language": head.lang.value,
        "turns": [
            {
                "turn": row.turn,
                "party": parties.index(row.speaker),
                "start": row.start_s,
                "end": row.end_s,
                "text": encodable(row.text),
            }
            for row in rows
        ],
    }


def _reading(row: TurnRow) -> Object:
    """What the method read in a turn; what is empty is left out."""
    told = {
        "turn": row.turn,
        "phase": row.phase,
        "moves": row.moves,
        "signals": row.signals,
        "learned": [{"kind": kind, "quote": quote} for kind, quote in row.learned],
        "alerts": row.alerts,
        "line": row.line,
        "line_move": row.line_move,
        "followed_share": row.followed,
        "verdict": row.verdict,
    }
    return {name: plain(value) for name, value in told.items() if value not in (None, "", (), [])}


def _consent(head: CallHead, parties: tuple[Speaker, Speaker]) -> Object:
    return {
        "purpose": "consent",
        "start": _date(_instant(head.began)),
        "party": parties.index(Speaker.AGENT),
        "dialog": 0,
        "mediatype": "text/plain",
        "encoding": "none",
        "body": encodable(head.consent),
    }


def _instant(began: str) -> datetime:
    """The head's time; one without a zone is UTC."""
    read = datetime.fromisoformat(began)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _date(instant: datetime) -> str:
    """RFC 3339, UTC, to the millisecond."""
    utc = instant.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03}Z"
