"""An end to every exchange with another host, however slowly its bytes come.

A read timeout only limits the pause between two bytes; who sends one byte a second stays below it
for days. So a deadline cuts the connection itself. One thread of a process looks after all.
"""

import logging
import os
import socket
import threading
from contextlib import suppress
from contextvars import ContextVar
from time import monotonic
from types import TracebackType

log = logging.getLogger(__name__)

TICK = 0.05
"""Seconds between two looks at what is under way; a deadline is as exact as that."""


class NotBegun(TimeoutError):
    """Nothing was begun, since nobody could have ended it: no thread is to be had."""


class Deadline:
    """A block in which one exchange must be over; raises TimeoutError if not, and as NotBegun in
    the place of the block.
    """

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
        _watchman.add(self)
        self._outer = _running.set(self)

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


class Watchman:
    """Looks after all deadlines; its thread sleeps while there is none."""

    def __init__(self) -> None:
        self.under_way: set[Deadline] = set()
        self._is_needed = threading.Event()
        self._starting = threading.Lock()
        self.thread: threading.Thread | None = None

    def add(self, deadline: Deadline) -> None:
        self.under_way.add(deadline)
        if self._is_needed.is_set() and self._lives():
            return
        try:
            self._wake()
        except RuntimeError as error:
            self.remove(deadline)
            raise NotBegun("no thread to look after it") from error

    def remove(self, deadline: Deadline) -> None:
        self.under_way.discard(deadline)

    def _lives(self) -> bool:
        return self.thread is not None and self.thread.is_alive()

    def _wake(self) -> None:
        with self._starting:
            if not self._lives():
                thread = threading.Thread(target=self._look_after, daemon=True)
                thread.start()
                self.thread = thread
            self._is_needed.set()

    def _look_after(self) -> None:
        pause = threading.Event()
        while self._is_needed.wait():
            pause.wait(TICK)
            now = monotonic()
            for deadline in self.under_way.copy():
                if deadline.ends <= now:
                    self._end(deadline)
            if not self.under_way:
                self._is_needed.clear()
                if self.under_way:  # which was added between the two
                    self._is_needed.set()

    def _end(self, deadline: Deadline) -> None:
        self.remove(deadline)  # it is over for good: what it watches from now on, it cuts itself
        try:
            deadline.cut()
        except Exception:
            log.exception("A connection could not be cut.")


_running: ContextVar[Deadline | None] = ContextVar("deadline", default=None)
_watchman = Watchman()


def _anew() -> None:
    """A forked child has none of our threads, and nobody would look after what it begins."""
    global _watchman
    _watchman = Watchman()


os.register_at_fork(after_in_child=_anew)
