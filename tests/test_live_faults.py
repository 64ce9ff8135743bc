"""What happens to a live call when its devices fail, one fault after the other, on a real server.

Throughout, no sound of one side is ever heard under the other's name. Each test prints how long it
took to notice and to hear again: pytest -m sound_server -rP.
"""

import asyncio
import ctypes
import time

import numpy as np

from copilot.capture.choose import Wishes
from copilot.events import Speaker
from tests.sound.ear import PITCH, Ear
from tests.sound.rig import (
    listening,
    needs_sound_server,
    of_pulseaudio,
    server,
    two_people,
)
from tests.sound.server import SoundServer, tone

__all__ = ["server"]
pytestmark = needs_sound_server

BOTH = tuple(Speaker)
A_CLICK_S = 0.15  # a correction of the clock is heard as a click in a chunk or two


async def both_heard_again(ear: Ear, within_s: float = 8.0) -> float:
    """Once every fault that was told is told to be over."""

    def is_over() -> bool:
        ended = [t.problem for _, t in ear.troubles if t.over]
        return all(t.over or t.problem in ended for _, t in ear.troubles)

    return await ear.until(lambda: is_over() and all(ear.hears(s) for s in BOTH), within_s)


def report(name: str, ear: Ear, **seconds: float) -> None:
    figures = ", ".join(f"{key} {value:.2f} s" for key, value in seconds.items())
    print(f"{name}: {figures}\n{ear.picture()}")
    print(*(f"  longest silence of the {s}: {ear.longest_hole(s):.2f} s" for s in BOTH), sep="\n")
    for at, trouble in ear.troubles:
        print(f"  {at:6.2f} {trouble.problem}{' (over)' if trouble.over else ''}: {trouble.text}")


async def test_an_unplugged_headset_that_was_named_is_waited_for(server: SoundServer) -> None:
    two_people(server)
    async with listening(Wishes(loopback="headset")) as ear:
        unplugged = ear.now()
        server.unplug("headset")
        noticed = await ear.until(lambda: ear.told("customer-missing") is not None, 2)
        await asyncio.sleep(2)
        assert ear.hears(Speaker.AGENT, 1.5), "the other side goes on"
        assert not ear.hears(Speaker.CUSTOMER)
        server.plug("headset")
        server.play("headset", tone(PITCH[Speaker.CUSTOMER], 20))
        again = await both_heard_again(ear)
        report("unplug, named", ear, noticed=noticed, heard_again=again)
        assert ear.strangers() == []
        assert ear.told("customer-missing", over=True, since=unplugged)
        assert noticed < 2
        assert again < 3
        assert ear.holes(Speaker.AGENT, 2, ear.now() - 1) < A_CLICK_S


@of_pulseaudio
async def test_an_unplugged_headset_is_left_for_the_output_where_the_softphone_went(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening() as ear:
        server.unplug("headset")
        noticed = await ear.until(lambda: ear.told("customer-changed") is not None, 2)
        again = await both_heard_again(ear)
        report("unplug, automatic", ear, noticed=noticed, heard_again=again)
        assert ear.strangers() == []
        assert "Laptop" in ear.troubles[-1][1].text


@of_pulseaudio
async def test_an_unplugged_microphone_is_replaced_and_never_by_a_loopback(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening() as ear:
        server.ask("unload-module", "module-remap-source")  # every real microphone at once
        noticed = await ear.until(lambda: ear.told("microphone-missing") is not None, 2)
        await asyncio.sleep(1.5)
        await ear.until(lambda: ear.hears(Speaker.CUSTOMER, 1.0), 5)
        assert not ear.hears(Speaker.AGENT)
        server.ask(
            "load-module",
            "module-remap-source",
            "master=agent_voice.monitor",
            "source_name=agent_mic",
        )
        again = await both_heard_again(ear)
        report("microphone unplugged", ear, noticed=noticed, heard_again=again)
        assert ear.strangers() == []
        assert again < 3
        assert ear.told("microphone-missing", over=True)


@of_pulseaudio
async def test_a_stream_that_the_server_moves_to_the_microphone_is_silenced_and_brought_back(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening() as ear:
        ours = [
            line.split()[0]
            for line in server.ask("list", "short", "source-outputs").splitlines()
            if "float32le 1ch" in line
        ]
        for stream in ours:  # whichever is the customer's; the microphone's stays
            server.ask("move-source-output", stream, "agent_mic")
        noticed = await ear.until(lambda: ear.told("customer-elsewhere") is not None, 2)
        again = await both_heard_again(ear)
        await asyncio.sleep(0.5)
        report("moved", ear, noticed=noticed, heard_again=again)
        assert ear.strangers() == []
        assert ear.told("customer-elsewhere", over=True)
        assert noticed < 0.5
        assert again < 2


@of_pulseaudio
async def test_a_new_default_output_is_followed_and_a_named_one_is_kept(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening() as follows, listening(Wishes(loopback="headset")) as stays:
        server.ask("set-default-sink", "laptop")  # the softphone's stream goes along
        noticed = await follows.until(lambda: follows.told("customer-changed") is not None, 2)
        again = await both_heard_again(follows)
        await asyncio.sleep(0.5)
        report("default switched", follows, noticed=noticed, heard_again=again)
        assert follows.strangers() == stays.strangers() == []
        assert follows.told("customer-changed", over=True)
        assert stays.troubles == []
        assert not stays.hears(Speaker.CUSTOMER)


async def test_a_sound_server_that_is_killed_is_joined_again(server: SoundServer) -> None:
    two_people(server)
    async with listening() as ear:
        server.kill()
        noticed = await ear.until(lambda: ear.told("sound-server-gone") is not None, 3)
        await asyncio.sleep(1)
        server.start()
        two_people(server)
        back = ear.now()
        await both_heard_again(ear, 12)
        report("server killed", ear, noticed=noticed, heard_again=ear.now() - back)
        assert ear.strangers() == []
        assert noticed < 1
        assert {t.problem for _, t in ear.troubles} == {"sound-server-gone"}


async def test_a_sound_server_that_does_not_answer_is_told_and_waited_for(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening() as ear:
        server.freeze()
        noticed = await ear.until(lambda: ear.told("sound-server-stuck") is not None, 4)
        server.thaw()
        again = await both_heard_again(ear)
        report("server frozen", ear, noticed=noticed, heard_again=again)
        assert {t.problem for _, t in ear.troubles} == {"sound-server-stuck"}
        assert ear.strangers() == []
        assert noticed < 3
        assert abs(ear.lags()[-1]) < 1


async def test_a_device_that_comes_back_with_another_rate_keeps_its_pitch(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening(Wishes(loopback="headset")) as ear:
        for rate in (44_100, 16_000):
            server.unplug("headset")
            await ear.until(lambda: not ear.hears(Speaker.CUSTOMER), 3)
            server.plug("headset", rate)
            server.play("headset", tone(PITCH[Speaker.CUSTOMER], 20))
            again = await both_heard_again(ear)
            await asyncio.sleep(1)
            heard = ear.samples(Speaker.CUSTOMER)[-16_000:]
            pitch = float(np.argmax(np.abs(np.fft.rfft(heard * np.hanning(16_000)))))  # 1 Hz apart
            print(f"{rate} Hz: heard again after {again:.2f} s at {pitch} Hz")
            assert abs(pitch - PITCH[Speaker.CUSTOMER]) <= 5
            assert again < 3
        assert ear.strangers() == []


@of_pulseaudio
async def test_nothing_is_lost_when_this_process_stands_still_for_half_a_second(
    server: SoundServer,
) -> None:
    two_people(server)
    async with listening() as ear:
        await asyncio.sleep(1)
        before = ear.now()
        ctypes.PyDLL(None).usleep(500_000)  # holds the interpreter: nothing of ours runs
        await asyncio.sleep(1)
        time.sleep(0.5)  # noqa: ASYNC251  # only the consumer stands still
        await asyncio.sleep(1.5)
        lost = {s: ear.holes(s, before - 0.5, ear.now() - 0.5) for s in BOTH}
        report("stalled", ear, **{f"lost_{s}": lost[s] for s in BOTH})
        assert max(lost.values()) < A_CLICK_S
        assert ear.troubles == []
        assert ear.strangers() == []


async def test_a_softphone_that_plays_nothing_for_long_is_no_fault(server: SoundServer) -> None:
    two_people(server)
    async with listening() as ear:
        server.hush()
        server.play("agent_voice", tone(PITCH[Speaker.AGENT], 20))
        silent = ear.now()
        await asyncio.sleep(5)
        server.play(None, tone(PITCH[Speaker.CUSTOMER], 20))
        again = await both_heard_again(ear)
        await asyncio.sleep(0.5)
        report("silent softphone", ear, heard_again=again)
        assert ear.troubles == []
        assert ear.holes(Speaker.CUSTOMER, silent + 1, silent + 4) >= 2.9
        assert abs(ear.lags()[-1] - np.median(ear.lags())) < 0.1, "the clock goes on in silence"
        assert ear.strangers() == []
