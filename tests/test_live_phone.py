"""Beside a real softphone in a real call."""

import asyncio
from pathlib import Path

import pytest

from copilot.events import Speaker
from tests.sound import phone
from tests.sound.ear import PITCH
from tests.sound.phone import PhoneCall
from tests.sound.rig import listening, needs_sound_server, server
from tests.sound.server import SoundServer, tone

__all__ = ["server"]
pytestmark = [
    *needs_sound_server,
    pytest.mark.skipif(bool(phone.LACKING), reason="not installed: baresip-core"),
]


async def test_a_real_call_is_found_and_heard_right_and_followed_to_another_output(
    server: SoundServer, tmp_path: Path
) -> None:
    server.play("agent_voice", tone(PITCH[Speaker.AGENT], 40))
    call = PhoneCall(server, tmp_path / "call", tone(PITCH[Speaker.CUSTOMER], 40))
    call.begin()
    try:
        await asyncio.sleep(1.5)
        async with listening() as ear:
            await asyncio.sleep(1)
            choice = ear.source.choices[Speaker.CUSTOMER]
            assert (choice.why, choice.detail) == ("softphone", "baresip")
            streams = server.ask("list", "sink-inputs").split("Sink Input #")[1:]
            plays = [
                s.split("\n")[0] for s in streams if f'process.id = "{call.near.process_id}"' in s
            ]
            for stream in plays:
                server.ask("move-sink-input", stream, "laptop")
            noticed = await ear.until(lambda: ear.told("customer-changed") is not None, 3)
            again = await ear.until(lambda: ear.told("customer-changed", over=True) is not None, 5)
            await ear.until(lambda: all(ear.hears(s) for s in Speaker), 3)
            await asyncio.sleep(0.5)
            silent = ear.longest_hole(Speaker.CUSTOMER)
            print(f"followed: noticed {noticed:.2f} s, silent {silent:.2f} s\n{ear.picture()}")
            assert ear.strangers() == []
            assert again < 2
            call.end()
            await asyncio.sleep(2)
            assert ear.strangers() == []
            assert ear.hears(Speaker.AGENT)
            assert not ear.hears(Speaker.CUSTOMER)
    finally:
        call.end()
        print(call.near.log()[-600:])
