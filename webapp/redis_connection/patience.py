"""Writes that are worth waiting for: what they hold exists nowhere else."""

import time
from collections.abc import Callable
from typing import TypeVar

from redis.exceptions import RedisError

PATIENCE = 10.0
"""Seconds for which such a write is tried while Redis takes none."""
PAUSE = 0.1

T = TypeVar("T")


def patiently(write: Callable[[], T]) -> T:
    """Go on through a short absence of Redis. Raises RedisError after PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return write()
        except RedisError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE)
