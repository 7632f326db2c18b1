"""Whether a host is worth asking just now: after several calls without an answer, one a second."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

IN_A_ROW = 5
"""Calls without an answer, and none with one between them, after which the host is let alone."""
WITHIN = 30.0
"""Seconds in which these came; as long after the last of them all goes on as if nothing had been,
so that a host is also asked again where nobody reads.
"""
BETWEEN = 1.0
"""Seconds between two readings that are let through to learn whether it is back."""


class Breaker:
    """Of one host, for all threads of a process. Any answer counts as one, a 500 too: only silence
    holds up whoever asks.
    """

    def __init__(self, clock: Callable[[], float] = monotonic):
        self._clock = clock
        self._changing = Lock()
        self._silences: deque[float] = deque(maxlen=IN_A_ROW)
        self._next_try = 0.0

    @property
    def is_open(self) -> bool:
        """Whether calls are kept from going out."""
        silences = list(self._silences)
        if len(silences) < IN_A_ROW:
            return False
        return silences[-1] - silences[0] < WITHIN and self._clock() - silences[-1] < WITHIN

    def lets_pass(self, *, is_reading: bool) -> bool:
        """Whether this call may go out. What learns whether the host is back is always a reading:
        of a change nobody would know whether it was made.
        """
        if not self._silences or not self.is_open:
            return True
        with self._changing:
            now = self._clock()
            if not is_reading or now < self._next_try:
                return False
            self._next_try = now + BETWEEN
            return True

    def answered(self) -> None:
        """The host is there."""
        if self._silences:
            self._silences.clear()

    def silent(self) -> None:
        """Nothing came in time, or only half of it, or there was no connection."""
        with self._changing:
            self._silences.append(self._clock())
            self._next_try = self._clock() + BETWEEN
