"""Give one person a tag, and take one away, in place.

Source: Profile API reference, section 4.6.
"""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.api import ApiError
from webapp.api.profiles import Profile
from webapp.current import somebody, tags_if_granted
from webapp.current.tagging import asked_change, have_changed, new_form, told_of
from webapp.guard import needs
from webapp.pages.person_tags.wished import wished
from webapp.people.person_tags import person_tags
from webapp.responses.partials import answer, is_partial
from webapp.responses.redirects import go, with_change
from webapp.tagging import State

blueprint = Blueprint("person_tags", __name__)


@blueprint.get("/team/<profile_id>/tags")
@needs("profiles:read", "tags:manage")
def tags(profile_id: str) -> Response:
    """The page, or its part."""
    return _drawn(somebody(profile_id), told=asked_change())


@blueprint.post("/team/<profile_id>/tags")
@needs("profiles:read", "tags:manage")
def change(profile_id: str) -> Response:
    """Do what the form asks; then back to the page that it stood on. A form that met something
    else than it was drawn from is drawn anew, and nothing is done.
    """
    profile = somebody(profile_id)
    wish = wished(request.form, profile.id)
    if wish is None:
        return _drawn(profile, 422, is_refused=True)
    change = have_changed(wish)
    page = with_change(_return_to(profile), change.id)
    is_conflict = change.state is State.CONFLICT
    if not (is_conflict or is_partial()):
        return go(page)
    try:
        return _drawn(profile, 409 if is_conflict else 200, told=told_of(change), wish=wish)
    except ApiError:  # the change stands, and the page tells of it as soon as it can be read
        return go(page)


def _drawn(profile: Profile, status: int = 200, **context: Any) -> Response:
    """By the tags as they are now."""
    known = tags_if_granted()
    return answer(
        "pages/person_tags/tags.html",
        "pages/person_tags/_person_tags.html",
        status=status,
        profile=profile,
        tags=None if known is None else person_tags(known, profile.id),
        form=new_form(),
        return_to=_return_to(profile),
        is_swapped=is_partial(),
        **{"told": None, "wish": None, "is_refused": False, **context},
    )


def _return_to(profile: Profile) -> str:
    """The page that the form stood on."""
    return request.form.get("next") or url_for("profile.person", profile_id=profile.id)
