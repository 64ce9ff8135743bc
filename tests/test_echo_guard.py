"""Lines of the customer in the agent's microphone are left out, counted and told."""

import asyncio
from collections.abc import AsyncGenerator

import numpy as np

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk, Samples
from copilot.audio.echo import EchoCanceller
from copilot.audio.evidence import Evidence
from copilot.audio.leakage import Leak
from copilot.audio.pace import Unhurried
from copilot.call import Call
from copilot.coach.briefing import Briefing
from copilot.coach.prompts import load
from copilot.errors import CopilotError
from copilot.events import EchoDropped, Event, Speaker, Trouble, TurnHeard
from copilot.language import Language
from copilot.method.modes import Mode
from copilot.pending import Pending
from copilot.speech.guard import EchoGuard
from copilot.speech.recognize import Utterance
from tests.calls import Heard, Recorder

LEAKING = Evidence(raw_db=-30.0, cleaned_db=-33.0, customer_db=-26.0, leak_db=-4.0)
HEADSET = Evidence(raw_db=-30.0, cleaned_db=-30.0, customer_db=-26.0, leak_db=None)
SAID = "it drops half the time when my daughter streams"


class Ear:
    def __init__(self, evidence: Evidence) -> None:
        self.leak = None if evidence.leak_db is None else Leak(60.0, evidence.leak_db)
        self._evidence = evidence

    def evidence(self, start: float, end: float) -> Evidence:
        return self._evidence


class Told:
    """What comes out behind a guard, in order."""

    def __init__(self, evidence: Evidence | None) -> None:
        self.lines: list[str] = []
        self.partials: list[str] = []
        self.events: list[Event] = []
        self.guard = EchoGuard(
            Ear(evidence) if evidence else None,
            heard=self._heard,
            heard_partial=self._heard_partial,
            tell=self._tell,
        )

    async def agent(self, text: str, start: float = 1.1, end: float = 4.1) -> None:
        await self.guard.heard(utterance(Speaker.AGENT, start, end), text)

    async def customer(self, text: str, start: float = 1.0, end: float = 4.0) -> None:
        await self.guard.heard(utterance(Speaker.CUSTOMER, start, end), text)

    async def _heard(self, utterance: Utterance, text: str) -> None:
        self.lines.append(f"{utterance.speaker}: {text}")

    async def _heard_partial(self, utterance: Utterance, text: str) -> None:
        self.partials.append(f"{utterance.speaker}: {text}")

    async def _tell(self, event: Event) -> None:
        self.events.append(event)


def utterance(speaker: Speaker, start: float, end: float) -> Utterance:
    return Utterance(speaker, 0, start, end, np.zeros(4, np.float32))


async def test_a_leaked_line_becomes_no_turn_but_an_event_with_a_count() -> None:
    told = Told(LEAKING)
    await told.customer(SAID)
    await told.agent(SAID)
    assert told.lines == [f"customer: {SAID}"]
    assert told.events[0] == EchoDropped(1.1, 4.1, SAID, 1)
    assert isinstance(told.events[1], Trouble)
    assert told.events[1].text.startswith("1 line was left out")


async def test_a_leaked_line_that_is_recognised_first_waits_for_the_customers_words() -> None:
    told = Told(LEAKING)
    await told.agent(SAID)
    assert told.lines == []
    await told.customer(SAID)
    assert told.lines == [f"customer: {SAID}"]
    assert told.guard.dropped == 1


async def test_a_line_that_waited_in_vain_is_the_agents() -> None:
    told = Told(LEAKING)
    await told.agent("Shall I look at the line for you?")
    await told.guard.watch(5.0)
    assert told.lines == []
    await told.guard.watch(8.0)
    assert told.lines == ["agent: Shall I look at the line for you?"]


async def test_what_waits_at_the_end_of_the_call_is_not_lost() -> None:
    told = Told(LEAKING)
    await told.agent("Goodbye then.")
    await told.guard.finish()
    assert told.lines == ["agent: Goodbye then."]


async def test_lines_of_the_agent_never_change_their_order() -> None:
    told = Told(LEAKING)
    await told.agent("First this.", 1.0, 2.0)
    await told.agent("Then that.", 3.0, 4.0)
    await told.customer("Something else altogether.", 1.0, 4.5)
    agent = [line for line in told.lines if line.startswith("agent")]
    assert agent == ["agent: First this.", "agent: Then that."]


async def test_with_a_headset_nothing_waits_and_nothing_is_told() -> None:
    told = Told(HEADSET)
    await told.agent("Shall I look at the line for you?")
    assert told.lines == ["agent: Shall I look at the line for you?"]
    await told.guard.watch(5.0)
    assert told.events == []


async def test_without_echo_handling_all_is_handed_on() -> None:
    told = Told(None)
    await told.customer(SAID)
    await told.agent(SAID)
    await told.guard.watch(9.0)
    await told.guard.finish()
    assert told.lines == [f"customer: {SAID}", f"agent: {SAID}"]


async def test_a_partial_of_the_customers_words_is_not_shown_as_the_agents() -> None:
    told = Told(LEAKING)
    partial = told.guard.heard_partial
    await partial(utterance(Speaker.CUSTOMER, 1.0, 3.0), "it drops half the time")
    await partial(utterance(Speaker.AGENT, 1.1, 2.9), "it drops half the")
    await partial(utterance(Speaker.AGENT, 1.1, 2.9), "may I ask where")
    assert told.partials == ["customer: it drops half the time", "agent: may I ask where"]


async def test_the_beginning_and_the_end_of_a_leak_are_told_once_each() -> None:
    told = Told(LEAKING)
    for now_s in (1.0, 2.0):
        await told.guard.watch(now_s)
    ear = told.guard._ear
    assert isinstance(ear, Ear)
    ear.leak = None
    for now_s in (3.0, 4.0):
        await told.guard.watch(now_s)
    troubles = [e for e in told.events if isinstance(e, Trouble)]
    assert [(t.part, t.problem, t.over) for t in troubles] == [
        ("echo", "customer-in-microphone", False),
        ("echo", "customer-in-microphone", True),
    ]


class NotCancelling:
    """A canceller that does nothing: what the guard alone is for."""

    delay_samples = 0

    def process(self, near: Samples, far: Samples) -> Samples:
        return near


class Level:
    """A voice detector for noise that stands for speech."""

    def probability(self, samples: Samples) -> float:
        return 0.95 if float(np.abs(samples).mean()) > 0.01 else 0.01


class Leaky:
    """The customer speaks for two seconds, and the microphone hears it; then the agent speaks."""

    name = "a leaking call"
    damage: CopilotError | None = None

    def __init__(self, pending: Pending) -> None:
        self._pace = Unhurried(pending.settled)
        rng = np.random.default_rng(3)
        n = 8 * SAMPLE_RATE // CHUNK_SAMPLES * CHUNK_SAMPLES
        self.customer = np.zeros(n, np.float32)
        self.customer[SAMPLE_RATE : 3 * SAMPLE_RATE] = 0.2 * rng.standard_normal(2 * SAMPLE_RATE)
        self.agent = (0.5 * np.roll(self.customer, 60 * 16)).astype(np.float32)
        own = slice(5 * SAMPLE_RATE, 6 * SAMPLE_RATE)
        self.agent[own] = 0.2 * rng.standard_normal(SAMPLE_RATE)

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        for number in range(len(self.agent) // CHUNK_SAMPLES):
            start = number * CHUNK_S
            await self._pace.due(start)
            piece = slice(number * CHUNK_SAMPLES, (number + 1) * CHUNK_SAMPLES)
            yield AudioChunk(Speaker.AGENT, start, self.agent[piece])
            yield AudioChunk(Speaker.CUSTOMER, start, self.customer[piece])


class SameWords:
    def text(self, audio: Samples, *, final: bool) -> str:
        return SAID if len(audio) > 1.6 * SAMPLE_RATE else "Let me look at that."


async def heard_in_a_leaking_call(echo: EchoCanceller | None) -> Heard:
    panel = Recorder()
    lang = Language.EN
    call = Call(
        source=lambda clock, pending: Leaky(pending),
        detector=Level,
        recognizer=SameWords(),
        model=None,
        briefing=Briefing(Mode.OUTBOUND, lang, None, load(lang)),
        panel=panel,
        echo=echo,
    )
    await asyncio.wait_for(call.run(), 30)
    return Heard(panel.published)


async def test_in_a_whole_call_the_guard_alone_catches_what_was_not_cancelled() -> None:
    call = await heard_in_a_leaking_call(EchoCanceller(NotCancelling))
    turns = [(t.turn, t.speaker, t.text) for t in call.events(TurnHeard)]
    assert turns == [(1, "customer", SAID), (2, "agent", "Let me look at that.")]
    assert [d.dropped for d in call.events(EchoDropped)] == [1]
    assert {t.problem for t in call.events(Trouble)} == {
        "customer-in-microphone",
        "customer-left-out",
    }


async def test_in_a_whole_call_the_canceller_leaves_nothing_to_recognise() -> None:
    call = await heard_in_a_leaking_call(EchoCanceller())
    assert [t.speaker for t in call.events(TurnHeard)] == ["customer", "agent"]


async def test_in_a_whole_call_without_echo_handling_the_agent_is_blamed() -> None:
    call = await heard_in_a_leaking_call(None)
    assert [t.text for t in call.events(TurnHeard)].count(SAID) == 2
