"""Waiting for what will be true, never for time."""

import threading
import time
from collections.abc import Callable

PATIENCE = 20.0
_pause = threading.Event()


def wait_until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Ask again and again until it is true; fails, naming `what`, when it does not come true."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"not within {patience:.0f} s: {what}"
        _pause.wait(0.02)
