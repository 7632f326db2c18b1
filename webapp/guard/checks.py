"""What a form, and a part of a page, must show before anything is done."""

from typing import TypeVar

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.auth import form_token
from webapp.auth.browser_session import current_session
from webapp.auth.signed_in import SignedIn
from webapp.auth.whereabouts import is_shared
from webapp.guard.endpoints import NEVER_TOO_OFTEN, PASSIVE, SAFE_METHODS, UPLOADS
from webapp.network_place import counted_as
from webapp.rates import WRITES, WRITES_FROM_ADDRESS, Rate, TooOften
from webapp.responses.forms import (
    FileTooLarge,
    ForeignForm,
    NamesHidden,
    OtherAccount,
    StaleForm,
    is_foreign,
    is_vouched_for,
    sent_token,
)
from webapp.responses.partials import is_partial
from webapp.responses.redirects import ShownElsewhere
from webapp.security_log import Event, Reason
from webapp.services import services

E = TypeVar("E", bound=Exception)


def check_origin() -> None:
    """Refuse what another site's page sent, and more than one address can mean."""
    if is_foreign():
        raise _noted(ForeignForm("This form was sent from another site."), Reason.FOREIGN_ORIGIN)
    if request.endpoint and request.endpoint not in NEVER_TOO_OFTEN:
        _count(WRITES_FROM_ADDRESS, counted_as(request.remote_addr))


def check_form(person: SignedIn) -> None:
    """Refuse a form that was not drawn for this session, nor kept when the one before ended."""
    _read_form()
    token = sent_token()
    if not form_token.is_valid(token, person.form_key) and not is_vouched_for(token):
        raise _noted(StaleForm("This form does not belong to this session."), Reason.STALE_FORM)


def _read_form() -> None:
    """One that is too long is answered as such; one with a file may be longer than others."""
    most = UPLOADS.get(request.endpoint or "")
    if most is None:
        _ = request.form
        return
    request.max_content_length = request.max_form_memory_size = most
    try:
        _ = request.form
    except RequestEntityTooLarge:
        raise FileTooLarge from None


def check_account(person: SignedIn) -> None:
    """Refuse to act on, or to draw a part of, a page that shows another account."""
    if form_token.is_for(sent_token(), person.connection.drawn_for):
        return
    if request.method not in SAFE_METHODS:
        drawn_for = person.drawn_for(sent_token())
        raise _noted(OtherAccount(drawn_for, person.connection), Reason.OTHER_ACCOUNT)
    if is_partial() and sent_token():
        leads_on = request.endpoint not in PASSIVE
        raise ShownElsewhere("The page shows another account.", leads_on=leads_on)


def check_names(person: SignedIn) -> None:
    """Refuse to draw a part with names into a page that says it shows none, and the reverse; and
    to act on what a page with names sends while they are hidden.
    """
    shows_none = form_token.is_without_names(sent_token())
    if shows_none == person.presenting:
        return
    if request.method not in SAFE_METHODS and person.presenting:
        error = NamesHidden("The form was drawn with names, which are hidden now.")
        raise _noted(error, Reason.NAMES_HIDDEN)
    if is_partial() and request.method in SAFE_METHODS:
        raise ShownElsewhere("Another tab shows or hides names since.")


def check_rate(person: SignedIn) -> None:
    """Refuse more writes than a person can mean; colleagues whom Profile does not tell apart are
    counted by session. Raises TooOften.
    """
    name = person.connection.person
    _count(WRITES, person.mark if name is None or is_shared(name) else name)


def _count(rate: Rate, who: str) -> None:
    try:
        services().rates.check(rate, who)
    except TooOften as error:
        raise _noted(error, Reason.TOO_OFTEN) from None


def _noted(error: E, reason: Reason) -> E:
    """The refusal, once it stands in the security log."""
    person = SignedIn.read(current_session())
    services().security.record(
        Event.REFUSED,
        reason=reason,
        account=person.connection.account if person else None,
        address=request.remote_addr,
    )
    return error
