"""Type or paste whom to invite, see who will be written to, and have it done.

Source: Profile API reference, section 4.3: each invite is a message to a real person.
"""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.current import presenting, tags_if_read
from webapp.current.invite_drafts import check_draft, invite_draft, keep_draft
from webapp.current.inviting import is_sent, send_invites
from webapp.guard import needs
from webapp.inviting import NoSuchInvites
from webapp.pages.new_invite.preview import places, preview
from webapp.pages.new_invite.typed import Typed, judged, of_draft
from webapp.people.ordering import by_label
from webapp.responses.forms import NamesHidden
from webapp.responses.redirects import go

blueprint = Blueprint("new_invite", __name__, url_prefix="/invites")


@blueprint.get("/new")
def new() -> Response:
    """The form; what an earlier one left stands in it. It needs no permission: that is asked for
    where invites are sent.
    """
    left = request.args.get("draft")
    return _form(of_draft(invite_draft(left)) if left else Typed())


@blueprint.post("/new")
def keep() -> Response:
    """Keep what was typed for the preview."""
    _no_names_hidden()
    typed = judged(request.form.get("people", ""), request.form.getlist("tag"))
    if typed.note:
        return _form(typed, 422)
    return go(_preview(keep_draft(typed.text, typed.ticked)))


@blueprint.get("/drafts/<draft_id>")
def draft(draft_id: str) -> Response:
    """Who would be written to, and who would not. One that was sent leads to what came of it."""
    if is_sent(draft_id):
        return go(_batch(draft_id))
    typed = invite_draft(draft_id)
    if presenting():
        return make_response(render_template("pages/new_invite/draft.html", shown=None))
    shown = preview(typed, *check_draft(typed, draft_id))
    page = render_template("pages/new_invite/draft.html", shown=shown, draft_id=draft_id)
    return make_response(page)


@blueprint.post("/drafts/<draft_id>")
@needs("profiles:write")
def send(draft_id: str) -> Response:
    """Have those written to whom the preview showed, once, however often the form is sent."""
    _no_names_hidden()
    try:
        sent = send_invites(draft_id, places(request.form.get("shown", "")))
    except NoSuchInvites:
        if not is_sent(draft_id):
            raise
        return go(_batch(draft_id))  # the same form, sent twice at once
    if sent is None:
        return go(_preview(draft_id))
    return go(_batch(sent.batch, sent.left_out))


def _form(typed: Typed, status: int = 200) -> Response:
    tags = () if presenting() else by_label(tags_if_read() or ())
    page = render_template("pages/new_invite/new.html", typed=typed, tags=tags)
    return make_response(page, status)


def _no_names_hidden() -> None:
    if presenting():
        raise NamesHidden("Addresses are names, which are hidden now.")


def _preview(draft_id: str) -> str:
    return url_for("new_invite.draft", draft_id=draft_id)


def _batch(batch_id: str, left_out: str = "") -> str:
    return url_for("invite_batches.batch", batch_id=batch_id, left=left_out or None)
