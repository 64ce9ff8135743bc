"""A real HTTP server on the loopback address that takes calls; bad, if asked to be.

`behaviours` is used up from its beginning, one a request; the last one stays. A number is the
status to answer; "503 after 2" adds Retry-After; "hang", "trickle", "garbage", "cut", "redirect"
are what they say.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


class _Handler(BaseHTTPRequestHandler):
    server: "WebhookServer"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        behaviour = self.server.took(Asked(self.path, headers, body))
        status, _, after = behaviour.partition(" after ")
        if status.isdigit():
            self.send_response(int(status))
            if after:
                self.send_header("Retry-After", after)
            self._nothing()
        elif behaviour == "redirect":
            self.send_response(307)
            self.send_header("Location", f"{self.server.url}/elsewhere")
            self._nothing()
        elif behaviour == "garbage":
            self.wfile.write(b"\x00\xff no http at all\r\n\r\n")
        elif behaviour == "trickle":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.server.over.wait(0.05):
                try:
                    self.wfile.write(b"X-More: 1\r\n")
                except OSError:
                    return
        elif behaviour == "hang":
            self.server.over.wait()
        self.close_connection = True

    def _nothing(self) -> None:
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


class WebhookServer(ThreadingHTTPServer):
    """What came is in `asked`."""

    daemon_threads = True

    def __init__(self, behaviours: Sequence[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.asked: list[Asked] = []
        self.over = threading.Event()
        self.came = threading.Event()
        self._behaviours = list(behaviours)

    def took(self, asked: Asked) -> str:
        self.asked.append(asked)
        self.came.set()
        return self._behaviours.pop(0) if len(self._behaviours) > 1 else self._behaviours[0]

    def handle_error(self, *args: object) -> None:
        """A client that hung up is no trouble of the server's."""


@contextmanager
def webhook_server(*behaviours: str) -> Iterator[WebhookServer]:
    server = WebhookServer(behaviours or ("200",))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
