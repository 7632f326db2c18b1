"""Profiles of the connected account. Source: Profile API reference, section 4.2."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, page_and_limit, success
from sandbox.api.protect import connected_account, needs
from sandbox.identifiers import well_formed
from sandbox.population.profiles import Profile

profiles = Blueprint("profiles", __name__, url_prefix="/api/v4")


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


def find(profile_id: str) -> Profile:
    """The profile of the connected account. Raises Refusal, the same 404 for an unknown id and
    for another account's.
    """
    if not well_formed(profile_id):
        raise Refusal(400, "The profile id is malformed")
    profile = connected_account().profiles.find(profile_id)
    if profile is None:
        raise Refusal(404, "Profile not found")
    return profile
