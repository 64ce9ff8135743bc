"""The customer in the agent's microphone is found and taken out; without a leak nothing is touched.

Real speech from samples/, the real canceller, and leaks made by tests/benchmarks/leaky.py.
"""

from functools import cache
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pytest
import soxr

from copilot.audio.chunk import CHUNK_S, CHUNK_SAMPLES, SAMPLE_RATE, AudioChunk, Samples
from copilot.audio.echo import HELD_MOST, EchoCanceller
from copilot.audio.leakage import LeakSettings, level_db
from copilot.events import Speaker
from tests.benchmarks.leaky import Mixed, leaking, loaded, talked_over
from tests.benchmarks.measure import Reference

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = ("en-out-coldroom", "zhs-in-english", "zht-out-hotel")


@cache
def sample(name: str, seconds: float = 40.0) -> Mixed:
    reference = Reference.load(SAMPLES / f"{name}.ref.json")
    return loaded(SAMPLES / f"{name}.flac", reference.turns).cut(seconds)


def chunks(speaker: Speaker, samples: Samples) -> list[AudioChunk]:
    return [
        AudioChunk(speaker, n * CHUNK_S, samples[n * CHUNK_SAMPLES : (n + 1) * CHUNK_SAMPLES])
        for n in range(len(samples) // CHUNK_SAMPLES)
    ]


def through(echo: EchoCanceller, agent: Samples, customer: Samples) -> list[AudioChunk]:
    """Everything that comes out, of both speakers."""
    out: list[AudioChunk] = []
    pairs = zip_longest(chunks(Speaker.AGENT, agent), chunks(Speaker.CUSTOMER, customer))
    for pair in pairs:
        for chunk in pair:
            out += echo.accept(chunk) if chunk is not None else ()
    return out + list(echo.finish())


def of_agent(out: list[AudioChunk]) -> Samples:
    return np.concatenate([c.samples for c in out if c.speaker is Speaker.AGENT])


def only(call: Mixed, speaker: Speaker) -> np.ndarray:
    """Which samples belong to this speaker's turns and to nobody else's."""
    mask = {s: np.zeros(len(call.agent), bool) for s in Speaker}
    for t in call.turns:
        mask[Speaker(t["speaker"])][int(t["start"] * SAMPLE_RATE) : int(t["end"] * SAMPLE_RATE)] = 1
    return mask[speaker] & ~mask[next(s for s in Speaker if s is not speaker)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("speech", ["in turn", "talk-over"])
def test_with_a_headset_every_chunk_is_the_very_same_object(name: str, speech: str) -> None:
    call = sample(name) if speech == "in turn" else talked_over(sample(name))
    given = [
        c
        for pair in zip(
            chunks(Speaker.AGENT, call.agent), chunks(Speaker.CUSTOMER, call.customer), strict=True
        )
        for c in pair
    ]
    echo = EchoCanceller()
    out = [c for chunk in given for c in echo.accept(chunk)] + list(echo.finish())
    assert len(out) == len(given)
    assert all(a is b for a, b in zip(out, given, strict=True))
    assert echo.leak is None


@pytest.mark.parametrize("delay_ms", [-50, -10, 0, 3, 20, 60, 120, 200])
def test_a_leak_is_found_with_its_delay_and_taken_out(delay_ms: int) -> None:
    call = sample("zht-out-hotel")
    leaky = leaking(call, -6.0, delay_ms + 50)
    earlier = slice(50 * SAMPLE_RATE // 1000, None)  # the microphone's clock may err by as much
    leaky = Mixed(leaky.agent[earlier], leaky.customer[: -earlier.start], call.turns)
    echo = EchoCanceller()
    out = through(echo, leaky.agent, leaky.customer)
    assert echo.leak is not None
    assert abs(echo.leak.delay_ms - delay_ms) < 1.0
    assert abs(echo.leak.level_db + 6.0) < 3.0
    cleaned = of_agent(out)
    since = np.repeat([c.raw is not None for c in out if c.speaker is Speaker.AGENT], CHUNK_SAMPLES)
    theirs = only(call, Speaker.CUSTOMER)[: len(cleaned)]
    assert np.count_nonzero(theirs & ~since) < 0.5 * SAMPLE_RATE
    theirs &= since
    assert level_db(leaky.agent[: len(cleaned)][theirs]) - level_db(cleaned[theirs]) > 20.0


def test_the_leak_is_found_within_half_a_second_of_speech() -> None:
    call = leaking(sample("en-out-coldroom"), -6.0, 120)
    first = min(t["start"] for t in call.turns if t["speaker"] == "customer")
    echo = EchoCanceller()
    for a, c in zip(
        chunks(Speaker.AGENT, call.agent), chunks(Speaker.CUSTOMER, call.customer), strict=True
    ):
        echo.accept(a)
        echo.accept(c)
        if echo.leak is not None:
            assert c.start + CHUNK_S - first < 0.5
            return
    pytest.fail("no leak was found")


def test_the_agents_own_speech_stays_and_keeps_its_time() -> None:
    call = sample("zhs-in-english")
    leaky = leaking(call, -3.0, 60)
    cleaned = of_agent(through(EchoCanceller(), leaky.agent, leaky.customer))
    own = np.where(only(call, Speaker.AGENT)[: len(cleaned)], call.agent[: len(cleaned)], 0.0)
    size = 1 << (2 * len(own)).bit_length()
    spectrum = np.fft.rfft(cleaned, size) * np.conj(np.fft.rfft(own, size))
    lags = np.fft.irfft(spectrum, size)
    assert int(lags.argmax()) in (0, 1, size - 1)
    assert abs(level_db(cleaned[own != 0]) - level_db(own[own != 0])) < 1.0


def test_while_the_customer_is_silent_the_agents_words_pass_as_they_came() -> None:
    call = sample("zhs-in-english")
    leaky = leaking(call, -6.0, 60)
    cleaned = of_agent(through(EchoCanceller(), leaky.agent, leaky.customer))
    own = only(call, Speaker.AGENT)[: len(cleaned)]
    same = cleaned[own] == leaky.agent[: len(cleaned)][own]
    assert np.mean(same) > 0.8


def test_the_raw_sound_is_kept_beside_the_cleaned() -> None:
    leaky = leaking(sample("en-out-coldroom"), -6.0, 60)
    out = through(EchoCanceller(), leaky.agent, leaky.customer)
    agent = [c for c in out if c.speaker is Speaker.AGENT]
    cleaned = [c for c in agent if c.raw is not None]
    assert len(cleaned) > len(agent) / 2
    raw = np.concatenate([c.samples if c.raw is None else c.raw for c in agent])
    assert np.array_equal(raw, leaky.agent[: len(raw)])


def test_no_chunk_is_lost_doubled_or_out_of_order() -> None:
    leaky = leaking(sample("en-out-coldroom"), -6.0, 60)
    out = through(EchoCanceller(), leaky.agent, leaky.customer)
    for speaker in Speaker:
        starts = [c.start for c in out if c.speaker is speaker]
        assert starts == [n * CHUNK_S for n in range(len(leaky.agent) // CHUNK_SAMPLES)]
        assert all(c.samples.shape == (CHUNK_SAMPLES,) for c in out)


@pytest.mark.parametrize("ppm", [-200, 50, 200])
def test_two_clocks_that_drift_apart_do_not_bring_the_echo_back(ppm: int) -> None:
    call = sample("zht-out-hotel")
    leak = leaking(Mixed(np.zeros_like(call.agent), call.customer, call.turns), -6.0, 60).agent
    drifted = soxr.resample(leak, SAMPLE_RATE, SAMPLE_RATE * (1 + ppm * 1e-6))
    n = min(len(drifted), len(call.agent)) // CHUNK_SAMPLES * CHUNK_SAMPLES
    mic = (call.agent[:n] + drifted[:n]).astype(np.float32)
    cleaned = of_agent(through(EchoCanceller(), mic, call.customer[:n]))
    theirs = only(call, Speaker.CUSTOMER)[:n]
    assert level_db(mic[theirs]) - level_db(cleaned[theirs]) > 10.0


@pytest.mark.parametrize("delay_ms", [0, 5, 150])
def test_the_agent_heard_in_the_loopback_is_not_taken_for_an_echo(delay_ms: int) -> None:
    call = sample("en-out-coldroom")
    late = np.concatenate((np.zeros(delay_ms * 16, np.float32), call.agent))[: len(call.agent)]
    echo = EchoCanceller()
    out = through(echo, call.agent, (call.customer + 0.25 * late).astype(np.float32))
    assert echo.leak is None
    assert all(c.raw is None for c in out)


def test_when_the_headset_is_put_on_the_sound_is_left_alone_again() -> None:
    call = sample("en-out-coldroom")
    leaky = leaking(call, -6.0, 60)
    echo = EchoCanceller(settings=LeakSettings(gone_s=4.0))
    agent = np.concatenate((leaky.agent, call.agent))
    out = through(echo, agent, np.concatenate((call.customer, call.customer)))
    assert echo.leak is None
    assert [c.start for c in out if c.speaker is Speaker.AGENT] == [
        n * CHUNK_S for n in range(len(agent) // CHUNK_SAMPLES)
    ]
    assert np.array_equal(of_agent(out)[-SAMPLE_RATE:], agent[-SAMPLE_RATE:])


def test_an_agent_without_a_customers_channel_is_still_heard() -> None:
    echo = EchoCanceller()
    given = chunks(Speaker.AGENT, sample("en-out-coldroom").agent[: 20 * CHUNK_SAMPLES])
    out = [c for chunk in given for c in echo.accept(chunk)]
    assert out == given[: len(given) - HELD_MOST]
    assert list(echo.finish()) == given[len(out) :]


def test_a_customer_who_comes_first_or_in_bursts_is_still_paired() -> None:
    call = leaking(sample("zhs-in-english", 20.0), -6.0, 60)
    agent, customer = (
        chunks(Speaker.AGENT, call.agent),
        chunks(Speaker.CUSTOMER, call.customer),
    )
    steady = of_agent(through(EchoCanceller(), call.agent, call.customer))
    echo, out = EchoCanceller(), []
    for n in range(0, len(agent), 4):
        for chunk in (*customer[n : n + 4], *agent[n : n + 4]):
            out += echo.accept(chunk)
    assert np.array_equal(of_agent([*out, *echo.finish()]), steady)


def test_the_evidence_says_that_the_microphone_had_only_the_customer() -> None:
    call = leaking(sample("en-out-coldroom"), -6.0, 60)
    echo = EchoCanceller()
    through(echo, call.agent, call.customer)
    theirs = next(t for t in reversed(call.turns) if t["speaker"] == "customer")
    own = next(t for t in reversed(call.turns) if t["speaker"] == "agent")
    leaked = echo.evidence(theirs["start"], theirs["end"])
    assert leaked.leak_db is not None
    assert leaked.raw_db - leaked.cleaned_db > 12.0
    assert leaked.quieter
    said = echo.evidence(own["start"], own["end"])
    assert said.raw_db - said.cleaned_db < 3.0
    assert not said.quieter
