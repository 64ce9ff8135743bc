"""From options to a report: the call is found, its facts gathered, the forms asked for written.

A call is named by its id, by the beginning of one, as `last`, or by the file of a journal.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from copilot import output
from copilot.errors import InputError
from copilot.language import Language
from copilot.report.facts import CallFacts
from copilot.report.form import report_json
from copilot.report.gather import facts_of
from copilot.report.markdown import markdown
from copilot.report.text import text
from copilot.store.record import CallRecord

Form = Callable[[CallFacts, Language, str], str]
STDOUT = Path("-")


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What was asked for; a form without a file is not written, and `-` is standard output."""

    call: str
    lang: Language | None = None  # None: the call's own
    html: Path | None = None
    markdown: Path | None = None
    json: Path | None = None
    open: bool = False
    llm: str = "none"
    base_url: str | None = None
    prompts: Path | None = None
    threads: int | None = None


def report(options: ReportOptions) -> int:
    """Write a report; the exit code. Raises :class:`~copilot.errors.CopilotError`, OSError."""
    record = find_record(options.call)
    facts = facts_of(record)
    lang = options.lang or facts.lang
    prose = _prose(facts, lang, options)
    wanted: Mapping[Path, Form] = {
        file: form
        for file, form in (
            (options.html, _html),
            (options.markdown, markdown),
            (options.json, report_json),
        )
        if file is not None
    }
    for file, form in wanted.items():
        write_whole(file, form(facts, lang, prose))
    if options.open:
        _open(options.html, facts, lang, prose)
    if not wanted and not options.open:
        output.results().write(text(facts, lang, prose))
    return 0


def find_record(call: str) -> CallRecord:
    """The record of a call, from the store or from a file. Raises :class:`CopilotError`."""
    file = Path(call).expanduser()
    if os.sep not in call and not file.suffix:
        from copilot.store.calls import configured_store

        with configured_store() as store:
            return store.record(store.find(call))
    return _from_file(file)


def _from_file(file: Path) -> CallRecord:
    from copilot.store.journal_read import read_journal

    if not file.is_file():
        raise InputError(
            "no-such-call",
            f"There is no call and no file {file}.",
            hint="Name an id from `copilot calls list`, its beginning, `last`, or a journal.",
        )
    read = read_journal(file)
    if read is None:
        raise InputError(
            "journal-empty",
            f"{file} holds no call.",
            why="The program ended before it wrote anything of it.",
        )
    if read.damaged:
        output.narrate(f"Note: {read.damaged} damaged lines of {file} are left out.")
    return read.record


def _prose(facts: CallFacts, lang: Language, options: ReportOptions) -> str:
    """What a model tells of the facts; empty where none was asked for, or none can be used."""
    if options.llm == "none" or not facts.turns:
        return ""
    from copilot.report.narrator import Narrator, narrate

    narrator = Narrator(options.llm, options.base_url, options.prompts, options.threads)
    return asyncio.run(narrate(facts, lang, narrator))


def _html(facts: CallFacts, lang: Language, prose: str) -> str:
    """One self-contained page; the drawing library is loaded only for this."""
    from copilot.report.html import html

    return html(facts, lang, prose)


def _open(written: Path | None, facts: CallFacts, lang: Language, prose: str) -> None:
    """Show the page in the browser: the file asked for, or else one in the data folder."""
    import webbrowser

    from copilot.store.places import private_folder, reports_dir

    file = written
    if file is None or file == STDOUT:
        name = re.sub(r"[^\w-]", "_", facts.id)
        file = private_folder(reports_dir()) / f"{name}.html"
        write_whole(file, _html(facts, lang, prose))
    if not webbrowser.open(file.absolute().as_uri()):
        output.narrate(f"No browser can be opened here; the report is {file}")


def write_whole(file: Path, content: str | bytes) -> None:
    """The whole file or nothing, readable by its owner only: it holds what a customer said.

    Ends of lines stay as they are. What is no file, such as a pipe, is written to.
    """
    if file == STDOUT and isinstance(content, str):
        output.results(as_utf8=True).write(content)
        return
    whole = content.encode("utf-8") if isinstance(content, str) else content
    if file.exists() and not file.is_file() and not file.is_dir():
        with file.open("wb") as out:
            out.write(whole)
        return
    folder = file.absolute().parent
    handle, name = tempfile.mkstemp(dir=folder, prefix=f".{file.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(whole)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    output.narrate(f"Written: {file}")
