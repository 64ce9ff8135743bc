"""Calls on their way to the webhook: put down at the end of a call, sent by a process of their own.

    announce("20261123-190540-3f9a2c", config.webhook)    at the end of a call: takes milliseconds
    await send_waiting(outbox, to, write)                 in that process, or when asked for

The end of a call waits for nothing: it puts a file into the outbox and starts a process that sends.
What that process cannot deliver stays in the outbox, and the next one tries it again.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout

from copilot.errors import StoreError
from copilot.exchange.outbox import Outbox, Waiting, due
from copilot.exchange.retrying import Fate

if TYPE_CHECKING:
    from copilot.exchange.webhook import Delivered, Delivery, Webhook

FAILURES_IN_A_ROW = 3  # then the receiver is left alone until the next run
_DETACHED = 0x00000008 | 0x00000200  # Windows: without a console, in a group of its own
_senders: list["subprocess.Popen[bytes]"] = []  # those not known to be over

Write = Callable[[str], "Delivery | None"]
"""The call with that id as it is sent; None where it is no more."""


class WebhookSettings(Protocol):
    """What is configured."""

    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """One call that was tried, that is no more, or that cannot be read."""

    call: str
    result: "Delivered | None"  # None: not tried; it was deleted, or else waits with its why


def announce(call: str, settings: WebhookSettings, outbox: Outbox | None = None) -> str:
    """Have a finished call sent, where a webhook is configured; what went wrong, or nothing.

    Never raises and never waits for a network.
    """
    if not settings.url:
        return ""
    outbox = outbox or Outbox()
    try:
        if not outbox.put(Waiting(call)):
            return "the outbox is full: see why with copilot calls send --waiting"
        _start_sender()
    except OSError as error:
        return f"{error.strerror or error}: {error.filename or outbox.folder}"
    return ""


async def send_waiting(
    outbox: Outbox,
    to: "Webhook",
    write: Write,
    only: Iterable[str] | None = None,
    store: str = "",
) -> list[Sent]:
    """Try every call of `store` that may be tried now, once, the oldest first, or `only` those.

    Calls that are put into the outbox meanwhile are sent too. Where another process is sending,
    there is nothing to do here.
    """
    chosen = None if only is None else set(only)
    sent: dict[str, Sent] = {}
    while True:
        try:
            with FileLock(outbox.lock, timeout=0, mode=0o600):
                left = _left(outbox, chosen, sent, store)
                failed = await _one_round(outbox, to, write, left, sent)
        except Timeout:
            return list(sent.values())
        # Whoever came while this process held the lock has gone away and left its call here.
        if failed or not _left(outbox, chosen, sent, store):
            return list(sent.values())


async def _one_round(
    outbox: Outbox, to: "Webhook", write: Write, left: list[Waiting], sent: dict[str, Sent]
) -> bool:
    """Whether the receiver has failed so often that it is left alone."""
    from copilot.exchange.webhook import deliver

    in_a_row = 0
    for waiting in left:
        try:
            delivery = write(waiting.call)
        except StoreError as error:
            if error.reference != "record-not-readable":
                raise  # no other call could be read either
            why = f"{error.what} {error.why}".strip()
            outbox.put(replace(waiting, why=why))
            sent[waiting.call] = Sent(waiting.call, None)
            continue
        if delivery is None:
            outbox.drop(waiting.call)
            sent[waiting.call] = Sent(waiting.call, None)
            continue
        result = await deliver(to, delivery)
        sent[waiting.call] = Sent(waiting.call, result)
        if result.fate is Fate.DELIVERED:
            outbox.drop(waiting.call)
            in_a_row = 0
            continue
        outbox.put(_after(waiting, result))
        in_a_row += 1
        if in_a_row >= FAILURES_IN_A_ROW or result.again_after_s:
            return True
    return False


def _left(
    outbox: Outbox, chosen: set[str] | None, sent: dict[str, Sent], store: str
) -> list[Waiting]:
    now = datetime.now(UTC)
    return [
        waiting
        for waiting in outbox.waiting()
        if waiting.store == store
        and waiting.call not in sent
        and (due(waiting, now) if chosen is None else waiting.call in chosen)
    ]


def _after(waiting: Waiting, result: "Delivered") -> Waiting:
    until = ""
    if result.again_after_s:
        until = (datetime.now(UTC) + timedelta(seconds=result.again_after_s)).isoformat()
    return replace(waiting, tries=waiting.tries + result.tries, not_before=until, why=result.why)


def _start_sender() -> None:
    """A process that outlives this one and says nothing. Raises :class:`OSError`."""
    _senders[:] = [sender for sender in _senders if sender.poll() is None]
    windows = sys.platform == "win32"
    _senders.append(
        subprocess.Popen(
            # -P: what lies in the folder where the program happens to run is not imported.
            [sys.executable, "-P", "-m", "copilot", "calls", "send", "--waiting"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=not windows,
            creationflags=_DETACHED if windows else 0,
        )
    )
