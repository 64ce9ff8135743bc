"""Two speakers share one recogniser: whole utterances always, partials when there is time."""

import asyncio
import threading
from dataclasses import replace

import numpy as np

from copilot.audio.chunk import Samples
from copilot.events import CallEnded, KeyEvent, Paused, Published, Speaker, TurnHeard
from copilot.pending import Pending
from copilot.speech.recognize import RecognitionDesk, Recognizer, Utterance
from tests.calls import a_call, agent, customer


def utterance(number: int, speaker: Speaker = Speaker.CUSTOMER) -> Utterance:
    return Utterance(speaker, number, float(number), number + 1.0, np.full(4, number, np.float32))


class Gate:
    """A recogniser that names the utterance, once the gate is open."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.threads: set[str] = set()

    def text(self, audio: Samples, *, final: bool) -> str:
        self.open.wait(5.0)
        self.threads.add(threading.current_thread().name)
        return f"{'whole' if final else 'partial'} {int(audio[0])}"


class Counting:
    """A recogniser that remembers what it was asked to recognise with all care."""

    def __init__(self) -> None:
        self.finals: list[float] = []

    def text(self, audio: Samples, *, final: bool) -> str:
        if final:
            self.finals.append(float(audio[0]))
        return f"heard {int(audio[0])}"


class Told:
    """What a desk tells."""

    def __init__(self, recognizer: Recognizer) -> None:
        self.texts: list[str] = []
        self.failures: list[str] = []
        self.pending = Pending()
        self.desk = RecognitionDesk(
            recognizer,
            self.pending,
            heard=self._heard,
            heard_partial=self._heard,
            failed=self._failed,
        )

    async def _heard(self, utterance: Utterance, text: str) -> None:
        self.texts.append(text)

    async def _failed(self, utterance: Utterance, error: Exception) -> None:
        self.failures.append(str(error))


async def test_whole_utterances_are_told_in_order_and_none_is_lost() -> None:
    gate = Gate()
    told = Told(gate)
    for number in range(20):
        told.desk.take(utterance(number, list(Speaker)[number % 2]))
    gate.open.set()
    told.desk.close()
    await told.desk.run()
    assert told.texts == [f"whole {number}" for number in range(20)]
    assert told.pending.count == 0


async def test_a_newer_partial_takes_the_place_of_one_that_waits() -> None:
    gate = Gate()
    told = Told(gate)
    for number in range(3):
        told.desk.take_partial(utterance(number))
    gate.open.set()
    told.desk.close()
    await told.desk.run()
    assert told.texts == ["partial 2"]
    assert told.desk.shed == 2


async def test_partials_wait_for_whole_utterances() -> None:
    gate = Gate()
    told = Told(gate)
    told.desk.take_partial(utterance(7, Speaker.AGENT))
    told.desk.take(utterance(1))
    gate.open.set()
    told.desk.close()
    await told.desk.run()
    assert told.texts == ["whole 1", "partial 7"]


async def test_a_partial_of_an_utterance_that_is_over_is_not_shown_after_it() -> None:
    gate = Gate()
    told = Told(gate)
    running = asyncio.create_task(told.desk.run())
    told.desk.take_partial(utterance(1))
    await asyncio.sleep(0.05)  # the worker now holds the partial
    told.desk.take(utterance(1))
    gate.open.set()
    told.desk.close()
    await running
    assert told.texts == ["whole 1"]


async def test_one_thread_does_all_the_work() -> None:
    gate = Gate()
    gate.open.set()
    told = Told(gate)
    for number in range(6):
        told.desk.take(utterance(number))
    told.desk.close()
    await told.desk.run()
    assert len(gate.threads) == 1


async def test_an_utterance_that_fails_is_told_and_the_next_one_is_heard() -> None:
    class Stumbling:
        def text(self, audio: Samples, *, final: bool) -> str:
            if audio[0] == 1:
                raise RuntimeError("native trouble")
            return "fine"

    told = Told(Stumbling())
    for number in (1, 2):
        told.desk.take(utterance(number))
    told.desk.close()
    await told.desk.run()
    assert told.failures == ["native trouble"]
    assert told.texts == ["fine"]
    assert told.pending.count == 0


async def test_words_known_before_the_end_are_told_at_the_end_without_a_second_hearing() -> None:
    counting = Counting()
    told = Told(counting)
    running = asyncio.create_task(told.desk.run())
    told.desk.take_likely(utterance(1))
    await told.pending.settled()
    assert told.texts == ["heard 1"]
    told.desk.take(utterance(1))
    await told.pending.settled()
    assert told.texts == ["heard 1", "heard 1"]  # as a partial, then whole
    assert counting.finals == [1.0]
    told.desk.close()
    await running


async def test_words_that_are_being_recognised_when_the_utterance_ends_are_not_told_twice() -> None:
    gate = Gate()
    told = Told(gate)
    running = asyncio.create_task(told.desk.run())
    told.desk.take_likely(utterance(1))
    await asyncio.sleep(0.05)  # the worker now holds it
    told.desk.take(utterance(1))
    gate.open.set()
    told.desk.close()
    await running
    assert told.texts == ["whole 1"]
    assert told.pending.count == 0


async def test_an_utterance_that_went_on_is_heard_anew() -> None:
    counting = Counting()
    told = Told(counting)
    running = asyncio.create_task(told.desk.run())
    told.desk.take_likely(utterance(1))
    await told.pending.settled()
    told.desk.take(replace(utterance(1), end=9.0))
    told.desk.close()
    await running
    assert counting.finals == [1.0, 1.0]


async def test_known_words_need_not_wait_for_the_other_speakers() -> None:
    gate = Gate()
    gate.open.set()
    told = Told(gate)
    running = asyncio.create_task(told.desk.run())
    told.desk.take_likely(utterance(1))
    await told.pending.settled()
    gate.open.clear()
    told.desk.take_partial(utterance(2, Speaker.AGENT))
    await asyncio.sleep(0.05)  # the worker now holds the agent's partial
    told.desk.take(utterance(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert told.texts == ["whole 1", "whole 1"]
    gate.open.set()
    told.desk.close()
    await running


async def test_words_foreseen_in_vain_cost_nothing_when_recognition_stumbles() -> None:
    class StumblingOnce:
        calls = 0

        def text(self, audio: Samples, *, final: bool) -> str:
            self.calls += 1
            if self.calls == 1:
                raise RuntimeError("native trouble")
            return "fine"

    told = Told(StumblingOnce())
    running = asyncio.create_task(told.desk.run())
    told.desk.take_likely(utterance(1))
    await told.pending.settled()
    told.desk.take(utterance(1))
    told.desk.close()
    await running
    assert (told.texts, told.failures) == (["fine"], [])


async def test_what_was_thought_to_be_over_and_went_on_is_not_heard_for_nothing() -> None:
    counting = Counting()
    told = Told(counting)
    told.desk.take_likely(utterance(1))
    told.desk.take_partial(replace(utterance(1), end=3.0))
    told.desk.close()
    await told.desk.run()
    assert (told.texts, counting.finals) == (["heard 1"], [])
    assert told.pending.count == 0


async def test_a_call_that_is_broken_off_lets_others_go_on_while_the_recogniser_finishes() -> None:
    gate = Gate()
    told = Told(gate)
    running = asyncio.create_task(told.desk.run())
    told.desk.take(utterance(1))
    await asyncio.sleep(0.05)  # the worker now holds it
    running.cancel()
    ticks = 0
    while not running.done() and ticks < 20:
        await asyncio.sleep(0.01)
        ticks += 1
    assert ticks == 20
    gate.open.set()
    await asyncio.wait([running])
    assert running.cancelled()


async def test_a_pause_is_no_silence_that_ends_the_call() -> None:
    def pressing(published: Published) -> KeyEvent | None:
        return Paused(on=True) if isinstance(published.event, TurnHeard) else None

    said = [customer("How much is it?"), *[agent("Let me see.", seconds=2.0)] * 4]
    call = await a_call(*said, pressing=pressing, end_silence_s=3.0)
    assert call.events(CallEnded)[0].reason == "end-of-recording"
    assert len(call.events(TurnHeard)) == 1
