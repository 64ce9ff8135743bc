"""`copilot browser`: the page without a call, to choose devices, card and mode and begin there."""

import argparse

from copilot.cli.options import add_how_it_is_coached, call_options

EXAMPLES = """\
examples:
  copilot browser
  copilot browser --llm none --port 9000 --no-open"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_how_it_is_coached(parser, panel=False)
    parser.set_defaults(panel="browser", mode="outbound", lang=None, card=None)


def run(args: argparse.Namespace) -> int:
    from copilot.browser.alone import serve_alone

    return serve_alone(call_options(args))
