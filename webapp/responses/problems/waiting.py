"""What passes by itself, and is worth asking for again a little later."""

from webapp.rates import TooOften
from webapp.responses.overload import Overloaded
from webapp.responses.problems.problem import TRY_AGAIN, Problem, Table
from webapp.snapshots import StillReading, TakenAway

AGAIN_AFTER = 5
"""Seconds after which a crowd has gone its way."""
READ_BY_THEN = 3
"""Seconds after which it is worth asking again for everybody."""


def _too_often(error: TooOften) -> Problem:
    seconds = error.retry_after
    return Problem(
        status=429,
        title="That was a lot at once",
        sentence="This was asked for too often in a short time, so nothing was sent or changed.",
        advice=f"Wait {seconds} second{'s' if seconds != 1 else ''}, then try again.",
        action=TRY_AGAIN,
        retry_after=seconds,
        keeps_form=True,
    )


def _still_reading(error: StillReading) -> Problem:
    return Problem(
        status=503,
        title="Your people are still being read",
        sentence=f"There are many of them: {error.count:,} have been read so far.",
        advice="This goes on by itself, and the page opens as soon as all are here.",
        action=TRY_AGAIN,
        retry_after=READ_BY_THEN,
        loads_itself=True,
    )


def _taken_away(_: TakenAway) -> Problem:
    return Problem(
        status=503,
        title="Your people were just read anew",
        sentence="What this page was being made of has given way to a newer reading.",
        advice="The page opens by itself in a moment.",
        action=TRY_AGAIN,
        retry_after=1,
        loads_itself=True,
    )


def _overloaded(_: Overloaded) -> Problem:
    return Problem(
        status=503,
        title="A lot is going on here just now",
        sentence="More was asked of this dashboard at once than it can answer, so nothing was "
        "sent or changed. You have not been signed out.",
        advice="Wait a few seconds, then try again; after a form, go back first: what you typed "
        "is still there.",
        action=TRY_AGAIN,
        retry_after=AGAIN_AFTER,
    )


TABLE: Table = {
    TooOften: _too_often,
    StillReading: _still_reading,
    TakenAway: _taken_away,
    Overloaded: _overloaded,
}
