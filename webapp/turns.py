"""So many at once, and how long the others wait: shorter where nobody has been free for a while."""

from collections.abc import Callable
from threading import Semaphore
from time import monotonic

PATIENCE = 2.0
"""Seconds that a burst may take to work off."""
IMPATIENCE = 0.1
"""Seconds that each waits while there is more than can be done: whoever comes later is told sooner,
instead of all waiting for ever longer.
"""


class Turns:
    """For all threads of a process."""

    def __init__(self, count: int, clock: Callable[[], float] = monotonic):
        self._free = Semaphore(count)
        self._clock = clock
        self._free_at = clock()

    def take(self, patience: float | None = None) -> bool:
        """Whether it is one's turn now; who has had it gives it back. `patience` is how many
        seconds one waits for whom nobody waits.
        """
        if self._free.acquire(blocking=False):
            self._free_at = self._clock()
            return True
        if patience is not None:
            return self._free.acquire(timeout=patience)
        is_burst = self._clock() - self._free_at < PATIENCE
        return self._free.acquire(timeout=PATIENCE if is_burst else IMPATIENCE)

    def give_back(self) -> None:
        """To whoever has waited longest."""
        self._free.release()
