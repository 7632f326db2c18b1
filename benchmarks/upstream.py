"""Profile's login and API for the benchmark: bodies made in advance, the same for every contender.

It runs in a process of its own (`python -m benchmarks.upstream`), whose time is not counted, though
it takes the same cores. So one thread does all, answers at once (or after UPSTREAM_SECONDS) and
checks nothing but that a token is there: what is measured stands in front of it.
"""

import asyncio
import os
import re
import secrets
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any, cast
from urllib.parse import parse_qs, urlencode, urlsplit

import msgspec

from sandbox.seed import build

ORIGIN = os.environ.get("UPSTREAM_ORIGIN", "")
DELAY = float(os.environ.get("UPSTREAM_SECONDS", "0"))
PEOPLE = int(os.environ.get("UPSTREAM_PEOPLE", "53"))
SCOPES = "profiles:read account:read"
_JSON = ("content-type", "application/json")

_account = build(PEOPLE, edge_people=False).accounts[0]


def _payload(**members: Any) -> bytes:
    return msgspec.json.encode({"code": 200, "status": "success", **members})


def profiles(limit: int, page: int) -> bytes:
    """One page of everybody."""
    return _payload(profiles=_account.profiles.page(page, min(limit, 100)))


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


def _own_account(authorization: str) -> bytes:
    """Another one for each who signs in: of one person only so many sessions stay open."""
    account_id = sha256(authorization.encode()).hexdigest()[:24]
    return _payload(data={"id": account_id, "name": _account.name, "type": "Corporate"})


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


@cache
def _read(path: str, query: str) -> bytes | None:
    """What lies there, the same for everybody."""
    if path == "/api/v4/profiles":
        asked = parse_qs(query)
        return profiles(int(asked.get("limit", ["10"])[0]), int(asked.get("page", ["1"])[0]))
    if path.startswith("/api/v4/profile/"):
        return profile(path.rpartition("/")[2])
    return _FIXED.get(path)


def _answer(target: str, authorization: str) -> tuple[int, tuple[str, str], bytes]:
    """Status, the one header that matters, and body."""
    path, _, query = target.partition("?")
    if path == "/authorize":
        return 302, ("location", _authorized(parse_qs(query))), b""
    if path in ("/token", "/revoke"):
        return 200, _JSON, _token() if path == "/token" else b"{}"
    if path.startswith("/api/") and not authorization:
        return 401, _JSON, b"{}"
    body = _own_account(authorization) if path == "/api/v4/account" else _read(path, query)
    return (200, _JSON, body) if body else (404, _JSON, b"{}")


class Connection(asyncio.Protocol):
    """One client, who asks again only once it was answered (HTTP/1.1)."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """All of it came where head and body are whole; most requests come at once."""
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end or len(body) < int(_header(head, b"content-length") or 0):
            return
        self._received = b""
        target = head.split(b" ", 2)[1].decode()
        answer = _written(*_answer(target, _header(head, b"authorization").decode()))
        if DELAY and target.startswith("/api/"):
            asyncio.get_running_loop().call_later(DELAY, self._transport.write, answer)
        else:
            self._transport.write(answer)


def _header(head: bytes, name: bytes) -> bytes:
    """Its value, b"" where there is none."""
    found = re.search(rb"\r\n" + name + rb":[ \t]*([^\r]*)", head, re.IGNORECASE)
    return found[1] if found else b""


@lru_cache(2000)
def _written(status: int, header: tuple[str, str], body: bytes) -> bytes:
    """As it goes out."""
    head = f"HTTP/1.1 {status} -\r\n{header[0]}: {header[1]}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def serve() -> None:
    """Until a signal ends it."""
    address = urlsplit(ORIGIN)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, address.hostname, address.port or 0)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
