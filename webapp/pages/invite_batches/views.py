"""How batches of invites stand, and continuing what stopped."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.current import presenting, signed_in
from webapp.current.inviting import (
    give_tags,
    go_on_inviting,
    invite_batch,
    invite_batches,
    tags_given,
)
from webapp.current.tagging import asked_change
from webapp.guard import needs
from webapp.pages.invite_batches.shown import Shown, shown
from webapp.responses.errors import draw_anew
from webapp.responses.partials import is_partial
from webapp.responses.redirects import ShownElsewhere, go

blueprint = Blueprint("invite_batches", __name__, url_prefix="/invites/batches")

PART = "pages/invite_batches/_batch.html"


@blueprint.get("")
def batches() -> str:
    """Every batch of this session, the newest first."""
    every = [shown(batch) for batch in invite_batches()]
    return render_template("pages/invite_batches/batches.html", batches=every)


@blueprint.get("/<batch_id>")
def batch(batch_id: str) -> str:
    """One of them: how far it is, then what came of each."""
    return render_template(
        "pages/invite_batches/batch.html",
        shown=_shown(batch_id),
        left=request.args.get("left", ""),
        news=asked_change(),
    )


@blueprint.get("/<batch_id>/now")
def now(batch_id: str) -> Response:
    """What an open page asks by itself while something is under way."""
    if not is_partial():
        return go(_page_of(batch_id))
    return make_response(render_template(PART, shown=_shown(batch_id)))


@blueprint.errorhandler(ShownElsewhere)
def elsewhere(error: ShownElsewhere) -> Response:
    """What asks by itself from a page of another account is told so, and asks no more."""
    if error.leads_on:
        return draw_anew(error)
    return make_response(render_template(PART, shown=None))


@blueprint.post("/<batch_id>/continue")
@needs("profiles:write")
def go_on(batch_id: str) -> Response:
    """Go on where it stopped."""
    go_on_inviting(batch_id)
    return go(_page_of(batch_id))


@blueprint.post("/<batch_id>/tags")
@needs("tags:manage")
def tags(batch_id: str) -> Response:
    """Give the tags that were chosen, where that was not begun."""
    give_tags(batch_id)
    return go(_page_of(batch_id))


def _shown(batch_id: str) -> Shown:
    found = invite_batch(batch_id)
    may_see_tags = signed_in().may("tags:manage") and not found.is_running and not presenting()
    given = tags_given(found) if may_see_tags else ()
    return shown(found, given, whole="all" in request.args)


def _page_of(batch_id: str) -> str:
    return url_for("invite_batches.batch", batch_id=batch_id)
