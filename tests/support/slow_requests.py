"""A request that stands still in the middle of its view while others come and go."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 20.0


class Gate:
    """Where a view waits: it says that it has arrived, and goes on when let through."""

    def __init__(self) -> None:
        self._arrived = threading.Event()
        self._open = threading.Event()

    def wait(self) -> None:
        """Called inside the slow request."""
        self._arrived.set()
        assert self._open.wait(PATIENCE), "nobody let the slow request through"

    @contextmanager
    def held(self, request: Callable[[], T]) -> Iterator[list[T]]:
        """Start `request`, hold it at the gate during the block, then see it to its end.

        Yields the list in which its answer will be.
        """
        answers: list[T] = []
        thread = threading.Thread(target=lambda: answers.append(request()))
        thread.start()
        assert self._arrived.wait(PATIENCE), "the slow request never came to the gate"
        yield answers
        self._open.set()
        thread.join(PATIENCE)
        assert answers, "the slow request did not end"
