"""`copilot replay`: a recorded call, coached from end to end."""

import argparse
from pathlib import Path

MODES = ("outbound", "inbound")
LANGUAGES = ("zh-Hant", "zh-Hans", "en")
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
    parser.add_argument("--mode", required=True, choices=MODES, help="who called whom")
    parser.add_argument("--lang", required=True, choices=LANGUAGES, help="what is spoken")
    parser.add_argument("--card", type=Path, help="the product card (YAML) or a labelled call")
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
    parser.add_argument(
        "--panel", choices=("plain", "jsonl"), default="plain", help="how the call is shown"
    )
    parser.add_argument(
        "--asr-model",
        default="whisper-base",
        metavar="NAME|FOLDER",
        help="the recogniser: a name from `copilot models list`, or a Whisper folder (CTranslate2)",
    )
    parser.add_argument(
        "--llm",
        default="qwen2.5-coder-1.5b",
        metavar="NAME|FILE|openai:MODEL|none",
        help="the language model: a name, a GGUF file, a model of an OpenAI-compatible server, or "
        "none (rules and card only)",
    )
    parser.add_argument(
        "--base-url", metavar="URL", help="the server of openai:MODEL; the key is OPENAI_API_KEY"
    )
    parser.add_argument("--prompts", type=Path, metavar="FOLDER", help="use these prompt files")
    parser.add_argument(
        "--threads", type=threads, metavar="N", help="processor threads per model (default: cores)"
    )


def run(args: argparse.Namespace) -> int:
    from copilot.session import Options, replay

    return replay(
        Options(
            recording=tuple(args.recording),
            mode=args.mode,
            lang=args.lang,
            card=args.card,
            agent_channel=0 if args.agent_channel == "left" else 1,
            speed=args.speed,
            panel=args.panel,
            asr_model=args.asr_model,
            llm=args.llm,
            base_url=args.base_url,
            prompts=args.prompts,
            threads=args.threads,
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


def threads(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of threads from 1 to 256")
    return int(text)
