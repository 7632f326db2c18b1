"""Forms: where they come from, why one is not accepted, and the token it may be sent with later.

Where the session has ended this browser's `kept` cookie vouches for the form's own token after
signing in again; an open page of before gets a new one. Either still names the account that the
form was drawn for, so that nothing leads it to another.
"""

import json

from flask import Response, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Forbidden, HTTPException, RequestEntityTooLarge

from webapp.auth import form_token
from webapp.auth.connection import Connection
from webapp.auth.signed_in import SignedIn

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
KEPT_SECONDS = 3600
"""How long after a session's end its forms can still be sent again from the same browser."""


class FileTooLarge(RequestEntityTooLarge):
    """A file of more bytes than its form takes. Most of it was not read."""


class FormRefused(Forbidden):
    """A form that is not acted upon. Nothing was sent or changed."""


class ForeignForm(FormRefused):
    """Another site's page sent it."""


class StaleForm(FormRefused):
    """It does not belong to this session."""


class OtherAccount(FormRefused):
    """It was drawn for another account than the one in use now."""

    def __init__(self, drawn_for: Connection | None, active: Connection):
        super().__init__("The form was drawn for another account.")
        self.drawn_for = drawn_for
        self.active = active


class NamesHidden(FormRefused):
    """It was drawn with people's names, which are hidden now: what it holds may be a name."""


def sent_token() -> str:
    """The form token that came with this request; "" where none did."""
    return request.headers.get(HEADER) or fields_sent().get(FIELD, "")


def fields_sent() -> MultiDict[str, str]:
    """The fields that were sent; none where they are too many to be read."""
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def is_foreign() -> bool:
    """Whether another site's page made this request: Fetch Metadata or Origin says so."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in (None, "same-origin", "none"):
        return True
    return origin not in (None, current_app.config["PUBLIC_URL"])


def is_surely_ours() -> bool:
    """Whether the browser itself says that a page of ours made this request."""
    if is_foreign():
        return False
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    return "Origin" in request.headers


def is_vouched_for(token: str) -> bool:
    """Whether this browser kept the form when its session ended (see `keep_key`)."""
    kept = request.cookies.get(current_app.config["KEPT_FORM_COOKIE"])
    return kept is not None and is_surely_ours() and form_token.is_valid(token, kept)


def keep_key(response: Response) -> None:
    """Let this browser send the form again once somebody has signed in anew."""
    key = form_token.unmasked(sent_token())
    if key is not None and is_surely_ours():
        response.set_cookie(
            current_app.config["KEPT_FORM_COOKIE"],
            key,
            max_age=KEPT_SECONDS,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Strict",
        )


def forget_key(response: Response) -> None:
    """Take back what `keep_key` gave."""
    response.delete_cookie(
        current_app.config["KEPT_FORM_COOKIE"],
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )


def renew_token(response: Response, person: SignedIn) -> None:
    """Hand a page of ours that outlived its session the token of the present one (see app.js)."""
    token = sent_token()
    if token and is_surely_ours() and not form_token.is_valid(token, person.form_key):
        fresh = form_token.renewed(token, person.form_key)
        response.headers["HX-Trigger"] = json.dumps({"form-token": fresh})
