"""Inviting people to the account. Source: Profile API reference, sections 4.3 and 4.4.

That an invite can be sent again is documented (scopes), how is our assumption, and so is all that
becomes of an address or a key that is somebody's already.
"""

from flask import Blueprint
from msgspec import UNSET, Struct
from werkzeug.wrappers import Response

from sandbox.api.actions import made
from sandbox.api.answers import Refusal, success
from sandbox.api.bodies import read_body
from sandbox.api.offered import offered
from sandbox.api.profile_rules import Details, reach_of, text_of
from sandbox.api.profiles import id_of, shown, writes
from sandbox.api.protect import caller, connected_account, needs
from sandbox.current import origins, world
from sandbox.links import LINK_PATH

invites = Blueprint("invites", __name__, url_prefix="/api/v4")


class _Wish(Struct, rename="camel"):
    tags: list[str] | None = None
    custom_id: object = UNSET


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
@offered("resending")
@needs("profiles:write")
def resend(profile_id: str) -> Response:
    """The message once more, to somebody who is pending; not twice within a minute."""
    return success("profile", shown(writes().resend(id_of(profile_id))))


@invites.post("/assessment-invite")
@needs("profiles:write")
def link() -> Response:
    """The link for these tags and this key, made where there is none. Nobody is written to."""
    asked = read_body(_Wish, "tags must be an array of ids")
    tags, custom_id = _known_tags(asked.tags or []), text_of("customId", asked.custom_id)
    found, is_new = world().links.ask(connected_account().id, tags, custom_id)
    if is_new:
        details = {"tags": sorted(found.tags), "customId": custom_id}
        world().audit.note(caller(), "link.make", found.code, **details)
    return success("link", f"{origins().login}{LINK_PATH}{found.code}")


def _known_tags(tag_ids: list[str]) -> list[str]:
    """The ids in the platform's case. Raises Refusal for one that the account does not have."""
    known = {tag.id for tag in connected_account().tags}
    stranger = next((each for each in tag_ids if each.lower() not in known), None)
    if stranger is not None:
        raise Refusal(400, f'unknown tag "{stranger}"')
    return [each.lower() for each in tag_ids]
