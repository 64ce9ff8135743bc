"""Tries the devices: does the microphone live, does the loopback loop, does the one hear the other?

A tone of 1 kHz is played for 0.3 s on the chosen output. It has to come back on the customer's side
within two seconds; how loud it is on the agent's tells how much of the customer leaks in there.
"""

import asyncio
from contextlib import aclosing

import numpy as np

from copilot.audio.chunk import SAMPLE_RATE, Samples
from copilot.capture.backend import Backend
from copilot.capture.choose import Choice
from copilot.capture.live import LiveSource
from copilot.clock import monotonic_s
from copilot.doctor.finding import Finding, failed, ok, warning
from copilot.errors import CopilotError
from copilot.events import Speaker

TONE_HZ, TONE_S, TONE_RATE, TONE_LEVEL = 1000.0, 0.3, 48_000, 0.3
BACK_WITHIN_S = 2.0
READY_WITHIN_S = 4.0
LISTEN_S = 1.5
GLANCE_S = 0.05
LEAK_DB = -35.0
FAINT_DB = -65.0
AUDIBLE = 0.002
FLOOR = 1e-6

_WHY = {
    "named": "named",
    "held": "in use",
    "default-microphone": "the system's default",
    "only-microphone": "the only one",
    "first-microphone": "the first one",
    "softphone": "{detail} plays there",
    "softphone-silent": "{detail} played there last",
    "default-output": "the system's default output",
    "only-output": "the only output",
    "first-output": "the first output",
    "no-microphone": "there is no microphone",
    "no-output": "there is no output",
    "no-such-device": "nothing goes by the name {detail}",
    "ambiguous-name": "more than one device goes by the name {detail}",
}


def why_chosen(choice: Choice) -> str:
    """The reason in words."""
    return _WHY[choice.why].format(detail=choice.detail)


async def try_sound(source: LiveSource, backend: Backend) -> list[Finding]:
    """Opens the devices and closes them again."""
    try:
        await source.open()
    except CopilotError as error:
        return [failed("devices", f"{error.what} {error.why}".strip(), error.hint)]
    try:
        return await _try_open(source, backend)
    finally:
        await source.close()


async def _try_open(source: LiveSource, backend: Backend) -> list[Finding]:
    found: list[Finding] = []
    for speaker, choice in source.choices.items():
        name = "microphone" if speaker is Speaker.AGENT else "output"
        if choice.device is None:
            hint = "Plug one in, or name one; see: copilot devices"
            found.append(failed(name, f"none: {why_chosen(choice)}", hint))
        else:
            found.append(ok(name, f"{choice.device.label} ({why_chosen(choice)})"))
    heard: dict[Speaker, list[Samples]] = {s: [] for s in Speaker}
    listening = asyncio.create_task(_listen(source, heard))
    try:
        await _until_heard(source)
        await asyncio.sleep(LISTEN_S)
        found.append(_level(np.concatenate([np.zeros(1, np.float32), *heard[Speaker.AGENT]])))
        loopback = source.choices[Speaker.CUSTOMER].device
        if loopback is not None:
            found += await _tone(backend, loopback.name, heard)
    finally:
        listening.cancel()
        await asyncio.wait([listening])
    return found


async def _listen(source: LiveSource, heard: dict[Speaker, list[Samples]]) -> None:
    async with aclosing(source.chunks()) as chunks:
        async for chunk in chunks:
            heard[chunk.speaker].append(chunk.samples)


async def _until_heard(source: LiveSource) -> None:
    """Both sides, or as long as one is allowed to take."""
    for _ in range(int(READY_WITHIN_S / GLANCE_S)):
        if all(source.hearing.values()):
            return
        await asyncio.sleep(GLANCE_S)


def _level(samples: Samples) -> Finding:
    """Nothing but zeros is no microphone; a quiet room is one."""
    level = float(np.sqrt(np.mean(np.square(samples))))
    if not samples.any():
        hint = "Unmute it; allow this terminal to use the microphone; or choose another with --mic."
        return failed("mic-level", "digital silence: the microphone delivers nothing", hint)
    told = f"{_db(level):.0f} dBFS"
    if _db(level) < FAINT_DB:
        return warning(
            "mic-level", f"{told}, very quiet", "Speak while this runs; raise its level."
        )
    return ok("mic-level", told)


async def _tone(
    backend: Backend, loopback: str, heard: dict[Speaker, list[Samples]]
) -> list[Finding]:
    marks = {s: len(chunks) for s, chunks in heard.items()}
    noise = loudness(np.concatenate([*heard[Speaker.AGENT][-20:], np.zeros(1, np.float32)]))
    t = np.arange(int(TONE_S * TONE_RATE)) / TONE_RATE
    tone = (TONE_LEVEL * np.sin(2 * np.pi * TONE_HZ * t)).astype(np.float32)
    began_s = monotonic_s()
    try:
        await asyncio.to_thread(backend.play, loopback, tone, TONE_RATE)
    except CopilotError as error:
        return [failed("loopback", f"{error.what} {error.why}".strip(), error.hint)]
    customers = heard[Speaker.CUSTOMER]
    while monotonic_s() - began_s < BACK_WITHIN_S:
        loud = [loudness(c) for c in customers[marks[Speaker.CUSTOMER] :]]
        if max(loud, default=0.0) > AUDIBLE:
            took_s = monotonic_s() - began_s
            await asyncio.sleep(TONE_S + 0.3)  # the rest of it, on both sides
            return [
                ok("loopback", f"the tone came back within {took_s:.1f} s"),
                _leak({s: chunks[marks[s] :] for s, chunks in heard.items()}, noise),
            ]
        await asyncio.sleep(GLANCE_S)
    hint = (
        "Is the output muted, or another one in use? Choose with --loopback; on macOS allow "
        "System Audio Recording."
    )
    return [failed("loopback", f"a tone played on {loopback} was not heard there", hint)]


def _leak(heard: dict[Speaker, list[Samples]], noise: float) -> Finding:
    """How loud the loudest moment of the tone is on the agent's side, against the customer's."""
    there = max(loudness(c) for c in heard[Speaker.CUSTOMER])
    here = max((loudness(c) for c in heard[Speaker.AGENT]), default=0.0)
    leak_db = _db(here) - _db(there)
    if here < max(AUDIBLE / 10, 3 * noise) or leak_db < LEAK_DB:
        return ok("leak", f"the microphone does not hear the output (below {LEAK_DB:.0f} dB)")
    return warning(
        "leak",
        f"the microphone hears the output at {leak_db:.0f} dB",
        "Use a headset; without one the customer is taken out of your channel, at some loss.",
    )


def loudness(samples: Samples) -> float:
    """Amplitude of the tone in the samples, 16 kHz."""
    t = np.arange(len(samples)) / SAMPLE_RATE
    window = np.hanning(len(samples)) if len(samples) > 2 else np.ones(len(samples))
    turned = samples * window * np.exp(-2j * np.pi * TONE_HZ * t)
    return float(2 * abs(turned.sum()) / max(window.sum(), FLOOR))


def _db(amplitude: float) -> float:
    return float(20 * np.log10(max(amplitude, FLOOR)))
