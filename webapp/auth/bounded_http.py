"""HTTP to the login within bounds: an answer may neither take for ever nor fill the memory.

A read timeout only limits the pause between two bytes; who sends one byte a second stays below it
for days. So a deadline cuts the connection itself.
"""

import socket
import threading
from contextlib import suppress
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

CHUNK_BYTES = 64 * 1024


class TooLarge(Exception):
    """An answer goes on beyond its bound."""


class Deadline:
    """A block in which one exchange on BoundedPools must be over; raises TimeoutError if not."""

    def __init__(self, seconds: float):
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._changing = threading.Lock()
        self._socket: socket.socket | None = None
        self._over = False

    def watch(self, connection: socket.socket) -> None:
        """Cut this connection when the time is over, at once if it is already."""
        with self._changing:
            self._socket = connection
            if self._over:
                _shut(connection)

    def __enter__(self) -> None:
        self._outer = _running.set(self)
        self._timer.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        _running.reset(self._outer)
        self._timer.cancel()
        with self._changing:  # a connection that is given back must not be cut any more
            self._socket = None
        if self._over and (error is None or isinstance(error, Exception)):
            raise TimeoutError("no whole answer in time") from None

    def _cut(self) -> None:
        with self._changing:
            self._over = True
            if self._socket is not None:
                _shut(self._socket)


_running: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


def _shut(connection: socket.socket) -> None:
    """Whoever is reading, TLS or not, finds the end of the stream."""
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _watched(connection: HTTPConnection) -> None:
    deadline = _running.get()
    if deadline is not None and connection.sock is not None:
        deadline.watch(connection.sock)


class _Plain(HTTPConnection):
    def getresponse(self) -> Any:
        _watched(self)
        return super().getresponse()


class _Tls(HTTPSConnection):
    def getresponse(self) -> Any:
        _watched(self)
        return super().getresponse()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _Tls


class BoundedPools(PoolManager):
    """Connections that a Deadline can cut."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.pool_classes_by_scheme = {"http": _PlainPool, "https": _TlsPool}


def whole_body(answer: BaseHTTPResponse, most: int) -> bytes:
    """All of an answer's body, decompressed; the connection is given back, or closed on failure.

    Raises TooLarge beyond `most` bytes, and as urllib3 does.
    """
    chunks, size = [], 0
    try:
        while chunk := answer.read1(CHUNK_BYTES, decode_content=True):
            size += len(chunk)
            if size > most:
                raise TooLarge
            chunks.append(chunk)
    except BaseException:
        answer.close()  # else the rest of it would be read as the next answer
        raise
    finally:
        answer.release_conn()
    return b"".join(chunks)
