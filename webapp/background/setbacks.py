"""How much one run of work puts up with: it waits as long as is worth it, and then stops."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from redis.exceptions import RedisError

from webapp.api import (
    Conflict,
    Forbidden,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.auth.errors import KeyMissing, LoginUnavailable, SignInRequired

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


class Cause(StrEnum):
    """Why work cannot go on. REFUSED, SIGNED_OUT, NOT_ALLOWED and NOT_OFFERED are the platform's
    word, which no second try mends. UNREACHED: nothing could be sent. INTERRUPTED on our side.
    UNCLEAR: whether it was done is not known.
    """

    REFUSED = "refused"
    SIGNED_OUT = "signed out"
    NOT_ALLOWED = "not allowed"
    NOT_OFFERED = "not offered"
    UNREACHED = "unreached"
    INTERRUPTED = "interrupted"
    UNCLEAR = "unclear"


def final_cause(error: Exception) -> Cause | None:
    """What no second try mends; None where one may."""
    match error:
        case NotOffered():
            return Cause.NOT_OFFERED
        case Rejected() | Conflict():
            return Cause.REFUSED
        case Forbidden():
            return Cause.NOT_ALLOWED
        case TokenRefused() | SignInRequired():
            return Cause.SIGNED_OUT
    return None


def passing_cause(error: Exception) -> Cause:
    """What to tell of what may pass, and has not."""
    match error:
        case Unavailable(was_sent=False) | LoginUnavailable():
            return Cause.UNREACHED
        case RedisError() | KeyMissing():
            return Cause.INTERRUPTED
    return Cause.UNCLEAR


def is_unclear(error: Exception) -> bool:
    """Whether a change that failed so may have been done all the same."""
    match error:
        case NotOffered():
            return False
        case Unavailable(was_sent=was_sent):
            return was_sent
    return isinstance(error, UnexpectedAnswer)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a kind of work raises: `final` for what no second try mends (None: one may), `passing`
    for what did not pass, `busy` where the platform wants rest until a moment (Unix seconds).
    """

    final: Callable[[Exception], Exception | None]
    passing: Callable[[Exception], Exception]
    busy: Callable[[float], Exception]


class Setbacks:
    """Counts what goes wrong in one run, and waits before it is tried again."""

    def __init__(
        self,
        verdicts: Verdicts,
        waiting: Callable[[float | None], None],
        pause: Callable[[float], None],
        clock: Callable[[], float],
    ):
        """`waiting` is told until when (Unix seconds) the platform asked for patience, and None
        when that is over; `pause` waits so many seconds, and `clock` tells Unix seconds.
        """
        self._verdicts, self._waiting = verdicts, waiting
        self._pause, self._clock = pause, clock
        self._in_a_row = self._waited = 0

    def progress(self) -> None:
        """Something went right."""
        self._in_a_row = 0

    def meet(self, error: Exception) -> None:
        """Wait as long as is worth it after an error that was foreseen. Raises a verdict where
        nothing is, and where there were too many.
        """
        if isinstance(error, TooMany):
            seconds = error.retry_after
            self._wait(USUAL_WAIT if seconds is None else max(1, seconds))
            return
        self._in_a_row += 1
        verdict = self._verdicts.final(error)
        if verdict is not None or self._in_a_row > MOST_SETBACKS:
            raise verdict or self._verdicts.passing(error)
        self._pause(FIRST_PAUSE * 2 ** (self._in_a_row - 1))

    def _wait(self, seconds: int) -> None:
        until = self._clock() + seconds
        if seconds > LONGEST_WAIT or self._waited + seconds > MOST_WAITED:
            raise self._verdicts.busy(until)
        self._waited += seconds
        self._tell(until)
        self._pause(seconds)
        self._tell(None)

    def _tell(self, until: float | None) -> None:
        with suppress(RedisError):  # it goes on all the same
            self._waiting(until)
