"""A file from the model hub, going on at the byte where an earlier try stopped.

Plain HTTP with `Range`. `HF_ENDPOINT` names another hub or a mirror, `HF_HUB_OFFLINE=1` rules the
hub out, and the usual proxy variables apply. What arrives is not trusted here: the caller takes
its hash.
"""

import contextlib
import http.client
import os
import queue
import ssl
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

from copilot import __version__
from copilot.clock import pause
from copilot.models.model import HubSource, ModelFile
from copilot.models.sources import SourceFailed, size_of

PUBLIC_HUB = "https://huggingface.co"
ANSWER_WITHIN_S = 6.0  # name, connection, redirects and first header together
SILENCE_S = 20.0  # a connection that gives nothing for so long is taken for broken
FRUITLESS_TRIES = 3  # broken connections in a row that brought no byte
BLOCK_BYTES = 1 << 18


class _Broken(Exception):  # noqa: N818 - never leaves this file
    """The connection ended before the file did."""


class _NoAnswer(SourceFailed):
    """The hub was not reached, or is busy, as opposed to: it refused."""


class HubFetcher:
    """Fetches the files of one repository."""

    def __init__(self, source: HubSource) -> None:
        self._source = source
        self._endpoint = (os.environ.get("HF_ENDPOINT") or PUBLIC_HUB).rstrip("/")

    def fetch(self, file: ModelFile, partial: Path, moved: Callable[[int], None]) -> None:
        """See Fetcher. Fails where the hub is out of reach, refuses, or offers another size.

        A hub that never answered is given up at once; a transfer that broke is taken up again.
        """
        if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
            raise SourceFailed("HF_HUB_OFFLINE is set")
        fruitless, begun_at = 0, size_of(partial)
        while (have := size_of(partial)) != file.size_bytes:
            if have > file.size_bytes:
                partial.unlink()
                continue
            try:
                self._go_on(file, partial, have, moved)
            except (_Broken, _NoAnswer) as broken:
                grown = size_of(partial) != have
                fruitless = 0 if grown else fruitless + 1
                never_answered = isinstance(broken, _NoAnswer) and have == begun_at
                if never_answered or fruitless >= FRUITLESS_TRIES:
                    raise SourceFailed(str(broken)) from broken
                pause(0.5 * fruitless)

    def close(self) -> None:
        """Nothing is held between files."""

    def _go_on(
        self, file: ModelFile, partial: Path, have: int, moved: Callable[[int], None]
    ) -> None:
        path = f"{self._source.repository}/resolve/{self._source.revision}/{file.name}"
        request = urllib.request.Request(
            f"{self._endpoint}/{urllib.parse.quote(path)}",
            headers={"User-Agent": f"call-copilot/{__version__}"},
        )
        if not request.full_url.startswith(("https://", "http://")):
            raise SourceFailed(f"HF_ENDPOINT is not a web address: {self._endpoint}")
        if have:
            request.add_header("Range", f"bytes={have}-")
        with _open(request) as response:
            start = have if response.status == http.HTTPStatus.PARTIAL_CONTENT else 0
            length = response.headers.get("Content-Length")
            if length is not None and start + int(length) != file.size_bytes:
                raise SourceFailed(
                    f"it offers {file.name} with {start + int(length):,} bytes, "
                    f"the catalogue says {file.size_bytes:,}"
                )
            with partial.open("ab") as growing:
                growing.truncate(start)
                _pour(response, growing, start, file.size_bytes, moved)


def _pour(
    response: http.client.HTTPResponse,
    growing: IO[bytes],
    start: int,
    size_bytes: int,
    moved: Callable[[int], None],
) -> None:
    done = start
    try:
        while done < size_bytes and (block := _read(response, min(BLOCK_BYTES, size_bytes - done))):
            growing.write(block)
            done += len(block)
            moved(done)
    finally:
        growing.flush()
        os.fsync(growing.fileno())
    if done < size_bytes:
        raise _Broken(f"the connection ended after {done:,} of {size_bytes:,} bytes")


def _read(response: http.client.HTTPResponse, count: int) -> bytes:
    """Apart from the writing, whose errors are the disk's and not the hub's."""
    try:
        return response.read1(count)
    except (OSError, http.client.HTTPException) as error:
        raise _Broken(f"the connection broke: {_words(error)}") from error


def _open(request: urllib.request.Request) -> http.client.HTTPResponse:
    """Open a connection or give up after ANSWER_WITHIN_S.

    A socket's own time limit holds for each address and each step anew, and not at all for the
    look-up of the name; so the opening is done aside and waited for only so long.
    """
    answers: queue.SimpleQueue[http.client.HTTPResponse | Exception] = queue.SimpleQueue()
    given_up = threading.Event()

    def open_aside() -> None:
        try:
            response = urllib.request.urlopen(request, timeout=SILENCE_S, context=_trust())
        except Exception as error:
            answers.put(error)
            return
        answers.put(response)
        if given_up.is_set():
            _close_late(answers)

    threading.Thread(target=open_aside, name="open hub", daemon=True).start()
    try:
        answer = answers.get(timeout=ANSWER_WITHIN_S)
    except queue.Empty:
        given_up.set()
        _close_late(answers)
        raise _NoAnswer(f"no answer within {ANSWER_WITHIN_S:.0f} s") from None
    if isinstance(answer, urllib.error.HTTPError):
        answer.close()
        busy = answer.code == http.HTTPStatus.TOO_MANY_REQUESTS or answer.code >= 500
        failure = _NoAnswer if busy else SourceFailed
        raise failure(f"it answered {answer.code} {answer.reason}") from answer
    if isinstance(answer, Exception):
        raise _NoAnswer(f"not reached: {_words(answer)}") from answer
    return answer


def _close_late(answers: queue.SimpleQueue[http.client.HTTPResponse | Exception]) -> None:
    """Close a connection that opened when nobody waited for it any more."""
    with contextlib.suppress(queue.Empty):
        late = answers.get_nowait()
        if isinstance(late, http.client.HTTPResponse):
            late.close()


def _trust() -> ssl.SSLContext:
    """The system's certificates, and those of `certifi` where Python came without any."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        try:
            import certifi
        except ImportError:
            return context
        context.load_verify_locations(certifi.where())
    return context


def _words(error: BaseException) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return str(reason) or type(reason).__name__
