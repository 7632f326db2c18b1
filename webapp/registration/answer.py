"""What the server registered, or why it did not: an answer, checked. Pure.

Source: RFC 7591 section 3.2.1: what the server returns is what it registered, whatever was asked.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from webapp.bounded_http import Answer
from webapp.origins import is_trustworthy
from webapp.registration.answered_metadata import notes
from webapp.registration.errors import RegistrationError, Unclear
from webapp.registration.refusals import refusal
from webapp.registration.values import Management, Registered, Request
from webapp.settings.defaults import CLIENT_AUTH_METHODS

_SENDABLE = re.compile("[!-~](?:[ -~]{0,4094}[!-~])?")
"""RFC 6749 appendix A.1 and A.2; no blanks at the ends, which settings do not keep."""
_ADDRESS = re.compile("[!-~]{1,4096}")


def registered(request: Request, answer: Answer) -> Registered:
    """The client of this answer, if the dashboard can use it.

    Raises Unclear where it cannot be told whether there is one, RegistrationError where there is
    none, or one that is of no use.
    """
    said = _object(answer.body)
    if answer.status not in (200, 201) or "error" in said:
        fine = 200 <= answer.status < 300
        if fine and "error" not in said:
            raise Unclear(f"The server answered {answer.status}, without a client.")
        raise refusal(request, answer.status, answer.headers, said)
    client_id = said.get("client_id")
    if not isinstance(client_id, str) or not _SENDABLE.fullmatch(client_id):
        raise Unclear(f"The server answered {answer.status} with something that names no client.")
    return _usable(request, client_id, said)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body, parse_int=float)  # no number may be too long to be read
    except (ValueError, RecursionError):
        said = None
    return said if isinstance(said, dict) else {}


def _usable(request: Request, client_id: str, said: Mapping[str, Any]) -> Registered:
    secret, auth = said.get("client_secret"), said.get("token_endpoint_auth_method")
    if auth is None:
        auth = request.client_auth
    wrong = {
        f"its way to authenticate is none of {', '.join(CLIENT_AUTH_METHODS)}": (
            auth not in CLIENT_AUTH_METHODS
        ),
        "it has no secret that could be sent": (
            not isinstance(secret, str) or not _SENDABLE.fullmatch(secret)
        ),
        f"{request.wish.redirect_uri} is not among its redirect addresses": (
            request.wish.redirect_uri not in _texts(said.get("redirect_uris"))
        ),
        "it may not use authorization codes": (
            "grant_types" in said and "authorization_code" not in _texts(said["grant_types"])
        ),
        "it may not be answered with a code": (
            "response_types" in said and "code" not in _texts(said["response_types"])
        ),
    }
    reasons = [reason for reason, met in wrong.items() if met]
    if reasons:
        raise _unusable(client_id, reasons)
    expires = _expires(said.get("client_secret_expires_at"))
    return Registered(
        client_id=client_id,
        client_secret=str(secret),
        client_auth=str(auth),
        expires=expires,
        management=_management(said),
        notes=tuple(notes(request, said, expires)),
    )


def _unusable(client_id: str, reasons: list[str]) -> RegistrationError:
    return RegistrationError(
        f"The server registered the client {client_id}, which is of no use here: "
        f"{'; '.join(reasons)}. No settings were written. Ask Profile’s support to remove it, and "
        "to register one as --dry-run shows it."
    )


def _texts(value: object) -> list[str]:
    """The texts of a list; none where it is no list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _expires(value: object) -> datetime | None:
    """Unix seconds; 0 is never (section 3.2.1)."""
    if not isinstance(value, float) or not math.isfinite(value) or value <= 0:
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _management(said: Mapping[str, Any]) -> Management | None:
    """RFC 7592 section 3; only where both can be used, over https."""
    uri, token = said.get("registration_client_uri"), said.get("registration_access_token")
    if not isinstance(uri, str) or not _ADDRESS.fullmatch(uri) or not is_trustworthy(uri):
        return None
    if not isinstance(token, str) or not _SENDABLE.fullmatch(token):
        return None
    return Management(uri, token)
