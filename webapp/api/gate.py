"""How many may wait for a host at once, so that one that is slow does not hold up all pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from webapp import metrics
from webapp.api.breaker import BETWEEN, Breaker
from webapp.api.errors import ApiError, NoAnswer, NotAsked, TooSlow, Unavailable
from webapp.api.patience import SecondTries

PATIENCE = 1.0
"""Seconds that a call waits for a place while others get their answers."""
AGAIN_AFTER = 5
"""Seconds after which it is worth trying again where all places are taken."""

SILENT, CROWDED = "silent", "crowded"
"""Why a call is not made, for whoever counts."""


class Gate:
    """Of one host, for all threads of a process: so many places, and a Breaker.

    Where all are taken, the next call waits as long as somebody has lately been answered; else it
    is not made. So calls that are answered soon are only ever delayed, and where none is, threads
    are left for whatever does not need this host.
    """

    def __init__(self, places: int, clock: Callable[[], float] = monotonic):
        self.places, self.taken = places, 0
        self.breaker, self.second_tries = Breaker(clock), SecondTries()
        self._clock = clock
        self._changed = Condition()
        self._moved_at = clock()
        for reason in (SILENT, CROWDED):
            metrics.NOT_ASKED.known(reason)

    @contextmanager
    def passing(self, *, is_reading: bool, takes_place: bool = True) -> Iterator[None]:
        """Around the sending of one call, and nothing that may take long for another reason. Work
        that no request waits for has threads of its own, so it takes no place. Raises NotAsked
        where it should not be made.
        """
        if not self.breaker.lets_pass(is_reading=is_reading):
            metrics.NOT_ASKED.add(SILENT)
            raise NotAsked("the host has not answered lately", retry_after=int(BETWEEN) + 1)
        self.second_tries.earn()
        if takes_place:
            self._take()
        try:
            yield
        except Unavailable as error:
            self._judge(error)
            raise
        except ApiError:
            self._has_answered()
            raise
        else:
            self._has_answered()
        finally:
            if takes_place:
                self._leave()

    def _judge(self, error: Unavailable) -> None:
        if isinstance(error, NotAsked) or (isinstance(error, TooSlow) and error.was_brief):
            return
        if isinstance(error, NoAnswer) or not error.was_sent:
            self.breaker.silent()
        else:
            self._has_answered()

    def _has_answered(self) -> None:
        self.breaker.answered()
        self._moved_at = self._clock()

    def _take(self) -> None:
        with self._changed:
            while self.taken >= self.places:
                left = self._moved_at + PATIENCE - self._clock()
                if left <= 0:
                    metrics.NOT_ASKED.add(CROWDED)
                    raise NotAsked("too many wait for the host", retry_after=AGAIN_AFTER)
                self._changed.wait(left)
            self.taken += 1
            if self.taken == self.places:
                self._moved_at = max(self._moved_at, self._clock())

    def _leave(self) -> None:
        with self._changed:
            self.taken -= 1
            self._changed.notify()
