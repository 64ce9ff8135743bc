"""`copilot replay`: a recorded call, coached from end to end."""

import argparse
from pathlib import Path

from copilot.cli.options import add_how_it_is_coached, add_what_is_said, call_options

EXAMPLES = """\
examples:
  copilot replay samples/zht-out-hotel.flac --mode outbound --lang zh-Hant \\
      --card samples/zht-out-hotel.card.yaml
  copilot replay agent.wav customer.wav --mode inbound --lang en --card card.yaml \\
      --speed max --panel jsonl > events.jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "recording",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="one two-channel recording, or two files: the agent's, then the customer's",
    )
    add_what_is_said(parser, lang_required=True)
    parser.add_argument(
        "--agent-channel",
        choices=("left", "right"),
        default="left",
        help="the agent's side of a two-channel recording (default: left)",
    )
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="S",
        help="1 is real time (default); any factor; max: as fast as the coach can follow",
    )
    add_how_it_is_coached(parser)


def run(args: argparse.Namespace) -> int:
    from copilot.session import Options, replay

    return replay(
        Options(
            recording=tuple(args.recording),
            agent_channel=0 if args.agent_channel == "left" else 1,
            speed=args.speed,
            call=call_options(args),
        )
    )


def _speed(text: str) -> float | None:
    """Seconds of audio per second; None for `max`."""
    if text == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.01 <= speed <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not max nor a factor from 0.01 to 1000")
    return speed
