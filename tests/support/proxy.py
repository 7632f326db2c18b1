"""A wire with toxics: a TCP proxy that holds, delays or cuts the calls that go through it.

The names are those of Toxiproxy's toxics in spirit; a call is one request and its answer, on a
protocol in which the client speaks first (HTTP, Redis).
"""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum

PATIENCE = 20.0
"""Seconds after which a test that waits for a call gives up."""

Upstream = tuple[str, int] | str  # a TCP address, or the path of a Unix socket
Condition = Callable[[bytes], bool]


class Kind(StrEnum):
    """What can befall a call."""

    HOLD_REQUEST = "hold the request"
    HOLD_ANSWER = "hold the answer"
    RESET = "reset"
    DELAY = "delay"
    CUT_ANSWER = "end in the midst of the answer"
    DRIP_ANSWER = "let the answer through byte by byte"
    LATE_END = "keep the connection when the other side has ended it"


_OF_ANSWERS = (Kind.HOLD_ANSWER, Kind.CUT_ANSWER, Kind.DRIP_ANSWER, Kind.LATE_END)


class Toxic:
    """Befalls the next `times` calls of which a piece meets `when` (None: all, until removed).

    `seconds` is a delay, or the time between two drops; `size` is what a drop has, or how much of
    an answer comes before its end, in bytes.
    """

    def __init__(
        self,
        kind: Kind,
        when: Condition = bool,
        *,
        times: int | None = 1,
        seconds: float = 0.0,
        size: int = 1,
    ):
        self.kind = kind
        self.peers: list[int] = []
        """The client's port of each call that was met."""
        self._when, self._left, self._seconds, self._size = when, times, seconds, size
        self._changed = threading.Condition()
        self._is_open = self._is_dropped = False

    def wait(self, times: int = 1) -> None:
        """Until so many calls were met (those to be held: are being held)."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self.peers) >= times, PATIENCE)
        assert came, f"{times} calls to {self.kind} did not come"

    def let_go(self, *, drop: bool = False) -> None:
        """What is held goes on its way; or is lost, with its connection."""
        with self._changed:
            self._is_open, self._is_dropped = True, drop
            self._changed.notify_all()

    def takes(self, sent: bytes) -> bool:
        """Whether this piece of a request is one of those meant, which counts it."""
        with self._changed:
            if self._left == 0 or not self._when(sent):
                return False
            self._left = None if self._left is None else self._left - 1
            return True

    def passes(self, peer: int) -> bool:
        """Hold, delay or cut here; False where the connection is to be cut."""
        with self._changed:
            self.peers.append(peer)
            self._changed.notify_all()
            if self.kind is Kind.RESET:
                return False
            if self.kind not in (Kind.DELAY, Kind.HOLD_REQUEST, Kind.HOLD_ANSWER):
                return True
            seconds = self._seconds if self.kind is Kind.DELAY else PATIENCE
            self._changed.wait_for(lambda: self._is_open, seconds)
            return not self._is_dropped

    def send(self, told: bytes, send: Callable[[bytes], object]) -> bool:
        """Give on what was answered, or what is to come of it; False where that is its end."""
        if self.kind is Kind.CUT_ANSWER:
            send(told[: self._size])
            return False
        if self.kind is not Kind.DRIP_ANSWER:
            send(told)
            return True
        for start in range(0, len(told), self._size):
            send(told[start : start + self._size])
            with self._changed:
                self._changed.wait_for(lambda: self._is_open, self._seconds)
        return True

    def ended(self) -> None:
        """The other side has ended: say so now, or when it is let go."""
        if self.kind is Kind.LATE_END:
            with self._changed:
                self._changed.wait_for(lambda: self._is_open, PATIENCE)


class Proxy:
    """Listens on loopback and passes on what comes."""

    def __init__(self, upstream: Upstream):
        self._upstream = upstream
        self._toxics: list[Toxic] = []
        self._links: list[_Link] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def add(self, toxic: Toxic) -> Toxic:
        """Put a toxic on the wire."""
        self._toxics.append(toxic)
        return toxic

    def remove(self, toxic: Toxic) -> None:
        """Take it off; what it holds goes on."""
        self._toxics.remove(toxic)
        toxic.let_go()

    def met(self, sent: bytes) -> list[Toxic]:
        """The toxics that befall a call which begins with these bytes."""
        return [toxic for toxic in list(self._toxics) if toxic.takes(sent)]

    def close(self) -> None:
        """Cut everything and listen no more."""
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes whoever accepts
        self._listener.close()
        for link in self._links:
            link.cut()
        for toxic in self._toxics:
            toxic.let_go(drop=True)

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                try:
                    link = _Link(self, client, _connected(self._upstream))
                except OSError:  # nobody there: the client shall see that
                    client.close()
                else:
                    self._links.append(link)
                    link.start()


class _Link:
    """One connection of a client, passed on."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket):
        self._proxy, self._client, self._server = proxy, client, server
        self._peer: int = client.getpeername()[1]
        self._withheld: list[Toxic] = []
        self._met: Toxic | None = None  # by the answer to the latest request

    def start(self) -> None:
        for pump in (self._requests, self._answers):
            threading.Thread(target=self._run, args=(pump,), daemon=True).start()

    def cut(self) -> None:
        """Both ends see a reset: closed with a linger of 0 s, a socket sends RST."""
        for end in (self._client, self._server):
            with suppress(OSError):  # it has gone already
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RD)  # wakes the pump
            end.close()

    def _run(self, pump: Callable[[], bool]) -> None:
        is_whole = False
        with suppress(OSError):  # one end has gone
            is_whole = pump()
        if not is_whole:
            self.cut()

    def _requests(self) -> bool:
        while sent := self._client.recv(65536):
            self._met = None
            for toxic in self._proxy.met(sent):
                if toxic.kind in _OF_ANSWERS:
                    self._withheld.append(toxic)
                elif not toxic.passes(self._peer):
                    return False
            self._server.sendall(sent)
        self._server.shutdown(socket.SHUT_WR)
        return True

    def _answers(self) -> bool:
        while told := self._server.recv(65536):
            while self._withheld:
                self._met = self._withheld.pop()
                if not self._met.passes(self._peer):
                    return False
            if self._met is None:
                self._client.sendall(told)
            elif not self._met.send(told, self._client.sendall):
                break
        if self._met is not None:
            self._met.ended()
        self._client.shutdown(socket.SHUT_WR)
        return True


def _connected(upstream: Upstream) -> socket.socket:
    if isinstance(upstream, tuple):
        return socket.create_connection(upstream)
    server = socket.socket(socket.AF_UNIX)
    server.connect(upstream)
    return server


@contextmanager
def proxied(upstream: Upstream) -> Iterator[Proxy]:
    """A proxy before `upstream` until the block is left."""
    proxy = Proxy(upstream)
    try:
        yield proxy
    finally:
        proxy.close()
