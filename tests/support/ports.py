"""Ports of loopback that nobody listens on just now.

They lie below those that the kernel hands out by itself (`ip_local_port_range`, from 32768): a
port found here cannot become the near end of somebody's connection before its server listens.
Each worker of a test run has a stretch of its own, and goes through it in turn.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import count

_LOWEST, _STRETCH, _STRETCHES = 12000, 2000, 10


def _in_turn() -> Iterator[int]:
    """The ports of this worker, beginning where another run beside it hardly begins."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = _LOWEST + worker % _STRETCHES * _STRETCH
    return (first + step % _STRETCH for step in count(os.getpid() * 7))


_ports = _in_turn()


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    return free_row(1)


def free_row(length: int) -> int:
    """The first of several such ports, one behind the other."""
    for first in _ports:
        row = [first, *(next(_ports) for _ in range(length - 1))]
        if row[-1] - first == length - 1 and all(map(_is_free, row)):
            return first
    raise AssertionError("no ports in a row")


def _is_free(port: int) -> bool:
    with suppress(OSError), ExitStack() as held:
        held.enter_context(socket.socket()).bind(("127.0.0.1", port))
        return True
    return False
