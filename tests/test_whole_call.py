"""A whole call as an event list: bytes that a reviewer reads in a diff.

To accept a change on purpose: UPDATE_GOLDEN=1 pytest tests/test_whole_call.py
"""

import json
import os
from pathlib import Path

from copilot.coach.scripted import ScriptedModel
from copilot.events import CallEnded, LineFinished, TurnHeard
from tests.calls import Heard, a_call, agent, customer

GOLDEN = Path(__file__).parent / "golden" / "call.jsonl"
LINES = [
    "What do you use today?",
    "Paper cards every Sunday. What does that cost you?",
    "What else have you thought of?",
    "It is $49 a month plus $5 per employee.",
    "Then shall I set up the trial?",
]


async def the_call() -> Heard:
    return await a_call(
        agent("Hi, this is Ray from Tallybird. Is this a good time?"),
        customer("You have two minutes."),
        agent("Who puts the hours together?"),
        customer("Me, every Sunday night, from paper cards. It is a pain."),
        agent("What does that lead to?"),
        customer("Well, what if they could just clock in on the phone?"),
        customer("And how much is it?"),
        agent("It is $49 a month plus $5 per employee."),
        customer("Okay, let us try it."),
        model=ScriptedModel("AABCC", LINES),
    )


async def test_the_same_call_gives_the_same_bytes() -> None:
    first, second = await the_call(), await the_call()
    assert first.json_lines() == second.json_lines()


async def test_the_events_of_a_call_are_those_of_the_golden_file() -> None:
    lines = (await the_call()).json_lines()
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


async def test_every_line_of_the_json_form_begins_alike() -> None:
    for line in (await the_call()).json_lines():
        assert list(json.loads(line))[:3] == ["event", "at", "wall_s"]


async def test_turns_are_numbered_from_one_without_a_gap() -> None:
    turns = [t.turn for t in (await the_call()).events(TurnHeard)]
    assert turns == list(range(1, len(turns) + 1))


async def test_the_call_ends_once_last_and_with_nothing_waiting() -> None:
    call = await the_call()
    (end,) = call.events(CallEnded)
    assert call.published[-1].event is end
    assert (end.turns, end.backlog, end.reason) == (9, 0, "end-of-recording")
    assert end.lines == len({f.turn for f in call.events(LineFinished)})
