"""A Redis Cluster as the dashboard meets it: keys all over it, and nodes that die."""

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import RedisError

from tests.support.ports import free_port
from tests.support.replicas import still
from tests.support.token_sets import invented
from tests.support.valkey_cluster import ValkeyCluster, cluster
from tests.support.waiting import wait_until
from webapp.auth.attempts import Attempt, Attempts
from webapp.auth.dependents import Dependents
from webapp.auth.held_lock import exclusively
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.token_store import TokenStore
from webapp.background.owner import Owner
from webapp.own_log import OwnLog
from webapp.own_log.chain import Done
from webapp.rates import Rate, Rates
from webapp.redis_connection import Eviction, connect, is_followed, standing
from webapp.redis_connection.connecting import TIMEOUT

SEALER = Sealer([b"0vWm4YqTz7Hn2KdRj8LbXs5Gf1Pc9EuA"])
LIFE = 60


@pytest.fixture(scope="module")
def nodes() -> Iterator[ValkeyCluster]:
    with cluster(replicated=True) as made:
        yield made


@pytest.fixture
def client(nodes: ValkeyCluster) -> Iterator[Redis]:
    """As a user who may do no more than what operators are told to allow."""
    told = re.search(r"`(\+@read [^`]+)`", Path("docs/operating.md").read_text())
    assert told is not None
    with connect(nodes.url_for("dashboard", told[1])) as client:
        yield client


def tokens_of(client: Redis) -> tuple[TokenStore, str]:
    store = TokenStore(client, SEALER, LIFE)
    return store, store.add(invented())


def test_nobody_is_asked_before_something_is_needed() -> None:
    away = f"redis+cluster://127.0.0.1:{free_port()}"
    with connect(away) as client:
        SealedValues(client, SEALER, "session")
        with pytest.raises(NotConnected):
            client.get("key")
        with pytest.raises(NotConnected):
            client.ping()


def test_values_locks_and_rates_work_wherever_they_lie(client: Redis) -> None:
    values = SealedValues(client, SEALER, "session")
    for number in range(9):
        secret = f"secret {number}"
        seen = values.claim(secret, b"one", LIFE)
        assert seen is not None
        assert values.replace(secret, seen, b"two") is not None
        with exclusively(client, f"lock {number}", life_seconds=5, wait_seconds=1):
            assert values.take(secret) == b"two"
        Rates(client, b"key").check(Rate("try", 2, 60), secret)


def test_sign_ins_are_begun_and_finished_wherever_they_lie(
    client: Redis, nodes: ValkeyCluster
) -> None:
    attempts = Attempts(client, SEALER, "try-")
    for number in range(9):
        attempt = Attempt(
            state=f"state {number}",
            verifier="invented",
            issuer="https://login.test",
            issuer_is_told=True,
            scope=frozenset(),
            next="/",
            opener=f"opener {number}",
        )
        name, value = attempts.add(attempt)
        assert attempts.take(attempt.state, {name: value}) == attempt

    assert [name for name in nodes.addresses() if name.startswith(("attempt", "opener"))] == []


def test_lives_are_asked_for_in_one_go_over_all_nodes(client: Redis) -> None:
    values = SealedValues(client, SEALER, "session")
    for number in range(9):
        values.add(f"s{number}", b"value", LIFE)

    addresses = [values.address(f"s{number}") for number in range(9)]
    assert list(values.seconds_left(addresses)) == addresses


def test_what_goes_with_a_connection_goes_from_all_nodes(
    client: Redis, nodes: ValkeyCluster
) -> None:
    store, key = tokens_of(client)
    for number in range(9):
        client.set(f"piece {number}", b"", ex=LIFE)
        Dependents(client).add(store.address(key), f"piece {number}", LIFE)

    store.delete(key)

    left = [name for name in nodes.addresses() if name.startswith(("piece", "goes-with"))]
    assert left == []


def test_a_log_is_written_read_and_gone_with_its_connection(
    client: Redis, nodes: ValkeyCluster
) -> None:
    store, key = tokens_of(client)
    log, owner = OwnLog(client, SEALER), Owner(key, key, "an account")
    for target in ("a", "b"):
        log.write(owner, [Done("2026-03-02T09:14:07.512Z", "GET /profile/{id}", target, "ok")], 60)

    read = log.read(owner)
    assert [deed.target for deed in read.entries if deed] == ["a", "b"]
    assert read.verdict.is_whole

    store.delete(key)
    assert [name for name in nodes.addresses() if name.startswith("work:")] == []


def test_it_is_told_what_stands_there_and_whether_one_of_all_evicts(
    client: Redis, nodes: ValkeyCluster
) -> None:
    told = standing(client)
    assert told.startswith("A Cluster of 3 primaries; replicas that follow: 3")
    assert told.endswith("noeviction")
    assert not Eviction(client).is_possible()

    with Redis(port=nodes.ports[1]) as one:
        one.config_set("maxmemory-policy", "allkeys-lru")
        assert Eviction(client).is_possible()
        one.config_set("maxmemory-policy", "noeviction")


def test_a_replica_is_waited_for_where_the_key_lies(client: Redis) -> None:
    assert all(is_followed(client, f"key {number}") for number in range(9))


def test_silence_of_a_node_is_told_after_one_wait() -> None:
    with cluster() as nodes, connect(nodes.url) as client:
        client.set("key", "value")
        serving = client.get_node_from_key("key").port
        began = time.monotonic()
        with still(nodes.primaries[nodes.ports.index(serving)]), pytest.raises(RedisError):
            client.get("key")

        assert time.monotonic() - began < 1.75 * TIMEOUT
        wait_until(lambda: _is_read(client), "it serves again")


def _is_read(client: Redis) -> bool:
    with suppress(RedisError):
        return client.get("key") == b"value"
    return False


def test_a_primary_that_dies_is_an_error_of_redis_until_its_replica_serves() -> None:
    """Last, and on nodes of its own: nobody brings them back."""
    with cluster(replicated=True) as nodes, connect(nodes.url) as client:
        values = SealedValues(client, SEALER, "session")
        seen = values.claim("secret", b"one", LIFE)
        assert seen is not None
        address = values.address("secret")
        assert is_followed(client, address)
        serving = client.get_node_from_key(address).port
        nodes.primaries[nodes.ports.index(serving)].terminate()

        def is_read() -> bool:
            with suppress(RedisError):
                return values.read("secret") is not None
            return False

        wait_until(is_read, "the replica serves")
        assert values.replace("secret", seen, b"two") is not None
        assert not Eviction(client).is_possible()
