"""Waiting out what passes: a platform that asks for fewer calls, is away, or answers in riddles."""

import random
import time
from collections.abc import Callable
from typing import Protocol, TypeVar

from webapp.api import errors
from webapp.auth import service_errors
from webapp.auth.errors import KeyMissing
from webapp.auth.service_dialects import Service
from webapp.roster_export.errors import ExportError, OutOfPatience, Refused
from webapp.service_calls.telling import EXPECTED, said_of

T = TypeVar("T")

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
"""Seconds; each is about twice the one before it."""
LONG_PAUSE = 10.0
"""Seconds from which on a pause is told also where a job is quiet."""
ODD_ANSWERS = 5
"""So many answers in a row that nobody understands are no accident any more."""

_REFUSALS = (
    errors.Forbidden,
    errors.TokenRefused,
    KeyMissing,
    service_errors.InvalidClient,
    service_errors.GrantRefused,
)
_FINAL = (errors.NotFound, errors.NotOffered, errors.Rejected, errors.Conflict)
_ODD = (errors.UnexpectedAnswer, service_errors.OddAnswer)


class Say(Protocol):
    """Tells whoever looks on; with `to_all` also who does not."""

    def __call__(self, text: str, *, to_all: bool = False) -> None: ...


class Patience:
    """One run's: so many seconds of pauses in all. `say` is told of each."""

    def __init__(
        self,
        seconds: float,
        service: Service,
        say: Say,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self._left = seconds
        self._service = service
        self._say = say
        self._sleep = sleep

    def asked(self, ask: Callable[[], T]) -> T:
        """What `ask` brings in the end. Raises Refused, ExportError, or OutOfPatience."""
        for failures in range(1_000_000):
            try:
                return ask()
            except EXPECTED as error:
                self._bear(error, failures)
        raise AssertionError  # pauses grow: patience ends long before

    def _bear(self, error: Exception, failures: int) -> None:
        said, advice = said_of(error, self._service)
        told = f"{said} {advice}"
        if isinstance(error, _REFUSALS):
            raise Refused(told) from None
        if isinstance(error, _FINAL) or (isinstance(error, _ODD) and failures + 1 >= ODD_ANSWERS):
            raise ExportError(told) from None
        pause = _pause(error, failures)
        if pause > self._left:
            raise OutOfPatience(
                f"{told} Run this again: it goes on from here; or give it more --patience."
            ) from None
        self._left -= pause
        self._say(f"{said} Asking again in {pause:.1f} s.", to_all=pause >= LONG_PAUSE)
        self._sleep(pause)


def _pause(error: Exception, failures: int) -> float:
    """Seconds: those that were asked for, or more each time, and never in step with others."""
    asked = getattr(error, "retry_after", None)
    if asked is not None:
        return max(1.0, float(asked))
    longest: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures, 10))
    return longest * float(random.uniform(0.5, 1.0))  # noqa: S311 # no secret is made of it
