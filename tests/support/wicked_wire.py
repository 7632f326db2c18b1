"""Misdeeds that no HTTP library would commit: what may happen to a connection."""

import socket
import struct
import threading
from contextlib import suppress

from tests.support.wicked_answers import OnTheWire

PAUSE = 0.05
PIECES = 400
"""Of an answer that drips: with no pause between them that a read timeout would see."""
DRIP_SECONDS = PAUSE * PIECES


def _silent(connection: socket.socket, stopping: threading.Event) -> None:
    stopping.wait()


def _reset(connection: socket.socket, stopping: threading.Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


SILENCE = OnTheWire(_silent)
RESET = OnTheWire(_reset)


def half(body: bytes) -> OnTheWire:
    """A whole document that was announced as the half of one."""

    def act(connection: socket.socket, stopping: threading.Event) -> None:
        connection.sendall(_head(f"Content-Length: {2 * len(body)}") + body)

    return OnTheWire(act)


def dripping_body(body: bytes) -> OnTheWire:
    """An honest answer, blank by blank before it begins."""

    def act(connection: socket.socket, stopping: threading.Event) -> None:
        connection.sendall(_head(f"Content-Length: {PIECES + len(body)}"))
        if _dripped(connection, stopping):
            connection.sendall(body)

    return OnTheWire(act)


def dripping_head(body: bytes) -> OnTheWire:
    """An honest answer, after a header that grows letter by letter."""

    def act(connection: socket.socket, stopping: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long:")
        if _dripped(connection, stopping):
            rest = f"\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(rest.encode() + body)

    return OnTheWire(act)


def swollen(body: bytes, size: int) -> OnTheWire:
    """An honest answer after so many blanks."""

    def act(connection: socket.socket, stopping: threading.Event) -> None:
        connection.sendall(_head(f"Content-Length: {size + len(body)}"))
        with suppress(OSError):
            connection.sendall(b" " * size + body)

    return OnTheWire(act)


def _dripped(connection: socket.socket, stopping: threading.Event) -> bool:
    with suppress(OSError):
        for _ in range(PIECES):
            if stopping.wait(PAUSE):
                return False
            connection.sendall(b" ")
        return True
    return False


def _head(*headers: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", *headers, "", "")).encode()
