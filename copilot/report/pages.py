"""Pages that need nothing else: a template, the one style sheet, and values that are only words.

Everything that people, cards and files said is escaped by the template engine; pictures are made
here and are the only markup that is passed through. A page's own policy lets a browser load nothing
and run nothing: only the style sheet within it, named by its hash, counts.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from copilot.language import Language
from copilot.report.page_words import PageWords, clock, percent
from copilot.safe_text import safe_text

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, lang: Language, values: Mapping[str, Any]) -> str:
    """One of the templates of this folder, filled; `values` may use every name but the page's."""
    css = files("copilot.report").joinpath("page/page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return (
        _templates()
        .get_template(template)
        .render(
            lang=str(lang),
            w=PageWords(lang),
            css=safe(css),
            css_hash=f"sha256-{digest}",
            colon="：" if lang.is_chinese else ": ",
            comma="，" if lang.is_chinese else ", ",
            **values,
        )
    )


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("copilot.report").joinpath("page")
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: safe_text(value) if type(value) is str else value,
    )
    environment.filters["title_case"] = lambda text: text[:1].upper() + text[1:]
    environment.globals.update(clock=clock, percent=percent, date=date)
    return environment


def date(began: str) -> str:
    """`2026-11-03T14:05:00Z` -> `2026-11-03 14:05 UTC`."""
    return f"{began[:10]} {began[11:16]} UTC" if began.endswith("Z") else began


def safe(markup: str) -> Any:
    """Markup that was made here and holds no words but escaped ones."""
    from markupsafe import Markup

    return Markup(markup)
