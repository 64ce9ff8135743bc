"""Small labelled calls, as files and as values, for the tests of `copilot evaluate`."""

import json
from pathlib import Path
from typing import Any

from copilot.evaluation.calls import load_call
from copilot.evaluation.labels import LabelledCall

PRODUCT = {
    "name": "Tallybird Payroll",
    "company": "Tallybird",
    "price": "$49 a month plus $5 per employee",
    "summary": "Online payroll for small restaurants.",
    "fabe": [
        {
            "feature": "Staff clock in on a tablet",
            "advantage": "hours arrive without retyping",
            "benefit": "no evening spent on time cards",
            "evidence": "30-day trial with your own staff",
        }
    ],
    "objections": [{"objection": "My accountant does it", "answer": "She keeps a login."}],
    "facts": ["Monthly, cancel any time"],
    "not_offered": ["scheduling software"],
}
TURNS = [
    {"speaker": "agent", "text": "How do you do payroll today?", "moves": ["situation"]},
    {
        "speaker": "customer",
        "text": "I spend two evenings a week retyping time cards, and I hate it.",
        "phase": "cognitive",
        "signals": [],
        "next": ["implication", "problem"],
    },
    {
        "speaker": "agent",
        "text": "What does that cost you when a line is wrong?",
        "moves": ["implication"],
        "moves_maybe": ["problem"],
    },
    {
        "speaker": "customer",
        "text": "Maybe I could get my accountant to do it, or what other ways are there?",
        "phase": "divergent",
        "alt_phase": "cognitive",
        "signals": [],
        "signals_maybe": ["question"],
        "next": ["explore"],
    },
    {"speaker": "agent", "text": "And what would a quiet evening be worth to you?"},
    {"speaker": "customer", "text": "A lot. How much is it a month?"},
]


def data(**changes: Any) -> dict[str, Any]:
    """A labelled call of six turns, the last two without labels."""
    call = {"id": "tiny", "lang": "en", "mode": "outbound", "product": PRODUCT, "turns": TURNS}
    return {**call, **changes}


def write(folder: Path, **changes: Any) -> Path:
    """The call as a file named after its id; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    call = data(**changes)
    file = folder / f"{call['id']}.json"
    file.write_text(json.dumps(call, ensure_ascii=False), encoding="utf-8")
    return file


def tiny(folder: Path, **changes: Any) -> LabelledCall:
    return load_call(write(folder, **changes))
