"""Options by which calls are chosen."""

import argparse
from typing import TYPE_CHECKING

from copilot.cli.when import moment

if TYPE_CHECKING:
    from copilot.store.filters import CallFilter

PHASES = ("cognitive", "divergent", "convergent")
OUTCOMES = ("agreed", "declined", "undecided", "exit", "no-choice", "unknown")


def add_filter(parser: argparse.ArgumentParser) -> None:
    of = parser.add_argument_group("which calls")
    when = "a date, a moment, today, yesterday, or how long ago: 12h, 7d, 4w"
    of.add_argument("--since", default="", metavar="WHEN", help=when)
    of.add_argument("--until", default="", metavar="WHEN", help="the same; a day is counted whole")
    of.add_argument("--mode", choices=("outbound", "inbound"))
    of.add_argument("--agent", default="", metavar="NAME")
    of.add_argument("--outcome", choices=OUTCOMES)
    for phase in PHASES:
        for least in ("min", "max"):
            of.add_argument(f"--{least}-{phase}", type=percent, metavar="PERCENT")


def add_limit(parser: argparse.ArgumentParser, most: int) -> None:
    parser.add_argument(
        "--limit", type=positive, default=most, metavar="N", help=f"at most (default: {most})"
    )


def wanted_calls(args: argparse.Namespace) -> "CallFilter":
    from copilot.method.modes import Mode
    from copilot.method.outcome import Outcome
    from copilot.method.phases import Phase
    from copilot.store.filters import CallFilter
    from copilot.store.storable import storable

    def shares(least: str) -> dict[Phase, float]:
        given = {p: getattr(args, f"{least}_{p}") for p in Phase}
        return {p: percent / 100 for p, percent in given.items() if percent is not None}

    return CallFilter(
        since=moment(args.since, "--since"),
        until=moment(args.until, "--until"),
        mode=Mode(args.mode) if args.mode else None,
        agent=storable(args.agent),
        outcome=Outcome(args.outcome) if args.outcome else None,
        at_least=shares("min"),
        at_most=shares("max"),
    )


def percent(text: str) -> float:
    try:
        percent = float(text.removesuffix("%"))
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a percentage from 0 to 100")
    return percent


def positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000000")
    return int(text)


def days(text: str) -> int:
    if not text.isdecimal() or int(text) > 36500:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 0 to 36500")
    return int(text)
