"""The authorization server's description of itself.

Source: RFC 8414, section 2; RFC 7591, section 3; RFC 9126, section 5; RFC 9207, section 3.
"""

from flask import Blueprint

from sandbox.authorization.clients import CLIENT_AUTHENTICATION, GRANT_TYPES, WITH_SECRET
from sandbox.authorization.extensions import Par
from sandbox.authorization.response_mode import RESPONSE_MODES
from sandbox.current import origins, world
from sandbox.scopes import SCOPES

metadata = Blueprint("metadata", __name__)


@metadata.get("/.well-known/oauth-authorization-server")
def describe() -> dict[str, object]:
    """Where everything is, and what is supported."""
    issuer = origins().login
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/oauth/authorize",
        "token_endpoint": f"{issuer}/oauth/token",
        "revocation_endpoint": f"{issuer}/oauth/revoke",
        "registration_endpoint": f"{issuer}/oauth/register",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": RESPONSE_MODES,
        "grant_types_supported": GRANT_TYPES,
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": CLIENT_AUTHENTICATION,
        "revocation_endpoint_auth_methods_supported": CLIENT_AUTHENTICATION,
        "authorization_response_iss_parameter_supported": True,
        **_introspection(issuer),
        **_pushed(issuer),
        **_grants(),
    }


def _introspection(issuer: str) -> dict[str, object]:
    if not world().extensions.introspection:
        return {}
    return {
        "introspection_endpoint": f"{issuer}/oauth/introspect",
        "introspection_endpoint_auth_methods_supported": WITH_SECRET,
    }


def _pushed(issuer: str) -> dict[str, object]:
    par = world().extensions.par
    if par is Par.ABSENT:
        return {}
    return {
        "pushed_authorization_request_endpoint": f"{issuer}/oauth/par",
        "require_pushed_authorization_requests": par is Par.REQUIRED,
    }


def _grants() -> dict[str, object]:
    """Our assumption, with the member's name from the draft Grant Management for OAuth 2.0."""
    if not world().extensions.grants:
        return {}
    return {"grant_management_endpoint": f"{origins().api}/api/v4/grants"}
