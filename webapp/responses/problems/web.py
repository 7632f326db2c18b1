"""Errors of the web itself, and of our own store."""

from redis.exceptions import RedisError
from werkzeug import exceptions as http

from webapp.people.selection import NotAsAsked
from webapp.responses.forms import ForeignForm, NamesHidden, OtherAccount, StaleForm
from webapp.responses.problems.problem import TO_TEAM, TRY_AGAIN, Problem, Table, fixed
from webapp.saved_views.shelf import NoSuchView


def _redis(_: RedisError) -> Problem:
    return Problem(
        status=503,
        title="Your session cannot be read just now",
        sentence="The dashboard’s store does not answer. You have not been signed out.",
        advice="Wait a few seconds, then try again.",
        action=TRY_AGAIN,
        retry_after=5,
    )


def _other_account(error: OtherAccount) -> Problem:
    drawn_for = error.drawn_for.in_a_sentence if error.drawn_for else "another account"
    active = error.active.in_a_sentence
    return Problem(
        status=409,
        title="This form is for another account",
        sentence=f"It was drawn for {drawn_for}, but you are now using {active}.",
        advice="Nothing was sent. Switch back to that account first, or leave it.",
        action=TO_TEAM,
        keeps_form=True,
    )


def _not_as_asked(error: NotAsAsked) -> Problem:
    return Problem(
        status=409,
        title=f"Nothing was {error.deed}",
        sentence=" ".join(error.notes),
        advice="More people than you asked for would have been among them. Look at the list, then "
        "go on from that.",
        action=TO_TEAM,
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
    http.HTTPException: _other,
    http.RequestEntityTooLarge: fixed(
        413,
        "This form is too long",
        "More was sent than the dashboard takes at once, so nothing was sent on or changed.",
        "Go back: what you typed is still there. Send it in smaller parts.",
    ),
    http.NotFound: fixed(
        404,
        "Page not found",
        "There is no page at this address.",
        "Check the address, or start from the team.",
        TO_TEAM,
    ),
    NoSuchView: fixed(
        404,
        "View not found",
        "It was deleted, or was saved by somebody else or for another account.",
        "Ask for the people by the filters of the team, and save that as a view of your own.",
        TO_TEAM,
    ),
    ForeignForm: fixed(
        403,
        "This form was refused for your safety",
        "It was sent by another website, so nothing was changed.",
        "If you meant to do this, do it from the dashboard’s own pages.",
        TO_TEAM,
    ),
    StaleForm: fixed(
        403,
        "This page is older than your session",
        "You have signed in again since it was drawn, so nothing was sent or changed.",
        "Check what you typed, then send it again.",
        TO_TEAM,
        keeps_form=True,
    ),
    OtherAccount: _other_account,
    NotAsAsked: _not_as_asked,
    NamesHidden: fixed(
        409,
        "This page was drawn with names",
        "They are hidden now, so nothing was sent or changed.",
        "Show names again to send it, or leave it.",
        TO_TEAM,
        keeps_form=True,
    ),
    Exception: fixed(
        500,
        "Something went wrong here",
        "This dashboard made a mistake. Nothing you did caused it.",
        "Try again; if it stays, tell the person who runs it, with the reference below.",
        TRY_AGAIN,
    ),
}
