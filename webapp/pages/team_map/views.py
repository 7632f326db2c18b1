"""The map: the same people as the roster's for the same question, seen together."""

from flask import Blueprint, Response, request, url_for

from webapp.current import people_as_of, selected
from webapp.current.views import saved
from webapp.guard import needs
from webapp.pages.team_map.circle import circle
from webapp.pages.team_map.figures import figures
from webapp.people.choices import choices
from webapp.responses.partials import answer
from webapp.responses.redirects import push

blueprint = Blueprint("team_map", __name__)


@blueprint.get("/team/map", endpoint="map")
@needs("profiles:read")
def team_map() -> Response:
    """The page, or what changes of it with the question."""
    selection = selected()
    response = answer(
        "pages/team_map/map.html",
        "pages/team_map/_picture.html",
        selection=selection,
        choices=choices(selection),
        figures=figures(selection, request.args.get("open", "")),
        circle=circle(selection),
        as_of=people_as_of(),
        saved=saved(selection),
    )
    return push(response, url_for("team_map.map") + selection.asked.query())
