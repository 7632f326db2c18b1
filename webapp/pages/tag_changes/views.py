"""How a change of tags stands, continuing what stopped, and taking back what was done."""

from flask import Blueprint, Response, render_template, request

from webapp.current import change as known_change
from webapp.current import changes as known_changes
from webapp.current import have_continued, have_undone, told_of
from webapp.guard import needs
from webapp.responses.redirects import go, with_change

blueprint = Blueprint("tag_changes", __name__)


@blueprint.get("/tags/changes")
@needs("tags:manage")
def changes() -> str:
    """Every change of this session, the newest first."""
    told = [told_of(change) for change in known_changes()]
    return render_template("pages/tag_changes/changes.html", changes=told)


@blueprint.get("/tags/changes/<change_id>")
@needs("tags:manage")
def change(change_id: str) -> str:
    """One change, and what came of it for each person."""
    told = told_of(known_change(change_id))
    return render_template("pages/tag_changes/change.html", told=told)


@blueprint.post("/tags/changes/<change_id>/continue")
@needs("tags:manage")
def go_on(change_id: str) -> Response:
    """Go on where it stopped; then back to where the form stood."""
    return go(with_change(request.form.get("next"), have_continued(change_id).id))


@blueprint.post("/tags/changes/<change_id>/undo")
@needs("tags:manage")
def undo(change_id: str) -> Response:
    """Take it back, once; then back to where the form stood, which tells of it."""
    return go(with_change(request.form.get("next"), have_undone(change_id).id))
