"""Client credentials of services that serve no person: each whole, or not at all.

Source: Profile API reference, sections 2.2 and 10; Personify API reference, sections 1 to 3.
"""

import re
from collections.abc import Iterable

from webapp.origins import is_trustworthy, shown, split_address
from webapp.settings.values import ServiceClient, Services
from webapp.settings.variables import Variables

PROFILE_V3 = "https://api.profilebehavior.com"
PERSONIFY_LOGIN = "https://prod.personifyauth.com/connect/token"
M2M_AUTH = ("json", "basic")

_SENDABLE = re.compile("[ -~]+")  # RFC 6749 appendix A.1 and A.2; it goes into a header, too
_EVENT = re.compile("[A-Za-z0-9_-]{1,64}")


def service_clients(given: Variables, profile_api_url: str, legacy_url: str) -> Services:
    """The services that are configured; what is half given becomes one of the problems.
    `legacy_url` is where the API v3 is, "" where nobody has had to know yet.
    """
    return Services(
        profile_v4=_profile_v4(given, profile_api_url),
        profile_v3=_profile_v3(given, legacy_url),
        personify=_personify(given),
    )


def _profile_v4(given: Variables, api_url: str) -> ServiceClient | None:
    client_id, client_secret = _whole(given, ("PROFILE_M2M_CLIENT_ID", "PROFILE_M2M_CLIENT_SECRET"))
    auth = given.choice("PROFILE_M2M_AUTH", M2M_AUTH)
    if auth == "basic" and ":" in client_id:
        given.problems.append(
            "PROFILE_M2M_CLIENT_ID holds a colon, which basic cannot send: set "
            "PROFILE_M2M_AUTH to json."
        )
    if not client_id:
        return None
    return ServiceClient(client_id, client_secret, api_url=api_url, auth=auth)


def _profile_v3(given: Variables, legacy_url: str) -> ServiceClient | None:
    client_id, client_secret = _whole(given, ("PROFILE_V3_CLIENT_ID", "PROFILE_V3_CLIENT_SECRET"))
    api_url = legacy_url or legacy_origin(given)
    return ServiceClient(client_id, client_secret, api_url=api_url) if client_id else None


def legacy_origin(given: Variables, default: str = PROFILE_V3) -> str:
    """The origin of the API v3."""
    return _origin(given, "PROFILE_V3_URL", default)


def _personify(given: Variables) -> ServiceClient | None:
    must = ("CLIENT_ID", "CLIENT_SECRET", "TENANT_ID", "API_URL")
    optional = ("PERSONIFY_EVENT_ID", "PERSONIFY_TOKEN_URL")
    event_id, token_url = (given.text(name) for name in optional)
    client_id, client_secret, tenant_id, api_url = _whole(
        given,
        tuple(f"PERSONIFY_{name}" for name in must),
        goes_along=[name for name in optional if given.text(name)],
    )
    if api_url:
        api_url = _origin(given, "PERSONIFY_API_URL")
    if token_url and split_address(token_url) is None:
        given.problems.append(
            f"PERSONIFY_TOKEN_URL is “{shown(token_url)}”: give https://host/path (http on "
            "loopback only)."
        )
    if event_id and not _EVENT.fullmatch(event_id):
        given.problems.append("PERSONIFY_EVENT_ID cannot be an id: give the one of the onboarding.")
    if not client_id:
        return None
    return ServiceClient(
        client_id,
        client_secret,
        api_url=api_url,
        token_url=token_url or PERSONIFY_LOGIN,
        tenant_id=tenant_id,
        event_id=event_id,
    )


def _whole(
    given: Variables, names: tuple[str, ...], *, goes_along: Iterable[str] = ()
) -> tuple[str, ...]:
    """The values of `names`, all of them or none: a missing one is named, as are those that
    say that the service is meant (`goes_along`) where nothing else does.
    """
    values = {name: given.text(name) for name in names}
    there = [name for name, value in values.items() if value] + list(goes_along)
    missing = [name for name in names if given.lacks(name)]
    if there and missing:
        given.problems += [
            f"{name} is not set, though {there[0]} is: give all of it, or nothing."
            for name in missing
        ]
    given.problems += [
        f"{name} holds what cannot be sent: give it as it was handed out, on one line."
        for name, value in values.items()
        if value and not _SENDABLE.fullmatch(value)
    ]
    return tuple(values.values())


def _origin(given: Variables, name: str, default: str = "") -> str:
    """Secrets and tokens travel there: no exception from https."""
    origin = given.origin(name, default)
    if origin and not is_trustworthy(origin):
        given.problems.append(
            f"{name} is “{shown(origin)}”: give https://host (http on loopback only)."
        )
    return origin
