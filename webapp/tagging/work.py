"""What carrying out a change needs, and how much it puts up with."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from redis.exceptions import RedisError

from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NotFound,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    Unavailable,
)
from webapp.api.tags import TagsApi
from webapp.auth.errors import AuthError, LoginUnavailable
from webapp.tagging.change import Change
from webapp.tagging.states import Stop, Trouble

FORESEEN = (ApiError, AuthError, RedisError)
"""What may befall a call to the platform, or the lock around it."""

LABELS = "labels"
"""What the lock around every comparison of labels is called; every other name is a tag's id."""

MOST_SETBACKS = 5
"""Failures in a row, or readings that show no progress, after which it stops."""
FIRST_PAUSE = 0.1
"""Seconds before the second try; each further pause is twice as long."""
USUAL_WAIT = 5
"""Seconds of patience where the platform asks for some and does not say how much."""
LONGEST_WAIT = 120
"""Seconds for which it waits at once; who asks for more is told to the person instead."""
MOST_WAITED = 300
"""Seconds for which one run waits in all."""


@dataclass(frozen=True)
class Work:
    """`lock` keeps everybody else of this dashboard from what it names; `note` keeps how far the
    change is; `pause` waits so many seconds, and `clock` tells Unix seconds.
    """

    tags: TagsApi
    lock: Callable[[str], AbstractContextManager[None]]
    note: Callable[[Change], None]
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time


class Setbacks:
    """Counts what goes wrong in one run, and waits before it is tried again."""

    def __init__(self, work: Work, waiting: Callable[[float | None], None]):
        """`waiting` is told until when (Unix seconds) the platform asked for patience, and None
        when that is over.
        """
        self._work, self._waiting = work, waiting
        self._in_a_row = self._waits = self._waited = 0

    @property
    def in_a_row(self) -> int:
        """How many since the latest progress, and how often it waited since."""
        return self._in_a_row + self._waits

    def progress(self) -> None:
        """Something went right."""
        self._in_a_row = self._waits = 0

    def one_more(self, stop: Stop) -> None:
        """Pause, longer each time. Raises `stop` when there were too many."""
        self._in_a_row += 1
        if self._in_a_row > MOST_SETBACKS:
            raise stop
        self._work.pause(FIRST_PAUSE * 2 ** (self._in_a_row - 1))

    def meet(self, error: Exception) -> None:
        """Wait as long as is worth it after one of FORESEEN. Raises Stop where nothing is."""
        match error:
            case TooMany(retry_after=seconds):
                self._wait(USUAL_WAIT if seconds is None else max(1, seconds))
            case NotOffered():
                raise Stop(Trouble.NOT_OFFERED)
            case Rejected() | Conflict():
                raise Stop(Trouble.REFUSED, error.message)
            case Forbidden():
                raise Stop(Trouble.NOT_ALLOWED, error.message)
            case NotFound():
                raise Stop(Trouble.DELETED)
            case Unavailable(was_sent=False) | LoginUnavailable() | RedisError():
                self.one_more(Stop(Trouble.UNREACHED))
            case TokenRefused() | AuthError():
                raise Stop(Trouble.SIGNED_OUT)
            case _:
                self.one_more(Stop(Trouble.UNCLEAR))

    def _wait(self, seconds: int) -> None:
        until = self._work.clock() + seconds
        if seconds > LONGEST_WAIT or self._waited + seconds > MOST_WAITED:
            raise Stop(Trouble.BUSY, again_at=until)
        self._waits += 1
        self._waited += seconds
        self._waiting(until)
        self._work.pause(seconds)
        self._waiting(None)
