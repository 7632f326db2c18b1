"""A page that may be given again asks the platform briefly; what that tells of the platform."""

from typing import cast

import pytest

from tests.unit.api.host import LATE, Play, ScriptedHost, answer
from webapp.api import ApiError, Forbidden, NoAnswer, TokenRefused, TooSlow
from webapp.api.breaker import IN_A_ROW
from webapp.api.exchange import Request
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.bounded_http import Hosts
from webapp.outbound import Outbound
from webapp.own_log import Buffered
from webapp.settings import Settings, from_env

ACCOUNT = Request("GET", "/account", "/api/v4/account", etag='"1"')


@pytest.fixture
def settings() -> Settings:
    return from_env(
        {
            "PROFILE_API_URL": "https://api.platform.test",
            "PROFILE_CLIENT_ID": "canary-client",
            "PROFILE_CLIENT_SECRET": "canary-secret",
            "PUBLIC_URL": "https://team.dashboard.test",
            "REDIS_URL": "rediss://store.dashboard.test",
            "SECRET_KEYS": "canary-0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA",
        }
    )


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> ScriptedHost:
    host = ScriptedHost()
    monkeypatch.setattr(Hosts, "at", lambda *_: host)
    return host


@pytest.fixture
def outbound(host: ScriptedHost, settings: Settings) -> Outbound:
    assert host
    return Outbound(settings, cast(TokenEndpoint, None), 4)


def asked(outbound: Outbound) -> int:
    return outbound.ask_again(ACCOUNT, "canary-token", Buffered()).status


@pytest.mark.parametrize("status", [200, 304])
def test_a_success_is_given(outbound: Outbound, host: ScriptedHost, status: int) -> None:
    host.script = [answer(b"", status)]
    assert asked(outbound) == status


@pytest.mark.parametrize(
    ("play", "kind"),
    [
        (answer(b"", 401), TokenRefused),
        (answer(b"", 403), Forbidden),
        (answer(b"", 504), NoAnswer),
        (LATE, TooSlow),
    ],
)
def test_whatever_else_is_raised(
    outbound: Outbound, host: ScriptedHost, play: Play, kind: type[ApiError]
) -> None:
    host.script = [play]
    with pytest.raises(kind):
        asked(outbound)


@pytest.mark.parametrize(
    ("play", "is_open"),
    [
        (answer(b"", 504), True),
        (answer(b"", 403), False),
        (LATE, False),
    ],
    ids=["a gateway without a host", "a refusal", "later than anybody waited"],
)
def test_only_what_tells_of_a_silent_host_counts_as_silence(
    outbound: Outbound, host: ScriptedHost, settings: Settings, play: Play, is_open: bool
) -> None:
    host.script = [play]
    for _ in range(IN_A_ROW):
        with pytest.raises(ApiError):
            asked(outbound)

    assert outbound.gates[settings.profile_api_url].breaker.is_open is is_open
