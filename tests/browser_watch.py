"""A copilot in a process of its own, and one tab of its page that reads what is streamed."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx2

from copilot.clock import monotonic_s

STARTED_WITHIN_S = 60.0
_ADDRESS = re.compile(r"The panel is at (http://[^#]*)#([\w-]+)")


class Copilot:
    """Runs until it is stopped; everything that it says is kept."""

    def __init__(self, command: list[str]) -> None:
        self._began_s = monotonic_s()
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.told = ""
        self.page_after_s = 0.0
        self._heard = threading.Event()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()
        assert self._heard.wait(STARTED_WITHIN_S), self.told
        found = _ADDRESS.search(self.told)
        assert found, self.told
        self.url, self.token = found[1], found[2]

    def interrupt(self) -> None:
        self.process.send_signal(signal.SIGINT)

    def ended(self, within_s: float) -> tuple[int, str]:
        """Exit code and what was printed."""
        code = self.process.wait(within_s)
        self._reading.join()
        assert self.process.stdout is not None
        with self.process.stdout as out:
            return code, out.read()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        with suppress(ValueError):
            self.ended(10.0)

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as err:
            for line in err:
                self.told += line
                if _ADDRESS.search(line):
                    self.page_after_s = monotonic_s() - self._began_s
                    self._heard.set()
        self._heard.set()


class Tab:
    """Let in with the token; `blocks` is what it shows."""

    def __init__(self, copilot: Copilot) -> None:
        self._url = copilot.url
        self.client = httpx2.Client(base_url=self._url, timeout=30.0, trust_env=False)
        self.client.headers["Origin"] = self._url.rstrip("/")
        self.post("/open", token=copilot.token)
        self.blocks: dict[str, Any] = {}

    def post(self, path: str, **body: str) -> Any:
        answer = self.client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def do(self, action: str, query: str = "") -> bool:
        return bool(self.post("/do", action=action, query=query)["done"])

    def frames(self) -> Iterator[dict[str, Any]]:
        """What is shown after each message; it ends where the copilot does."""
        gone = suppress(httpx2.RemoteProtocolError, httpx2.ReadError)
        with gone, self.client.stream("GET", "/live") as stream:
            assert stream.status_code == 200
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    yield self._shown(json.loads(line[6:]))

    def until(self, what: str, **holds: Any) -> dict[str, Any]:
        """Watch until the block `what` holds this; what is shown then."""
        for blocks in self.frames():
            block = blocks.get(what) or {}
            if all(block.get(name) == value for name, value in holds.items()):
                return blocks
        raise AssertionError(f"{what} never was {holds}: {self.blocks.get(what)}")

    def _shown(self, message: dict[str, Any]) -> dict[str, Any]:
        if message["whole"]:
            self.blocks = {}
        for name, block in message["blocks"].items():
            if block is None:
                self.blocks.pop(name, None)
            else:
                self.blocks[name] = block
        return self.blocks


@contextmanager
def running(*command: str) -> Iterator[Copilot]:
    copilot = Copilot(list(command))
    try:
        yield copilot
    finally:
        copilot.stop()


@contextmanager
def watched(copilot: Copilot) -> Iterator[Tab]:
    tab = Tab(copilot)
    try:
        yield tab
    finally:
        tab.client.close()


def free_port() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])
