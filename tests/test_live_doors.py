"""When a call begins and ends, and what is kept of the moments before it was clear."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

import numpy as np

from copilot.audio.chunk import CHUNK_S, AudioChunk
from copilot.call import Call
from copilot.capture.door import Door
from copilot.clock import CallClock
from copilot.coach.briefing import Briefing
from copilot.coach.model import ChatModel, Message, Question
from copilot.coach.prompts import load
from copilot.errors import CopilotError
from copilot.events import (
    CallEnded,
    CallStarted,
    LineDropped,
    Speaker,
    StopAsked,
    Trouble,
    TurnHeard,
)
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.panel.view import Waits
from copilot.pending import Pending
from copilot.sitting import CallAudio, Sitting, SittingOptions, Start
from copilot.speech.scripted import ScriptedRecognizer
from tests.calls import LOUD, PAYROLL, QUIET, Heard, LoudIsVoice, Recorder

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER


class Talk:
    """Stands in for a live source: `drawn` has a letter per second, A, C, B for both, or a dot."""

    name = "two drawn people"
    damage: CopilotError | None = None

    def __init__(self, drawn: str) -> None:
        self.drawn = drawn
        self.notice = None
        self.position = 0
        self.troubles: dict[int, Trouble] = {}
        self.at: dict[int, object] = {}

    def ago_s(self, start: float) -> float:
        return self.position * CHUNK_S - start

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        begin = self.position
        per_second = round(1 / CHUNK_S)
        while self.position < len(self.drawn) * per_second:
            await asyncio.sleep(0)
            second, within = divmod(self.position, per_second)
            if within == 0 and second in self.at:
                self.at.pop(second)()
            if within == 0 and second in self.troubles and self.notice:
                await self.notice(self.troubles.pop(second))
            start = (self.position - begin) * CHUNK_S
            letter = self.drawn[second]
            yield AudioChunk(AGENT, start, LOUD if letter in "AB" else QUIET)
            yield AudioChunk(CUSTOMER, start, LOUD if letter in "CB" else QUIET)
            self.position += 1
        await asyncio.Event().wait()


class Day:
    """A sitting over a drawn talk, and what each of its calls showed."""

    def __init__(self, drawn: str, options: SittingOptions, words: int = 40) -> None:
        self.talk = Talk(drawn)
        self.shown: list[Recorder] = []
        self.model: ChatModel | None = None
        self._words = ScriptedRecognizer([f"words {n}" for n in range(words)])
        self.sitting = Sitting(self.talk, self._call, LoudIsVoice, options)  # type: ignore[arg-type]

    def _call(self, audio: CallAudio) -> Call:
        self.shown.append(Recorder())
        lang = Language.EN

        def source(clock: CallClock, pending: Pending) -> CallAudio:
            return audio

        return Call(
            source=source,
            detector=LoudIsVoice,
            recognizer=self._words,
            model=self.model,
            briefing=Briefing(Mode.INBOUND, lang, PAYROLL, load(lang), line_within_s=60.0),
            panel=self.shown[-1],
        )

    async def calls(self) -> list[Heard]:
        await asyncio.wait_for(self.sitting.run(), 20)
        return [Heard(r.published) for r in self.shown]


def by_voice(calls: int = 1, end_silence_s: float | None = 5.0) -> SittingOptions:
    return SittingOptions(Start.VOICE, end_silence_s, calls)


def feed(door: Door, drawn: str) -> float | None:
    """Second at which the door opens."""
    per_second = round(1 / CHUNK_S)
    for number in range(len(drawn) * per_second):
        letter, start = drawn[number // per_second], number * CHUNK_S
        door.accept(AudioChunk(AGENT, start, LOUD if letter in "AB" else QUIET))
        if door.accept(AudioChunk(CUSTOMER, start, LOUD if letter in "CB" else QUIET)):
            return start
    return None


def test_one_who_speaks_alone_begins_no_call() -> None:
    assert feed(Door(LoudIsVoice), "..AA.AAAA..AAA......AAA..") is None


def test_a_word_long_ago_does_not_count() -> None:
    assert feed(Door(LoudIsVoice), "..A" + 25 * "." + "CC....") is None


def test_a_call_is_dated_back_to_the_first_word_of_the_first_speaker() -> None:
    door = Door(LoudIsVoice)
    opened = feed(door, "....AA.A.A.CC")
    assert opened is not None
    assert 11 <= opened < 11.5
    heard = door.heard()
    assert [c.speaker for c in heard[:2]] == [AGENT, CUSTOMER]
    assert abs(heard[0].start - 3.7) < 2 * CHUNK_S


async def test_a_call_by_voice_keeps_the_words_that_began_it() -> None:
    (call,) = await Day("...AA.CC.AA......", by_voice()).calls()
    turns = call.events(TurnHeard)
    assert [t.speaker for t in turns] == [AGENT, CUSTOMER, AGENT]
    assert turns[0].start < 0.5, "call seconds count from the first word"
    assert call.events(CallEnded)[0].reason == "silence"


async def test_several_calls_in_one_sitting_each_begin_at_nought() -> None:
    first, second = await Day("..A.C......" + "..C.A......", by_voice(2)).calls()
    assert [t.speaker for t in first.events(TurnHeard)] == [AGENT, CUSTOMER]
    assert [t.speaker for t in second.events(TurnHeard)] == [CUSTOMER, AGENT]
    assert second.events(TurnHeard)[0].turn == 1
    assert second.events(TurnHeard)[0].start < 0.5


async def test_a_key_begins_a_call_and_ends_it() -> None:
    day = Day("..AA..AA..CC..AA....", SittingOptions(Start.KEY, None, 1))
    day.talk.at = {5: day.sitting.key, 13: day.sitting.key}
    (call,) = await day.calls()
    assert [t.speaker for t in call.events(TurnHeard)] == [AGENT, CUSTOMER]
    assert call.events(CallEnded)[0].reason == "stopped"


async def test_a_call_that_starts_at_once_hears_whoever_speaks() -> None:
    (call,) = await Day("AA......", SittingOptions(Start.NOW, 4.0, 1)).calls()
    assert [t.speaker for t in call.events(TurnHeard)] == [AGENT]


async def test_leaving_ends_the_call_in_order_and_the_sitting_with_it() -> None:
    day = Day("A.C.AA.." + 30 * ".", by_voice(9, None))
    day.talk.at = {5: day.sitting.leave}
    (call,) = await day.calls()
    assert [t.speaker for t in call.events(TurnHeard)] == [AGENT, CUSTOMER, AGENT]
    assert call.events(CallEnded)[0].reason == "stopped"


async def test_leaving_while_nobody_calls_ends_the_sitting() -> None:
    day = Day(20 * ".", by_voice())
    day.talk.at = {3: day.sitting.leave}
    assert await day.calls() == []


async def test_a_fault_of_a_device_is_an_event_of_the_call() -> None:
    day = Day("A.C........", by_voice())
    day.talk.troubles = {4: Trouble("audio", "customer-stopped", "Nothing comes from it.")}
    (call,) = await day.calls()
    assert [t.problem for t in call.events(Trouble)] == ["customer-stopped"]
    assert len(call.events(CallStarted)) == 1


async def test_delays_count_from_when_the_words_were_spoken() -> None:
    """What was heard before the call was known to be one is already past when the call starts."""
    (call,) = await Day("A...C.......", by_voice()).calls()
    heard = next(p for p in call.published if isinstance(p.event, TurnHeard))
    assert heard.wall_s > 3
    assert np.isclose(call.published[0].wall_s, 4.5, atol=0.5)


async def test_a_key_pressed_while_the_last_call_is_finished_begins_the_next() -> None:
    day = Day("..AAAAA..CC..AA....", SittingOptions(Start.KEY, 3.0, 2))
    day.talk.at = {2: day.sitting.key, 4: day.sitting.key}

    class PressesOnce(ScriptedRecognizer):
        def text(self, audio: np.ndarray, *, final: bool) -> str:
            if not day.sitting.in_call and len(day.shown) == 1:
                day.sitting.begin()
            return super().text(audio, final=final)

    day._words = PressesOnce([f"words {n}" for n in range(20)])
    first, second = await day.calls()
    assert [t.speaker for t in first.events(TurnHeard)] == [AGENT]
    assert [t.speaker for t in second.events(TurnHeard)] == [AGENT, CUSTOMER, AGENT]


async def test_a_call_that_is_stopped_at_once_leaves_the_sitting_as_it_was() -> None:
    day = Day("..AAAAAA....A.C......", SittingOptions(Start.VOICE, 4.0, 2))
    pressing: list[asyncio.Future[None]] = []

    async def twice() -> None:
        await day.sitting.pressed(StopAsked())
        await day.sitting.pressed(StopAsked())

    day.talk.at = {3: day.sitting.begin, 5: lambda: pressing.append(asyncio.ensure_future(twice()))}
    first, second = await day.calls()
    assert first.events(CallEnded) == []
    assert [t.speaker for t in second.events(TurnHeard)][-2:] == [AGENT, CUSTOMER]
    assert second.events(CallEnded)[0].reason == "silence"


class NeverAnswers:
    """A model that is still writing when the agent has hung up."""

    name = "slow"

    async def stream(self, question: Question) -> AsyncGenerator[str, None]:
        await asyncio.Event().wait()
        yield ""

    async def warm(self, messages: Sequence[Message]) -> None: ...

    async def close(self) -> None: ...


async def test_nobody_waits_for_a_line_when_the_call_is_over() -> None:
    day = Day("A.C..A.CC" + 8 * ".", by_voice(end_silence_s=3.0))
    day.model = NeverAnswers()
    (call,) = await asyncio.wait_for(day.calls(), 10)
    assert [e.reason for e in call.events(LineDropped)] == ["customer-went-on", "call-over"]
    assert len(call.events(TurnHeard)) == 4, "what was heard is finished"
    assert call.events(CallEnded)[0].reason == "silence"


class Told:
    """A screen that remembers what it was told between calls."""

    def __init__(self) -> None:
        self.waits: list[Waits] = []
        self.troubles: list[Trouble] = []

    def wait(self, waits: Waits) -> None:
        self.waits.append(waits)

    async def tell(self, trouble: Trouble) -> None:
        self.troubles.append(trouble)

    def check(self) -> None:
        pass


async def test_a_screen_is_told_how_each_call_begins_and_what_goes_wrong_meanwhile() -> None:
    day = Day("...A.C......" + "..C.A......", by_voice(2))
    day.sitting.screen = told = Told()
    day.talk.troubles = {1: Trouble("audio", "customer-stopped", "Nothing comes from it.")}
    await day.calls()
    assert told.waits == [Waits.VOICE, Waits.VOICE]
    assert [t.problem for t in told.troubles] == ["customer-stopped"]
