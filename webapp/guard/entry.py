"""Who may enter. Shut by default: an endpoint that is not named needs a signed-in person."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request

from webapp.auth.browser_session import current_session
from webapp.auth.errors import ScopeNotGranted, SignInRequired
from webapp.auth.signed_in import SignedIn
from webapp.guard.checks import check_account, check_form, check_names, check_origin, check_rate
from webapp.guard.endpoints import FOR_ANY_ACCOUNT, OPEN, SAFE_METHODS
from webapp.responses.purposes import purpose
from webapp.responses.session_time import SessionTime
from webapp.services import services

P = ParamSpec("P")
R = TypeVar("R")


def check_entry() -> None:
    """Before every request: origin, then session, then form, account and rate.

    Raises a FormRefused, SignInRequired for a stranger, TooOften, or ShownElsewhere.
    """
    is_safe = request.method in SAFE_METHODS
    if not is_safe:
        check_origin()
    if request.endpoint in OPEN:
        return
    g.signed_in = person = SignedIn.read(current_session())
    if request.endpoint is None:
        return  # no such page: the answer is 404, drawn for whoever asks
    if person is None:
        raise SignInRequired("Nobody is signed in.")
    g.session_time = _full_time()
    if not is_safe:
        check_form(person)
    if request.endpoint not in FOR_ANY_ACCOUNT:
        check_account(person)
        check_names(person)
        if not is_safe:
            check_rate(person)


def needs(*scopes: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view that calls what these scopes cover: without the grant it is never entered, and all
    that are missing are asked for at once.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            missing = [scope for scope in scopes if not g.signed_in.may(scope)]
            if missing:
                raise ScopeNotGranted(" ".join(missing), purpose(request.endpoint))
            return view(*args, **kwargs)

        return checked

    return decorate


def _full_time() -> SessionTime:
    """This request is a use of the session, so its idle time begins anew."""
    settings = services().settings
    return SessionTime.of(
        settings.session_idle_seconds, current_session().began_at, settings.session_max_seconds
    )
