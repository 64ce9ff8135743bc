"""One call sent to the address that was configured: signed, tried a few times, bounded.

Only https, or http on this machine; certificates are checked; a redirect is not followed, since it
would take the call to where nobody said that it may go. Of an answer only status and headers count.
"""

import asyncio
import ipaddress
import random
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

import httpx2

import copilot
from copilot.errors import InputError
from copilot.exchange.retrying import LONGEST_PAUSE_S, Fate, asked_pause_s, backoff_s, fate
from copilot.exchange.signing import secret_bytes, signed

TRIES = 5
ANSWER_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where calls go. Made by :func:`webhook`, which checks what it is given."""

    url: str
    key: bytes
    on_this_machine: bool
    tries: int = TRIES
    answer_within_s: float = ANSWER_WITHIN_S


@dataclass(frozen=True, slots=True)
class Delivery:
    """One call as it is sent. `id` is the same for every try, in this run and in later ones."""

    id: str
    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """How it went: `tries` made, and what the last one came to."""

    fate: Fate
    tries: int
    why: str = ""  # for a person; empty where it was delivered
    again_after_s: float = 0.0  # what the receiver asked for, longer than it was waited


def webhook(url: str, secret: str) -> Webhook:
    """Raises :class:`InputError`: ``webhook-address-refused``, ``no-webhook-secret``,
    ``webhook-secret-refused``."""
    local = _check_address(url)
    if not secret:
        raise InputError(
            "no-webhook-secret",
            "There is no secret to sign what is sent to the webhook with.",
            why="Without a signature the receiver cannot know that a call comes from here.",
            hint="Set COPILOT_WEBHOOK_SECRET, or [webhook] secret in the configuration file.",
        )
    try:
        return Webhook(url, secret_bytes(secret), local)
    except ValueError as error:
        raise InputError(
            "webhook-secret-refused",
            "The webhook's secret cannot be used.",
            why=f"{str(error).capitalize()}.",
            hint="Take the one that the receiver gave, or make one: openssl rand -hex 24",
        ) from None


async def deliver(
    to: Webhook,
    delivery: Delivery,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Delivered:
    """Try until it is taken, refused, or has been tried often enough. Raises nothing of its own."""
    result = Delivered(Fate.LATER, 0)
    async with httpx2.AsyncClient(
        follow_redirects=False,
        trust_env=not to.on_this_machine,
        timeout=to.answer_within_s,
        verify=_trusted() if to.url.startswith("https:") else False,
    ) as client:
        for tried in range(1, to.tries + 1):
            result = await _try(client, to, delivery, tried)
            if result.fate is not Fate.LATER or result.again_after_s > LONGEST_PAUSE_S:
                break
            if tried < to.tries:
                await pause(max(result.again_after_s, backoff_s(tried, random.random())))
    return result


async def _try(
    client: httpx2.AsyncClient, to: Webhook, delivery: Delivery, tried: int
) -> Delivered:
    now = datetime.now(UTC)
    headers = {
        "content-type": delivery.media_type,
        "user-agent": f"call-copilot/{copilot.__version__}",
        **signed(to.key, delivery.id, int(now.timestamp()), delivery.body),
    }
    try:
        # The library's own limits are per read: a receiver that trickles would never reach them.
        async with (
            asyncio.timeout(to.answer_within_s),
            client.stream("POST", to.url, content=delivery.body, headers=headers) as answer,
        ):
            status, retry_after = answer.status_code, answer.headers.get("retry-after")
    except TimeoutError:
        return Delivered(Fate.LATER, tried, f"no answer within {to.answer_within_s:g} s")
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, UnicodeError) as error:
        return Delivered(Fate.LATER, tried, f"{type(error).__name__}: {_first_line(error)}")
    came_to = fate(status)
    if came_to is Fate.DELIVERED:
        return Delivered(came_to, tried)
    again_s = asked_pause_s(retry_after, now) if came_to is Fate.LATER else 0.0
    return Delivered(came_to, tried, f"it answered {status}", again_s)


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are trusted, read once: it takes a while."""
    return httpx2.create_ssl_context()


def _check_address(url: str) -> bool:
    """Whether it is on this machine. Raises :class:`InputError` ``webhook-address-refused``."""
    why = ""
    try:
        parts = urlsplit(url)
        host, local = parts.hostname or "", _is_loopback(parts.hostname or "")
        if parts.username or parts.password:
            why = "It holds a name or password, which would end up in logs."
        elif not host or parts.port == 0 or not url.isprintable() or " " in url:
            why = "It is not the address of a server."
        elif parts.scheme != "https" and not (parts.scheme == "http" and local):
            why = "Calls are sent by https only, or by http to this machine."
    except ValueError:
        local, why = False, "It is not the address of a server."
    if why:
        raise InputError(
            "webhook-address-refused",
            "The webhook's address is not one that calls are sent to.",
            why=why,
            hint="Write it as https://HOST/PATH in [webhook] url or COPILOT_WEBHOOK_URL.",
        )
    return local


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no more is known"])[0][:200]
