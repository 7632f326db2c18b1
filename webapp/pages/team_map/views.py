"""The map: the same people as the roster's for the same question, seen together."""

from flask import Blueprint, Response, request, url_for

from webapp.current import minute, people_as_of, selected
from webapp.current.views import saved
from webapp.guard import needs
from webapp.pages.team_map.circle import circle
from webapp.pages.team_map.figures import figures
from webapp.people.choices import choices
from webapp.people.selection import Selection
from webapp.responses.kept_pages import kept_answer
from webapp.responses.redirects import push

blueprint = Blueprint("team_map", __name__)


@blueprint.get("/team/map", endpoint="map")
@needs("profiles:read")
def team_map() -> Response:
    """The page, or what changes of it with the question."""
    selection = selected()
    views, moment = saved(selection), minute(people_as_of())
    response = kept_answer(
        "pages/team_map/map.html",
        "pages/team_map/_picture.html",
        lambda: {"as_of": moment, "saved": views, **shown(selection.at_hand())},
        of=(selection, views and views.opened),
        beside=(moment, views and views.shelf),
    )
    return push(response, url_for("team_map.map") + selection.asked.query())


def shown(selection: Selection) -> dict[str, object]:
    """What the page shows of those who were asked for; it walks over everybody several times."""
    return {
        "selection": selection,
        "choices": choices(selection),
        "figures": figures(selection, request.args.get("open", "")),
        "circle": circle(selection),
    }
