"""`copilot live`, or `copilot` with options only: coaching beside the softphone."""

import argparse

from copilot.cli.options import (
    add_devices,
    add_how_it_is_coached,
    add_what_is_said,
    call_options,
)

EXAMPLES = """\
examples:
  copilot --mode inbound --card card.yaml
  copilot --mode outbound --lang zh-Hant --card card.yaml --panel terminal --softphone baresip"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_what_is_said(parser, lang_required=False)
    add_devices(parser)
    parser.add_argument(
        "--start",
        choices=("key", "voice", "now"),
        default="voice",
        help="a call begins with Enter; when both sides have spoken, or with Enter (default); or "
        "at once",
    )
    parser.add_argument(
        "--end-silence",
        type=_seconds,
        default=60.0,
        metavar="S",
        help="a call ends when nobody has spoken for so many seconds (default: 60; 0: never)",
    )
    parser.add_argument(
        "--calls", type=_count, metavar="N", help="leave after N calls (default: no end)"
    )
    add_how_it_is_coached(parser)


def run(args: argparse.Namespace) -> int:
    from copilot.capture.choose import Wishes
    from copilot.live import Options, live
    from copilot.sitting import SittingOptions, Start

    return live(
        Options(
            devices=Wishes(args.mic, args.loopback, args.softphone),
            sitting=SittingOptions(Start(args.start), args.end_silence or None, args.calls),
            call=call_options(args),
        )
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 to 86400")
    return seconds


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of calls")
    return int(text)
