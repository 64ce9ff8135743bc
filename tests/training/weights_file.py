"""Weights -> the file that ships, and what they were trained on."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from copilot.evaluation.labels import LabelledCall
from copilot.events import Speaker
from copilot.method.trained import Weights

SHIPPED = Path(__file__).parents[2] / "copilot" / "method" / "weights.json"


def provenance(
    calls: Sequence[LabelledCall], pieces: int, figures: Mapping[str, object]
) -> Mapping[str, object]:
    """What a reader of the file should know; it holds no date, so that a refit is the same file."""
    customer = sum(t.speaker is Speaker.CUSTOMER for c in calls for t in c.turns)
    return {
        "made_by": "python -m tests.training fit",
        "method": "logistic regression over cues, runs of words and the place in the call",
        "calls": len(calls),
        "customer_turns": customer,
        "agent_turns": sum(len(c.turns) for c in calls) - customer,
        "fragments": pieces,
        "not_trained_on": "tests/labelled/calls, tests/labelled/held_out",
        **figures,
    }


def write(weights: Weights, file: Path = SHIPPED) -> None:
    """One line per label, so that a difference can be read."""
    sections: Mapping[str, Mapping[str, object]] = {
        "phase": {name: list(w) for name, w in sorted(weights.phase.items())},
        "signals": {str(s): dict(sorted(w.items())) for s, w in weights.signals.items()},
        "moves": {str(m): dict(sorted(w.items())) for m, w in weights.moves.items()},
        "next": {str(m): dict(sorted(w.items())) for m, w in weights.next.items()},
    }
    lines = [f' "provenance": {_json(weights.provenance)}']
    for name, section in sections.items():
        rows = ",\n".join(f"  {_json(k)}: {_json(v)}" for k, v in section.items())
        lines.append(f" {_json(name)}: {{\n{rows}\n }}")
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
