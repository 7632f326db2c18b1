"""Profile's login and API for the benchmark: bodies made in advance, the same for every contender.

Run by Granian (RSGI) in a process of its own, whose time is not counted. It answers at once (or
after UPSTREAM_SECONDS) and checks nothing but that a token is there: what is measured stands in
front of it.
"""

import asyncio
import os
import secrets
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec

from sandbox.seed import build

ORIGIN = os.environ.get("UPSTREAM_ORIGIN", "")
DELAY = float(os.environ.get("UPSTREAM_SECONDS", "0"))
PEOPLE = int(os.environ.get("UPSTREAM_PEOPLE", "53"))
SCOPES = "profiles:read account:read"
_JSON = [("content-type", "application/json")]

_account = build(PEOPLE, edge_people=False).accounts[0]


def _payload(**members: Any) -> bytes:
    return msgspec.json.encode({"code": 200, "status": "success", **members})


@cache
def profiles(limit: int, page: int) -> bytes:
    """One page of everybody."""
    return _payload(profiles=_account.profiles.page(page, min(limit, 100)))


@cache
def profile(profile_id: str) -> bytes | None:
    """One person, None where nobody has the id."""
    found = _account.profiles.find(profile_id)
    return _payload(profile=found) if found else None


_FIXED = {
    "/.well-known/oauth-protected-resource": msgspec.json.encode(
        {"resource": ORIGIN, "authorization_servers": [ORIGIN]}
    ),
    "/.well-known/oauth-authorization-server": msgspec.json.encode(
        {
            "issuer": ORIGIN,
            "authorization_endpoint": f"{ORIGIN}/authorize",
            "token_endpoint": f"{ORIGIN}/token",
            "revocation_endpoint": f"{ORIGIN}/revoke",
            "grant_management_endpoint": f"{ORIGIN}/api/v4/grants",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
        }
    ),
    "/api/v4/account": _payload(
        data={"id": _account.id, "name": _account.name, "type": "Corporate"}
    ),
    "/api/v4/tags": _payload(tags=[]),
    "/api/v4/grants": _payload(
        total=1,
        grants=[
            {
                "id": "66d0f0000000000000000001",
                "client": {"id": "dashboard", "name": "Team dashboard", "type": "confidential"},
                "account": {"id": _account.id, "name": _account.name},
                "scopes": SCOPES.split(),
                "granted_at": "2026-11-01T10:00:00.000Z",
                "is_current": True,
            }
        ],
    ),
}


def _authorized(query: dict[str, list[str]]) -> str:
    """The person allows everything at once."""
    answer = {"code": secrets.token_hex(8), "state": query["state"][0], "iss": ORIGIN}
    return f"{query['redirect_uri'][0]}?{urlencode(answer)}"


def _token() -> bytes:
    return msgspec.json.encode(
        {
            "access_token": secrets.token_urlsafe(32),
            "refresh_token": secrets.token_urlsafe(32),
            "token_type": "Bearer",
            "expires_in": 3600,
            "scope": SCOPES,
        }
    )


def _api(path: str, query: dict[str, list[str]]) -> bytes | None:
    if path == "/api/v4/profiles":
        return profiles(int(query.get("limit", ["10"])[0]), int(query.get("page", ["1"])[0]))
    if path.startswith("/api/v4/profile/"):
        return profile(path.rpartition("/")[2])
    return _FIXED.get(path)


async def app(scope: Any, protocol: Any) -> object:
    """One request (RSGI)."""
    path, query = scope.path, parse_qs(scope.query_string)
    if path == "/authorize":
        return protocol.response_empty(302, [("location", _authorized(query))])
    if path in ("/token", "/revoke"):
        await protocol()
        return protocol.response_bytes(200, _JSON, _token() if path == "/token" else b"{}")
    if path.startswith("/api/") and not scope.headers.get("authorization"):
        return protocol.response_bytes(401, _JSON, b"{}")
    body = _api(path, query)
    if DELAY:
        await asyncio.sleep(DELAY)
    return protocol.response_bytes(200 if body else 404, _JSON, body or b"{}")
