"""Threads behind the requests of one process, so many at most."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, Thread

from webapp.rates import TooOften
from webapp.request_id import carried

BUSY = 10
"""Seconds after which it is worth asking again where all are at work."""

Start = Callable[[Callable[[], None]], Thread]


class Threads:
    """They are daemons: a process that ends waits for none of them. One person has `most_of_one` at
    most, so that somebody's long work leaves room for others.
    """

    def __init__(self, name: str, most_at_once: int, most_of_one: int | None = None):
        self._name = name
        self._most, self._most_of_one = most_at_once, most_of_one or most_at_once
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def place(self, who: str = "") -> Iterator[Start]:
        """A free thread, to be started with its work within the block; given back where it is not.

        Raises TooOften where there is none, or none more for `who`; then nothing was begun.
        """
        self._take(who)
        with ExitStack() as undo:
            undo.callback(self._give_back, who)

            def start(work: Callable[[], None]) -> Thread:
                thread = Thread(
                    target=self._do, args=(who, carried(work)), name=self._name, daemon=True
                )
                thread.start()
                undo.pop_all()
                return thread

            yield start

    def _do(self, who: str, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            self._give_back(who)

    def _take(self, who: str) -> None:
        with self._lock:
            if self._taken.total() >= self._most or self._taken[who] >= self._most_of_one:
                raise TooOften(BUSY)
            self._taken[who] += 1

    def _give_back(self, who: str) -> None:
        with self._lock:
            self._taken[who] -= 1
            self._taken += Counter()  # forgets whoever has none
