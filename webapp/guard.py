"""Who may enter. Shut by default: an endpoint that is not named here needs a signed-in person."""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, g, request

from webapp.auth import form_token
from webapp.auth.browser_session import current_session
from webapp.auth.errors import ScopeNotGranted, SignInRequired
from webapp.auth.signed_in import SignedIn
from webapp.rates import WRITES, WRITES_FROM_ADDRESS, TooOften
from webapp.responses.forms import (
    ForeignForm,
    OtherAccount,
    StaleForm,
    is_foreign,
    is_vouched_for,
    sent_token,
)
from webapp.responses.partials import is_partial
from webapp.responses.redirects import ShownElsewhere
from webapp.responses.session_time import SessionTime
from webapp.security_log import Event, Reason
from webapp.services import Services

OPEN = frozenset(
    {
        "static",
        "health.alive",
        "health.ready",
        "privacy.privacy",
        "sessions.time",  # says that a session is over, too
        "sign_in.start",
        "sign_in.begin",
        "sign_in.callback",
        "sign_in.sign_out",  # checks its own form, since signing out twice is no mistake
    }
)
FOR_ANY_ACCOUNT = frozenset(
    {
        "connections.switch",
        "connections.end",
        "sessions.end",
        "sessions.end_others",
        "sessions.stay",
    }
)
"""Forms that act on the session itself, whichever account it is used for."""

PASSIVE = frozenset({"sessions.time"})
"""What open pages ask for by themselves: no use of the session."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

P = ParamSpec("P")
R = TypeVar("R")
E = TypeVar("E", bound=Exception)


def check_entry() -> None:
    """Before every request: origin, then session, then form, account and rate.

    Raises a FormRefused, SignInRequired for a stranger, TooOften, or ShownElsewhere.
    """
    is_safe = request.method in SAFE_METHODS
    if not is_safe and is_foreign():
        raise _noted(ForeignForm("This form was sent from another site."), Reason.FOREIGN_ORIGIN)
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
        check_rate(person)
    if request.endpoint not in FOR_ANY_ACCOUNT:
        check_account(person)


def check_form(person: SignedIn) -> None:
    """Refuse a form that was not drawn for this session, nor kept when the one before ended."""
    token = sent_token()
    if not form_token.is_valid(token, person.form_key) and not is_vouched_for(token):
        raise _noted(StaleForm("This form does not belong to this session."), Reason.STALE_FORM)


def check_account(person: SignedIn) -> None:
    """Refuse to act on, or to draw a part of, a page that shows another account."""
    if form_token.is_for(sent_token(), person.connection.account):
        return
    if request.method not in SAFE_METHODS:
        drawn_for = person.drawn_for(sent_token())
        raise _noted(OtherAccount(drawn_for, person.connection), Reason.OTHER_ACCOUNT)
    if is_partial() and sent_token():
        raise ShownElsewhere("The page shows another account.")


def check_rate(person: SignedIn) -> None:
    """Refuse more writes than a person can mean. Raises TooOften."""
    rates = _services().rates
    try:
        rates.check(WRITES, person.connection.person or person.connection.account)
        rates.check(WRITES_FROM_ADDRESS, request.remote_addr or "")
    except TooOften as error:
        raise _noted(error, Reason.TOO_OFTEN) from None


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


def _full_time() -> SessionTime:
    """This request is a use of the session, so its idle time begins anew."""
    settings = _services().settings
    ends_at = (current_session().began_at or 0) + settings.session_max_seconds
    return SessionTime(idle_left=settings.session_idle_seconds, most_left=ends_at - time.time())


def _noted(error: E, reason: Reason) -> E:
    """The refusal, once it stands in the security log."""
    person = SignedIn.read(current_session())
    _services().security.record(
        Event.REFUSED,
        reason=reason,
        account=person.connection.account if person else None,
        address=request.remote_addr,
    )
    return error


def _services() -> Services:
    built: Services = current_app.extensions["services"]
    return built
