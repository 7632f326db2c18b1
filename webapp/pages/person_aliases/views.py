"""The own ids of one person. Source: Profile API reference, section 4.7.

The platform lists those of everybody alone, so that they are read only when they are wanted.
"""

from flask import Blueprint, Response

from webapp.api import NotOffered
from webapp.api.profiles import Profile
from webapp.current import presenting, somebody
from webapp.current.aliases import asked_deed, own_id_book
from webapp.guard import needs
from webapp.responses.partials import answer, is_partial

blueprint = Blueprint("person_aliases", __name__)


@blueprint.get("/team/<profile_id>/own-ids")
@needs("profiles:read", "account:read")
def aliases(profile_id: str) -> Response:
    """The page, or its part."""
    return _drawn(somebody(profile_id))


def _drawn(profile: Profile) -> Response:
    why, mine = "", None
    try:
        mine = None if presenting() else own_id_book().of_person(profile.id)
        why = "hidden" if mine is None else ""
    except NotOffered:
        why = "not offered"
    return answer(
        "pages/person_aliases/aliases.html",
        "pages/person_aliases/_own_ids.html",
        profile=profile,
        own_ids=mine,
        why=why,
        deed=None if presenting() else asked_deed(),
        is_swapped=is_partial(),
    )
