"""An invite sent again, and one cancelled: each is asked for by a page, and done by a form.

Both name the person, so that neither is done while names are hidden: nobody could see who is
written to. Source: authentication page, `profiles:write`.
"""

import time

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.api import ApiError
from webapp.api.profiles import Profile
from webapp.current import presenting, signed_in, somebody, tags_if_granted
from webapp.current.aliases import own_ids
from webapp.current.invites import have_cancelled, have_resent, latest_resend
from webapp.current.tagging import new_form
from webapp.guard import needs
from webapp.pages.invites.confirming import Asked, before_cancelling, before_resending
from webapp.pending_invites import Act
from webapp.people.invited import NO_NAME, called
from webapp.responses.forms import NamesHidden
from webapp.responses.redirects import go


def register(blueprint: Blueprint) -> None:
    """The addresses of both."""
    blueprint.get("/<profile_id>/resend")(resend)
    blueprint.post("/<profile_id>/resend", endpoint="send_again")(send_again)
    blueprint.get("/<profile_id>/cancel")(cancel)
    blueprint.post("/<profile_id>/cancel", endpoint="take_back")(take_back)


@needs("profiles:read")
def resend(profile_id: str) -> Response:
    """Asks whether to write to somebody again; `more=1` says that one more message is meant."""
    profile = somebody(profile_id)
    latest, is_meant = latest_resend(profile.id), bool(request.args.get("more"))
    asked = before_resending(profile, latest, time.time(), is_meant=is_meant)
    return _drawn("pages/invites/resend.html", asked)


@needs("profiles:write")
def send_again(profile_id: str) -> Response:
    """Do so, once, however often the form is sent; asked anew where the person has another address
    by now than the form showed.
    """
    _check_names()
    profile = _read(profile_id)
    if profile is not None and request.form.get("was_to") not in (None, Asked(profile).to):
        return _drawn("pages/invites/resend.html", Asked(profile, is_moved=True), 409)
    return _tell(have_resent(profile_id, _called(profile)))


@needs("profiles:read")
def cancel(profile_id: str) -> Response:
    """Asks whether to cancel somebody's invite, with all that goes."""
    profile = somebody(profile_id)
    ids = (own_ids() or {}).get(profile.id, ())
    return _drawn("pages/invites/cancel.html", before_cancelling(profile, tags_if_granted(), ids))


@needs("profiles:write")
@needs("profiles:read")
def take_back(profile_id: str) -> Response:
    """Do so, unless they have answered meanwhile; who is gone already is as wished."""
    _check_names()
    return _tell(have_cancelled(profile_id, _called(_read(profile_id))))


def _drawn(page: str, asked: Asked, status: int = 200) -> Response:
    html = render_template(page, asked=asked, form=new_form())
    return make_response(html, status)


def _tell(act: Act) -> Response:
    return go(url_for("invites.invites", told=act.id))


def _check_names() -> None:
    if presenting():
        raise NamesHidden("Nobody is written to while it cannot be seen who that is.")


def _read(profile_id: str) -> Profile | None:
    """The person, where they can be read."""
    if not signed_in().may("profiles:read"):
        return None
    try:
        return somebody(profile_id)
    except ApiError:
        return None


def _called(profile: Profile | None) -> str:
    """How they are called in what is told of it."""
    return NO_NAME if profile is None else called(profile)
