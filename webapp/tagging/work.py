"""What carrying out a change needs, and how much it puts up with."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Final

from redis.exceptions import RedisError

from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NoSuchTag,
    NotFound,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.tags import TagsApi
from webapp.auth.errors import AuthError, KeyMissing, LoginUnavailable, SignInRequired
from webapp.tagging.change import Change
from webapp.tagging.states import Setback, Stop, Trouble

FORESEEN = (ApiError, AuthError, RedisError, Setback)
"""What may befall a round: of its calls to the platform, of the lock around it, of itself."""

LABELS: Final = None
"""What the lock around every comparison of labels is called. No string: every string may come as
the id of a tag, and would wait for itself.
"""

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
    lock: Callable[[str | None], AbstractContextManager[None]]
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
        self._in_a_row = self._waited = 0

    def progress(self) -> None:
        """Something went right."""
        self._in_a_row = 0

    def meet(self, error: Exception) -> None:
        """Wait as long as is worth it after one of FORESEEN. Raises Stop where nothing is, and
        where there were too many.
        """
        if isinstance(error, TooMany):
            seconds = error.retry_after
            self._wait(USUAL_WAIT if seconds is None else max(1, seconds))
            return
        self._in_a_row += 1
        stop = _final(error)
        if stop is not None or self._in_a_row > MOST_SETBACKS:
            raise stop or _passing(error)
        self._work.pause(FIRST_PAUSE * 2 ** (self._in_a_row - 1))

    def _wait(self, seconds: int) -> None:
        until = self._work.clock() + seconds
        if seconds > LONGEST_WAIT or self._waited + seconds > MOST_WAITED:
            raise Stop(Trouble.BUSY, again_at=until)
        self._waited += seconds
        self._tell(until)
        self._work.pause(seconds)
        self._tell(None)

    def _tell(self, until: float | None) -> None:
        with suppress(RedisError):  # it goes on all the same
            self._waiting(until)


def is_unclear(error: ApiError) -> bool:
    """Whether a change that failed so may have been done all the same."""
    match error:
        case NotOffered():
            return False
        case Unavailable(was_sent=was_sent):
            return was_sent
    return isinstance(error, UnexpectedAnswer)


def _final(error: Exception) -> Stop | None:
    """What no second try mends."""
    match error:
        case NoSuchTag():
            return Stop(Trouble.DELETED)
        case NotFound() | NotOffered():
            return Stop(Trouble.NOT_OFFERED)
        case Rejected() | Conflict():
            return Stop(Trouble.REFUSED, error.message)
        case Forbidden():
            return Stop(Trouble.NOT_ALLOWED, error.message)
        case TokenRefused() | SignInRequired():
            return Stop(Trouble.SIGNED_OUT)
    return None


def _passing(error: Exception) -> Stop:
    """What to tell of what may pass, and has not."""
    match error:
        case Setback():
            return error.stop
        case Unavailable(was_sent=False) | LoginUnavailable():
            return Stop(Trouble.UNREACHED)
        case RedisError() | KeyMissing():
            return Stop(Trouble.INTERRUPTED)
    return Stop(Trouble.UNCLEAR)
