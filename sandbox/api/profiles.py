"""Profiles of the connected account. Source: Profile API reference, section 4.2.

That they can be changed and deleted is documented (scopes), how is our assumption.
"""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, page_and_limit, success
from sandbox.api.bodies import read_body
from sandbox.api.offered import offered
from sandbox.api.profile_rules import Details, changes_of
from sandbox.api.protect import caller, connected_account, granted, needs
from sandbox.current import origins, world
from sandbox.identifiers import well_formed
from sandbox.population.profiles import Profile
from sandbox.profile_writes import ProfileWrites

profiles = Blueprint("profiles", __name__, url_prefix="/api/v4")

_READING = ("GET", "HEAD", "OPTIONS")


@profiles.get("/profiles")
@needs("profiles:read")
def every() -> Response:
    """One page, in order of creation."""
    page, limit = page_and_limit(request.args)
    return success("profiles", connected_account().profiles.page(page, limit))


@profiles.get("/profile/<profile_id>")
@needs("profiles:read")
def one(profile_id: str) -> Response:
    """One profile."""
    return success("profile", find(profile_id))


@profiles.patch("/profile/<profile_id>")
@offered("profile_changes", others=_READING)
@needs("profiles:write")
def change(profile_id: str) -> Response:
    """Another name, address or number; what is left out stays, null takes it away."""
    profile_id, asked = id_of(profile_id), read_body(Details)
    return success("profile", shown(writes().change(profile_id, **changes_of(asked))))


@profiles.delete("/profile/<profile_id>")
@offered("profile_changes", others=_READING)
@needs("profiles:write")
def delete(profile_id: str) -> Response:
    """Gives the profile as it was."""
    return success("profile", shown(writes().delete(id_of(profile_id))))


def find(profile_id: str) -> Profile:
    """The profile of the connected account. Raises Refusal, the same 404 for an unknown id and
    for another account's.
    """
    profile = connected_account().profiles.find(id_of(profile_id))
    if profile is None:
        raise Refusal(404, "Profile not found")
    return profile


def id_of(profile_id: str) -> str:
    """The id in the case that the platform writes. Raises Refusal."""
    if not well_formed(profile_id):
        raise Refusal(400, "The profile id is malformed")
    return profile_id.lower()


def shown(profile: Profile) -> Profile:
    """As the answer to a write has it: its results are for those alone who may read them."""
    return profile if granted("profiles:read") else profile.bare


def writes() -> ProfileWrites:
    """To the profiles of the connected account, on behalf of whoever calls."""
    return ProfileWrites(connected_account(), world(), caller(), origins().login)
