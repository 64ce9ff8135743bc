"""A real PulseAudio server of the test's own, with null sinks for sound cards.

agent_voice   a sink; whoever plays on it is the agent speaking: `agent_mic` hears it
headset       the default output: whoever plays on it is the customer, as the softphone plays it
laptop        another output; `laptop_mic` another microphone (silent)
"""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np

RATE = 48_000
START_WITHIN_S = 10.0
FILE = """\
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=laptop sink_properties=device.description=Laptop
load-module module-null-sink sink_name=agent_voice sink_properties=device.description=AgentVoice
load-module module-null-sink sink_name=silence sink_properties=device.description=Silence
load-module module-remap-source master=agent_voice.monitor source_name=agent_mic
load-module module-remap-source master=silence.monitor source_name=laptop_mic
load-module module-null-sink sink_name=headset sink_properties=device.description=Headset
set-default-sink headset
set-default-source agent_mic
"""


class SoundServer:
    """`environment` is what a program needs to find it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "native"
        self._server: subprocess.Popen[bytes] | None = None
        self._players: list[subprocess.Popen[bytes]] = []
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
        }

    def start(self) -> None:
        file = self._folder / "server.pa"
        file.write_text(FILE.format(socket=self._socket))
        command = ["pulseaudio", "-n", "-F", str(file), "--daemonize=no", "--exit-idle-time=-1"]
        command += ["--use-pid-file=no", "--disable-shm=yes", "--log-target=stderr"]
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                command, env=self.full_environment(), stdout=log, stderr=log
            )
        end = time.monotonic() + START_WITHIN_S
        while self.ask("info", check=False) == "" and time.monotonic() < end:
            time.sleep(0.05)
        self.ask("info")

    def kill(self) -> None:
        """As a crash would."""
        assert self._server is not None
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()
        self.hush()
        with contextlib.suppress(FileNotFoundError):
            self._socket.unlink()

    def freeze(self) -> None:
        """It stands still and answers nobody."""
        assert self._server is not None
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._server is not None
        self._server.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self.hush()
        if self._server is not None and self._server.poll() is None:
            self.thaw()
            self._server.terminate()
            self._server.wait(5)

    def ask(self, *command: str, check: bool = True) -> str:
        """What pactl answers."""
        done = subprocess.run(
            ["pactl", *command], env=self.full_environment(), capture_output=True, text=True
        )
        if check and done.returncode:
            raise AssertionError(f"pactl {' '.join(command)}: {done.stderr}")
        return done.stdout

    def unplug(self, sink: str) -> None:
        for line in self.ask("list", "short", "modules").splitlines():
            if f"sink_name={sink} " in f"{line} ":
                self.ask("unload-module", line.split()[0])

    def plug(self, sink: str, rate: int = RATE) -> None:
        self.ask("load-module", "module-null-sink", f"sink_name={sink}", f"rate={rate}")

    def play(
        self, sink: str | None, sound: np.ndarray, name: str = "softphone"
    ) -> subprocess.Popen[bytes]:
        """Begin to play float32 mono at 48 kHz; on the default output where `sink` is None."""
        command = ["pacat", "--playback", "--raw", "--format=float32le", "--channels=1"]
        command += [f"--rate={RATE}", "--latency-msec=30", f"--client-name={name}"]
        command += [f"--device={sink}"] if sink else []
        file = self._folder / f"{name}-{len(self._players)}.raw"
        file.write_bytes(np.ascontiguousarray(sound, np.float32).tobytes())
        with file.open("rb") as opened:
            player = subprocess.Popen(command, env=self.full_environment(), stdin=opened)
        self._players.append(player)
        return player

    def hush(self) -> None:
        """Nobody plays any more."""
        for player in self._players:
            if player.poll() is None:
                player.kill()
            player.wait()
        self._players.clear()

    def full_environment(self) -> dict[str, str]:
        return os.environ | self.environment


def tone(hertz: float, seconds: float, level: float = 0.4) -> np.ndarray:
    """float32, shape (n,), 48 kHz."""
    t = np.arange(int(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hertz * t)).astype(np.float32)
