"""Errors of the web itself, and of our own store."""

from redis.exceptions import RedisError
from werkzeug import exceptions as http

from webapp.rates import TooOften
from webapp.responses.problems.problem import TO_TEAM, TRY_AGAIN, Problem, Table, fixed


def _redis(_: RedisError) -> Problem:
    return Problem(
        status=503,
        title="Your session cannot be read just now",
        sentence="The dashboard’s store does not answer. You have not been signed out.",
        advice="Wait a few seconds, then try again.",
        action=TRY_AGAIN,
        retry_after=5,
    )


def _too_often(error: TooOften) -> Problem:
    seconds = error.retry_after
    return Problem(
        status=429,
        title="That was a lot at once",
        sentence="This was asked for too often in a short time, so nothing was sent or changed.",
        advice=f"Wait {seconds} second{'s' if seconds != 1 else ''}, then try again.",
        action=TRY_AGAIN,
        retry_after=seconds,
    )


def _other(error: http.HTTPException) -> Problem:
    return Problem(
        status=error.code or 500,
        title=error.name,
        sentence="This request cannot be answered as it was sent.",
        advice="Go back, or start from the team.",
        action=TO_TEAM,
    )


TABLE: Table = {
    RedisError: _redis,
    TooOften: _too_often,
    http.HTTPException: _other,
    http.NotFound: fixed(
        404,
        "Page not found",
        "There is no page at this address.",
        "Check the address, or start from the team.",
        TO_TEAM,
    ),
    http.Forbidden: fixed(
        403,
        "This form was refused for your safety",
        "It was not sent from a page of your present session, so nothing was changed.",
        "Go back, reload the page and try again.",
        TO_TEAM,
    ),
    Exception: fixed(
        500,
        "Something went wrong here",
        "This dashboard made a mistake. Nothing you did caused it.",
        "Try again; if it stays, tell the person who runs it, with the reference below.",
        TRY_AGAIN,
    ),
}
