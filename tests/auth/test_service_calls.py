"""Calls to services with their own tokens, and what a probe says of each."""

from collections.abc import Mapping
from typing import Any, cast

import pytest
from redis import Redis

from tests.support.services import CHECK_PATHS, DIALECTS, KEYS, SECRET, TOKEN_PATHS, HonestService
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_wire import SILENCE
from tests.unit.test_settings import GOOD
from webapp.auth.sealing import Sealer
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.auth.service_token import ServiceTokenSource
from webapp.auth.token_keeper import TokenKeeper
from webapp.bounded_http import Limits
from webapp.own_log import Buffered
from webapp.service_calls.calls import ServiceCalls
from webapp.service_calls.finding import Finding
from webapp.service_calls.probing import probe
from webapp.services import build_services
from webapp.settings import from_env

LIMITS = Limits(connect=1, read=0.4, whole=0.4, size=10_000)


def environment(origin: str, kind: str) -> dict[str, str]:
    """The settings of one service at this origin."""
    of_v4 = {"PROFILE_M2M_CLIENT_ID": "jobs", "PROFILE_M2M_CLIENT_SECRET": SECRET}
    return {
        "v4": of_v4,
        "v4 basic": {**of_v4, "PROFILE_M2M_AUTH": "basic"},
        "v3": {
            "PROFILE_V3_CLIENT_ID": "jobs",
            "PROFILE_V3_CLIENT_SECRET": SECRET,
            "PROFILE_V3_URL": origin,
        },
        "personify": {
            "PERSONIFY_CLIENT_ID": "jobs",
            "PERSONIFY_CLIENT_SECRET": SECRET,
            "PERSONIFY_TENANT_ID": "tenant-7",
            "PERSONIFY_API_URL": origin,
            "PERSONIFY_TOKEN_URL": f"{origin}/connect/token",
            "PERSONIFY_EVENT_ID": "ev-7",
        },
    }[kind]


def built(origin: str, redis: Redis, kind: str, **changes: str) -> ServiceCalls:
    given = {**environment(origin, kind), **changes}
    settings = from_env({**GOOD, "PROFILE_API_URL": origin, **given})
    return ServiceCalls(settings, redis, Sealer(KEYS), ServiceEndpoint(whole_seconds=0.4))


def probed(calls: ServiceCalls) -> Finding:
    (tokens,) = calls.sources
    return probe(calls, tokens, limits=LIMITS)


@pytest.fixture
def honest(wicked: Wicked) -> HonestService:
    return HonestService(wicked)


@pytest.mark.parametrize("kind", DIALECTS)
def test_each_service_is_called_as_it_wants(kind: str, honest: HonestService, redis: Redis) -> None:
    found = probed(built(honest.wicked.origin, redis, kind))

    assert (found.is_well, found.answer, found.said) == (True, "ok", "It serves.")
    assert found.key == DIALECTS[kind].key
    (call,) = honest.wicked.asked(CHECK_PATHS[kind])
    assert call.headers["Authorization"] == "Bearer canary-token-1"
    assert call.headers.get("X-Tenant-Id") == ("tenant-7" if kind == "personify" else None)
    sent = {"Page": "1", "ItemsPerPage": "1"} if kind == "personify" else {'{"ping":"pong"}': ""}
    assert call.fields == sent or call.encoded in sent


def test_a_probe_tells_the_age_of_the_token(honest: HonestService, redis: Redis) -> None:
    found = probed(built(honest.wicked.origin, redis, "v4"))

    assert found.token_age is not None
    assert found.token_left is not None
    assert found.token_age + found.token_left == pytest.approx(3600, abs=1)


def test_a_rejected_token_is_replaced_once_on_the_way(honest: HonestService, redis: Redis) -> None:
    honest.rejected = {"canary-token-1"}

    found = probed(built(honest.wicked.origin, redis, "v4"))

    assert found.is_well
    assert len(honest.token_requests()) == 2


def test_without_an_event_only_the_token_is_asked_for(honest: HonestService, redis: Redis) -> None:
    found = probed(built(honest.wicked.origin, redis, "personify", PERSONIFY_EVENT_ID=""))

    assert found.is_well
    assert "PERSONIFY_EVENT_ID" in found.said
    assert honest.wicked.asked(CHECK_PATHS["personify"]) == []


@pytest.mark.parametrize(
    ("kind", "does", "said", "advice"),
    [
        ("v4", {"token": Answer(400, {"error": "invalid_client"})}, "invalid_client", "secret"),
        ("v4", {"token": Answer(200, b"<html>")}, "no JSON object", "address"),
        ("v4", {"token": SILENCE}, "in time", "status"),
        ("v4", {"token": Answer(429)}, "429", "Wait"),
        ("v4", {"token": Answer(500)}, "500", "status"),
        ("v4", {"check": Answer(401)}, "rejects it", "environment"),
        ("v4", {"check": Answer(500)}, "5xx", "status"),
        ("v3", {"check": Answer(404)}, "404", "address"),
        ("v3", {"check": SILENCE}, "in time", "status"),
        ("personify", {"check": Answer(403)}, "403", "PERSONIFY_TENANT_ID"),
        ("personify", {"check": Answer(400)}, "400", "PERSONIFY_TENANT_ID"),
        ("personify", {"check": Answer(404)}, "404", "PERSONIFY_EVENT_ID"),
        ("personify", {"check": Answer(200, b"<html>")}, "something else", "address"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(
    kind: str,
    does: Mapping[str, Any],
    said: str,
    advice: str,
    honest: HonestService,
    redis: Redis,
) -> None:
    paths = {"token": TOKEN_PATHS[kind], "check": CHECK_PATHS[kind]}
    honest.wicked.does |= {paths[what]: answer for what, answer in does.items()}

    found = probed(built(honest.wicked.origin, redis, kind))

    assert not found.is_well
    assert said in found.said
    assert advice in found.advice
    assert "canary" not in repr(found)


def test_redis_away_is_said_and_not_raised(honest: HonestService) -> None:
    nobody = Redis(port=9, socket_connect_timeout=1)

    found = probed(built(honest.wicked.origin, nobody, "v4"))

    assert not found.is_well
    assert "Redis" in found.said


def test_tokens_of_a_person_reach_no_service(honest: HonestService, redis: Redis) -> None:
    keeper = build_services(from_env(GOOD)).keeper("a token key")
    calls = built(honest.wicked.origin, redis, "v4")

    with pytest.raises(TypeError, match="service"):
        calls.transport(cast(ServiceTokenSource, keeper))
    assert honest.wicked.calls == []


def test_tokens_of_a_service_reach_no_page(honest: HonestService, redis: Redis) -> None:
    (tokens,) = built(honest.wicked.origin, redis, "v4").sources
    services = build_services(from_env({**GOOD, "PROFILE_API_URL": honest.wicked.origin}))

    with pytest.raises(TypeError, match="person"):
        services.platform(cast(TokenKeeper, tokens), Buffered())
    with pytest.raises(TypeError, match="person"):
        services.outbound.grants(cast(TokenKeeper, tokens), Buffered())
    assert honest.wicked.calls == []
