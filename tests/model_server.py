"""A real HTTP server on the loopback address with the OpenAI wire form; bad, if asked to be."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Handler(BaseHTTPRequestHandler):
    server: "ModelServer"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        behaviour = self.server.behaviour
        if behaviour.isdigit():
            self._send(int(behaviour), "application/json", b'{"error": {"message": "no"}}')
        elif behaviour == "hang":
            time.sleep(3.0)
        elif behaviour == "html":
            self._send(200, "text/html", b"<html>It works!</html>")
        elif behaviour == "cut":
            self._begin_stream()
            self._piece("What does")
            self.wfile.flush()
            self.close_connection = True
        elif behaviour == "trickle":
            self._begin_stream()
            for _ in range(30):
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
                time.sleep(0.1)
        else:
            self._begin_stream()
            for word in self.server.line.split(" "):
                self._piece(word + " ")
            self.wfile.write(b"data: [DONE]\n\n")

    def _begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def _piece(self, text: str) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        self.wfile.write(f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n".encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Nothing: a test's output is its own."""


class ModelServer(ThreadingHTTPServer):
    """`behaviour`: "" for a good server, a status code, or one of the ways to be bad."""

    daemon_threads = True

    def __init__(self, behaviour: str = "", line: str = "What does that cost you?") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour = behaviour
        self.line = line
        self.asked: list[dict[str, object]] = []
        self.keys: list[str] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a client that hangs up is part of the tests."""


@contextmanager
def model_server(behaviour: str = "", **kw: str) -> Iterator[ModelServer]:
    server = ModelServer(behaviour, **kw)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
