"""Whether Redis may throw sessions away."""

from collections.abc import Iterator

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.support.valkey import own_server, url
from webapp.redis_connection import Eviction, connect
from webapp.redis_connection.eviction import ASK_EVERY


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def client() -> Iterator[Redis]:
    """A client of a server whose settings the test may change."""
    with own_server() as server, connect(url(server)) as client:
        yield client


def test_a_server_as_it_comes_keeps_everything(client: Redis) -> None:
    assert not Eviction(client).is_possible()


@pytest.mark.parametrize("policy", ["allkeys-lru", "volatile-ttl", "volatile-lru"])
def test_every_other_policy_throws_away(client: Redis, policy: str) -> None:
    client.config_set("maxmemory-policy", policy)

    assert Eviction(client).is_possible()


def test_a_server_that_does_not_say_is_not_trusted(client: Redis) -> None:
    client.execute_command("ACL", "SETUSER", "default", "-info")  # type: ignore[no-untyped-call]  # redis-py ships no type for it

    assert Eviction(client).is_possible()


def test_a_policy_that_is_switched_is_noticed_within_seconds(client: Redis) -> None:
    clock = Clock()
    eviction = Eviction(client, clock)
    assert not eviction.is_possible()

    client.config_set("maxmemory-policy", "allkeys-lru")
    assert not eviction.is_possible()
    clock.now += ASK_EVERY
    assert eviction.is_possible()

    client.config_set("maxmemory-policy", "noeviction")
    clock.now += ASK_EVERY
    assert not eviction.is_possible()


def test_a_server_that_goes_away_is_noticed_at_once() -> None:
    with own_server() as server, connect(url(server)) as client:
        eviction = Eviction(client)
        assert not eviction.is_possible()
        server.terminate()

        for _ in range(2):
            with pytest.raises(RedisError):
                eviction.is_possible()


def test_however_often_it_is_asked_the_server_is_asked_rarely(client: Redis) -> None:
    eviction = Eviction(client, Clock())
    for _ in range(20):
        eviction.is_possible()

    assert client.info("commandstats")["cmdstat_info"]["calls"] == 1
