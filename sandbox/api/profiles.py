"""Profiles of the connected account. Source: Profile API reference, section 4.2."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, page_and_limit, success
from sandbox.api.protect import connected_account, needs
from sandbox.identifiers import well_formed

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
    """One profile. An unknown id and another account's are the same 404."""
    if not well_formed(profile_id):
        raise Refusal(400, "The profile id is malformed")
    profile = connected_account().profiles.find(profile_id)
    if profile is None:
        raise Refusal(404, "Profile not found")
    return success("profile", profile)
