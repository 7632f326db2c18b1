"""The logo as a picture of our own, and the ways to change it.

A new one is looked at before it is saved: people who are invited see it at once, and Undo would
come too late for them. Source: api/logo.py.
"""

from flask import Blueprint, Response, abort, render_template, request, url_for

from webapp.account_settings import LARGEST_FILE, NotAPicture, Outcome, fingerprint, picture_of
from webapp.current import platform
from webapp.current.account_changes import former_logo, have_logo_replaced, keep_logo, logo_draft
from webapp.guard import needs
from webapp.responses.files import as_picture
from webapp.responses.redirects import go

blueprint = Blueprint("logo", __name__)


@blueprint.get("/account/logo")
@needs("account:read")
def picture() -> Response:
    """The logo drawn anew, whatever Profile sent; 404 where there is none that can be shown."""
    logo = platform().logo.read()
    if logo is None:
        abort(404)
    try:
        return as_picture(picture_of(logo).content, "logo.png")
    except NotAPicture:
        abort(404)


@blueprint.post("/account/logo")
@needs("account:write", "account:read")
def upload() -> Response:
    """Draw the file that was sent anew, and show what it came to. Raises NotAPicture."""
    if not (file := request.files.get("logo")) or not file.filename:
        raise NotAPicture("No file was chosen. Choose one first.")
    draft_id = keep_logo(picture_of(file.stream.read(LARGEST_FILE + 1)))
    return go(url_for("logo.preview", draft_id=draft_id))


@blueprint.get("/account/logo/drafts/<draft_id>")
@needs("account:write", "account:read")
def preview(draft_id: str) -> str:
    """How it will look, and the one that it takes the place of."""
    return render_template(
        "pages/logo/preview.html",
        draft=logo_draft(draft_id),
        draft_id=draft_id,
        drawn=fingerprint(platform().logo.read()),
        is_late="meanwhile" in request.args,
    )


@blueprint.get("/account/logo/drafts/<draft_id>/picture")
@needs("account:write")
def draft_picture(draft_id: str) -> Response:
    """The picture itself."""
    return as_picture(logo_draft(draft_id).content, "new-logo.png")


@blueprint.post("/account/logo/drafts/<draft_id>")
@needs("account:write", "account:read")
def save(draft_id: str) -> Response:
    """Make it the logo, unless somebody else has changed that since the preview was drawn."""
    outcome, change = have_logo_replaced(logo_draft(draft_id).content, _drawn())
    if outcome is Outcome.MEANWHILE:
        return go(url_for("logo.preview", draft_id=draft_id, meanwhile=1))
    return go(url_for("account.account", change=change))


@blueprint.get("/account/logo/remove")
@needs("account:write", "account:read")
def confirm_removal() -> str:
    """The logo that would go."""
    return render_template(
        "pages/logo/confirm_removal.html",
        drawn=fingerprint(platform().logo.read()),
        is_late="meanwhile" in request.args,
    )


@blueprint.post("/account/logo/remove")
@needs("account:write", "account:read")
def remove() -> Response:
    """Take it away, unless somebody else has changed it since it was shown."""
    outcome, change = have_logo_replaced(None, _drawn())
    if outcome is Outcome.MEANWHILE:
        return go(url_for("logo.confirm_removal", meanwhile=1))
    return go(url_for("account.account", change=change))


@blueprint.post("/account/logo/former/<draft_id>")
@needs("account:write", "account:read")
def put_back(draft_id: str) -> Response:
    """The logo of before, unless somebody else has changed it since."""
    _, change = have_logo_replaced(former_logo(draft_id).content, _drawn())
    return go(url_for("account.account", change=change))


def _drawn() -> str:
    """The fingerprint of the logo that the form showed."""
    return request.form.get("drawn", "")
