"""A real PipeWire of the test's own, with the sound cards of :mod:`tests.sound.server`.

It is asked and played to through its PulseAudio side, as programs do on today's desktops. Needs
pipewire, wireplumber, pipewire-pulse and dbus-run-session.
"""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from tests.sound.server import START_WITHIN_S, SoundServer

PROGRAMS = ("pipewire", "wireplumber", "pipewire-pulse", "dbus-run-session")
CARDS = (
    "module-null-sink sink_name=laptop sink_properties=device.description=Laptop",
    "module-null-sink sink_name=agent_voice sink_properties=device.description=AgentVoice",
    "module-null-sink sink_name=silence sink_properties=device.description=Silence",
    "module-remap-source master=agent_voice.monitor source_name=agent_mic",
    "module-remap-source master=silence.monitor source_name=laptop_mic",
    "module-null-sink sink_name=headset sink_properties=device.description=Headset",
)


class PipeWireServer(SoundServer):
    """`environment` is what a program needs to find it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._socket = folder / "pulse" / "native"
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "PIPEWIRE_RUNTIME_DIR": str(folder),
        }

    def start(self) -> None:
        script = "pipewire & sleep 0.5; wireplumber & sleep 0.5; exec pipewire-pulse"
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                ["dbus-run-session", "--", "sh", "-c", script],
                env=self.full_environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + START_WITHIN_S
        while self.ask("info", check=False) == "" and time.monotonic() < end:
            time.sleep(0.05)
        for card in CARDS:
            self.ask("load-module", *card.split())
        self._until_there("agent_mic", end + START_WITHIN_S)
        self.ask("set-default-sink", "headset")
        self.ask("set-default-source", "agent_mic")

    def _until_there(self, source: str, end: float) -> None:
        while source not in self.ask("list", "short", "sources") and time.monotonic() < end:
            time.sleep(0.05)

    def kill(self) -> None:
        self._signal(signal.SIGKILL)
        assert self._server is not None
        self._server.wait()
        self.hush()
        for left in ("pulse/native", "pulse/pid", "pipewire-0", "pipewire-0.lock"):
            with contextlib.suppress(FileNotFoundError):
                (self._folder / left).unlink()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        self.hush()
        if self._server is not None and self._server.poll() is None:
            self.thaw()
            self._signal(signal.SIGTERM)
            self._server.wait(5)

    def _signal(self, number: int) -> None:
        """To the servers and the session they live in."""
        assert self._server is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._server.pid, number)
