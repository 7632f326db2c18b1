"""A token request as it goes out, and what an answer to it means. Pure.

Source: RFC 6749 sections 2.3.1, 4.4.2, 5.1 and 5.2; RFC 9110 section 10.2.3 (`Retry-After`).
"""

import base64
import json
from typing import Any
from urllib.parse import urlencode

import msgspec

from webapp.auth.errors import AnswerRefused
from webapp.auth.service_dialects import Service
from webapp.auth.service_errors import (
    GrantRefused,
    InvalidClient,
    OddAnswer,
    ServiceLimited,
    ServiceTokenError,
    ServiceUnreachable,
)
from webapp.auth.token_set import TokenSet
from webapp.bounded_http import Answer
from webapp.retry_after import seconds_asked

_REFUSALS: dict[str, type[ServiceTokenError]] = {
    "invalid_client": InvalidClient,
    "unauthorized_client": InvalidClient,
    "access_denied": GrantRefused,
    "invalid_grant": GrantRefused,
    "invalid_request": GrantRefused,
    "invalid_scope": GrantRefused,
    "unsupported_grant_type": GrantRefused,
    "server_error": ServiceUnreachable,
    "temporarily_unavailable": ServiceUnreachable,
}
_KINDS = {"json": "application/json", "form": "application/x-www-form-urlencoded"}


def token_request(service: Service) -> tuple[dict[str, str], bytes | None]:
    """Headers and body with which this service is asked for a token.

    Basic has id and secret as they are, as Profile documents it; RFC 6749 would have them
    form-encoded, which differs for ids that hold more than letters, digits, dots and hyphens.
    """
    client, dialect = service.client, service.dialect
    headers = {"Accept": "application/json"}
    fields = {"grant_type": "client_credentials", **dialect.extra}
    if dialect.place == "basic":
        pair = f"{client.client_id}:{client.client_secret}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        fields |= {"client_id": client.client_id, "client_secret": client.client_secret}
    if dialect.body == "empty":
        return headers, None
    headers["Content-Type"] = _KINDS[dialect.body]
    is_json = dialect.body == "json"
    return headers, msgspec.json.encode(fields) if is_json else urlencode(fields).encode()


def token_told(answer: Answer, *, now: float) -> TokenSet:
    """The token of an answer, received now (Unix seconds). Raises a ServiceTokenError."""
    status = answer.status
    if status == 429:
        asked = seconds_asked(answer.headers.get("retry-after", "").strip())
        raise ServiceLimited("It asks for fewer requests (429).", retry_after=asked)
    if status >= 500:
        raise ServiceUnreachable(f"It answered {status}.")
    told = _object(status, answer.body)
    if "error" in told or status == 401:
        raise _refusal(status, told.get("error"))
    if not 200 <= status < 300:
        raise OddAnswer(f"It answered {status} without an OAuth error.")
    try:
        return TokenSet.from_answer(told, now=now, issuer="", asked_scope=())
    except AnswerRefused as error:
        raise OddAnswer(str(error)) from None


def _object(status: int, body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body, parse_int=float)  # no number may be too long to be read
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise OddAnswer(f"It answered {status} with something that is no JSON object.")
    return told


def _refusal(status: int, error: object) -> ServiceTokenError:
    """What an `error` means. Only a known one is repeated: any other may be an echo."""
    if isinstance(error, str) and error in _REFUSALS:
        return _REFUSALS[error](f"It answered “{error}”.")
    if status == 401:
        return InvalidClient("It answered 401: it does not accept the client.")
    return GrantRefused("It answered with an error that OAuth does not know.")
