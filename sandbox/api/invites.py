"""Inviting people to the account. Source: Profile API reference, sections 4.3 and 4.4.

That an invite can be sent again is documented (scopes), how is our assumption, and so is all that
becomes of an address or a key that is somebody's already.
"""

from flask import Blueprint
from werkzeug.wrappers import Response

from sandbox.api.actions import made
from sandbox.api.answers import success
from sandbox.api.bodies import read_body
from sandbox.api.profile_rules import Details, reach_of, text_of
from sandbox.api.profiles import id_of, shown, writes
from sandbox.api.protect import needs
from sandbox.current import world

invites = Blueprint("invites", __name__, url_prefix="/api/v4")


@invites.post("/profile")
@needs("profiles:write")
def send() -> Response:
    """A pending profile, and a message to the person. Documented oddity: it is under `tag`."""
    asked = read_body(Details)
    reach, custom_id = reach_of(asked), text_of("customId", asked.custom_id)
    profile = writes().invite(**reach, custom_id=custom_id)
    made(profile.id)
    return success("tag" if world().oddities else "profile", profile)


@invites.post("/profile/<profile_id>/resend-invite")
@needs("profiles:write")
def resend(profile_id: str) -> Response:
    """The message once more, to somebody who is pending; not twice within a minute."""
    return success("profile", shown(writes().resend(id_of(profile_id))))
