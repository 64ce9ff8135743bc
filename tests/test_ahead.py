"""The model works ahead of the customer's last word, and nobody sees it before it counts."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import pytest

from copilot.bus import Bus
from copilot.clock import CallClock
from copilot.coach.ahead import Ahead, Wanted
from copilot.coach.asking import Asking
from copilot.coach.model import Message, Question, Task
from copilot.coach.scripted import ScriptedModel
from copilot.errors import EngineError
from copilot.events import LineBegun, LineFinished, ListenAdvised, PartialHeard, TurnHeard
from copilot.pending import Pending
from tests.calls import a_call, agent, customer


def wanted(text: str, besides: str = "") -> Wanted:
    return Wanted(Question(Task.LINE, [{"role": "user", "content": text}], 60), text, besides)


class Slow:
    """A model that writes its question back, letter by letter, as far as it is let."""

    name = "slow"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.read: list[str] = []
        self.stopped = 0
        self.may = asyncio.Event()
        self.may.set()

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        self.asked.append(question.messages[-1]["content"])
        try:
            for letter in self.asked[-1]:
                await self.may.wait()
                yield letter
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped += 1
            raise

    async def warm(self, messages: Sequence[Message]) -> None:
        self.read.append(messages[-1]["content"])
        await self.may.wait()

    async def close(self) -> None: ...


@pytest.fixture
def model() -> Slow:
    return Slow()


@pytest.fixture
def ahead(model: Slow) -> Ahead:
    return Ahead(Asking(model, Bus(CallClock(), Pending())))


async def answer(ahead: Ahead, text: str) -> str:
    async with aclosing(ahead.answer(wanted(text), 5.0)) as pieces:
        return "".join([piece async for piece in pieces])


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_line_begun_on_the_very_words_is_not_asked_for_again(
    ahead: Ahead, model: Slow
) -> None:
    async with asyncio.TaskGroup() as tasks:
        await ahead.begin(wanted("how much"), 5.0, tasks)
        await settle()
        assert await answer(ahead, "how much") == "how much"
    assert model.asked == ["how much"]


async def test_a_line_that_is_still_being_written_goes_on_where_it_is(
    ahead: Ahead, model: Slow
) -> None:
    model.may.clear()
    async with asyncio.TaskGroup() as tasks:
        await ahead.begin(wanted("how much"), 5.0, tasks)
        asked = tasks.create_task(answer(ahead, "how much"))
        await settle()
        model.may.set()
        assert await asked == "how much"
    assert model.asked == ["how much"]


async def test_a_line_begun_on_other_words_is_thrown_away_and_the_model_stopped(
    ahead: Ahead, model: Slow
) -> None:
    model.may.clear()
    async with asyncio.TaskGroup() as tasks:
        await ahead.begin(wanted("how"), 5.0, tasks)
        await settle()
        asked = tasks.create_task(answer(ahead, "how much"))
        await settle()
        model.may.set()
        assert await asked == "how much"
    assert (model.asked, model.stopped) == (["how", "how much"], 1)


LONG = "I put the hours together every Sunday night, and it is a pain"


async def test_a_line_begun_on_most_of_the_words_stands_while_the_advice_is_the_same(
    ahead: Ahead, model: Slow
) -> None:
    async with asyncio.TaskGroup() as tasks:
        await ahead.begin(wanted(LONG), 5.0, tasks)
        await settle()
        assert await answer(ahead, f"{LONG} for me.") == LONG
    assert model.asked == [LONG]


@pytest.mark.parametrize(
    ("begun", "later"),
    [
        pytest.param(wanted(LONG[:20]), wanted(LONG), id="most words came later"),
        pytest.param(wanted(LONG, "ask"), wanted(f"{LONG}!", "answer"), id="other advice"),
        pytest.param(wanted("I want it"), wanted("I want it no"), id="few words"),
    ],
)
def test_a_line_does_not_serve(begun: Wanted, later: Wanted) -> None:
    assert not begun.serves(later)


async def test_of_words_that_grow_while_the_model_reads_only_the_newest_are_read_next(
    ahead: Ahead, model: Slow
) -> None:
    model.may.clear()
    async with asyncio.TaskGroup() as tasks:
        for text in ("a", "a b", "a b c"):
            await ahead.read(wanted(text), tasks)
            await settle()
        model.may.set()
    assert model.read == ["a", "a b c"]


async def test_reading_is_called_off_when_an_answer_is_wanted(ahead: Ahead, model: Slow) -> None:
    model.may.clear()
    async with asyncio.TaskGroup() as tasks:
        await ahead.read(wanted("a"), tasks)
        await settle()
        asked = tasks.create_task(answer(ahead, "b"))
        await settle()
        assert model.asked == ["b"]
        model.may.set()
        assert await asked == "b"


async def test_an_answer_that_nobody_waits_for_any_more_stops_the_model(
    ahead: Ahead, model: Slow
) -> None:
    model.may.clear()
    async with asyncio.TaskGroup() as tasks:
        await ahead.begin(wanted("how much"), 5.0, tasks)
        asked = tasks.create_task(answer(ahead, "how much"))
        await settle()
        asked.cancel()
    assert model.stopped == 1


async def test_a_line_begun_in_vain_is_asked_for_again() -> None:
    class FailsOnce(Slow):
        async def stream(self, question: Question) -> AsyncGenerator[str, None]:
            if not self.asked:
                self.asked.append("failed")
                raise EngineError("gone", "The model is gone.")
            async for piece in super().stream(question):
                yield piece

    ahead = Ahead(Asking(FailsOnce(), Bus(CallClock(), Pending())))
    async with asyncio.TaskGroup() as tasks:
        await ahead.begin(wanted("how much"), 5.0, tasks)
        await settle()
        assert await answer(ahead, "how much") == "how much"


async def test_one_answer_that_fails_takes_no_other_with_it() -> None:
    model = Slow()
    asking = Asking(model, Bus(CallClock(), Pending()))
    model.may.clear()
    async with asyncio.TaskGroup() as tasks:
        whole = tasks.create_task(asking.whole(wanted("how").question, 5.0))
        late = tasks.create_task(asking.whole(wanted("late").question, 0.01))
        assert await late is None
        model.may.set()
        assert await whole == "how"


class Reads(ScriptedModel):
    """A scripted model that remembers what it was given to read ahead."""

    def __init__(self, *lines: str) -> None:
        super().__init__(lines)
        self.read: list[str] = []

    async def warm(self, messages: Sequence[Message]) -> None:
        self.read.append(messages[-1]["content"])


SAID = (
    agent("Who puts the hours together?"),
    customer("Me, every Sunday night, from paper cards. It is a pain.", seconds=4.0),
)


async def test_the_model_is_asked_before_the_turn_is_over_and_not_once_more_when_it_is() -> None:
    model = Reads("A pain every Sunday night. What does it cost you?")
    call = await a_call(*SAID, model=model, works_ahead=True)
    partials = [
        p.text for p in call.events(PartialHeard) if p.likely_whole and p.speaker == "customer"
    ]
    asked = [question.messages[-1]["content"] for question in model.asked]
    assert "It is a pain." in asked[-1]
    assert len(asked) == len(set(partials))
    last = call.events(LineFinished)[-1]
    assert (last.line, last.instant) == ("A pain every Sunday night. What does it cost you?", False)


async def test_it_reads_the_call_after_the_agent_and_the_words_as_they_come() -> None:
    model = Reads("A pain every Sunday night. What does it cost you?")
    call = await a_call(*SAID, model=model, works_ahead=True)
    first, *later = model.read
    assert "Who puts the hours together?" in first
    assert "Me, every" not in first
    assert later
    partials = [p.text for p in call.events(PartialHeard) if p.speaker == "customer"]
    assert any(partial in ask for partial in partials for ask in later)
    # What was read is how the next question begins: a cache of it is of use.
    assert all(ask.startswith(first) for ask in later)
    assert model.asked[0].messages[-1]["content"].startswith(first)


async def test_nothing_of_it_is_shown_before_the_turn_is_heard() -> None:
    call = await a_call(*SAID, model=Reads("That is a pain. How long?"), works_ahead=True)
    kinds = [type(p.event) for p in call.published]
    last_turn = max(i for i, kind in enumerate(kinds) if kind is TurnHeard)
    assert LineBegun not in kinds[:last_turn]


async def test_a_model_that_is_asked_only_when_the_turn_is_over_reads_nothing_before() -> None:
    model = Reads("That is a pain. How long?")
    await a_call(*SAID, model=model)
    assert model.read == []


async def test_a_customer_who_wants_out_gets_no_line_that_was_begun_for_them() -> None:
    model = Reads("Before you go, it is $49 a month.")
    call = await a_call(
        agent("Hello, this is Tallybird."),
        customer("Not interested, do not call me again."),
        agent("Of course, thank you."),
        customer("Bye."),
        model=model,
        works_ahead=True,
    )
    for listen in call.events(ListenAdvised):
        assert not [f for f in call.events(LineFinished) if f.turn == listen.turn]
