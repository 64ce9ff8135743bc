"""The adapter's side of the protocol: lines of JSON, the same for every peer.

In:  {"model": FOLDER, "lang": "zh" or "en", "threads": N}, then {"pcm": BASE64} for each 32 ms of
     the customer's channel when it is due (16 kHz, 16 bit, one channel), then {"end": true}.
Out: {"ready": VERSION} when audio may come; {"shown": TEXT}, all that is on display and may still
     change; {"committed": TEXT, "start": S, "end": S}, which follows what was committed before,
     takes the place of what is shown, and will not change (seconds of audio);
     {"done": true} when nothing more will come.

A peer's own printing goes to standard error. An adapter runs with the peer's Python and imports
nothing of the project: this file lies beside it.
"""

import base64
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

RATE = 16_000
QUIET_S = 8.0  # so long nothing new: the peer has nothing left to say


class Line:
    """Both directions. Open it before the peer is imported."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
        os.dup2(2, 1)
        self._lock = threading.Lock()
        self._shown = ""
        self._told_s = time.monotonic()
        self.fed_s = 0.0  # seconds of audio that have come
        asked = json.loads(sys.stdin.readline())
        self.model: str = asked["model"]
        self.lang: str = asked["lang"]
        self.threads: int = asked["threads"]

    def ready(self, version: str) -> None:
        self._tell({"ready": version})

    def audio(self) -> Iterator[bytes]:
        for line in sys.stdin:
            told = json.loads(line)
            if "end" in told:
                return
            pcm = base64.b64decode(told["pcm"])
            self.fed_s += len(pcm) / 2 / RATE
            yield pcm

    def shown(self, text: str) -> None:
        if text.strip() != self._shown:
            self._shown = text.strip()
            self._tell({"shown": self._shown})

    def committed(self, text: str, start: float, end: float) -> None:
        self._shown = ""
        if text.strip():
            self._tell({"committed": text.strip(), "start": start, "end": end})

    def commit_shown(self, start: float) -> None:
        """The sound is over: what stands on display is what the peer heard last."""
        if self._shown:
            self.committed(self._shown, start, self.fed_s)

    def until_quiet(self) -> None:
        """Wait until nothing has been told for a while."""
        self._told_s = time.monotonic()
        while time.monotonic() - self._told_s < QUIET_S:
            time.sleep(0.1)

    def done(self) -> None:
        """Leave, whatever threads the peer has."""
        self._tell({"done": True})
        os._exit(0)

    def _tell(self, what: dict[str, Any]) -> None:
        with self._lock:
            self._out.write(json.dumps(what, ensure_ascii=False) + "\n")
            self._told_s = time.monotonic()
