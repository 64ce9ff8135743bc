"""How long a connection is waited for: one that does not send or does not read is cut off.

Browsers on this computer answer in milliseconds; what takes ten seconds is stuck, asleep or hostile
(slow requests and slow readers, CAPEC-469). A cut costs a living tab nothing: it connects again.
"""

import asyncio
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SENDING_S = 10.0  # a whole request takes no longer
READING_S = 10.0  # nor does taking what was written
MOST_CONNECTIONS = 256


class PatientProtocol(H11Protocol):
    """HTTP/1.1 on one connection, with an end to waiting."""

    _unsent: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_request()
        if len(self.connections) > MOST_CONNECTIONS:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._request_is_here()
        self._all_is_read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._await_request()
        else:
            self._request_is_here()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(READING_S, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._all_is_read()

    @property
    def is_stuck(self) -> bool:
        """Whether the other side is waited for."""
        return self._unsent is not None or self._unread is not None

    @property
    def cut_at_s(self) -> float:
        """When the loop will cut it off, on its own clock."""
        return min((t.when() for t in (self._unsent, self._unread) if t), default=float("inf"))

    @property
    def is_idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def cut(self) -> None:
        """Close at once; what was not read is lost."""
        self.connections.discard(self)
        self.transport.abort()

    def _await_request(self) -> None:
        self._unsent = self._unsent or self.loop.call_later(SENDING_S, self.transport.abort)

    def _request_is_here(self) -> None:
        _cancel(self._unsent)
        self._unsent = None

    def _all_is_read(self) -> None:
        _cancel(self._unread)
        self._unread = None

    def _make_room(self) -> None:
        """One connection less: the one longest stuck, an idle one, or else this one."""
        others = [cast(PatientProtocol, c) for c in self.connections if c is not self]
        stuck = min((c for c in others if c.is_stuck), key=lambda c: c.cut_at_s, default=None)
        idle = next((c for c in others if c.is_idle), None)
        (stuck or idle or self).cut()


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
