"""Services to ask for tokens: their clients, and what an honest one answers."""

from dataclasses import replace
from typing import Any

from redis import Redis

from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer, Call
from webapp.auth.sealing import Sealer
from webapp.auth.service_dialects import (
    PERSONIFY,
    PROFILE_V3,
    PROFILE_V4,
    PROFILE_V4_BASIC,
    Service,
)
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.auth.service_store import ServiceStore
from webapp.auth.service_token import ServiceTokenSource
from webapp.settings import ServiceClient

KEYS = (b"canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA",)
SECRET = "canary-service-secret"
DIALECTS = {
    "v4": PROFILE_V4,
    "v4 basic": PROFILE_V4_BASIC,
    "v3": PROFILE_V3,
    "personify": PERSONIFY,
}
TOKEN_PATHS = {
    "v4": "/api/v4/auth",
    "v4 basic": "/api/v4/auth",
    "v3": "/v3/auth",
    "personify": "/connect/token",
}
CHECK_PATHS = {
    "v4": "/api/v4/test",
    "v4 basic": "/api/v4/test",
    "v3": "/v3/test",
    "personify": "/api/v1/exhibitor/event/ev-7",
}


def service(kind: str, origin: str) -> Service:
    """One that is configured at this origin."""
    client = ServiceClient("jobs", SECRET, api_url=origin)
    if kind == "personify":
        client = replace(
            client, token_url=f"{origin}/connect/token", tenant_id="tenant-7", event_id="ev-7"
        )
    return Service(client, DIALECTS[kind])


def source(service: Service, redis: "Redis", **how: Any) -> ServiceTokenSource:
    """Its tokens, with `clock` and `whole_seconds` as wished."""
    endpoint = ServiceEndpoint(**how)
    store = ServiceStore(redis, Sealer(KEYS), service)
    return ServiceTokenSource(service, store, endpoint, **{k: how[k] for k in how if k == "clock"})


class HonestService:
    """Gives numbered tokens, and answers calls that bring one it has not `rejected`."""

    def __init__(self, wicked: Wicked):
        self.wicked = wicked
        self.lives: Any = 3600
        self.rejected: set[str] = set()
        for kind, path in TOKEN_PATHS.items():
            wicked.does[path] = self.gives
            wicked.does[CHECK_PATHS[kind]] = self.answers

    def gives(self, _: Call) -> dict[str, Any]:
        """The next token."""
        number = sum(call.path in TOKEN_PATHS.values() for call in self.wicked.calls)
        return {
            "access_token": f"canary-token-{number}",
            "token_type": "Bearer",
            "expires_in": self.lives,
        }

    def answers(self, call: Call) -> Answer:
        """What an API says to this token."""
        token = call.headers.get("Authorization", "").removeprefix("Bearer ")
        if not token or token in self.rejected:
            return Answer(401, {"message": "no"})
        return Answer(200, {"paginationMetadata": {"totalCount": 3}, "data": []})

    def token_requests(self) -> list[Call]:
        """All that came for a token."""
        return [call for call in self.wicked.calls if call.path in TOKEN_PATHS.values()]
