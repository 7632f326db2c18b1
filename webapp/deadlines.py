"""An end to every exchange with another host, however slowly its bytes come.

A read timeout only limits the pause between two bytes; who sends one byte a second stays below it
for days. So a deadline cuts the connection itself. One thread of a process looks after all.
"""

import os
import socket
import threading
from contextlib import suppress
from contextvars import ContextVar
from time import monotonic
from types import TracebackType

TICK = 0.05
"""Seconds between two looks at what is under way; a deadline is as exact as that."""


class Deadline:
    """A block in which one exchange must be over; raises TimeoutError if not."""

    def __init__(self, seconds: float):
        self.ends = monotonic() + seconds
        self._changing = threading.Lock()
        self._socket: socket.socket | None = None
        self._over = False

    def watch(self, connection: socket.socket) -> None:
        """Cut this connection when the time is over, at once if it is already."""
        with self._changing:
            self._socket = connection
            if self._over:
                _shut(connection)

    def forget(self) -> None:
        """Nothing more is awaited of the connection: from now on it is somebody else's."""
        with self._changing:
            self._socket = None

    def cut(self) -> None:
        """The time is over."""
        with self._changing:
            self._over = True
            if self._socket is not None:
                _shut(self._socket)

    def __enter__(self) -> None:
        self._outer = _running.set(self)
        _watchman.add(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        _running.reset(self._outer)
        _watchman.remove(self)
        self.forget()
        if self._over and (error is None or isinstance(error, Exception)):
            raise TimeoutError("no whole answer in time") from None


def running() -> Deadline | None:
    """The deadline of the block that this code runs in."""
    return _running.get()


def _shut(connection: socket.socket) -> None:
    """Whoever is reading, TLS or not, finds the end of the stream."""
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


class _Watchman:
    """Looks after all deadlines; its thread sleeps while there is none."""

    def __init__(self) -> None:
        self._under_way: set[Deadline] = set()
        self._is_needed = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, deadline: Deadline) -> None:
        self._under_way.add(deadline)
        if not self._is_needed.is_set():
            self._wake()

    def remove(self, deadline: Deadline) -> None:
        self._under_way.discard(deadline)

    def _wake(self) -> None:
        with self._starting:
            self._is_needed.set()
            if self._thread is None or not self._thread.is_alive():  # a forked child has none
                self._thread = threading.Thread(target=self._look_after, daemon=True)
                self._thread.start()

    def _look_after(self) -> None:
        pause = threading.Event()
        while self._is_needed.wait():
            pause.wait(TICK)
            now = monotonic()
            for deadline in self._under_way.copy():
                if deadline.ends <= now:
                    deadline.cut()
            if not self._under_way:
                self._is_needed.clear()
                if self._under_way:  # which was added between the two
                    self._is_needed.set()


_running: ContextVar[Deadline | None] = ContextVar("deadline", default=None)
_watchman = _Watchman()


def _anew() -> None:
    """A forked child has none of our threads, and nobody would look after what it begins."""
    global _watchman
    _watchman = _Watchman()


os.register_at_fork(after_in_child=_anew)
