"""The apps that may act for the person signed in, as far as this request may see them."""

from dataclasses import dataclass
from enum import StrEnum

from flask import g

from webapp.api import Forbidden, NotFound, NotOffered
from webapp.api.grants import Grant, GrantsApi
from webapp.auth.errors import LoginUnavailable
from webapp.current.call import listener, memory, noted, signed_in, token_source
from webapp.services import services


class Source(StrEnum):
    """Whose word the list is: Profile's; or nobody's, since it was NOT_ALLOWED by the person at
    consent, is FORBIDDEN to this dashboard by Profile, NOT_OFFERED at all, or NOT_FOUND just now:
    Profile's metadata, which says where it is, cannot be had.
    """

    PROFILE = "profile"
    NOT_ALLOWED = "not allowed"
    FORBIDDEN = "forbidden"
    NOT_OFFERED = "not offered"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Grants:
    """What Profile lists, in its order; empty where the source is not Profile."""

    source: Source
    grants: tuple[Grant, ...] = ()


def grants_api() -> GrantsApi | None:
    """The calls on grants; None where Profile has none. Raises LoginUnavailable."""
    if "grants_api" not in g:
        g.grants_api = services().outbound.grants(token_source(), listener(), memory(), noted())
    api: GrantsApi | None = g.grants_api
    return api


def read_grants() -> Grants:
    """The list as it is now, read anew each time it is asked for: after a revocation it is the
    proof. 403 is a normal answer (grants reference, "Rules"), and a 404 or 405 says that there is
    no list at this address.
    """
    if not signed_in().may("account:read"):
        return Grants(Source.NOT_ALLOWED)
    try:
        api = grants_api()
    except LoginUnavailable:
        return Grants(Source.NOT_FOUND)
    if api is None:
        return Grants(Source.NOT_OFFERED)
    try:
        return Grants(Source.PROFILE, api.every())
    except Forbidden:
        return Grants(Source.FORBIDDEN)
    except (NotFound, NotOffered):
        return Grants(Source.NOT_OFFERED)


def is_this_dashboard(grant: Grant) -> bool:
    """Whether it is a permission of this very dashboard, in whichever session or account."""
    return bool(grant.is_current) or grant.app.id == services().settings.client_id
