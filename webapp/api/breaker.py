"""Whether a host is worth asking just now: after a few silent calls, one a second at most."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from webapp import metrics

IN_A_ROW = 5
"""Calls without an answer, and none with one between them, after which the host is let alone."""
WITHIN = 30.0
"""Seconds in which these came; as long after the last of them all goes on as if nothing had been,
so that a host is also asked again where nobody reads.
"""
BETWEEN = 1.0
"""Seconds between two readings that are let through to learn whether it is back."""


class Breaker:
    """Of one host, for all threads of a process. Any answer of its own counts as one, a 500 too;
    not a gateway's in its place (502, 504). Only silence holds up whoever asks.
    """

    def __init__(self, clock: Callable[[], float] = monotonic):
        self._clock = clock
        self._changing = Lock()
        self._silences: deque[float] = deque(maxlen=IN_A_ROW)
        self._next_try = 0.0
        self._is_counted_open = False
        metrics.BREAKER_OPENED.known()
        metrics.BREAKERS_OPEN.known()

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
            if self._is_counted_open:
                self._count()
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
            self._count()

    def silent(self) -> None:
        """Nothing came in time, or only half of it, or there was no connection."""
        with self._changing:
            self._silences.append(self._clock())
            self._next_try = self._clock() + BETWEEN
        self._count()

    def _count(self) -> None:
        """For whoever watches: each opening once, and how many are open, as far as calls show."""
        if self.is_open == self._is_counted_open:
            return
        with self._changing:
            is_open = self.is_open
            if is_open == self._is_counted_open:
                return
            self._is_counted_open = is_open
            metrics.BREAKERS_OPEN.change(1 if is_open else -1)
            if is_open:
                metrics.BREAKER_OPENED.add()
