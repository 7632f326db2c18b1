"""The client credentials grant: a token for whoever proves to be a registered service.

Source: RFC 6749, sections 4.4 and 5; Profile API reference, section 2.2; Personify API reference,
section 2. Which error has which status is our assumption.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec
from flask import request
from werkzeug.wrappers import Response

from sandbox.current import world
from sandbox.faults import OriginName
from sandbox.services.clients import Service, Vendor


class Issuer(NamedTuple):
    """Who gives the token: for whose services, for which origin, the status of `invalid_client`,
    and the scope that must be named, where there is one.
    """

    vendor: Vendor
    audience: OriginName
    unknown_client: int
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a token request brings; None for what it leaves out."""

    grant_type: str | None = None
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    scope: str | None = None


class Denied(Exception):
    """A token request that is refused, in the words of RFC 6749, section 5.2."""

    def __init__(
        self, error: str, description: str, code: int = 400, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(description)
        self.error, self.description, self.code, self.headers = error, description, code, headers


def granted(asked: Asked, issuer: Issuer) -> dict[str, object]:
    """The members of the answer. Raises Denied."""
    service = _proved(asked, issuer)
    if asked.grant_type is None:
        raise Denied("invalid_request", "grant_type is required")
    if asked.grant_type != "client_credentials":
        raise Denied("unsupported_grant_type", "grant_type must be client_credentials")
    if issuer.scope is not None and asked.scope != issuer.scope:
        raise Denied("invalid_scope", f"scope must be {issuer.scope}")
    ledger = world().ledger
    token = ledger.services.issue(service, issuer.audience, ledger.access_seconds)
    return {
        "access_token": token.value,
        "token_type": "Bearer",
        "expires_in": ledger.access_seconds,
        **({"scope": issuer.scope} if issuer.scope else {}),
    }


def told(members: dict[str, object]) -> Response:
    """200 in plain OAuth: no envelope."""
    return _plain(members, 200)


def refused(denied: Denied) -> Response:
    """The error in plain OAuth."""
    members = {"error": denied.error, "error_description": denied.description}
    return _plain(members, denied.code, denied.headers)


def _proved(asked: Asked, issuer: Issuer) -> Service:
    """The service that it is. Raises Denied, alike for an unknown one and a wrong secret."""
    service = world().services.get(asked.client_id or "")
    known = service is not None and service.vendor == issuer.vendor
    if service is None or not known or not service.has_secret(asked.client_secret or ""):
        by_header = "Authorization" in request.headers and issuer.unknown_client == 401
        challenge = {"WWW-Authenticate": 'Basic realm="Profile"'} if by_header else None
        raise Denied(
            "invalid_client", "Invalid client credentials", issuer.unknown_client, challenge
        )
    return service


def _plain(
    members: Mapping[str, object], code: int, headers: dict[str, str] | None = None
) -> Response:
    answer = Response(msgspec.json.encode(members), code, headers, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
