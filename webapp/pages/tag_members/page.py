"""The page of a tag's members, drawn whole or in part."""

from flask import Response, url_for

from webapp.current import everyone, people_as_of, platform
from webapp.current.tagging import asked_change, new_form
from webapp.listing.headings import headings
from webapp.listing.pager import page_numbers
from webapp.pages.tag_members.candidates import candidates
from webapp.pages.tag_members.members import Members, members
from webapp.pages.tag_members.place import Place
from webapp.people.choices import choices
from webapp.responses.partials import answer
from webapp.tagging import Told

PAGE = "pages/tag_members/members.html"
CARRIERS = "pages/tag_members/_carriers.html"
CANDIDATES = "pages/tag_members/_candidates.html"


def read(tag_id: str, place: Place) -> Members:
    """From one reading of the people and one of the tags. Raises NoSuchTag."""
    return members(everyone(), platform().tags.every(), tag_id, place)


def drawn(
    shown: Members,
    part: str = CARRIERS,
    *,
    told: Told | None = None,
    refused: str = "",
    acted: str = "",
    status: int = 200,
) -> Response:
    """`told` is what came of a form, `refused` why it was not sent on, and `acted` which form that
    was: "add" or "remove".
    """
    roster, find = shown.roster, shown.place.find
    return answer(
        PAGE,
        part,
        status=status,
        shown=shown,
        tag=shown.tag,
        roster=roster,
        headings=headings(roster.asked, with_tags=True),
        numbers=page_numbers(roster.asked.page, roster.pages),
        choices=choices(shown.selection),
        candidates=candidates(shown.selection, shown.tag.profiles, find),
        address=url_for("tag_members.members", tag_id=shown.tag.id),
        new_form=new_form,
        as_of=people_as_of(),
        told=told or asked_change(),
        refused=refused,
        acted=acted,
    )
