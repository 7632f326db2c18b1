"""All tags, and the forms that make, alter and delete them.

Each address that asks for a form answers with the page, the form open in it, or for htmx with that
part alone. Source: Profile API reference, section 4.6.
"""

from urllib.parse import unquote

from flask import Blueprint, Response, request

from webapp.current.tagging import have_changed, told_of
from webapp.guard import needs
from webapp.pages.tags.answers import NEW, done, drawn, made_anew, page
from webapp.pages.tags.draft import Draft, Refused, alteration, creation, draft
from webapp.pages.tags.listing import Opened
from webapp.pages.tags.meeting import shown_again
from webapp.responses.partials import is_partial
from webapp.tagging import Deletion, State

blueprint = Blueprint("tags", __name__, url_prefix="/tags")


@blueprint.get("")
@needs("tags:manage")
def tags() -> Response:
    """All of them. `at` is the tag, or "new", whose control `by` was come back to."""
    opened = Opened(request.args.get("at", ""), focus=request.args.get("by", ""))
    return drawn(opened) if opened.tag_id and is_partial() else page(opened)


@blueprint.get("/new")
@needs("tags:manage")
def new() -> Response:
    """The form for another one."""
    return drawn(Opened(NEW, draft=Draft()))


@blueprint.post("", endpoint="create")
@needs("tags:manage")
def create() -> Response:
    """Make a tag, once, however often the form is sent."""
    wish = draft(request.form)
    try:
        change = have_changed(creation(wish))
    except Refused as refused:
        return drawn(Opened(NEW, draft=refused.draft), 422)
    again = shown_again(wish, change, told_of(change).headline)
    if again is not None:
        return drawn(Opened(NEW, draft=again), 409)
    return done(change, Opened(NEW, focus=NEW))


@blueprint.get("/<tag_id>/edit")
@needs("tags:manage")
def edit(tag_id: str) -> Response:
    """The form with a tag's label and colour."""
    return drawn(Opened(tag_id, editing=True))


@blueprint.post("/<tag_id>/edit", endpoint="alter")
@needs("tags:manage")
def alter(tag_id: str) -> Response:
    """Another label or colour, unless somebody else changed it since the form was drawn."""
    wish = draft(request.form)
    try:
        change = have_changed(alteration(tag_id, wish))
    except Refused as refused:
        return drawn(Opened(tag_id, draft=refused.draft), 422)
    again = shown_again(wish, change, told_of(change).headline)
    if again is None:
        return done(change, Opened(tag_id, focus="edit"))
    return made_anew(again, tag_id) if again.is_new else drawn(Opened(tag_id, draft=again), 409)


@blueprint.get("/<tag_id>/delete", endpoint="doom")
@needs("tags:manage")
def doom(tag_id: str) -> Response:
    """The question whether to delete a tag, with how many people would lose it."""
    return drawn(Opened(tag_id, doomed=True))


@blueprint.post("/<tag_id>/delete")
@needs("tags:manage")
def delete(tag_id: str) -> Response:
    """Delete it, unless it is not as the question said; one that is gone already is as wished."""
    form = request.form
    wish = Deletion(tag_id, unquote(form.get("was_label", "")), form.get("was_members", ""))
    change = have_changed(wish)
    if change.state is State.CONFLICT:
        return drawn(Opened(tag_id, doomed=True, note=told_of(change).headline), 409)
    return done(change, Opened(tag_id, focus="delete"))
