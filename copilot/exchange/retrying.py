"""Whether and when a delivery is tried again (pure)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
_PASSING = (408, 425, 429)
LONGEST_ASKED_S = 7 * 24 * 3600.0  # a receiver that asks for more is heard for this long


class Fate(StrEnum):
    """What one answer means for the delivery."""

    DELIVERED = "delivered"
    LATER = "later"  # the receiver is busy or away
    REFUSED = "refused"  # it will say the same until someone changes something


def fate(status: int) -> Fate:
    """By the status of the answer; a redirect is not followed, so it is a refusal."""
    if 200 <= status < 300:
        return Fate.DELIVERED
    return Fate.LATER if status in _PASSING or status >= 500 else Fate.REFUSED


def backoff_s(tried: int, roll: float) -> float:
    """The pause after `tried` tries, at least one: it doubles, and `roll` (0 to 1) takes up to half
    of it away, so that many senders do not come back at once."""
    whole = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(tried - 1, 16))
    return whole * (1.0 - roll / 2.0)


def asked_pause_s(retry_after: str | None, now: datetime) -> float:
    """Seconds that a ``Retry-After`` asks for, as a number or a date; 0 where it asks for none."""
    given = (retry_after or "").strip()
    if given.isascii() and given.isdigit():
        return min(float(given[:9]), LONGEST_ASKED_S)
    try:
        until = parsedate_to_datetime(given)
    except (TypeError, ValueError, IndexError, OverflowError):
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(0.0, (until - now).total_seconds()), LONGEST_ASKED_S)
