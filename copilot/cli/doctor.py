"""`copilot doctor`: tries everything a live call needs."""

import argparse
import asyncio
import json
from typing import TYPE_CHECKING

from copilot.cli.options import add_devices, threads

if TYPE_CHECKING:
    from copilot.doctor.finding import Finding

EXAMPLES = """\
exit code: 0 a call would work (warnings aside), 1 something failed

examples:
  copilot doctor
  copilot doctor --llm none --softphone baresip
  copilot doctor --llm openai:qwen2.5-14b --base-url http://127.0.0.1:8000/v1 --json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_devices(parser)
    parser.add_argument(
        "--only",
        choices=("sound", "models", "terminal"),
        help="try only this (default: everything)",
    )
    parser.add_argument("--asr-model", default="whisper-base", metavar="NAME|FOLDER")
    parser.add_argument(
        "--llm", default="qwen2.5-coder-1.5b", metavar="NAME|FILE|openai:MODEL|none"
    )
    parser.add_argument("--base-url", metavar="URL", help="the server of openai:MODEL")
    parser.add_argument("--threads", type=threads, metavar="N")
    parser.add_argument("--json", action="store_true", help="as one JSON document")


def run(args: argparse.Namespace) -> int:
    from copilot.doctor.finding import State
    from copilot.native_noise import kept_from_stderr
    from copilot.output import results

    with kept_from_stderr():
        found = asyncio.run(_find(args))
    out = results(as_utf8=args.json)
    if args.json:
        plain = [
            {"check": f.check, "state": str(f.state), "text": f.text, "hint": f.hint} for f in found
        ]
        out.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
    else:
        out.write("\n".join(f.lines() for f in found) + "\n")
    return int(any(f.state is State.FAILED for f in found))


async def _find(args: argparse.Namespace) -> list["Finding"]:
    from copilot.capture.choose import Wishes
    from copilot.doctor.run import Tries, findings

    tries = Tries(
        Wishes(args.mic, args.loopback, args.softphone),
        args.asr_model,
        args.llm,
        args.base_url,
        args.threads,
        (args.only,) if args.only else ("sound", "models", "terminal"),
    )
    return [finding async for finding in findings(tries)]
