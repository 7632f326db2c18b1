"""Errors of calls to the platform's API."""

from webapp import api
from webapp.responses import scopes
from webapp.responses.problems.problem import (
    ALLOW,
    SIGN_IN,
    TO_OWN_IDS,
    TO_TAGS,
    TO_TEAM,
    TRY_AGAIN,
    Problem,
    Table,
    fixed,
)


def _forbidden(error: api.Forbidden) -> Problem:
    """Where it names a scope that can be asked for, that can be allowed; else it is a matter of the
    person's role.
    """
    missing = scopes.known(error.scope or "")
    said = f" Profile says: “{error.message}”" if error.message else ""
    if not missing:
        return Problem(
            status=403,
            title="Profile does not allow this",
            sentence=f"Profile refused it to you in this account.{said}",
            advice="Ask an Owner of the account to do it, or to give you another role.",
            action=TO_TEAM,
        )
    return Problem(
        status=403,
        title="Profile does not allow this",
        sentence=f"{scopes.quoted(missing)} is not allowed for this connection.{said}",
        advice="Profile asks you for it, and you come back here; or ask an Owner of the account.",
        action=ALLOW,
        scope=missing,
    )


def _too_many(error: api.TooMany) -> Problem:
    wait = "a moment" if error.retry_after is None else f"{error.retry_after} seconds"
    return Problem(
        status=429,
        title="Profile asks us to slow down",
        sentence="Too many requests were made for this account in a short time.",
        advice=f"Wait {wait}, then try again. Nothing was lost.",
        action=TRY_AGAIN,
        retry_after=error.retry_after,
    )


def _unavailable(error: api.Unavailable) -> Problem:
    return Problem(
        status=502,
        title="Profile cannot be reached",
        sentence="Profile did not answer. Your data there is not affected.",
        advice=_wait(error.retry_after),
        action=TRY_AGAIN,
        retry_after=error.retry_after,
    )


def _not_asked(error: api.NotAsked) -> Problem:
    return Problem(
        status=503,
        title="Profile is slow just now",
        sentence="It has kept others waiting, so it was not asked once more.",
        advice=_wait(error.retry_after),
        action=TRY_AGAIN,
        retry_after=error.retry_after,
    )


def _wait(seconds: int | None) -> str:
    wait = "a moment" if seconds is None else f"{seconds} second{'s' if seconds != 1 else ''}"
    return f"Wait {wait}, then try again."


TABLE: Table = {
    api.Unavailable: _unavailable,
    api.NotAsked: _not_asked,
    api.TooSlow: fixed(
        504,
        "Profile is slow just now",
        "Profile took too long to answer, so we stopped waiting.",
        "Wait a moment, then try again.",
        TRY_AGAIN,
    ),
    api.TokenRefused: fixed(
        401,
        "Profile no longer accepts this connection",
        "The connection may have been revoked, or your account changed.",
        "Sign in again to connect anew.",
        SIGN_IN,
    ),
    api.UnexpectedAnswer: fixed(
        502,
        "Profile answered in a way we do not understand",
        "The answer is not what Profile documents, so nothing of it is shown.",
        "Try again; if it stays, tell the person who runs this dashboard.",
        TRY_AGAIN,
    ),
    api.ApiError: fixed(
        502,
        "Profile did not accept the request",
        "The request was refused. Nothing was changed.",
        "Go back, reload the page and try again.",
        TO_TEAM,
    ),
    api.NotFound: fixed(
        404,
        "Not found in this account",
        "This was deleted, belongs to another account, or never existed.",
        "Check the address, or look for it in the team.",
        TO_TEAM,
    ),
    api.NoSuchPerson: fixed(
        404,
        "This person is not in the account",
        "They were deleted, belong to another account, or the address is not quite right.",
        "Look for them in the team. The account in use is named at the top of the page.",
        TO_TEAM,
    ),
    api.NoSuchTag: fixed(
        404,
        "This tag is not in the account",
        "It was deleted, belongs to another account, or the address is not quite right.",
        "Look for it among the tags. The account in use is named at the top of the page.",
        TO_TAGS,
    ),
    api.NoSuchAlias: fixed(
        404,
        "This own id is not in the account",
        "It was deleted, belongs to another account, or the address is not quite right.",
        "Look for it among the own ids. The account in use is named at the top of the page.",
        TO_OWN_IDS,
    ),
    api.Forbidden: _forbidden,
    api.TooMany: _too_many,
}
