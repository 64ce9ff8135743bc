"""Two speakers share one recogniser: whole utterances always, partials when there is time."""

import asyncio
import threading

import numpy as np

from copilot.audio.chunk import Samples
from copilot.events import Speaker
from copilot.pending import Pending
from copilot.speech.recognize import RecognitionDesk, Recognizer, Utterance


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
