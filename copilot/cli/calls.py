"""`copilot calls`: the calls that are kept."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from copilot.cli.calls_options import add_filter, add_limit, days, wanted_calls
from copilot.cli.send import add_send, send

if TYPE_CHECKING:
    from copilot.store.calls import CallStore
    from copilot.store.record import CallRecord

FORMATS = ("vcon", "json", "csv", "webvtt", "audio")
KINDS = ("transcript", "report", "audio")
REFUSED = 1

EXAMPLES = """\
CALL is an id, the beginning of just one, or last. C/D/V is the share of the three phases.

examples:
  copilot calls list --since 7d --agent Ana --min-cognitive 30
  copilot calls search 價格 --outcome undecided
  copilot calls show last
  copilot calls export last --format vcon --out call.vcon.json
  copilot calls export last --format audio --out call.opus
  copilot calls export --since 2026-11-01 --format csv --per call --out november.csv
  copilot calls delete 20261123-19
  copilot calls purge --dry-run"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The eight actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, does: str, more: str = "") -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=does, description=f"{does}.{more}".capitalize())
        added.add_argument("--json", action="store_true", help="as one JSON document")
        added.add_argument(
            "--store", default="", metavar="DSN", help="another store than the configured one"
        )
        return added

    listing = action("list", "calls, the newest first")
    add_filter(listing)
    add_limit(listing, 50)
    showing = action("show", "one call: its figures and what was said")
    showing.add_argument("call", metavar="CALL")
    searching = action("search", "find what was said")
    searching.add_argument(
        "text",
        metavar="TEXT",
        nargs="+",
        help="all of it in one turn; Chinese in either script, Latin words by their beginning",
    )
    add_filter(searching)
    add_limit(searching, 50)
    deleting = action("delete", "remove calls for good")
    deleting.add_argument("calls", metavar="CALL", nargs="+")
    deleting.add_argument("--yes", action="store_true", help="do not ask")
    exporting = action("export", "write calls in a form that other programs read")
    exporting.add_argument("calls", metavar="CALL", nargs="*", help="without one: by the filter")
    add_filter(exporting)
    exporting.add_argument("--format", choices=FORMATS, default="json", help="(default: json)")
    exporting.add_argument("--per", choices=("turn", "call"), default="turn", help="rows of csv")
    exporting.add_argument("--bom", action="store_true", help="csv for older spreadsheets")
    exporting.add_argument("--out", type=Path, metavar="FILE", help="(default: standard output)")
    add_send(action("send", "send calls to the configured webhook"))
    action("recover", "store calls that a program left when it died")
    purging = action("purge", "remove what has been kept for its days")
    purging.add_argument("--dry-run", action="store_true", help="only say what would go")
    for kind in KINDS:
        purging.add_argument(
            f"--{kind}-days", type=days, metavar="N", help="(default: as configured)"
        )


def run(args: argparse.Namespace) -> int:
    """Do the chosen action. Raises CopilotError; the caller prints it."""
    from copilot.store.calls import configured_store

    with configured_store(args.store) as store:
        return _ACTIONS[args.action](args, store)


def _list(args: argparse.Namespace, store: "CallStore") -> int:
    from copilot.store.audio_places import audio_files

    wanted = wanted_calls(args)
    found = store.summaries(wanted, args.limit)
    sound = audio_files()
    if args.json:
        told = [_plain(c) | {"audio": c.id in sound} for c in found]
        return _print_json({"calls": told, "of": store.count(wanted)})
    from copilot.cli.calls_shown import call_table
    from copilot.output import narrate

    if not found:
        narrate("No call is kept that this is true of.")
        return 0
    _print(call_table(found, with_audio=sound))
    if len(found) == args.limit and (every := store.count(wanted)) > len(found):
        narrate(f"{every} calls; --limit {every} shows them all.")
    return 0


def _show(args: argparse.Namespace, store: "CallStore") -> int:
    from copilot.cli.calls_shown import call_page
    from copilot.store.audio_places import has_audio

    id_ = store.find(args.call)
    figures = store.summary(id_)
    record = store.record(id_) if store.has_words(id_) else None
    if not args.json:
        _print(call_page(figures, record, audio=has_audio(id_)))
        return 0
    from copilot.exchange.plain import plain
    from copilot.exchange.turns import turn_rows

    turns = [plain(row) for row in turn_rows(record.events)] if record else None
    told = _plain(figures) | {"audio": has_audio(id_)}
    return _print_json({"call": told, "turns": turns})


def _search(args: argparse.Namespace, store: "CallStore") -> int:
    from copilot.cli.calls_shown import hit_lines
    from copilot.output import narrate

    found = store.search(" ".join(args.text), wanted_calls(args), args.limit)
    if args.json:
        hits = [
            {
                "call": h.call,
                "began": h.began,
                "agent": h.agent,
                "turn": h.turn,
                "speaker": h.speaker.value,
                "start": h.start,
                "text": h.text,
                "snippet": h.snippet.text,
                "found": [h.snippet.start, h.snippet.end],
            }
            for h in found
        ]
        return _print_json({"hits": hits})
    if found:
        _print(hit_lines(found))
    else:
        narrate("Nobody said that in a call that is kept.")
    return 0


def _delete(args: argparse.Namespace, store: "CallStore") -> int:
    from copilot.cli.calls_shown import call_table
    from copilot.output import narrate
    from copilot.store.removal import forget

    ids = list(dict.fromkeys(store.find(name) for name in args.calls))
    if not args.yes:
        narrate(call_table([store.summary(i) for i in ids]))
        if not _agreed(f"Delete {_many(len(ids))} for good?"):
            narrate("Nothing was deleted.")
            return REFUSED
    forget(store, ids)
    if args.json:
        return _print_json({"deleted": ids})
    narrate(f"Deleted: {', '.join(ids)}. What was exported or sent is not reached by this.")
    return 0


def _export(args: argparse.Namespace, store: "CallStore") -> int:
    if args.format == "audio":
        return _export_audio(args, store)
    text = _exported(args, store)
    if args.out is None:
        from copilot.output import results

        results(as_utf8=True).write(text)
        return 0
    from copilot.report.run import write_whole

    write_whole(args.out, text)
    return 0


def _export_audio(args: argparse.Namespace, store: "CallStore") -> int:
    """Raises :class:`InputError`: ``audio-of-one``, ``no-audio-kept``."""
    from copilot.errors import InputError
    from copilot.report.run import write_whole
    from copilot.store.audio_places import audio_path

    if len(args.calls) != 1 or args.out is None or str(args.out) == "-":
        raise InputError(
            "audio-of-one",
            "Audio is exported one call at a time, into a file.",
            hint="copilot calls export CALL --format audio --out call.opus",
        )
    id_ = store.find(args.calls[0])
    try:
        sound = audio_path(id_).read_bytes()
    except FileNotFoundError:
        raise InputError(
            "no-audio-kept",
            f"How the call {id_} sounds is not kept.",
            why="It was not asked for, was removed after its time, or the customer refused.",
            hint="--keep-audio keeps it, for a call to come.",
        ) from None
    write_whole(args.out, sound)
    return 0


def _exported(args: argparse.Namespace, store: "CallStore") -> str:
    from copilot.errors import InputError
    from copilot.exchange.forms import FORMS, export_csv
    from copilot.exchange.table import calls_csv

    if args.calls:
        ids = dict.fromkeys(store.find(name) for name in args.calls)
        figures = [store.summary(id_) for id_ in ids]
    else:
        figures = store.summaries(wanted_calls(args))
    if args.format == "csv" and args.per == "call":
        return calls_csv(figures, bom=args.bom)
    kept = [c.id for c in figures if store.has_words(c.id)]
    if len(kept) < len(figures) and not args.calls:
        from copilot.output import narrate

        narrate(f"Left out: {_many(len(figures) - len(kept))} of which only figures are kept.")
    records: list[CallRecord] = [
        store.record(i) for i in (args.calls and [c.id for c in figures]) or kept
    ]
    if not records:
        raise InputError(
            "nothing-to-export",
            "No call is kept that this is true of.",
            hint="copilot calls list shows what there is.",
        )
    if args.format == "csv":
        return export_csv(records, per="turn", bom=args.bom)
    return FORMS[args.format].text(records)


def _recover(args: argparse.Namespace, store: "CallStore") -> int:
    from copilot.output import narrate
    from copilot.store.places import journals_dir
    from copilot.store.recover import Outcome, recover

    done = recover(journals_dir(), store)
    failed = int(any(r.outcome is Outcome.REFUSED for r in done))
    if args.json:
        told = [
            {
                "file": str(r.file),
                "outcome": r.outcome.value,
                "id": r.id,
                "turns": r.turns,
                "closed": r.closed,
                "damaged": r.damaged,
                "why": r.why,
            }
            for r in done
        ]
        _print_json({"journals": told})
        return failed
    for r in done:
        more = ""
        if r.outcome is Outcome.STORED:
            end = "" if r.closed else "; the program had ended before the call"
            lost = f"; {r.damaged} damaged lines left out" if r.damaged else ""
            more = f" as {r.id}, {r.turns} turns{end}{lost}"
        _print(f"{r.file.name}: {r.outcome}{more}{f': {r.why}' if r.why else ''}")
    if not done:
        narrate("No call was left over.")
    return failed


def _purge(args: argparse.Namespace, store: "CallStore") -> int:
    from copilot.clock import utc_now
    from copilot.config import load_config
    from copilot.output import narrate
    from copilot.store.places import journals_dir
    from copilot.store.recover import left_over, recover
    from copilot.store.removal import due, purge

    given = {
        f"{kind}_days": number
        for kind in KINDS
        if (number := getattr(args, f"{kind}_days")) is not None
    }
    kept_for = load_config().retention.model_copy(update=given)
    waiting = len(left_over(journals_dir()))
    if not args.dry_run and waiting:
        recover(journals_dir(), store)  # what was left over has its days too
        waiting = len(left_over(journals_dir()))
    what = due(store, kept_for, utc_now())
    if not args.dry_run:
        purge(store, what)
    if args.json:
        told = {"dry_run": args.dry_run, "words": what.words, "calls": what.calls}
        told["audio"] = what.audio
        return _print_json(told | {"journals_left_over": waiting})
    verb = "would go" if args.dry_run else "removed"
    _print(
        f"words of {_many(len(what.words))} (older than {kept_for.transcript_days} days): {verb}\n"
        f"all of {_many(len(what.calls))} (older than {kept_for.report_days} days): {verb}\n"
        f"audio of {_many(len(what.audio))} (older than {kept_for.audio_days} days, or with the "
        f"words): {verb}"
    )
    if waiting:
        narrate(f"{waiting} journals are left over and were not looked at: copilot calls recover")
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace, "CallStore"], int]] = {
    "list": _list,
    "show": _show,
    "search": _search,
    "delete": _delete,
    "export": _export,
    "send": send,
    "recover": _recover,
    "purge": _purge,
}


def _agreed(question: str) -> bool:
    from copilot.errors import InputError
    from copilot.output import narrate

    if not sys.stdin.isatty():
        raise InputError(
            "not-confirmed", "Nobody is there to be asked.", hint="--yes deletes without asking."
        )
    narrate(f"{question} [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好")


def _plain(figures: object) -> dict[str, object]:
    from copilot.exchange.plain import plain

    told = plain(figures)
    assert isinstance(told, dict)
    return told


def _print(text: str) -> None:
    from copilot.output import results

    results().write(text + "\n")


def _print_json(told: object) -> int:
    from copilot.output import results

    results(as_utf8=True).write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    return 0


def _many(number: int) -> str:
    return f"{number} call{'' if number == 1 else 's'}"
