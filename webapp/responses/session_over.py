"""When a session or its connection has ended: where a page leads, and what a form is told."""

from flask import Response, current_app, g, request, url_for

from webapp.auth.browser_session import current_session
from webapp.auth.errors import ConnectionInterrupted, SignInRequired
from webapp.auth.signed_in import SignedIn
from webapp.responses.forms import forget_key
from webapp.responses.redirects import go, here, sign_in_url


def end_session(error: SignInRequired) -> str | None:
    """End what cannot go on, and return the notice that tells of it on the sign-in page.

    With several connections only the one in use ends; the session goes on with the others. None
    for a browser that had no session.
    """
    person: SignedIn | None = g.pop("signed_in", None)
    if person is None:
        had_one = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
        return "ended" if had_one else None
    left = person.without(person.active)
    if left is not None:
        left.write(current_session())
        return "connection-ended"
    current_session().end()
    return "interrupted" if isinstance(error, ConnectionInterrupted) else "ended"


def to_sign_in(notice: str | None) -> Response:
    """Lead a page to the sign-in page, and from there back."""
    another = notice == "connection-ended"
    return go(sign_in_url(next_path=here(), notice=notice, another=another))


def signed_out() -> Response:
    """Lead whoever has just signed out to the sign-in page, and leave nothing in the browser."""
    g.signed_in = None
    response = go(sign_in_url(next_path=url_for("sign_in.home"), notice="signed-out"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    forget_key(response)
    return response
