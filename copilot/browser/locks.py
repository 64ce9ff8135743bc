"""Who may reach the page: what a request must carry, decided without any I/O (pure).

A page on this computer can be asked for by every web site that the agent visits. So each request is
held against three locks: it names this very address (`Host`), it comes from this very page or from
no page at all (`Origin`, `Sec-Fetch-Site`), and it carries a session that was opened with the token
of the start (RFC 6454; OWASP, cross-site request forgery and DNS rebinding).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

TOKEN_BYTES = 32
_SAME_SITE = ("same-origin", "none")  # `none`: typed, or opened from a bookmark


class Refusal(StrEnum):
    """Why a request was refused."""

    HOST = "foreign-host"
    ORIGIN = "foreign-origin"
    SESSION = "no-session"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is served: `names` are the host names that mean this computer."""

    names: tuple[str, ...]
    port: int
    secure: bool = False

    @property
    def hosts(self) -> frozenset[str]:
        """What a `Host` header may say."""
        usual = 443 if self.secure else 80
        named = {f"{name}:{self.port}" for name in self.names}
        return frozenset(named | (set(self.names) if self.port == usual else set()))

    @property
    def origins(self) -> frozenset[str]:
        """What an `Origin` header may say."""
        scheme = "https" if self.secure else "http"
        return frozenset(f"{scheme}://{host}" for host in self.hosts)

    @property
    def url(self) -> str:
        """The page's own address, with the first name."""
        return f"{'https' if self.secure else 'http'}://{self.names[0]}:{self.port}/"


LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def new_token() -> str:
    """A token for one start: 256 random bits, safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def same_token(given: str, token: str) -> bool:
    """Whether it is the token; takes as long for a near miss as for a far one."""
    return hmac.compare_digest(_bytes(given), _bytes(token))


def kept(secret: str) -> str:
    """What is kept of a session's secret: enough to know it again, too little to be it."""
    return hashlib.sha256(_bytes(secret)).hexdigest()


def cookie_of(header: str, name: str) -> tuple[str, ...]:
    """The values of a cookie in a `Cookie` header, however strange the others are."""
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return tuple(value for given, _, value in pairs if given == name)


def misdirected(headers: Mapping[str, str], address: Address, *, reads: bool) -> Refusal | None:
    """Why a request does not come from this page; None where it may.

    `headers` by their lower-case names. `reads`: it changes nothing (GET, HEAD); only those may
    come without an `Origin`, since browsers send none along with them.
    """
    if headers.get("host", "").lower() not in address.hosts:
        return Refusal.HOST
    origin = headers.get("origin")
    if origin is not None and origin.lower() not in address.origins:
        return Refusal.ORIGIN
    if origin is None and not reads:
        return Refusal.ORIGIN
    if headers.get("sec-fetch-site", "none") not in _SAME_SITE:
        return Refusal.ORIGIN
    return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; media-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
        "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
"""Headers of every answer: nothing from outside, nothing inline, no foreign frame."""
