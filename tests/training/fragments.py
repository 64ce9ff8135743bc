"""Two neighbouring turns of a call, labelled: wording in great variety, without the call around it.

`tests/labelled/fragments/*.txt`, one per line, fields separated by ` | `:

    A | lang | mode | phase | customer's words | agent's turn | moves
    C | lang | mode | moves | agent's words | customer's turn | phase | signals | next

Nothing is known of the place in the call, so features that speak of it are left out.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from copilot.evaluation.labels import LabelledTurn
from copilot.events import Speaker, TurnHeard
from copilot.language import Language
from copilot.method.features import agent_features, customer_features
from copilot.method.modes import Mode
from copilot.method.moves import Move
from copilot.method.phases import Phase
from copilot.method.readings import AgentReading, CustomerReading
from copilot.method.signals import Signal
from copilot.method.state import CallState, with_agent_turn, with_customer_turn
from tests.training.disturb import as_heard
from tests.training.examples import Example

_OF_THE_PLACE = (
    *("first_turn", "second_turn", "early", "late", "inbound_opener", "outbound_opener"),
    *("was_", "stays_", "had_", "price_out", "bias"),
)


def fragments(folder: Path, *, heard: bool) -> Iterator[Example]:
    """Every fragment in `folder`; each counts as a call of its own, named by file and line."""
    for file in sorted(folder.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            fields = [field.strip() for field in line.split(" | ")]
            try:
                yield _example(f"{file.stem}:{number}", fields, heard=heard)
            except (ValueError, IndexError) as error:
                raise ValueError(f"{file}:{number}: {error}") from error


def _example(name: str, fields: list[str], *, heard: bool) -> Example:
    lang, mode = Language(fields[1]), Mode(fields[2])
    before, text = fields[4], fields[5]
    if heard:
        before, text = as_heard(before, lang, name), as_heard(text, lang, name)
    state = CallState.start(mode, lang, None)
    if fields[0] == "A":
        earlier = CustomerReading({Phase(fields[3]): 1.0}, (), ())
        state = with_customer_turn(state, TurnHeard(1, Speaker.CUSTOMER, 0, 2, before), earlier)
        label = LabelledTurn(Speaker.AGENT, text, True, moves=frozenset(_names(fields[6], Move)))
        f = agent_features(text, lang, state)[0]
        return Example(name, label, _placeless(f), AgentReading(tuple(label.moves), ()))
    said = AgentReading(tuple(_names(fields[3], Move)), ())
    state = with_agent_turn(state, TurnHeard(1, Speaker.AGENT, 0, 2, before), said)
    phase = Phase(fields[6])
    label = LabelledTurn(
        Speaker.CUSTOMER,
        text,
        True,
        signals=frozenset(_names(fields[7], Signal)),
        phase=phase,
        next=tuple(_names(fields[8], Move)),
    )
    f = customer_features(text, lang, state)[0]
    reading = CustomerReading({phase: 1.0}, tuple(label.signals), ())
    return Example(name, label, _placeless(f), reading)


def _names(field: str, names: type[Move] | type[Signal]) -> list:
    return [names(name.strip()) for name in field.split(",") if name.strip() != "-"]


def _placeless(f: Mapping[str, float]) -> Mapping[str, float]:
    return {name: v for name, v in f.items() if not name.startswith(_OF_THE_PLACE)}
