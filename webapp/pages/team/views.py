"""The roster: every person of the account, searched, filtered, sorted and paged."""

from flask import Blueprint, Response, request, url_for

from webapp.current import platform, tags_if_granted
from webapp.guard import needs
from webapp.pages.team.choices import choices
from webapp.pages.team.headings import headings
from webapp.pages.team.pager import page_numbers
from webapp.pages.team.query import parse
from webapp.pages.team.roster import roster as make_roster
from webapp.responses.partials import answer, is_partial
from webapp.responses.redirects import shown_address

blueprint = Blueprint("team", __name__)


@blueprint.get("/team")
@needs("profiles:read")
def roster() -> Response:
    """The page, or what changes of it. Tags are read only where they were granted."""
    asked, notes = parse(request.args.to_dict(flat=False))
    tags = tags_if_granted()
    shown = make_roster(platform().profiles.every(), tags, asked)
    response = answer(
        "pages/team/roster.html",
        "pages/team/_members.html",
        roster=shown,
        notes=(*notes, *shown.notes),
        headings=headings(shown.asked, with_tags=tags is not None),
        numbers=page_numbers(shown.asked.page, shown.pages),
        choices=choices(shown),
    )
    if is_partial():
        response.headers["HX-Push-Url"] = _pushed(url_for("team.roster") + shown.asked.query())
    return response


def _pushed(address: str) -> str:
    """The shortest address of what is shown; "false" where the browser is there already, so that
    its back button never leads to the same list."""
    return "false" if shown_address() == address else address
