"""One person: DISC, Focus, Core values and tags."""

import re

from flask import Blueprint, abort, render_template

from webapp.current import platform, signed_in
from webapp.guard import needs
from webapp.pages.profile.carried import carried
from webapp.pages.profile.disc_chart import disc_chart
from webapp.pages.profile.focus_chart import focus_groups

blueprint = Blueprint("profile", __name__)
_ID = re.compile("[A-Za-z0-9_-]{1,64}")


@blueprint.get("/team/<profile_id>")
@needs("profiles:read")
def person(profile_id: str) -> str:
    """The page. What cannot be an id is not asked for; tags are read only where granted."""
    if not _ID.fullmatch(profile_id):
        abort(404)
    profile = platform().profiles.one(profile_id)
    may_see_tags = signed_in().may("tags:manage")
    return render_template(
        "pages/profile/person.html",
        profile=profile,
        disc=disc_chart(profile.disc) if profile.disc else None,
        focus=focus_groups(profile.focus) if profile.focus is not None else None,
        tags=carried(platform().tags.every(), profile_id) if may_see_tags else None,
    )
