"""Save a view, open it, see to all of them, and mark what has changed in one as seen."""

from flask import Blueprint, Response, request, url_for

from webapp.current import selected_by
from webapp.current.views import shelf, views_owner
from webapp.guard import needs
from webapp.pages.saved_views.answers import page, refused_draft, refused_name
from webapp.pages.saved_views.draft import QueryTooLong, draft
from webapp.pages.saved_views.saving import followed, kept
from webapp.responses.redirects import go
from webapp.saved_views.shelf import NameTaken, SavedView, ShelfFull
from webapp.saved_views.view_name import NameRefused, view_name
from webapp.services import services

blueprint = Blueprint("saved_views", __name__, url_prefix="/team/views")


@blueprint.get("")
def views() -> Response:
    """All of them, to open and to see to."""
    return page()


@blueprint.post("", endpoint="save")
@needs("profiles:read")
def save() -> Response:
    """Keep a question under a name, and who is in it; then show it."""
    wish = draft(request.form)
    try:
        view = kept(services().saved_views, views_owner(), wish, selected_by)
    except (NameRefused, NameTaken, ShelfFull, QueryTooLong) as error:
        return refused_draft(wish, error)
    return go(_shown(view, wish.place))


@blueprint.get("/<view_id>", endpoint="open")
def open_view(view_id: str) -> Response:
    """Lead to the people that it asks for, and say there which view it is."""
    return go(_shown(shelf().view(view_id), request.args.get("place", "")))


@blueprint.post("/<view_id>/seen")
@needs("profiles:read")
def seen(view_id: str) -> Response:
    """Changes count from now on; but what came after the page was drawn is shown first."""
    view = shelf().view(view_id)
    shown = request.form.get("shown", "")
    is_seen = followed(services().saved_views, views_owner(), view, shown, selected_by)
    return go(_shown(view, request.form.get("place", "")) + ("" if is_seen else "&newer=1"))


@blueprint.post("/<view_id>/rename")
def rename(view_id: str) -> Response:
    """Another name for the same view."""
    shelf().view(view_id)
    try:
        name = view_name(request.form.get("name", ""))
        services().saved_views.change(views_owner(), lambda now: now.renamed(view_id, name))
    except (NameRefused, NameTaken) as error:
        return refused_name(view_id, error)
    return go(url_for("saved_views.views", done="renamed"))


@blueprint.post("/<view_id>/delete")
def delete(view_id: str) -> Response:
    """One that is gone already is as wished."""
    services().saved_views.change(views_owner(), lambda now: now.without(view_id))
    return go(url_for("saved_views.views", done="deleted"))


@blueprint.post("/default")
def default() -> Response:
    """Which view the team opens with; none is everybody."""
    view_id = request.form.get("view", "")
    services().saved_views.change(views_owner(), lambda now: now.with_default(view_id))
    return go(url_for("saved_views.views", done="default" if view_id else "everybody"))


def _shown(view: SavedView, place: str) -> str:
    endpoint = "team_map.map" if place == "map" else "team.roster"
    return url_for(endpoint) + view.address_query
