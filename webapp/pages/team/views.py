"""The roster: every person of the account, searched, filtered, sorted and paged."""

from flask import Blueprint, Response, request, url_for

from webapp.current import memory, minute, people_as_of, selected, snapshot
from webapp.current.views import saved, shelf
from webapp.guard import needs
from webapp.listing.headings import headings
from webapp.listing.pager import page_numbers
from webapp.listing.roster import roster as make_roster
from webapp.people.choices import choices
from webapp.people.page import page_of
from webapp.people.selection import Selection
from webapp.responses.kept_pages import kept_answer
from webapp.responses.partials import is_from_htmx
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
    selection = selected(so_far=True)
    views, moment, kept = saved(selection), minute(people_as_of()), snapshot()
    response = kept_answer(
        "pages/team/roster.html",
        "pages/team/_members.html",
        lambda: {"as_of": moment, "saved": views, "snapshot": kept, **shown(selection)},
        of=(selection, views and views.opened),
        beside=(moment, kept and kept.standing, views and views.shelf),
    )
    page, _, _ = page_of(selection.people, selection.asked)
    return push(response, url_for("team.roster") + page.query())


def shown(selection: Selection) -> dict[str, object]:
    """What the page shows of those who were asked for."""
    page = make_roster(selection, memory())
    return {
        "selection": selection,
        "roster": page,
        "headings": headings(page.asked, with_tags=selection.tags is not None),
        "numbers": page_numbers(page.asked.page, page.pages),
        "choices": choices(selection),
    }
