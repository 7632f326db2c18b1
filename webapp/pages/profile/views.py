"""One person: DISC, Focus, Core values and tags."""

from flask import Blueprint, render_template

from webapp.current import somebody, tags_if_granted
from webapp.guard import needs
from webapp.pages.profile.carried import carried
from webapp.pages.profile.disc_chart import disc_chart
from webapp.pages.profile.focus_chart import focus_groups

blueprint = Blueprint("profile", __name__)


@blueprint.get("/team/<profile_id>")
@needs("profiles:read")
def person(profile_id: str) -> str:
    """The page; the client refuses what cannot be an id before anything is sent."""
    profile = somebody(profile_id)
    tags = tags_if_granted()
    return render_template(
        "pages/profile/person.html",
        profile=profile,
        disc=disc_chart(profile.disc) if profile.disc else None,
        focus=focus_groups(profile.focus) if profile.focus is not None else None,
        tags=None if tags is None else carried(tags, profile_id),
    )
