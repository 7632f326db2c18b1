"""What comes to the wicked provider, and what it may give back."""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """`fields` are those of `encoded`, the query or the form; `port` is the caller's end."""

    path: str
    port: int
    encoded: str
    fields: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """A body of bytes is sent as it is, any other as JSON."""

    status: int = 200
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OnTheWire:
    """What is done to the connection itself, in place of an answer; ends when told to stop."""

    act: Callable[[socket.socket, threading.Event], None]
