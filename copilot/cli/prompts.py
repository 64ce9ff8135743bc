"""`copilot prompts`: check the prompt files of every language."""

import argparse
from pathlib import Path

EXAMPLES = """\
examples:
  copilot prompts
  copilot prompts --prompts my-prompts"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--prompts", metavar="FOLDER", type=Path, help="check these, not the shipped"
    )


def run(args: argparse.Namespace) -> int:
    from copilot.cli.output import results
    from copilot.coach.context import estimated_tokens
    from copilot.coach.prompts import load
    from copilot.language import Language

    out = results()
    for lang in Language:
        prompts = load(lang, args.prompts)
        for prompt in (prompts.call, prompts.read_phase, prompts.next_line):
            tokens = estimated_tokens(prompt.body)
            out.write(
                f"{lang:8} {prompt.path.name:14} {tokens:4} of {prompt.budget_tokens} tokens\n"
            )
    return 0
