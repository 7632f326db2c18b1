"""Switch to another connected account, or end one connection."""

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound

from webapp.current import signed_in
from webapp.current.connections import go_on_as, leave
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
    go_on_as(switched)
    services().security.record(Event.ACCOUNT_SWITCHED, account=switched.connection.account)
    return go(safe_next(request.form.get("next")))


@blueprint.post("/connections/end")
def end() -> Response:
    """End one connection, here and at Profile; with the last one the session ends too."""
    person = signed_in()
    ended = next((c for c in person.connections if c.id == request.form.get("connection")), None)
    if ended is None:
        return go(url_for("sign_in.home"))  # it is gone already: as wished
    return signed_out() if leave(ended) else go(url_for("sign_in.home"))
