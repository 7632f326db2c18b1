"""Threads behind the requests of one process, so many at most."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore, Thread

from webapp.rates import TooOften

BUSY = 10
"""Seconds after which it is worth asking again where all are at work."""

Start = Callable[[Callable[[], None]], Thread]


class Threads:
    """They are daemons: a process that ends waits for none of them."""

    def __init__(self, name: str, most_at_once: int):
        self._name = name
        self._free = BoundedSemaphore(most_at_once)

    @contextmanager
    def place(self) -> Iterator[Start]:
        """A free thread, to be started with its work within the block; given back where it is not.

        Raises TooOften where there is none; then nothing was begun.
        """
        if not self._free.acquire(blocking=False):
            raise TooOften(BUSY)
        with ExitStack() as undo:
            undo.callback(self._free.release)

            def start(work: Callable[[], None]) -> Thread:
                thread = Thread(target=self._do, args=(work,), name=self._name, daemon=True)
                thread.start()
                undo.pop_all()
                return thread

            yield start

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            self._free.release()
