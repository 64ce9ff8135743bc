"""A real softphone in a real call: two baresips, G.711 over 127.0.0.1.

The agent's plays on the default output and records the microphone. The far one plays the customer
from a file; what the agent says to it goes to a sink where nobody listens.
"""

import shutil
import subprocess
import time
import wave
from pathlib import Path

import numpy as np
import soxr

from tests.sound.server import RATE, SoundServer

LACKING = [] if shutil.which("baresip") else ["baresip-core"]
FIRST_PORT = 15_060  # of the agent's; the far one's is two above
PHONE_RATE = 8_000
CONFIG = """\
sip_listen 127.0.0.1:{port}
rtp_ports {rtp}-{rtp_end}
call_max_calls 1
audio_player {player}
audio_source {source}
audio_alert {player}
module_path /usr/lib/baresip/modules
module g711.so
module alsa.so
module aufile.so
module_app account.so
module_app menu.so
"""


class Phone:
    """One baresip; hanging up ends it."""

    def __init__(self, folder: Path, port: int, source: str, extra: dict[str, str]) -> None:
        folder.mkdir(parents=True)
        config = CONFIG.format(
            port=port, rtp=port + 100, rtp_end=port + 120, player="alsa,pulse", source=source
        )
        (folder / "config").write_text(config)
        (folder / "accounts").write_text(
            f"<sip:phone@127.0.0.1:{port}>;regint=0;answermode=auto;audio_codecs=pcmu/8000/1\n"
        )
        (folder / "contacts").write_text("")
        self._folder, self._extra = folder, extra
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, server: SoundServer, dial: int | None = None) -> None:
        program = shutil.which("baresip") or "baresip"
        if dial is None:  # under another name, since only one of the two is on this desk
            program = shutil.copy(program, self._folder / "farphone")
        command = [program, "-f", str(self._folder)]
        if dial:
            command += ["-e", f"/dial sip:phone@127.0.0.1:{dial}"]
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command,
                env=server.full_environment() | self._extra,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @property
    def process_id(self) -> int:
        assert self._process is not None
        return self._process.pid

    def hang_up(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def log(self) -> str:
        return (self._folder / "log").read_text(errors="replace")


class PhoneCall:
    """The far phone is called by the agent's, and answers with the customer's voice."""

    def __init__(
        self,
        server: SoundServer,
        folder: Path,
        customer: np.ndarray,
        first_port: int = FIRST_PORT,
    ) -> None:
        """`customer`: float32, 48 kHz. Calls at the same time want ports of their own."""
        file = folder / "customer.wav"
        narrow = soxr.resample(customer, RATE, PHONE_RATE)
        folder.mkdir(parents=True, exist_ok=True)
        with wave.open(str(file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(PHONE_RATE)
            out.writeframes((narrow * 32_767).astype("<i2").tobytes())
        self._server = server
        quiet = {"PULSE_SINK": "silence", "PULSE_SOURCE": "laptop_mic"}
        self._far_port = first_port + 2
        self.far = Phone(folder / "far", self._far_port, f"aufile,{file}", quiet)
        self.near = Phone(folder / "near", first_port, "alsa,pulse", {})

    def begin(self) -> None:
        self.far.start(self._server)
        time.sleep(0.7)
        self.near.start(self._server, dial=self._far_port)

    def end(self) -> None:
        self.near.hang_up()
        self.far.hang_up()
