"""A comparison of calls as one page."""

from copilot.language import Language
from copilot.report.compare import Comparison
from copilot.report.many import count_text, span
from copilot.report.pages import page, safe
from copilot.report.pictures.trends import questions_asked, trends
from copilot.report.tables import tables
from copilot.wording import phase_name


def many_html(comparison: Comparison, lang: Language) -> str:
    """One page that needs nothing else; of a few calls it shows no course over time."""
    pictures = {} if comparison.total.few else trends(comparison, lang)
    return page(
        "many.html",
        lang,
        {
            "c": comparison,
            "span": span(comparison),
            "count": count_text(comparison, lang),
            "tables": tables(comparison, lang),
            "trends": [
                (phase_name(p, lang, short=False), safe(svg)) for p, svg in pictures.items()
            ],
            "questions": safe(questions_asked("questions", comparison.total, lang)),
        },
    )
