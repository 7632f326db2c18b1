"""Whether the process lives, and whether it can serve; a silent store is in test_errors.py."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.valkey import own_server, url
from webapp import create_app
from webapp.settings import Settings


@pytest.fixture
def on_evicting(settings: Settings) -> Iterator[Settings]:
    """Settings that name a Redis that may throw sessions away."""
    with own_server(**{"maxmemory-policy": "volatile-lru"}) as server:
        yield replace(settings, redis_url=url(server))


def test_a_store_that_answers_and_keeps_is_ready(settings: Settings, redis: Redis) -> None:
    answer = create_app(settings).test_client().get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_store_that_may_throw_sessions_away_is_not_ready_but_alive(on_evicting: Settings) -> None:
    client = create_app(on_evicting).test_client()
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "maxmemory-policy" in answer.text
    assert client.get("/livez").status_code == 200


def test_it_is_ready_where_the_operator_accepts_that(on_evicting: Settings) -> None:
    accepting = replace(on_evicting, allow_weak=frozenset({"evicting-redis"}))

    assert create_app(accepting).test_client().get("/readyz").status_code == 200


def test_where_profile_s_login_was_never_found_it_is_not_ready_until_it_is(
    settings: Settings, platform: Running, redis: Redis
) -> None:
    client = create_app(settings).test_client()
    platform.world.faults.add(Fault(Kind.BROKEN, path="/.well-known"))
    answer = client.get("/readyz")

    assert (answer.status_code, "login is not found" in answer.text) == (503, True)
    assert client.get("/readyz/process").status_code == 200
    platform.world.faults.clear()
    assert client.get("/readyz").status_code == 200


def test_a_login_that_is_away_does_not_make_it_less_ready(
    settings: Settings, platform: Running, redis: Redis
) -> None:
    client = create_app(settings).test_client()
    assert client.get("/readyz").status_code == 200
    platform.world.faults.add(Fault(Kind.BROKEN, path="/"))

    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("public_url", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://localhost:8000", "LocalHost:8000"),
        ("http://[::1]:8000", "[::1]:8000"),
        ("http://localhost", "localhost:80"),
        ("http://127.0.0.1:8000", "localhost:8000"),
        ("http://localhost:8000", "127.0.0.1:8000"),
    ],
)
def test_metrics_are_told_on_the_own_machine(
    settings: Settings, redis: Redis, public_url: str, host: str
) -> None:
    client = create_app(replace(settings, public_url=public_url)).test_client()
    answer = client.get("/metrics", headers={"Host": host})

    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    assert "dashboard_workers" in answer.text


@pytest.mark.parametrize(
    ("public_url", "peer"),
    [("https://dashboard.test", "127.0.0.1"), ("http://127.0.0.1:8000", "192.0.2.7")],
)
def test_where_others_come_there_are_no_metrics(
    settings: Settings, redis: Redis, public_url: str, peer: str
) -> None:
    client = create_app(replace(settings, public_url=public_url)).test_client()
    answer = client.get("/metrics", base_url=public_url, environ_base={"REMOTE_ADDR": peer})

    assert answer.status_code == 404
    assert "dashboard_" not in answer.text


@pytest.mark.parametrize(
    "header",
    [
        {"Host": "rebound.test:8000"},
        {"Host": "localhost.rebound.test:8000"},
        {"Host": "127.0.0.1:8000.rebound.test"},
        {"Host": "192.0.2.7:8000"},
        {"Host": ""},
        {"Forwarded": "for=192.0.2.7"},
        {"Via": "1.1 proxy.test"},
        {"X-Real-IP": "192.0.2.7"},
        {"X-Forwarded-For": "192.0.2.7"},
        {"X-Forwarded-Proto": "https"},
    ],
)
@pytest.mark.parametrize("proxies", [0, 1])
def test_neither_a_proxy_on_the_same_machine_nor_a_page_gets_metrics(
    settings: Settings, redis: Redis, header: dict[str, str], proxies: int
) -> None:
    own = replace(settings, public_url="http://127.0.0.1:8000", trusted_proxies=proxies)
    answer = create_app(own).test_client().get("/metrics", base_url=own.public_url, headers=header)

    assert answer.status_code == 404
    assert "dashboard_" not in answer.text
