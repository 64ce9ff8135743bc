"""`copilot devices`, `copilot doctor` and a live call, as a user runs them, on a real server."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copilot.events import Speaker
from tests.sound.ear import PITCH
from tests.sound.rig import needs_sound_server, server
from tests.sound.server import SoundServer, tone

__all__ = ["server"]
pytestmark = needs_sound_server
ROOT = Path(__file__).parent.parent


def copilot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run to its end; the server is found through this process's environment."""
    command = [sys.executable, "-m", "copilot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)


def test_devices_tells_what_there_is_and_why_it_was_chosen(server: SoundServer) -> None:
    done = copilot("devices", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert told["chosen"]["agent"] == {"name": "agent_mic", "why": "default-microphone"}
    assert told["chosen"]["customer"] == {"name": "headset.monitor", "why": "default-output"}
    kinds = {d["name"]: d["kind"] for d in told["devices"]}
    assert kinds["laptop_mic"] == "microphone"
    assert kinds["laptop.monitor"] == "loopback"


def test_the_softphone_decides_where_the_customer_is(server: SoundServer) -> None:
    server.play("laptop", tone(PITCH[Speaker.CUSTOMER], 20))
    time.sleep(0.5)
    done = copilot("devices", "--softphone", "pacat")
    assert done.returncode == 0
    assert "customer = Laptop: pacat plays there" in done.stdout


def test_devices_fails_where_a_side_would_not_be_heard(server: SoundServer) -> None:
    done = copilot("devices", "--mic", "gooseneck")
    assert done.returncode == 1
    assert "NOBODY: nothing goes by the name gooseneck" in done.stdout


def test_without_a_sound_server_both_say_what_to_do(server: SoundServer) -> None:
    server.kill()
    devices, doctor = copilot("devices"), copilot("doctor", "--only", "sound")
    assert (devices.returncode, doctor.returncode) == (4, 1)
    assert "next: Start it" in devices.stderr
    assert "next: Start it" in doctor.stdout


def test_the_doctor_hears_its_tone_come_back_and_measures_the_leak(server: SoundServer) -> None:
    server.play("agent_voice", tone(PITCH[Speaker.AGENT], 30, level=0.05))
    time.sleep(0.5)
    done = copilot("doctor", "--only", "sound", "--json")
    found = {f["check"]: f for f in json.loads(done.stdout)}
    assert done.returncode == 0, done.stdout
    assert {c: f["state"] for c, f in found.items()} == {
        "microphone": "ok",
        "output": "ok",
        "mic-level": "ok",
        "loopback": "ok",
        "leak": "ok",
    }


def test_the_doctor_finds_a_dead_microphone_and_a_leak(server: SoundServer) -> None:
    dead = copilot("doctor", "--only", "sound", "--json")
    assert dead.returncode == 1
    assert {f["check"]: f["state"] for f in json.loads(dead.stdout)}["mic-level"] == "failed"
    leak = ["source=headset.monitor", "sink=agent_voice", "latency_msec=30"]
    server.ask("load-module", "module-loopback", *leak)
    time.sleep(1)
    leaky = copilot("doctor", "--only", "sound", "--json")
    found = {f["check"]: f for f in json.loads(leaky.stdout)}
    assert found["leak"]["state"] == "warning"
    assert "headset" in found["leak"]["hint"]


@pytest.mark.real_models
def test_a_live_call_is_heard_coached_and_ended_with_ctrl_c(
    server: SoundServer, tmp_path: Path
) -> None:
    from tests.sound.voices import both_sides

    agent, customer = both_sides(ROOT / "samples" / "en-out-coldroom.flac", seconds=14)
    command = [sys.executable, "-m", "copilot", "--mode", "outbound", "--llm", "none"]
    command += ["--card", "samples/en-out-coldroom.card.yaml", "--panel", "jsonl"]
    told = tmp_path / "told.txt"
    with told.open("w") as err:
        live = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=err, stdin=subprocess.DEVNULL, cwd=ROOT
        )
        try:
            while "Waiting" not in told.read_text():
                assert live.poll() is None, told.read_text()
                time.sleep(0.1)
            time.sleep(2.5)  # null sinks that nobody drives begin late
            server.play("agent_voice", agent, "agent")
            server.play(None, customer, "softphone")
            time.sleep(16)
            live.send_signal(signal.SIGINT)
            out, _ = live.communicate(timeout=30)
        finally:
            live.kill()
    events = [json.loads(line) for line in out.decode().splitlines()]
    turns = [e for e in events if e["event"] == "turn_heard"]
    print(*(f"{t['speaker']:9}{t['start']:6.2f}  {t['text']}" for t in turns), sep="\n")
    assert live.returncode == 0
    assert events[-1]["event"] == "call_ended"
    assert events[-1]["reason"] == "stopped"
    said = {s: " ".join(t["text"].lower() for t in turns if t["speaker"] == s) for s in Speaker}
    assert "monitoring" in said[Speaker.AGENT]
    assert "roses" in said[Speaker.CUSTOMER]
    assert "roses" not in said[Speaker.AGENT]
    assert [e for e in events if e.get("part") == "audio"] == []
