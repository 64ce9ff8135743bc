"""`copilot report CALL`: how a call went, and what to do better next time."""

import argparse
from pathlib import Path

from copilot.cli.options import LANGUAGES, threads

EXAMPLES = """\
examples:
  copilot report last
  copilot report 20261123-19 --html report.html --open
  copilot report last --lang en --markdown report.md --json report.json
  copilot report --since 7d --by agent --html week.html"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "call",
        metavar="CALL",
        nargs="?",
        help="an id from `copilot calls list`, its beginning, `last`, or the file of a journal",
    )
    when = "a date, a moment, today, yesterday, or how long ago: 12h, 7d, 4w"
    parser.add_argument("--since", metavar="WHEN", help=f"compare many calls; {when}")
    parser.add_argument("--until", metavar="WHEN", help="the same; a day is counted whole")
    parser.add_argument(
        "--by", choices=("agent", "mode", "week"), help="what to compare (default: agent)"
    )
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write one page with pictures (- for stdout)"
    )
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write it as Markdown")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write it for programs")
    parser.add_argument("--open", action="store_true", help="show the page in the browser")
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="the report's language (default: the call's)"
    )
    parser.add_argument(
        "--llm",
        default="none",
        metavar="NAME|FILE|openai:MODEL|none",
        help="a language model that tells the call in a few sentences, each tied to its turns "
        "(default: none)",
    )
    parser.add_argument(
        "--base-url", metavar="URL", help="the server of openai:MODEL; the key is OPENAI_API_KEY"
    )
    parser.add_argument("--prompts", type=Path, metavar="FOLDER", help="use these prompt files")
    parser.add_argument(
        "--threads", type=threads, metavar="N", help="processor threads of the model"
    )


def run(args: argparse.Namespace) -> int:
    if args.call is None:
        return _run_many(args)
    _refuse("--since", "--until", "--by", of=args, why="They are for many calls.")
    from copilot.language import Language
    from copilot.report.run import ReportOptions, report

    return report(
        ReportOptions(
            call=args.call,
            lang=Language(args.lang) if args.lang else None,
            html=args.html,
            markdown=args.markdown,
            json=args.json,
            open=args.open,
            llm=args.llm,
            base_url=args.base_url,
            prompts=args.prompts,
            threads=args.threads,
        )
    )


def _run_many(args: argparse.Namespace) -> int:
    from copilot.cli.when import moment
    from copilot.errors import InputError
    from copilot.language import Language

    if args.since is None and args.until is None:
        raise InputError(
            "no-call-named",
            "It is not said which call to report.",
            hint="copilot report last, or --since 7d for a comparison of many calls.",
        )
    if args.llm != "none":
        _refuse("--llm", of=args, why="A model tells one call, not many.")
    from copilot.report.compare import By
    from copilot.report.many_run import ManyOptions, report_many

    return report_many(
        ManyOptions(
            since=moment(args.since or "", "--since"),
            until=moment(args.until or "", "--until"),
            by=By(args.by or "agent"),
            lang=Language(args.lang) if args.lang else None,
            html=args.html,
            markdown=args.markdown,
            json=args.json,
            open=args.open,
        )
    )


def _refuse(*options: str, of: argparse.Namespace, why: str) -> None:
    """Options that were given and mean nothing here are said to be wrong, not passed over."""
    from copilot.errors import InputError

    given = [o for o in options if getattr(of, o.removeprefix("--")) is not None]
    if given:
        raise InputError(
            "option-of-no-use",
            f"{' '.join(given)} cannot be used here.",
            why=why,
            hint="copilot report --help",
        )
