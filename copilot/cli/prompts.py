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
    from copilot.coach.context import estimated_tokens
    from copilot.coach.prompts import load, load_after_call
    from copilot.errors import InputError
    from copilot.language import Language
    from copilot.output import results

    out = results()
    for lang in Language:
        prompts = load(lang, args.prompts)
        for prompt in (*prompts.files(), load_after_call(lang, args.prompts)):
            tokens = estimated_tokens(prompt.body)
            if tokens > prompt.budget_tokens:
                raise InputError(
                    "prompt-too-long",
                    f"The prompt file {prompt.path} is too long.",
                    why=f"It takes about {tokens} tokens, and its budget_tokens is "
                    f"{prompt.budget_tokens}.",
                    hint="Shorten it; raise the budget only where the model has room.",
                )
            out.write(
                f"{lang:8} {prompt.path.name:14} {tokens:4} of {prompt.budget_tokens} tokens\n"
            )
    return 0
