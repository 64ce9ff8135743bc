"""A TLS certificate: loaded, tried, and asked which names it is for."""

import ipaddress
import ssl
from pathlib import PurePath
from typing import NoReturn, cast

from copilot.errors import InputError


def tls_context(certificate: PurePath, key: PurePath) -> ssl.SSLContext:
    """A server's context.

    Raises :class:`InputError` ``no-such-certificate``, ``key-is-another``, ``key-is-locked``,
    ``no-certificate``.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(certificate, key, password=_refused)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            raise InputError(
                "key-is-another",
                f"{key} is not the key of {certificate}.",
                why="The two do not belong together.",
                hint="Name the key that the certificate was made with.",
            ) from None
        raise InputError(
            "no-certificate",
            f"{certificate} and {key} are no certificate and key.",
            why=f"They cannot be read as PEM ({error.reason or error}).",
            hint="Give the certificate chain and the key as PEM files.",
        ) from None
    except OSError as error:
        raise InputError(
            "no-such-certificate",
            f"{certificate} or {key} cannot be read.",
            why=error.strerror or str(error),
            hint="Check the two paths, and whether you may read the files.",
        ) from None
    return context


def names_of(context: ssl.SSLContext, certificate: PurePath) -> tuple[str, ...]:
    """The host names and addresses that a certificate is for, as they stand in an address.

    Asked by a handshake in memory, as a browser would. Raises :class:`InputError`
    ``certificate-unusable`` where it has expired or is not for a server.
    """
    asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    asking.check_hostname = False
    asking.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        asking.load_verify_locations(certificate)
        client = asking.wrap_bio(to_client, to_server)
        server = context.wrap_bio(to_server, to_client, server_side=True)
        for side in (client, server, client, server):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    except (ssl.SSLError, OSError) as error:
        raise InputError(
            "certificate-unusable",
            f"No browser would accept {certificate}.",
            why=getattr(error, "verify_message", "") or str(error),
            hint="Get a new certificate for this machine.",
        ) from None
    about = client.getpeercert() or {}
    named = cast(tuple[tuple[str, str], ...], about.get("subjectAltName", ()))
    return tuple(
        in_address(name)
        for kind, name in named
        if kind in ("DNS", "IP Address") and "*" not in name
    )


def in_address(name: str) -> str:
    """A host name or address as it stands in a web address: IPv6 in brackets, short."""
    try:
        address = ipaddress.ip_address(name.strip())
    except ValueError:
        return name.lower()
    return f"[{address}]" if address.version == 6 else str(address)


def _refused() -> NoReturn:
    raise InputError(
        "key-is-locked",
        "The TLS key asks for a password.",
        why="The copilot starts without asking for one.",
        hint="Give a key without a password, in a file that only you can read.",
    )
