"""`copilot card FILE`: check a product card and show what the copilot reads in it."""

import argparse
from pathlib import Path

EXAMPLES = """\
examples:
  copilot card samples/zht-out-hotel.card.yaml
  copilot card my-card.yaml"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("card", metavar="FILE", type=Path, help="a card (YAML) or a labelled call")


def run(args: argparse.Namespace) -> int:
    from copilot.cardfile import load_card
    from copilot.output import results

    out = results()
    for entry, text in load_card(args.card).entries():
        out.write(f"{entry:14} {text}\n")
    return 0
