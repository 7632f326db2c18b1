"""Forms that were not accepted: why, and what of them is kept for the person who sent them.

A refusal shows what was typed, and a form to send it again: with its own token where the session
has ended (after signing in again, in another tab, this browser's `kept` cookie vouches for it),
with a fresh one where the session is there. Nothing is kept of a form that another site may have
sent.
"""

import json
from dataclasses import dataclass

from flask import Response, current_app, g, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Forbidden, HTTPException

from webapp.auth import form_token
from webapp.auth.connection import Connection
from webapp.auth.signed_in import SignedIn

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
UNSEEN = frozenset({"next", "scope", "another", "connection", "session"})
MOST_KEPT = 64 * 1024
"""Characters of a form that are shown again at most."""
MOST_FIELDS_KEPT = 200

KEPT_SECONDS = 3600
"""How long after a session's end its forms can still be sent again from the same browser."""


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


@dataclass(frozen=True)
class KeptForm:
    """A form to send again: its address, its fields in order, and its token ("" to only show)."""

    action: str
    fields: tuple[tuple[str, str], ...]
    token: str

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """What a person typed or chose, without what only says where to go."""
        return tuple((name, value) for name, value in self.fields if name not in UNSEEN and value)


def sent_token() -> str:
    """The form token that came with this request; "" where none did."""
    return request.headers.get(HEADER) or _form().get(FIELD, "")


def _form() -> MultiDict[str, str]:
    """The fields that were sent; none where they are too many to be read."""
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def is_foreign() -> bool:
    """Whether another site's page made this request (Fetch Metadata, else Origin)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and origin != current_app.config["PUBLIC_URL"]


def is_surely_ours() -> bool:
    """Whether the browser itself says that a page of ours made this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return bool(request.headers.get("Origin") == current_app.config["PUBLIC_URL"])


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
        fresh = form_token.masked(person.form_key, person.connection.drawn_for)
        response.headers["HX-Trigger"] = json.dumps({"form-token": fresh})


def kept_form() -> KeptForm | None:
    """What this request wanted to send; None where that is nothing, or too much to show."""
    form = _form()
    size = sum(len(name) + len(value) for name, value in form.items(multi=True))
    if request.method in ("GET", "HEAD") or size > MOST_KEPT or len(form) > MOST_FIELDS_KEPT:
        return None
    fields = tuple((name, value) for name, value in form.items(multi=True) if name != FIELD)
    person = g.get("signed_in")
    token = sent_token()
    if person is not None and not form_token.is_valid(token, person.form_key):
        token = form_token.masked(person.form_key, person.connection.drawn_for)
    return KeptForm(request.full_path.rstrip("?"), fields, token if is_surely_ours() else "")
