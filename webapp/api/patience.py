"""Whether a reading that failed is worth a second try, and when; and how long a page waits."""

import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from webapp.api.errors import NotAsked, TooMany, TooSlow, Unavailable
from webapp.bounded_http import ANSWERING, Limits

PAUSE = 0.1
"""Seconds, and up to twice as many, before a reading is made again: not all of them at once."""
SHORT_WAIT = 5
"""Seconds of patience that the platform may ask for before a reading; more is for the caller."""
PAGE_SECONDS = ANSWERING
"""Seconds that the readings of one page wait for the platform, all together."""
UNNOTICED = 1.0
"""Seconds of each of them that do not count: a page of many quick ones is no slow page."""
PER_CALL, MOST_SPARE = 0.1, 10.0
"""Second tries that each call makes room for, and how many may follow one another."""

T = TypeVar("T")


class SecondTries:
    """How many more of them a host gets: few for each call, so that one in trouble is not asked
    twice for everything.
    """

    def __init__(self) -> None:
        self._spare = MOST_SPARE

    def earn(self) -> None:
        """A call was made."""
        self._spare = min(MOST_SPARE, self._spare + PER_CALL)

    def take(self) -> bool:
        """Whether there is one, which is thereby used."""
        if self._spare < 1:
            return False
        self._spare -= 1
        return True


class PagePatience:
    """What is left of it for the readings of one page."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._left = PAGE_SECONDS

    def limits(self, within: Limits) -> Limits:
        """For the next reading. Raises NotAsked where the page has waited long enough."""
        if self._left <= 0:
            raise NotAsked("this page has waited for the platform already", retry_after=SHORT_WAIT)
        left = max(UNNOTICED, self._left)
        return replace(within, read=min(within.read, left), whole=min(within.whole, left))

    def used(self, ask: Callable[[], T]) -> T:
        """What `ask` brings. Its time is taken off; all of it where nothing came in time."""
        began = self._clock()
        try:
            return ask()
        except TooSlow:
            self._left = 0
            raise
        finally:
            self._left -= max(0.0, self._clock() - began - UNNOTICED)


def asked_again(ask: Callable[[], T], tries: SecondTries | None) -> T:
    """What `ask` brings; where it fails, and there are second `tries`, it is made once more where
    that is worth it.
    """
    try:
        return ask()
    except (Unavailable, TooMany) as error:
        if tries is None or not tries.take() or not is_worth_a_wait(error):
            raise
    return ask()


def is_worth_a_wait(error: Unavailable | TooMany) -> bool:
    """True as soon as it is time to ask again; False where it is not worth it: what took too long
    would take as long once more.
    """
    seconds = _asked_for(error)
    if isinstance(error, TooSlow) or seconds > SHORT_WAIT:
        return False
    time.sleep(secrets.SystemRandom().uniform(seconds, seconds + PAUSE))
    return True


def _asked_for(error: Unavailable | TooMany) -> float:
    if error.retry_after is None:
        return 1.0 if isinstance(error, TooMany) else PAUSE
    return float(max(1, error.retry_after))
