"""What a receiver can check a delivery by: the headers of Standard Webhooks (pure).

webhook-id         the same for every try of one call: a receiver that knows it has the call
webhook-timestamp  seconds since 1970 of this try; an old one is somebody's copy
webhook-signature  "v1," and the base64 of HMAC-SHA256 over "ID.TIMESTAMP.BODY"
"""

import binascii
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping

SHORTEST_SECRET_BYTES = 16
_BASE64 = "whsec_"


def secret_bytes(secret: str) -> bytes:
    """The key: after ``whsec_`` base64, as receivers hand it out; anything else as UTF-8.

    Raises :class:`ValueError` where it is no base64 or too short to keep anything safe.
    """
    if secret.startswith(_BASE64):
        try:
            key = b64decode(secret.removeprefix(_BASE64), validate=True)
        except binascii.Error:
            raise ValueError("after whsec_ it is no base64") from None
    else:
        key = secret.encode()
    if len(key) < SHORTEST_SECRET_BYTES:
        raise ValueError(f"it has {len(key)} bytes, and {SHORTEST_SECRET_BYTES} are the fewest")
    return key


def signed(key: bytes, delivery_id: str, timestamp: int, body: bytes) -> Mapping[str, str]:
    """The three headers of one try."""
    content = b"%s.%d.%s" % (delivery_id.encode("ascii"), timestamp, body)
    digest = hmac.digest(key, content, "sha256")
    return {
        "webhook-id": delivery_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{b64encode(digest).decode('ascii')}",
    }
