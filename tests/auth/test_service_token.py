"""Tokens of services: asked for once, kept sealed, renewed in time, and dropped when rejected."""

import time
from dataclasses import replace

import pytest
from redis import Redis

from tests.support.services import DIALECTS, KEYS, SECRET, TOKEN_PATHS, HonestService
from tests.support.services import service as service_at
from tests.support.services import source as source_of
from tests.support.valkey import addresses, dump
from tests.support.wicked import Wicked
from tests.support.wicked_answers import Answer
from tests.support.wicked_wire import RESET, SILENCE, dripping_body, swollen
from webapp.auth.sealing import Sealer
from webapp.auth.service_dialects import Service
from webapp.auth.service_endpoint import LARGEST_ANSWER
from webapp.auth.service_errors import (
    InvalidClient,
    OddAnswer,
    ServiceLimited,
    ServiceSlow,
    ServiceTokenError,
    ServiceUnreachable,
)
from webapp.auth.service_store import PURPOSE, ServiceStore
from webapp.auth.service_token import PAUSE, ServiceTokenSource

PATH = TOKEN_PATHS["v4"]


class Clock:
    """Goes on when told."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def honest(wicked: Wicked) -> HonestService:
    return HonestService(wicked)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def v4(wicked: Wicked) -> Service:
    return service_at("v4", wicked.origin)


@pytest.fixture
def tokens(v4: Service, redis: Redis, clock: Clock) -> ServiceTokenSource:
    """Of Profile, with a clock of the test's and little patience."""
    return source_of(v4, redis, clock=clock, whole_seconds=0.4)


@pytest.mark.parametrize("kind", DIALECTS)
def test_a_token_is_asked_for_once_and_then_kept(
    kind: str, honest: HonestService, redis: Redis
) -> None:
    service = service_at(kind, honest.wicked.origin)

    given = [source_of(service, redis).access_token() for _ in range(3)]

    assert given == ["canary-token-1"] * 3
    (request,) = honest.token_requests()
    assert request.path == TOKEN_PATHS[kind]


def test_redis_holds_neither_token_nor_secret(
    honest: HonestService, tokens: ServiceTokenSource, redis: Redis
) -> None:
    tokens.access_token()

    stolen = dump(redis)
    assert b"canary" not in stolen
    assert [key.partition(":")[0] for key in addresses(redis)] == [PURPOSE]


def test_another_secret_or_key_finds_nothing_of_it(
    honest: HonestService, v4: Service, tokens: ServiceTokenSource, redis: Redis
) -> None:
    tokens.access_token()
    changed = replace(v4, client=replace(v4.client, client_secret="canary-new"))

    for keys, service in (((b"another key" * 4, *KEYS), v4), (KEYS, changed)):
        assert ServiceStore(redis, Sealer(keys), service).read().access_token == ""


def test_what_is_kept_ends_by_itself(
    honest: HonestService, tokens: ServiceTokenSource, redis: Redis
) -> None:
    tokens.access_token()

    (key,) = addresses(redis)
    assert 0 < redis.ttl(key) <= 3600


def test_near_its_end_a_token_is_renewed(
    honest: HonestService, tokens: ServiceTokenSource, clock: Clock
) -> None:
    tokens.access_token()
    clock.now += 3600 - 61
    assert tokens.access_token() == "canary-token-1"

    clock.now += 2
    assert tokens.access_token() == "canary-token-2"
    assert tokens.access_token() == "canary-token-2"


def test_while_it_still_lives_a_failure_costs_nothing_and_is_not_repeated_at_once(
    honest: HonestService, tokens: ServiceTokenSource, clock: Clock, wicked: Wicked
) -> None:
    tokens.access_token()
    wicked.does[PATH] = Answer(500)
    clock.now += 3600 - 30

    assert [tokens.access_token() for _ in range(3)] == ["canary-token-1"] * 3
    assert len(honest.token_requests()) == 2

    clock.now += PAUSE + 1
    tokens.access_token()
    assert len(honest.token_requests()) == 3

    clock.now += 30
    with pytest.raises(ServiceUnreachable):
        tokens.access_token()


def test_a_rejected_token_is_dropped_and_asked_for_anew(
    honest: HonestService, tokens: ServiceTokenSource
) -> None:
    rejected = tokens.access_token()

    assert tokens.renew(rejected) == "canary-token-2"
    assert tokens.renew(rejected) == "canary-token-2"
    assert tokens.access_token() == "canary-token-2"
    assert len(honest.token_requests()) == 2


def test_a_rejected_token_is_dropped_even_if_no_other_is_had(
    honest: HonestService, tokens: ServiceTokenSource, wicked: Wicked, clock: Clock
) -> None:
    rejected = tokens.access_token()
    wicked.does[PATH] = Answer(500)
    with pytest.raises(ServiceUnreachable):
        tokens.renew(rejected)
    clock.now += 1
    wicked.does[PATH] = honest.gives

    assert tokens.access_token() == "canary-token-3"


@pytest.mark.parametrize("lives", [None, 0, -5, "soon"])
def test_an_odd_life_serves_the_one_who_asked(
    lives: object, honest: HonestService, tokens: ServiceTokenSource
) -> None:
    honest.lives = lives

    assert tokens.access_token() == "canary-token-1"


@pytest.mark.parametrize(
    ("does", "kind"),
    [
        (Answer(401, {"error": "invalid_client"}), InvalidClient),
        (Answer(200, b"<!doctype html>"), OddAnswer),
        (Answer(302, b"", {"Location": "/elsewhere"}), OddAnswer),
        (Answer(500, b"oh"), ServiceUnreachable),
        (RESET, ServiceUnreachable),
        (SILENCE, ServiceSlow),
        (dripping_body(b"{}"), ServiceSlow),
        (swollen(b"{}", LARGEST_ANSWER + 1), OddAnswer),
    ],
    ids=["invalid_client", "html", "redirect", "500", "reset", "silence", "drip", "swollen"],
)
def test_every_trouble_has_a_meaning_and_repeats_no_secret(
    does: object,
    kind: type[ServiceTokenError],
    wicked: Wicked,
    tokens: ServiceTokenSource,
) -> None:
    wicked.does[PATH] = does

    with pytest.raises(ServiceTokenError) as error:
        tokens.access_token()

    assert type(error.value) is kind
    assert SECRET not in f"{error.value!r} {error.value.__cause__!r}"
    assert len(wicked.calls) == 1


def test_nobody_there_is_said_so(redis: Redis) -> None:
    with pytest.raises(ServiceUnreachable, match="No connection"):
        source_of(service_at("v4", "http://127.0.0.1:9"), redis).access_token()


def test_a_pause_that_was_asked_for_is_kept_by_all(
    wicked: Wicked, tokens: ServiceTokenSource, honest: HonestService, clock: Clock
) -> None:
    wicked.does[PATH] = Answer(429, b"", {"Retry-After": "30"})
    with pytest.raises(ServiceLimited):
        tokens.access_token()
    wicked.does[PATH] = honest.gives

    clock.now += 10
    with pytest.raises(ServiceLimited) as again:
        tokens.access_token()
    assert again.value.retry_after == 20
    assert len(honest.token_requests()) == 1

    clock.now += 21
    assert tokens.access_token() == "canary-token-2"


def test_a_mended_client_is_tried_at_once(
    wicked: Wicked, tokens: ServiceTokenSource, honest: HonestService, clock: Clock
) -> None:
    wicked.does[PATH] = Answer(400, {"error": "invalid_client"})
    with pytest.raises(InvalidClient):
        tokens.access_token()
    wicked.does[PATH] = honest.gives
    clock.now += 0.001

    assert tokens.access_token() == "canary-token-2"


def test_no_repr_holds_a_token(honest: HonestService, tokens: ServiceTokenSource) -> None:
    tokens.access_token()

    assert "canary" not in f"{tokens!r} {tokens.kept()!r}"
