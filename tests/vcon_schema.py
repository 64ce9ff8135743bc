"""What draft-ietf-vcon-vcon-core-04 asks of an unsigned vCon, as JSON schema in our own words.

Stricter than the draft: a name that it does not define is refused, unless the draft of the contact
center extension (draft-ietf-vcon-cc-extension-02) defines it.
"""

from typing import Any

_TEXT = {"type": "string"}
_INDEX = {"type": "integer", "minimum": 0}
_DATE = {"type": "string", "format": "date-time"}
_UUID = {"type": "string", "format": "uuid"}
_INDICES = {"anyOf": [_INDEX, {"type": "array", "items": _INDEX}]}
_URL = {"type": "string", "format": "uri", "pattern": "^https://"}
_HASH_TOKEN = {"type": "string", "pattern": "^[a-z0-9]+-[A-Za-z0-9_-]+$"}
_HASH = {"anyOf": [_HASH_TOKEN, {"type": "array", "items": _HASH_TOKEN}]}
_MEDIA_TYPE = {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"}
_ENCODING = {"enum": ["base64url", "json", "none"]}
# A body names its encoding; only "json" may hold anything but text; a file elsewhere is hashed.
_CONTENT = {
    "dependentRequired": {"body": ["encoding", "mediatype"], "url": ["content_hash"]},
    "if": {"properties": {"encoding": {"enum": ["base64url", "none"]}}, "required": ["encoding"]},
    "then": {"properties": {"body": _TEXT}},
    "not": {"required": ["body", "url"]},
}
_FILE = {
    "mediatype": _MEDIA_TYPE,
    "filename": _TEXT,
    "body": True,
    "encoding": _ENCODING,
    "url": _URL,
    "content_hash": _HASH,
}


def _object(required: tuple[str, ...], properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
        **more,
    }


_PARTY = _object(
    (),
    {
        **dict.fromkeys(("tel", "sip", "stir", "mailto", "name", "did", "validation"), _TEXT),
        **dict.fromkeys(("gmlpos", "uuid", "role", "contact_list"), _TEXT),
        "civicaddress": {"type": "object", "additionalProperties": _TEXT},
    },
    dependentRequired={"name": ["validation"]},
)
_DIALOG = _object(
    ("type", "start", "parties"),
    {
        "type": {"enum": ["recording", "text"]},
        "start": _DATE,
        "duration": {"type": "number", "minimum": 0},
        "parties": _INDICES,
        "originator": _INDEX,
        "application": _TEXT,
        "message_id": _TEXT,
        **_FILE,
    },
    **_CONTENT,
)
_ANALYSIS = _object(
    ("type", "vendor"),
    {
        **dict.fromkeys(("type", "vendor", "product", "schema"), _TEXT),
        "dialog": _INDICES,
        **_FILE,
    },
    **_CONTENT,
)
_ATTACHMENT = _object(
    ("start", "party", "dialog"),
    {"purpose": _TEXT, "start": _DATE, "party": _INDEX, "dialog": _INDEX, **_FILE},
    **_CONTENT,
)

UNSIGNED_VCON = _object(
    ("vcon", "uuid", "created_at", "parties"),
    {
        "vcon": {"const": "0.4.0"},
        "uuid": _UUID,
        "extensions": {"type": "array", "items": _TEXT},
        "critical": {"type": "array", "items": _TEXT},
        "created_at": _DATE,
        "updated_at": _DATE,
        "subject": _TEXT,
        "redacted": _object(
            ("type",), {"uuid": _UUID, "type": _TEXT, "url": _URL, "content_hash": _HASH}
        ),
        "amended": _object((), {"uuid": _UUID, "url": _URL, "content_hash": _HASH}),
        "parties": {"type": "array", "items": _PARTY},
        "dialog": {"type": "array", "items": _DIALOG},
        "analysis": {"type": "array", "items": _ANALYSIS},
        "attachments": {"type": "array", "items": _ATTACHMENT},
    },
    **{"$schema": "https://json-schema.org/draft/2020-12/schema"},
    **{"not": {"required": ["redacted", "amended"]}},
)
