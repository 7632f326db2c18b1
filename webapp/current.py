"""Whose call this is: the platform's API as the person signed in. Here auth and api meet."""

from flask import current_app, g

from webapp.api import Forbidden, PlatformApi
from webapp.api.tags import Tag
from webapp.auth.errors import SignInRequired
from webapp.auth.signed_in import SignedIn
from webapp.services import Services


def services() -> Services:
    """The parts that this process was built with."""
    built: Services = current_app.extensions["services"]
    return built


def signed_in() -> SignedIn:
    """The signed-in person of this request. Raises SignInRequired."""
    person: SignedIn | None = g.get("signed_in")
    if person is None:
        raise SignInRequired("Nobody is signed in.")
    return person


def platform() -> PlatformApi:
    """The platform as the signed-in person, with one token source for the whole request."""
    if "platform" not in g:
        built = services()
        g.platform = built.platform(built.keeper(signed_in().token_key))
    api: PlatformApi = g.platform
    return api


def tags_if_granted() -> list[Tag] | None:
    """Every tag of the account; None where they were not granted, or no longer are."""
    if not signed_in().may("tags:manage"):
        return None
    try:
        return platform().tags.every()
    except Forbidden:
        return None
