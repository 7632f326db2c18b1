"""Debriefs of the connected account. Source: Profile API reference, section 4.5.

Only the writing call is documented. That there is one which only reads, and that a second writing
call gives what the first one wrote, are our assumptions.
"""

import msgspec
from flask import Blueprint
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, flat
from sandbox.api.profiles import find
from sandbox.api.protect import needs
from sandbox.current import world
from sandbox.debriefs import Debrief

debriefs = Blueprint("debriefs", __name__, url_prefix="/api/v4/playbook/ai/debrief")


@debriefs.post("/<profile_id>")
@needs("profiles:read")
def write(profile_id: str) -> Response:
    """Writes and gives it; 409 for somebody without any result."""
    return flat(msgspec.to_builtins(written(profile_id)))


@debriefs.get("/<profile_id>")
@needs("profiles:read")
def read(profile_id: str) -> Response:
    """Gives the debrief there is; 404 where there is none, 405 where the call is switched off."""
    if not world().debriefs.ways.can_be_read:
        raise MethodNotAllowed(["POST"])
    known = world().debriefs.read(find(profile_id))
    if known is None:
        raise Refusal(404, "Debrief not found")
    return flat(msgspec.to_builtins(known))


def written(profile_id: str) -> Debrief:
    """The debrief of a profile, written first where there is none. Raises Refusal, 409 for
    somebody without any result.
    """
    profile = find(profile_id)
    if profile.is_pending:
        raise Refusal(409, "A debrief needs at least one completed assessment")
    return world().debriefs.write(profile)
