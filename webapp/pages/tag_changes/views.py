"""How a change of tags stands, continuing what stopped, and taking back what was done."""

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.background.moments import moment
from webapp.current import everyone_if_granted
from webapp.current.tagging import asked_change, have_continued, have_undone, told_changes, told_of
from webapp.current.tagging import change as known_change
from webapp.guard import needs
from webapp.pages.tag_changes.asked import asked_for
from webapp.pages.tag_changes.shown import Shown, shown
from webapp.responses.errors import draw_anew
from webapp.responses.partials import is_partial
from webapp.responses.redirects import ShownElsewhere, go, with_change
from webapp.tagging import Change, State

blueprint = Blueprint("tag_changes", __name__)

PART = "pages/tag_changes/_change.html"


@blueprint.get("/tags/changes")
@needs("tags:manage")
def changes() -> str:
    """Every change of this session, the newest first."""
    told = [(each, asked_for(each.change), moment(each.change.begun_at)) for each in told_changes()]
    return render_template("pages/tag_changes/changes.html", changes=told)


@blueprint.get("/tags/changes/<change_id>")
@needs("tags:manage")
def change(change_id: str) -> str:
    """One change: how far it is, then what came of it for each person."""
    return render_template(
        "pages/tag_changes/change.html", shown=_shown(change_id), news=asked_change()
    )


@blueprint.get("/tags/changes/<change_id>/now")
@needs("tags:manage")
def now(change_id: str) -> Response:
    """What an open page asks by itself while the change is under way."""
    if not is_partial():
        return go(_page_of(change_id))
    return make_response(render_template(PART, shown=_shown(change_id)))


@blueprint.errorhandler(ShownElsewhere)
def elsewhere(error: ShownElsewhere) -> Response:
    """What asks by itself from a page of another account is told so, and asks no more."""
    if error.leads_on:
        return draw_anew(error)
    return make_response(render_template(PART, shown=None))


@blueprint.post("/tags/changes/<change_id>/continue")
@needs("tags:manage")
def go_on(change_id: str) -> Response:
    """Go on where it stopped; then back to where the form stood."""
    return _tell(have_continued(change_id))


@blueprint.post("/tags/changes/<change_id>/undo")
@needs("tags:manage")
def undo(change_id: str) -> Response:
    """Take it back, once; then back to where the form stood, which tells of it."""
    return _tell(have_undone(change_id))


def _shown(change_id: str) -> Shown:
    told = told_of(known_change(change_id))
    return shown(told, request.args.get("row", ""), everyone_if_granted)


def _tell(change: Change) -> Response:
    """To the page that the form stood on; to the change's own while that is under way."""
    if change.state is State.RUNNING:
        return go(_page_of(change.id))
    return go(with_change(request.form.get("next"), change.id))


def _page_of(change_id: str) -> str:
    return url_for("tag_changes.change", change_id=change_id)
