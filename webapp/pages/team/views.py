"""The roster: every person of the account, searched, filtered, sorted and paged."""

from flask import Blueprint, Response, request, url_for

from webapp.current import as_of, selected
from webapp.current.views import saved, shelf
from webapp.guard import needs
from webapp.listing.headings import headings
from webapp.listing.pager import page_numbers
from webapp.listing.roster import roster as make_roster
from webapp.people.choices import choices
from webapp.responses.partials import answer, is_from_htmx
from webapp.responses.redirects import go, push

blueprint = Blueprint("team", __name__)


@blueprint.get("/team")
@needs("profiles:read")
def roster() -> Response:
    """The page, or what changes of it. Tags are read only where they were granted.

    Without a question it opens with the person's default view; `?all=1` is everybody.
    """
    is_entrance = not request.query_string and not is_from_htmx()
    if is_entrance and (default := shelf().default):
        return go(url_for("team.roster") + default.address_query)
    selection = selected()
    shown = make_roster(selection)
    response = answer(
        "pages/team/roster.html",
        "pages/team/_members.html",
        selection=selection,
        roster=shown,
        headings=headings(shown.asked, with_tags=selection.tags is not None),
        numbers=page_numbers(shown.asked.page, shown.pages),
        choices=choices(selection),
        as_of=as_of(),
        saved=saved(selection),
    )
    return push(response, url_for("team.roster") + shown.asked.query())
