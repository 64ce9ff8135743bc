"""`copilot replay`: a recorded call, coached from end to end, or a folder of them."""

import argparse
from dataclasses import replace
from pathlib import Path

from copilot.cli.batch import add_batch, batch_options
from copilot.cli.options import add_how_it_is_coached, add_what_is_said, call_options
from copilot.errors import InputError

EXAMPLES = """\
examples:
  copilot replay samples/zht-out-hotel.flac --mode outbound --lang zh-Hant \\
      --card samples/zht-out-hotel.card.yaml
  copilot replay agent.wav customer.wav --mode inbound --lang en --card card.yaml \\
      --speed max --panel jsonl > events.jsonl
  copilot replay --batch recordings --mode outbound --lang zh-Hant --card card.yaml"""

DEFAULT_LLM = "qwen2.5-coder-1.5b"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "recording",
        metavar="FILE",
        type=Path,
        nargs="*",
        help="one two-channel recording, or two files: the agent's, then the customer's",
    )
    add_what_is_said(parser, lang_required=False, mode_required=False)
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
    add_batch(parser)
    # A line that nobody reads is worth no minute: a batch writes none unless a model is named.
    parser.set_defaults(llm=None)


def run(args: argparse.Namespace) -> int:
    if args.batch:
        from copilot.batch.run import run_batch

        args.llm = args.llm or "none"
        return run_batch(batch_options(args))
    args.llm = args.llm or DEFAULT_LLM
    return _run_one(args)


def _run_one(args: argparse.Namespace) -> int:
    wrong = ""
    if not args.recording:
        wrong = "No recording is given"
    elif not args.mode:
        wrong = "--mode is missing"
    elif args.manifest or args.jobs:
        wrong = "--manifest and --jobs go with --batch"
    if wrong:
        raise InputError("usage", wrong, hint="copilot replay --help")

    from copilot.session import Options, replay

    return replay(
        Options(
            recording=tuple(args.recording),
            agent_channel=0 if args.agent_channel == "left" else 1,
            speed=args.speed,
            call=replace(call_options(args), call_id=args.call_id, began=args.began),
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
