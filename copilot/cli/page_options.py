"""The options of the panel in a browser."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.errors import InputError

if TYPE_CHECKING:
    from copilot.browser.binding import Binding

_GIVEN = ("port", "bind", "tls_certificate", "tls_key", "no_open")


def add_page(parser: argparse.ArgumentParser) -> None:
    """Where the page is served, and to whom."""
    page = parser.add_argument_group("with --panel browser")
    page.add_argument(
        "--port",
        type=_port,
        metavar="N",
        help="serve the page there (default: 8765 or a free one of the next nine; 0: any free one)",
    )
    page.add_argument(
        "--bind",
        type=_host,
        metavar="ADDRESS",
        help="serve the page at this address of this machine (default: 127.0.0.1 and ::1, for this "
        "machine alone; any other needs TLS)",
    )
    page.add_argument("--tls-certificate", type=Path, metavar="FILE", help="its certificate (PEM)")
    page.add_argument("--tls-key", type=Path, metavar="FILE", help="the certificate's key (PEM)")
    page.add_argument(
        "--no-open",
        action="store_true",
        help="only print the page's address; open no browser",
    )


def binding(args: argparse.Namespace) -> "Binding | None":
    """What was asked for; None for another panel.

    Raises :class:`InputError` ``page-without-browser``, ``half-tls``.
    """
    given = [name for name in _GIVEN if getattr(args, name) not in (None, False)]
    if args.panel != "browser":
        if given:
            raise InputError(
                "page-without-browser",
                f"--{given[0].replace('_', '-')} belongs to the panel in a browser.",
                why=f"The panel is {args.panel}.",
                hint="Add --panel browser, or leave it out.",
            )
        return None
    if (args.tls_certificate is None) != (args.tls_key is None):
        raise InputError(
            "half-tls",
            "A TLS certificate and its key go together.",
            why="Only one of --tls-certificate and --tls-key is given.",
            hint="Give both, or none.",
        )
    from copilot.browser.binding import LOCAL, Binding

    return Binding(
        args.bind or LOCAL,
        args.port,
        args.tls_certificate,
        args.tls_key,
        opens=not args.no_open,
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _host(text: str) -> str:
    host = text.strip().removeprefix("[").removesuffix("]")
    if not host or not host.isascii() or not host.isprintable() or len(host) > 253:
        raise argparse.ArgumentTypeError(f"{text!r} is not an address")
    return host
