"""The command line: a table of commands, each imported only when it is chosen."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import copilot
from copilot.errors import CopilotError

COMMANDS = {
    "live": ("copilot.cli.live", "coach calls live, beside the softphone (also without a command)"),
    "browser": ("copilot.cli.browser", "choose devices, card and mode on a page, and begin there"),
    "replay": ("copilot.cli.replay", "replay a recorded call, coached from end to end"),
    "calls": ("copilot.cli.calls", "list, search, export and delete the calls that are kept"),
    "evaluate": ("copilot.cli.evaluate", "play labelled calls and score what was read"),
    "config": ("copilot.cli.config", "show every setting and where it came from"),
    "report": ("copilot.cli.report", "show how a call went, what to keep and what to try"),
    "devices": ("copilot.cli.devices", "what can be heard here, and which is chosen why"),
    "doctor": ("copilot.cli.doctor", "try microphone, loopback, models and terminal"),
    "models": ("copilot.cli.models", "list, fetch and verify the model files"),
    "card": ("copilot.cli.card", "check a product card"),
    "prompts": ("copilot.cli.prompts", "check the prompt files"),
}
INTERRUPTED = 130
READER_GONE = 141
SYSTEM_REFUSED = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. 0 done, 2-5 see `copilot.errors`, 2 wrong usage, 5 also:
    the system refused to read or write, 130 Ctrl-C twice, 141 whoever read stdout went away."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help", "help"):
        print(_help())
        return 0
    if given[0] == "--version":
        print(f"copilot {copilot.__version__}")
        return 0
    if given[0].startswith("-"):
        return _run("live", given)
    if given[0] not in COMMANDS:
        print(
            f"copilot: There is no command {given[0]!r} [no-such-command]\n"
            f"  next: one of {', '.join(COMMANDS)}; copilot --help tells more.",
            file=sys.stderr,
        )
        return 2
    return _run(given[0], given[1:])


def _run(name: str, rest: list[str]) -> int:
    module_name, summary = COMMANDS[name]
    module = import_module(module_name)
    parser = _Parser(
        prog=f"copilot {name}",
        description=summary[0].upper() + summary[1:] + ".",
        epilog=getattr(module, "EXAMPLES", None),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(rest)))
    except (CopilotError, KeyboardInterrupt, OSError, BaseExceptionGroup) as error:
        return _ended_by(error)


def _ended_by(error: BaseException) -> int:
    """Say why a command ended early; the exit code. What is no user's business is raised."""
    from copilot import output

    match _first_of(error):
        case CopilotError() as ours:
            return output.report(ours)
        case KeyboardInterrupt():
            output.narrate("copilot: stopped.")
            return INTERRUPTED
        case BrokenPipeError():
            output.reader_went_away()
            return READER_GONE
        case OSError() as failed:
            output.narrate(
                f"copilot: {failed.strerror or failed} [system-error]\n"
                f"  why:  the system refused {failed.filename or 'to read or write'}\n"
                "  next: is the disk full, or the place not writable?"
            )
            return SYSTEM_REFUSED
        case other:
            raise other


def _first_of(error: BaseException) -> BaseException:
    """The error in a group that a user can put right, or else the first."""
    if isinstance(error, BaseExceptionGroup):
        ours, _ = error.split(CopilotError)
        return _first_of((ours or error).exceptions[0])
    return error


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} [usage]\n  next: {self.prog} --help\n")


def _help() -> str:
    commands = "\n".join(f"  {name:8} {summary}" for name, (_, summary) in COMMANDS.items())
    return f"""\
usage: copilot --mode MODE --card CARD [OPTIONS]     a live call
       copilot COMMAND [OPTIONS]

Hears a sales call, reads where the customer's decision stands, and drafts the agent's next line.
Everything runs on this machine unless you name a server.

commands:
{commands}

options:
  -h, --help     show this help; copilot COMMAND --help shows a command's
  --version      show the version

examples:
  copilot models pull
  copilot doctor
  copilot --mode inbound --card card.yaml
  copilot replay samples/zht-out-hotel.flac --mode outbound --lang zh-Hant \\
      --card samples/zht-out-hotel.card.yaml

The command is also installed as call-copilot."""
