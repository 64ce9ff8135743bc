"""From options to a comparison: the calls are found, put together, and written as asked for."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from copilot import output
from copilot.language import Language
from copilot.report.compare import By, Comparison, compare
from copilot.report.many import many_json, many_markdown
from copilot.report.run import STDOUT, write_whole
from copilot.report.text import as_text
from copilot.store.calls import configured_store
from copilot.store.filters import CallFilter
from copilot.store.summary import CallSummary


@dataclass(frozen=True, slots=True)
class ManyOptions:
    """What was asked for. `since` and `until` are ISO 8601 in UTC, empty for no such end."""

    since: str
    until: str
    by: By
    lang: Language | None = None  # None: that of most of the calls
    html: Path | None = None
    markdown: Path | None = None
    json: Path | None = None
    open: bool = False


def report_many(options: ManyOptions) -> int:
    """Write a comparison; the exit code. Raises :class:`~copilot.errors.CopilotError`, OSError."""
    with configured_store() as store:
        found = store.summaries(CallFilter(since=options.since, until=options.until))
    lang = options.lang or _spoken_most(found)
    comparison = compare(found, options.by, datetime.astimezone)
    if options.html is not None:
        write_whole(options.html, _html(comparison, lang))
    if options.markdown is not None:
        write_whole(options.markdown, many_markdown(comparison, lang))
    if options.json is not None:
        write_whole(options.json, many_json(comparison))
    if options.open:
        _open(options.html, comparison, lang)
    elif not (options.html or options.markdown or options.json):
        output.results().write(as_text(many_markdown(comparison, lang)))
    return 0


def _spoken_most(found: list[CallSummary]) -> Language:
    counts = Counter(call.lang for call in found)
    return max(Language, key=lambda lang: counts[lang]) if found else Language.EN


def _html(comparison: Comparison, lang: Language) -> str:
    """The drawing library is loaded only for this."""
    from copilot.report.many_html import many_html

    return many_html(comparison, lang)


def _open(written: Path | None, comparison: Comparison, lang: Language) -> None:
    """Show the page in the browser: the file asked for, or else one in the data folder."""
    import webbrowser

    from copilot.store.places import private_folder, reports_dir

    file = written
    if file is None or file == STDOUT:
        file = private_folder(reports_dir()) / "comparison.html"
        write_whole(file, _html(comparison, lang))
    if not webbrowser.open(file.absolute().as_uri()):
        output.narrate(f"No browser can be opened here; the report is {file}")
