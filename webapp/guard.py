"""Who may enter. Shut by default: an endpoint that is not named here needs a signed-in person."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, g, request, session
from werkzeug.exceptions import Forbidden

from webapp.auth import form_token
from webapp.auth.errors import ScopeNotGranted, SignInRequired
from webapp.auth.signed_in import SignedIn

OPEN = frozenset(
    {
        "static",
        "health.alive",
        "health.ready",
        "sign_in.start",
        "sign_in.begin",
        "sign_in.callback",
        "sign_in.sign_out",  # checks its own form, since signing out twice is no mistake
    }
)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_FIELD = "csrf_token"
FORM_HEADER = "X-CSRF-Token"

P = ParamSpec("P")
R = TypeVar("R")


def check_entry() -> None:
    """Before every request. Raises Forbidden for a foreign form, SignInRequired for a stranger."""
    if request.method not in SAFE_METHODS:
        check_origin()
    if request.endpoint in OPEN:
        return
    g.signed_in = SignedIn.read(session)
    if request.endpoint is None:
        return  # no such page: the answer is 404, drawn for whoever asks
    if g.signed_in is None:
        raise SignInRequired("Nobody is signed in.")
    if request.method not in SAFE_METHODS:
        check_form(g.signed_in)


def check_origin() -> None:
    """Refuse a request that another site's page made (Fetch Metadata, else Origin)."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in ("same-origin", "none"):
        raise Forbidden("This form was sent from another site.")
    if site is None and origin is not None and origin != current_app.config["PUBLIC_URL"]:
        raise Forbidden("This form was sent from another site.")


def check_form(person: SignedIn) -> None:
    """Refuse a form that was not drawn for this session."""
    sent = request.headers.get(FORM_HEADER) or request.form.get(FORM_FIELD, "")
    if not form_token.is_valid(sent, person.form_key):
        raise Forbidden("This form does not belong to your session. Reload the page and try again.")


def needs(scope: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view that calls what `scope` covers: without the grant it is never entered."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            if not g.signed_in.may(scope):
                raise ScopeNotGranted(scope)
            return view(*args, **kwargs)

        return checked

    return decorate
