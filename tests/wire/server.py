"""A platform that misbehaves on the wire: each connection is handled by the next act."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator

Act = Callable[["Connection"], None]


class Connection:
    """The platform's end of one connection."""

    def __init__(self, server: "RawServer", end: socket.socket) -> None:
        self.server, self.end, self.reader = server, end, end.makefile("rb")

    def request(self) -> bool:
        """Take one whole request; False when the client has gone."""
        line = self.reader.readline()
        if not line:
            return False
        head: dict[str, str] = {}
        while (more := self.reader.readline()) not in (b"\r\n", b""):
            name, _, value = more.decode().partition(":")
            head[name.lower()] = value.strip()
        self.reader.read(int(head.get("content-length", 0)))
        method, target, _ = line.decode().split()
        self.server.requests.append(target)
        self.server.heads.append({":method": method, **head})
        return True

    def send(self, body: bytes, status: str = "200 OK", *headers: str) -> None:
        """Send one whole answer."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        self.end.sendall("\r\n".join(lines).encode() + body)

    def reset(self) -> None:
        """Break the connection with a TCP reset, in place of an orderly end."""
        self.end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class RawServer:
    """Listens on loopback; the last act is repeated for every further connection."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.requests: list[str] = []
        self.heads: list[dict[str, str]] = []
        self.connections = 0
        self.ends: list[socket.socket] = []
        self.stopping = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.threads = [threading.Thread(target=self._accept)]
        self.threads[0].start()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            with contextlib.suppress(OSError):
                end, _ = self.listener.accept()
                if self.stopping.is_set():
                    end.close()
                    return
                act = self.acts[min(self.connections, len(self.acts) - 1)]
                self.connections += 1
                self.ends.append(end)
                thread = threading.Thread(target=self._play, args=(act, end))
                self.threads.append(thread)
                thread.start()

    def _play(self, act: Act, end: socket.socket) -> None:
        connection = Connection(self, end)
        with end, connection.reader, contextlib.suppress(OSError):
            act(connection)

    def stop(self) -> None:
        """End every thread, whatever its act waits for."""
        self.stopping.set()
        for end in self.ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        socket.create_connection(self.listener.getsockname()).close()
        for thread in self.threads:
            thread.join()
        self.listener.close()


@contextlib.contextmanager
def raw_server() -> Iterator[RawServer]:
    """A server that has ended when the block has."""
    server = RawServer()
    try:
        yield server
    finally:
        server.stop()
