"""Debriefs of the connected account. Source: Profile API reference, section 4.5.

Only the writing call is documented. That there is one which only reads, and that a second writing
call gives what the first one wrote, are our assumptions.
"""

import msgspec
from flask import Blueprint
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, flat
from sandbox.api.protect import connected_account, needs
from sandbox.current import world
from sandbox.identifiers import well_formed
from sandbox.population.profiles import Profile

debriefs = Blueprint("debriefs", __name__, url_prefix="/api/v4/playbook/ai/debrief")


@debriefs.post("/<profile_id>")
@needs("profiles:read")
def write(profile_id: str) -> Response:
    """Writes and gives it; 409 for somebody without any result."""
    profile = _profile(profile_id)
    if profile.is_pending:
        raise Refusal(409, "A debrief needs at least one completed assessment")
    return flat(msgspec.to_builtins(world().debriefs.write(profile)))


@debriefs.get("/<profile_id>")
@needs("profiles:read")
def read(profile_id: str) -> Response:
    """Gives the debrief there is; 404 where there is none, 405 where the call is switched off."""
    if not world().debriefs.ways.can_be_read:
        raise MethodNotAllowed(["POST"])
    known = world().debriefs.read(_profile(profile_id))
    if known is None:
        raise Refusal(404, "Debrief not found")
    return flat(msgspec.to_builtins(known))


def _profile(profile_id: str) -> Profile:
    if not well_formed(profile_id):
        raise Refusal(400, "The profile id is malformed")
    profile = connected_account().profiles.find(profile_id)
    if profile is None:
        raise Refusal(404, "Profile not found")
    return profile
