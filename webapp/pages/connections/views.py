"""Switch to another connected account, or end one connection."""

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound

from webapp.auth.browser_session import current_session
from webapp.auth.sign_out import leaving, sign_out
from webapp.auth.signed_in import SignedIn
from webapp.current import signed_in, whereabouts
from webapp.responses.redirects import go, safe_next
from webapp.responses.session_over import signed_out
from webapp.security_log import Event
from webapp.services import services

blueprint = Blueprint("connections", __name__)


@blueprint.post("/connections/switch")
def switch() -> Response:
    """Act for another account from now on, under a new session id."""
    switched = signed_in().switched(request.form.get("connection", ""))
    if switched is None:
        raise NotFound
    _go_on_as(switched)
    services().security.record(Event.ACCOUNT_SWITCHED, account=switched.connection.account)
    return go(safe_next(request.form.get("next")))


@blueprint.post("/connections/end")
def end() -> Response:
    """End one connection, here and at Profile; with the last one the session ends too."""
    person = signed_in()
    ended = next((c for c in person.connections if c.id == request.form.get("connection")), None)
    if ended is None:
        return go(url_for("sign_in.home"))  # it is gone already: as wished
    left = person.without(ended.id)
    built = services()
    if left is None:
        built.end_sign_in(person, current_session())
    else:
        ending = leaving(built.tokens, [ended.token_key])
        _go_on_as(left)
        sign_out(built.tokens, built.endpoint, ending)
    services().security.record(
        Event.CONNECTION_ENDED, account=ended.account, connection=ended.token_key
    )
    return signed_out() if left is None else go(url_for("sign_in.home"))


def _go_on_as(person: SignedIn) -> None:
    """The same sign-in under a new id: forms of before keep their token, but not their account."""
    session, here = current_session(), whereabouts()
    session.start_over(same_sign_in=True)
    person.write(session)
    services().open_sessions.note(person, session, here)
