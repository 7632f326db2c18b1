"""Errors of signing in, and of connections that end."""

from webapp.auth import errors as auth
from webapp.responses import scopes
from webapp.responses.problems.problem import ALLOW, SIGN_IN, TRY_AGAIN, Problem, Table, fixed


def _not_granted(error: auth.ScopeNotGranted) -> Problem:
    purpose = f"To {error.purpose}, t" if error.purpose else "T"
    return Problem(
        status=403,
        title="This needs your permission",
        sentence=f"{purpose}his dashboard must be allowed to: {scopes.quoted(error.scope)}.",
        advice="Profile asks you for it, and you come back here. Nothing was sent or changed.",
        action=ALLOW,
        scope=error.scope,
    )


def _key_missing(_: auth.KeyMissing) -> Problem:
    return Problem(
        status=503,
        title="Your session cannot be read just now",
        sentence="The dashboard’s keys are being changed. You have not been signed out.",
        advice="Wait a few seconds, then try again.",
        action=TRY_AGAIN,
        retry_after=5,
    )


TABLE: Table = {
    auth.ScopeNotGranted: _not_granted,
    auth.SignInRequired: fixed(
        401,
        "You are signed out",
        "Your session has ended, so nothing was sent or changed.",
        "Sign in again, then send it once more.",
        SIGN_IN,
        keeps_form=True,
    ),
    auth.KeyMissing: _key_missing,
    auth.LoginUnavailable: fixed(
        502,
        "Profile’s sign-in cannot be reached",
        "Profile’s sign-in service did not answer as it should.",
        "Wait a moment, then try again. Nothing was lost.",
        TRY_AGAIN,
        keeps_form=True,
    ),
    auth.RenewalRefused: fixed(
        502,
        "Profile did not renew your access",
        "It refused to, without saying that your connection has ended.",
        "Sign in again to go on where you were. Nothing was lost.",
        SIGN_IN,
        keeps_form=True,
    ),
    auth.ClientRefused: fixed(
        502,
        "Profile does not know this dashboard",
        "Profile refused the dashboard’s own credentials.",
        "Tell the person who runs this dashboard; it cannot be mended from here.",
    ),
    auth.ConsentDenied: fixed(
        403,
        "You did not allow access",
        "Profile told us that access was refused, so nothing was connected or changed.",
        "Sign in again if you want to go on; each permission can be refused on its own.",
        SIGN_IN,
    ),
    auth.SignInFailed: fixed(
        400,
        "This sign-in could not be finished",
        "It was already used, took longer than ten minutes, or began in another browser.",
        "Start again; it takes only a moment.",
        SIGN_IN,
    ),
    auth.AnswerRefused: fixed(
        400,
        "This sign-in could not be finished",
        "Profile’s answer was not one that we can accept.",
        "Start again; if it fails again, tell the person who runs this dashboard.",
        SIGN_IN,
    ),
    auth.IssuerMismatch: fixed(
        400,
        "This sign-in was refused for your safety",
        "The answer did not come from the sign-in service that was asked.",
        "Start again from this dashboard, not from a link.",
        SIGN_IN,
    ),
}
